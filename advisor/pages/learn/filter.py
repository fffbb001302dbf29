"""Which lessons to practise: by step, image, age and difficulty, or one by its name or by a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from advisor.case.model import Exam
from advisor.lessons.lesson import Lesson
from advisor.lessons.vocabulary import AgeGroup, LessonStep
from advisor.pages.learn import words
from advisor.words import names

CHOSEN: Final = "learn_choose"
_KEEP: Final = "session"
_LABELS: Final[Mapping[str, str]] = {
    "step": words.STEP,
    "exam": words.EXAM_KIND,
    "age_group": words.AGE,
    "difficulty": words.DIFFICULTY,
}


def _key(name: str) -> str:
    return f"learn_filter_{name}"


def chosen(lessons: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """The lessons that fit the filter, easy ones first."""
    told = {name: st.session_state.get(_key(name)) for name in _LABELS}
    fit = [
        lesson
        for lesson in lessons
        if all(value is None or getattr(lesson, name) == value for name, value in told.items())
    ]
    return tuple(sorted(fit, key=lambda lesson: (lesson.difficulty, tuple(LessonStep).index(lesson.step), lesson.id)))


def ask(
    lessons: Mapping[str, Lesson], exams: Iterable[Exam], changed: Callable[[], None], take: Callable[[], None]
) -> None:
    """Behind one button that says what is set."""
    called: dict[str, Mapping[Any, str]] = {
        "step": {step: words.STEPS[step] for step in LessonStep},
        "exam": names.exams(exams),
        "age_group": {age: words.AGES[age] for age in AgeGroup},
        "difficulty": words.DIFFICULTIES,
    }
    told = {name: st.session_state.get(_key(name)) for name in _LABELS}
    set_to = [called[name][value] for name, value in told.items() if value is not None]
    label = words.FILTER_SET.format(what=words.TAGS.join(set_to)) if set_to else words.FILTER
    behind = st.popover(label, icon=words.FILTER_ICON, on_change="rerun", key="learn_filter")
    if not behind.open:
        return
    with behind:
        for name, title in _LABELS.items():
            st.selectbox(
                title,
                [None, *called[name]],
                format_func=partial(_called, called[name]),
                key=_key(name),
                on_change=changed,
                persist_state=_KEEP,
            )
        if set_to:
            st.button(words.CLEAR, key="learn_filter_clear", on_click=_clear, args=(changed,))
        st.selectbox(
            words.CHOOSE,
            sorted(lessons, key=lambda each: lessons[each].title),
            index=None,
            format_func=lambda each: lessons[each].title,
            key=CHOSEN,
            on_change=take,
        )


def _called(names_of: Mapping[Any, str], value: Any) -> str:
    return words.ALL if value is None else names_of[value]


def _clear(changed: Callable[[], None]) -> None:
    for name in _LABELS:
        st.session_state[_key(name)] = None
    changed()
