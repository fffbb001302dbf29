"""The questions of the bench: each sets the bench up with one touch, and is ticked once it is answered right."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from advisor.knowledge import Knowledge
from advisor.pages.learn import bench_words as words
from advisor.student.bench_tasks import TASKS, Asks, Task, answer

DONE: Final = "explore_answered"  # numbers of the questions that were answered right
_UNDER_WAY: Final = "explore_task"
_KEEP: Final = "session"


def show(knowledge: Knowledge, set_up: Callable[[Task], None]) -> None:
    """All of them folded away, the one under way below. `set_up` sets the bench to where a question begins."""
    number: int | None = st.session_state.get(_UNDER_WAY)
    done = _ticked(number, knowledge)
    with st.expander(words.QUESTIONS_TITLE.format(done=len(done), count=len(TASKS))):
        for nth, question in enumerate(words.QUESTIONS):
            with st.container(horizontal=True, vertical_alignment="center"):
                icon = words.ANSWERED_ICON if nth in done else words.TRY_ICON
                label = words.TRY.format(number=nth + 1)
                st.button(label, key=f"explore_try_{nth}", icon=icon, on_click=_begin, args=(nth, set_up))
                st.markdown(question, width="stretch")
    if number is not None:
        with st.container(border=True, key="explore_asked"):
            _ask(number, done, knowledge, set_up)


def _begin(number: int, set_up: Callable[[Task], None]) -> None:
    st.session_state[_UNDER_WAY] = number
    st.session_state.pop(_key(number), None)
    set_up(TASKS[number])


def _key(number: int) -> str:
    return f"explore_answer_{number}"


def _ticked(number: int | None, knowledge: Knowledge) -> frozenset[int]:
    done: frozenset[int] = st.session_state.get(DONE, frozenset())
    if number is not None and st.session_state.get(_key(number)) == answer(TASKS[number], knowledge).right:
        done |= {number}
        st.session_state[DONE] = done
    return done


def _ask(number: int, done: frozenset[int], knowledge: Knowledge, set_up: Callable[[Task], None]) -> None:
    """Move the bench and see, or pick at once; the next question once this one is right."""
    task = TASKS[number]
    told = answer(task, knowledge)
    picked = st.pills(
        words.QUESTIONS[number], told.offered, format_func=_called, key=_key(number), wrap=True, persist_state=_KEEP
    )
    if picked is None:
        st.caption(words.MOVE_AND_SEE)
    elif picked != told.right:
        st.markdown(words.NOT_RIGHT)
    else:
        form = words.RIGHT_TIMES if task.asks is Asks.TIMES else words.RIGHT_FACTOR
        st.markdown(form.format(times=f"{told.times:.2g}", name=_called(told.right), because=words.REASONS[number]))
        further = next((each for each in range(len(TASKS)) if each not in done), None)
        if further is not None:
            st.button(words.NEXT, key="explore_next", on_click=_begin, args=(further, set_up))


def _called(offered: float | str) -> str:
    return words.NAME.get(offered, offered) if isinstance(offered, str) else words.RUNGS[offered]
