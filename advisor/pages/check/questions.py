"""What is asked of every patient: age and image, each with one touch; and all that was told, gathered for a case."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from advisor.case.model import Exam
from advisor.case.vocabulary import TimerKind
from advisor.knowledge import Knowledge
from advisor.pages.check import next_patient, words
from advisor.pages.shared import case, pick, redraw
from advisor.pages.shared.facts import KEEP, key, told
from advisor.words import figures, labels, names

_AGE_PX: Final = 102  # below 120 Streamlit leaves out the steppers, which would hide the number itself
_AGES: Final = tuple(float(age) for age in range(3, 18))
_GROWN: Final = 30.0  # what an adult's chip stands for: nothing that is kept here turns on an adult's years
_AGE: Final = "age_years"
_EXAM: Final = "exam"
_REFERENCE: Final = "reference_setting"


def exam_told(knowledge: Knowledge) -> Exam | None:
    exam: Exam | None = knowledge.by_exam.get(str(told(_EXAM)))
    return exam


def ask(knowledge: Knowledge) -> None:
    """Age and image; everything else is asked by the step that it settles."""
    ages = [_of_age(age) for age in (*_AGES, _GROWN)]
    exams = [pick.Cell(name, called, called) for name, called in names.exams(knowledge.by_exam.values()).items()]
    _one_of(words.AGE, ages, _AGE, next_patient.age_changed)
    _one_of(labels.QUESTION[_EXAM], exams, _EXAM, redraw.begun)
    next_patient.ask_whether_the_same()


def _one_of(question: str, cells: Sequence[pick.Cell], name: str, changed: Callable[[], None]) -> None:
    """In one row, or in two where the screen is narrow: none is swiped for."""

    def touched(value: pick.Value | None) -> None:
        st.session_state[key(name)] = value
        changed()

    columns = len(cells)
    pick.one_of(question, cells, told(name), touched, key=name, columns=columns, narrow=-(-columns // 2))


def ask_age() -> None:
    """The age in figures, for one that has no button."""
    st.number_input(
        labels.QUESTION[_AGE],
        value=None,
        step=1.0,
        format="%g",
        key=key(_AGE),
        on_change=next_patient.age_changed,
        placeholder=words.AGE,
        label_visibility="collapsed",
        width=_AGE_PX,
        persist_state=KEEP,
    )


def _of_age(age: float) -> pick.Cell:
    if age == _GROWN:
        return pick.Cell(age, words.ADULT, words.ADULT)
    return pick.Cell(age, f"{age:g}", figures.years(age))


def gathered(exam: Exam) -> dict[str, Any]:
    """Everything told that this exam has a question for, by flat names."""
    _hold_what_the_adult_time_is_for(exam)
    facts = {name: told(name, exam) for name in (*case.asked(exam), "age_years", "place", "on")}
    return {**{name: fact for name, fact in facts.items() if fact not in (None, "", [])}, "exam": exam.id}


def _hold_what_the_adult_time_is_for(exam: Exam) -> None:
    """The adult time is for what is set when it is told: another receptor that is tried later does not change it."""
    if told(case.ADULT, exam) is None:
        return
    for held, name in case.REFERENCE.items():
        if held != case.ADULT and told(held, exam) is None and told(name, exam) is not None:
            st.session_state[key(held, exam)] = told(name, exam)


def adult_time_told(exam: Exam) -> None:
    """A new one is for what is set now."""
    st.session_state.update({key(held, exam): None for held in case.REFERENCE if held != case.ADULT})


def asked_as(field: str) -> str:
    """The flat name of the question that a refused field of the contract is asked by."""
    noun, _, name = field.rpartition(".")
    if field.startswith(case.ALSO):
        return case.ALSO
    if noun == _REFERENCE:
        return next((flat for flat, held in case.REFERENCE.items() if held == name), name)
    flat = {**{field: flat for flat, field in case.VISIT.items()}, **labels.SAME_QUESTION}
    return flat.get(name, name)


def telling(name: str) -> tuple[str, ...]:
    """The questions that a setting is told by now, of which any may be the wrong one."""
    match name:
        case "field_diameter_cm" | "field_height_cm":
            return case.FIELD_CM
        case "dap_mGycm2" | "dap" | "dap_unit":
            return display()
        case "exposure_s":
            return (name, *impulses())
        case _:
            return (name,)


def impulses() -> tuple[str, ...]:
    """How a unit that counts impulses has its time told."""
    return ("exposure_impulses",) if told("timer") in (TimerKind.IMPULSES_50, TimerKind.IMPULSES_60) else ()


def display() -> tuple[str, ...]:
    """How a dose-area product is told: in mGy cm2, or as a display has it."""
    return ("dap" if told("dap_unit") else "dap_mGycm2", "dap_unit")


def tell(facts: Mapping[str, Any]) -> None:
    """What was answered otherwise stays as it was answered."""
    st.session_state.update({key(name): fact for name, fact in facts.items() if told(name) is None})
