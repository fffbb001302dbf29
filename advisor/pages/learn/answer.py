"""The answer to a question as a student gives it: picked, typed, predicted, put in order, or said to a parent."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from advisor.case.vocabulary import Step, Verdict
from advisor.language import ngettext
from advisor.lessons.answers import (
    Factor,
    Number,
    Offered,
    Order,
    Ordered,
    Picked,
    Picks,
    Predicted,
    Response,
    Solution,
    Talk,
    Talked,
    Typed,
)
from advisor.lessons.lesson import (
    CaseWords,
    FieldQuestion,
    LevelQuestion,
    OpinionQuestion,
    Question,
    StepsQuestion,
    VerdictQuestion,
)
from advisor.lessons.vocabulary import AgainstLevel, Direction, Quantity
from advisor.pages.learn import answer_words as words
from advisor.pages.learn import touched
from advisor.words import labels, names

_NUMBER_PX: Final = 260
_KEEP: Final = "session"


def is_taken_at_once(solution: Solution) -> bool:
    """Whether the last touch is the answer, with nothing to check first: all but several picks of which none is right,
    as there is nothing to touch."""
    return not (isinstance(solution, Picks) and solution.several and not solution.right)


def ask(
    question: Question, solution: Solution, key: str, case: CaseWords | None, *, at_once: bool = False
) -> Response | None:
    """The widgets of a question; None until they hold an answer.

    `at_once`: one touch answers, or the last of several, with nothing to check and no keyboard; else, in an exam, an
    answer is typed or picked, and can be changed.
    """
    match solution:
        case Picks(several=True):
            return _pick_several(question, solution, key, case, at_once=at_once)
        case Picks():
            return _pick_one(question, solution, key, case, at_once=at_once)
        case Number() | Factor() if at_once:
            return touched.number(solution, key)
        case Number(of=of):
            return _number(of, key)
        case Factor():
            return _factor(key)
        case Order():
            return _order(solution, key, at_once=at_once)
        case Talk():
            return _talk(solution, key, at_once=at_once)


def fill(solution: Solution, response: Response, key: str) -> None:
    """Let the widgets of a question hold an answer, before they are drawn."""
    match solution, response:
        case Picks(several=True, offered=offered), Picked(keys=keys):
            st.session_state.update({f"{key}_{each.key}": each.key in keys for each in offered})
        case Picks(), Picked(keys=keys):
            (st.session_state[key],) = keys
        case Number(), Typed(value=value):
            st.session_state[key] = value
        case Factor(), Predicted(direction=direction, times=times):
            st.session_state[key], st.session_state[f"{key}_times"] = direction, times
        case Order(), Ordered(keys=in_order):
            st.session_state[key] = in_order
        case Talk(turns=turns, first=first), Talked(replies=replies):
            at: str | None = first
            for reply in replies:
                st.session_state[f"{key}_{at}"] = reply
                at = turns[at or first].options[reply].next


def label(question: Question, offered: Offered, case: CaseWords | None) -> str:
    """What an option is called: by its own words, or by the name of the word that it stands for."""
    if offered.says is not None:
        return offered.says
    match question:
        case VerdictQuestion() | OpinionQuestion():
            return words.VERDICT[Verdict(offered.key)]
        case StepsQuestion():
            return names.STEP[Step(offered.key)]
        case LevelQuestion():
            return words.AGAINST_LEVEL[AgainstLevel(offered.key)]
        case FieldQuestion():
            return _field(offered.key, case or {})
        case _:
            return offered.key


def _field(path: str, case: CaseWords) -> str:
    """A fact of the case as the page names it, with what is told."""
    value: Any = case
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    name = path.rpartition(".")[2]
    return words.FIELD.format(name=labels.QUESTION.get(labels.SAME_QUESTION.get(name, name), name), value=value)


def _pick_one(question: Question, solution: Picks, key: str, case: CaseWords | None, *, at_once: bool) -> Picked | None:
    said = {each.key: label(question, each, case) for each in solution.offered}
    chosen = touched.one(said, key) if at_once else _radio(said, key)
    return None if chosen is None else Picked(frozenset({chosen}))


def _radio(said: Mapping[str, str], key: str) -> str | None:
    options = tuple(said)
    return st.radio(words.PICK_ONE, options, index=None, format_func=said.__getitem__, key=key, persist_state=_KEEP)


def _pick_several(
    question: Question, solution: Picks, key: str, case: CaseWords | None, *, at_once: bool
) -> Picked | None:
    """At once: it is told how many, and the last of them answers."""
    many = len(solution.right) if at_once else 0
    st.caption(_how_many(many) if many else words.PICK_ALL)
    with st.container(gap=None):
        picked = [
            each.key
            for each in solution.offered
            if st.checkbox(label(question, each, case), key=f"{key}_{each.key}", persist_state=_KEEP)
        ]
    return Picked(frozenset(picked)) if len(picked) >= many else None


def _how_many(many: int) -> str:
    return ngettext(
        "Touch the one that applies.", "Touch the {count} that apply; the last touch is the answer.", many
    ).format(count=many)


def _number(of: Quantity, key: str) -> Typed | None:
    value = st.number_input(
        words.NUMBER[of], min_value=0.0, value=None, format="%g", key=key, width=_NUMBER_PX, persist_state=_KEEP
    )
    return Typed(value) if value else None


def _factor(key: str) -> Predicted | None:
    direction = st.segmented_control(
        words.DIRECTION, tuple(Direction), format_func=lambda each: words.DIRECTIONS[each], key=key, persist_state=_KEEP
    )
    if direction is None or direction is Direction.SAME:
        return None if direction is None else Predicted(Direction.SAME)
    times = st.number_input(
        words.TIMES.format(direction=words.DIRECTIONS[direction]), min_value=1.0, value=None, format="%g",
        key=f"{key}_times", help=words.TIMES_HELP, width=_NUMBER_PX, persist_state=_KEEP,
    )  # fmt: skip
    return Predicted(direction, times) if times else None


def _order(solution: Order, key: str, *, at_once: bool) -> Ordered | None:
    """Touched one after the other; offered as the lesson's file has them. At once, what is left over is the last."""
    placed = {each.key: each for each in sorted(solution.placed, key=lambda each: int(each.key))}
    touched: tuple[str, ...] = st.session_state.get(key, ())
    left = [each for each in placed if each not in touched]
    if at_once and len(left) <= 1:
        return Ordered((*touched, *left))
    st.caption(words.ORDER_HELP)
    if touched:
        told = [words.ORDERED.format(number=n, says=placed[each].says) for n, each in enumerate(touched, start=1)]
        st.markdown("\n".join(told))
    with st.container(gap="xsmall"):
        for each in placed.values():
            if each.key not in touched:
                st.button(each.says, key=f"{key}_{each.key}", width="stretch", on_click=_touch, args=(key, each.key))
    if touched:
        st.button(
            words.TAKE_BACK, key=f"{key}_back", icon=words.TAKE_BACK_ICON, type="tertiary",
            on_click=_take_back, args=(key,),
        )  # fmt: skip
    return Ordered(touched) if len(touched) == len(placed) else None


def _touch(key: str, touched_now: str) -> None:
    """The next in the order; what was touched since the button was drawn counts, and a second touch does not."""
    touched: tuple[str, ...] = st.session_state.get(key, ())
    if touched_now not in touched:
        st.session_state[key] = (*touched, touched_now)


def _take_back(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, ())[:-1]


def _talk(solution: Talk, key: str, *, at_once: bool) -> Talked | None:
    """Turn by turn: what the parent says next depends on what was said."""
    replies: list[int] = []
    at: str | None = solution.first
    while at is not None:
        turn = solution.turns[at]
        st.markdown(words.PARENT.format(words=turn.parent))
        said = [reply.says for reply in turn.options]
        chosen = (touched.reply if at_once else _reply)(said, f"{key}_{at}")
        if chosen is None:
            return None
        replies.append(chosen)
        at = turn.options[chosen].next
    if not at_once:
        st.caption(words.TALK_END)
    return Talked(tuple(replies))


def _reply(said: Sequence[str], key: str) -> int | None:
    options = range(len(said))
    return st.radio(words.REPLY, options, index=None, format_func=said.__getitem__, key=key, persist_state=_KEEP)
