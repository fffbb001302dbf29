"""Further images of the same visit: which, asked behind the first step; what to do of each, and one sum of dose.

Each is judged with what was told of its own kind of unit, for the question of the first image. None of an exam that is
the first image itself: several of those are counted by how many images it has.
"""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from advisor import pages
from advisor.advice.agreed import agreed
from advisor.advice.report import Report
from advisor.advice.together import together
from advisor.case.model import Exam
from advisor.knowledge import Knowledge
from advisor.pages.check import advice, headline, words
from advisor.pages.my_units import settings
from advisor.pages.shared import case
from advisor.pages.shared.facts import KEEP, answered, key, told
from advisor.pages.shared.text import small
from advisor.words import figures, labels, names
from advisor.xray_unit.on_case import with_unit

_OF_AN_IMAGE: Final = ("exam", "region", "setup", "reference_setting")


def ask(exam: Exam) -> None:
    """All other exams, several of them to be chosen."""
    others = tuple(each for each in pages.knowledge().by_exam.values() if each is not exam)
    st.pills(
        labels.QUESTION[case.ALSO],
        tuple(each.id for each in others),
        selection_mode="multi",
        format_func=names.exams(others).__getitem__,
        key=key(case.ALSO, exam),
        on_change=answered,
        help=words.ALSO_HELP,
        persist_state=KEEP,
    )


def chosen(exam: Exam, knowledge: Knowledge) -> list[Exam]:
    """The further images, in the order in which exams are listed."""
    picked = told(case.ALSO, exam) or ()
    return [each for each in knowledge.by_exam.values() if each.id in picked]


def on_unit(told: Mapping[str, Any], exam: Exam, knowledge: Knowledge) -> dict[str, Any]:
    """A case of the contract, with what the chosen unit for its exam knows laid under what was told."""
    of_case, unit = case.contract(told, exam), settings.unit(exam)
    return with_unit(of_case, unit, knowledge) if unit else of_case


def of_image(told: Mapping[str, Any], exam: Exam, knowledge: Knowledge) -> dict[str, Any]:
    """What the contract tells of one further image."""
    of_case = on_unit(told, exam, knowledge)
    return {name: of_case[name] for name in _OF_AN_IMAGE if name in of_case}


def show(report: Report, knowledge: Knowledge) -> None:
    """What to do of each, and the one sum; nothing where there is but one image."""
    summed = together(report)
    if summed is None:
        return
    for each in report.also:
        small(_line(each, knowledge))
    small(words.TOGETHER.format(dose=figures.dose(summed.now)))


def _line(report: Report, knowledge: Knowledge) -> str:
    said = headline.headline(report, agreed(report, knowledge))
    dose = figures.dose(report.dose_now.effective_dose_uSv)
    opens = said.acts == advice.headline(report)  # which leads to the steps below it, that are not shown here
    acts = said.short if opens and said.short else said.acts
    return words.ALSO_LINE.format(exam=names.exam(report.case.exam), dose=dose, acts=acts)
