"""What if: the changes that the report suggests, tried with one touch; what was set stays known, one touch away."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import streamlit as st

from advisor.advice import changes, kept
from advisor.advice.agreed import Agreed
from advisor.advice.report import Report
from advisor.case.model import Exam
from advisor.case.vocabulary import Verdict
from advisor.guidance.statement import Finding, Opinion
from advisor.knowledge import Knowledge
from advisor.pages.shared.case import FIELD_CM, SETUP
from advisor.pages.shared.facts import key

_TRIED: Final = "check_tried"
Settings = Mapping[str, Any]


class Made(NamedTuple):
    """A change made here: for which exam, and what the questions held before."""

    exam: str
    before: Mapping[str, Any]


def settings_to_make(plan: Agreed) -> Settings:
    """All the settings that the uncontested changes end with."""
    return {name: value for saving in plan.savings for name, value in saving.change.items()}


def settings_of(opinion: Opinion, report: Report, knowledge: Knowledge) -> Settings:
    """What to set so as to keep to one statement, starting from the settings as they are."""
    instead = opinion.answer.instead
    return changes(report.case.setup, kept(report.case, instead, knowledge)) if instead else {}


def alternatives(finding: Finding, report: Report, knowledge: Knowledge) -> list[tuple[Opinion, Settings]]:
    """The different changes that issuers ask for on a topic, the deciding one first, each once."""
    found: dict[str, tuple[Opinion, Settings]] = {}
    for opinion in finding.opinions:
        if opinion.answer.verdict is Verdict.IMPROVE and opinion.answer.instead:
            settings = settings_of(opinion, report, knowledge)
            found.setdefault(repr(sorted(settings.items())), (opinion, settings))
    return list(found.values())


def try_out(settings: Settings, exam: Exam) -> None:
    """Answer the questions as if the changes were made, remembering what is set."""
    answers = dict(_answers(settings, exam))
    before = {name: st.session_state.get(name) for name in answers}
    if before != answers:  # else a second touch, before the first was answered
        st.session_state[_TRIED] = [*_made(exam), Made(exam.id, before)]
        st.session_state.update(answers)
    st.rerun("app")  # the questions lie outside the part that the button redraws


def _answers(settings: Settings, exam: Exam) -> Iterator[tuple[str, Any]]:
    """The questions that a change answers: a field of view of two numbers is asked by two."""
    for name, value in settings.items():
        if name == "field_cm":
            yield from zip((key(part, exam) for part in FIELD_CM), value or (None, None), strict=True)
        else:
            yield key(name, exam), value


def back(exam: Exam) -> None:
    """Back to what is set, whatever was tried."""
    made = _made(exam)
    for change in reversed(made):
        st.session_state.update(change.before)
    st.session_state[_TRIED] = [change for change in st.session_state.get(_TRIED, ()) if change not in made]
    st.rerun("app")


def forget() -> None:
    """Nothing is left to take back, nor to hold the settings against."""
    st.session_state[_TRIED] = []


def tried(exam: Exam) -> bool:
    """Whether the questions hold something that is not set."""
    return bool(_made(exam))


def before(told: Mapping[str, Any], exam: Exam) -> dict[str, Any] | None:
    """What was told before the changes made here, None where none was made."""
    made = _made(exam)
    if not made:
        return None
    first: dict[str, Any] = {}
    for change in reversed(made):
        first |= change.before
    names = {key(name, exam): name for name in (*SETUP, *FIELD_CM)}
    return {**told, **{names[where]: value for where, value in first.items() if where in names}}


def _made(exam: Exam) -> list[Made]:
    """The changes made for this exam, oldest first; those of another exam are history."""
    return [change for change in st.session_state.get(_TRIED, ()) if change.exam == exam.id]
