"""The words of the interface: plain for parents, complete for every word of the nouns, and none that misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import advisor
from advisor import advise, read_case
from advisor.case import vocabulary
from advisor.case.model import Region
from advisor.knowledge import Knowledge
from advisor.pages.check import parent_words
from advisor.pages.check import words as check
from advisor.words import labels, names
from tests.reading_level import level
from tests.strategies import EXAMS

FORBIDDEN = (
    r"\bsafe\b", r"\bharmless", r"\bno risk", r"zero risk", r"risk[- ]free", r"no evidence of harm",
    r"chest x-?rays?\b", r"banana", r"brazil nut", r"\d+ in a million", r"\bfatal\b",
)  # fmt: skip
TO_PARENTS = ("advisor.pages.check.parent_words", "advisor.handout.parent_words")


def sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from sentences(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from sentences(each)


def spoken(module: str) -> list[str]:
    """Every sentence that a module of words holds as a constant."""
    held = vars(import_module(module))
    return [text for name, value in held.items() if name.isupper() for text in sentences(value)]


MODULES = [
    module.name
    for module in walk_packages(advisor.__path__, "advisor.")
    if module.name.endswith("words") or module.name.startswith("advisor.words.")
]


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_called_safe(module: str) -> None:
    """Neither reassurance nor alarm that no source carries, and no bare chest X-ray as a yardstick."""
    found = [text for text in spoken(module) for phrase in FORBIDDEN if re.search(phrase, text, re.IGNORECASE)]

    assert found == []


def told_to_parents() -> str:
    """All that a parent may read on the Check page, its blanks filled in."""
    filled = {"time": "6 hours", "low": "1 hour", "high": "20 hours"}
    return " ".join(text.format(**filled) for text in spoken(TO_PARENTS[0]))


def test_parents_need_no_more_than_sixth_grade() -> None:
    """Flesch-Kincaid grade 6 and SMOG 8 at most."""
    grade = level(told_to_parents())

    assert grade.flesch_kincaid <= 6
    assert grade.smog <= 8


@pytest.mark.parametrize("module", [name for name in MODULES if name in TO_PARENTS])
def test_parents_are_told_no_odds_of_cancer(module: str) -> None:
    """A personal probability belongs nowhere near a parent."""
    assert [text for text in spoken(module) if re.search(r"cancer|tumou?r|1 in |per cent|%", text)] == []


def test_every_state_of_every_step_has_words_for_parents() -> None:
    """Whatever is open or could be better for the clinician, the parent is told too; what is done is told as done."""
    said = {(step, verdict) for step, verdict in parent_words.SAYS}
    needed = {
        (step, verdict)
        for step in vocabulary.Step
        for verdict in (vocabulary.Verdict.IMPROVE, vocabulary.Verdict.CANNOT_TELL)
    }

    assert needed <= said
    assert {(step, vocabulary.Verdict.AVOID) for step in (vocabulary.Step.SELECT, vocabulary.Step.CBCT)} <= said


@pytest.mark.parametrize(
    ("called", "words"),
    [
        (names.RECEPTOR, vocabulary.Receptor),
        (names.BEAM, vocabulary.Beam),
        (names.FIELD_OF_VIEW, vocabulary.FieldOfView),
        (names.PROGRAMME, vocabulary.Programme),
        (names.CARIES_RISK, vocabulary.CariesRisk),
        (names.VISIT_KIND, vocabulary.VisitKind),
        (names.DENTITION, vocabulary.Dentition),
        (names.STEP, vocabulary.Step),
        (names.TOPIC, vocabulary.Topic),
        (names.VERDICT, vocabulary.Verdict),
        (names.STRENGTH, vocabulary.Strength),
        (names.CERTAINTY, vocabulary.Certainty),
        (names.SPREAD, vocabulary.Spread),
        (names.DOSE_BASIS, vocabulary.Basis),
        (names.EXPOSURE_BASIS, vocabulary.ExposureBasis),
        (names.INDICATION, vocabulary.Indication),
        (labels.ICON, vocabulary.Verdict),
        (labels.COLOUR, vocabulary.Verdict),
        (check.STEP, vocabulary.Step),
    ],
)
def test_every_word_of_the_trade_has_a_name(called: dict[Any, str], words: type[StrEnum]) -> None:
    """A new word of the nouns is named before it reaches the screen."""
    assert set(called) == set(words)


def test_every_exam_and_region_has_a_name(knowledge: Knowledge) -> None:
    """No name is left of an exam that is no more; one without a name here is called as data/ labels it."""
    regions = {region.id for exam in knowledge.by_exam.values() for region in exam.regions}
    exam = replace(knowledge.by_exam["occlusal"], id="other", label="Other view")

    assert set(names.EXAM) <= set(knowledge.by_exam)
    assert set(names.REGION) <= regions
    assert names.exam(exam) == "Other view"
    assert names.region(Region("other", "other side of the jaw")) == "Other side of the jaw"


def test_states_differ_by_word_and_by_sign() -> None:
    """Colour is never the only carrier."""
    assert len(set(names.VERDICT.values())) == len(names.VERDICT)
    assert len({*labels.ICON.values(), labels.DISPUTED_ICON}) == len(labels.ICON) + 1


def test_every_exam_has_a_name_where_only_its_id_is_at_hand(knowledge: Knowledge) -> None:
    """An audit knows ids alone; an exam without a short name is called in words all the same."""
    called = [names.exam_by_id(exam) for exam in knowledge.by_exam]

    assert names.exam_by_id("extraoral_bitewing") == "Extraoral bitewing"
    assert not [name for name in called if "_" in name or not name[0].isupper()]


@pytest.mark.parametrize("exam", EXAMS)
def test_no_unit_of_a_factor_is_a_name_of_ours(knowledge: Knowledge, exam: str) -> None:
    """µSv, not uSv; and no parameter of data/dose_model.toml."""
    case = {"patient": {"age_years": 7}, "exam": exam}
    steps = advise(read_case(case, knowledge), knowledge).dose_now.steps
    units = [labels.unit_of_factor(step.unit) for step in steps]

    assert steps
    assert not [unit for unit in units if "_" in unit or "uSv" in unit or "ratio" in unit]
