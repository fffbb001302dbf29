"""The tooth chart as the question for the region: touch where the image is of; every part of it is a button."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

import streamlit as st

from advisor import pages
from advisor.case.model import Exam
from advisor.case.teeth import Notation, Tooth, arches, region_of, written
from advisor.case.vocabulary import Dentition
from advisor.charts.tooth_chart import OUTLINE
from advisor.pages.check import words
from advisor.pages.shared import pick
from advisor.pages.shared.facts import answered, key, told
from advisor.words import labels, names

_PX: Final = 560  # wider the teeth would only lie further apart
_WISDOM: Final = 8


def ask(exam: Exam, notation: Notation) -> None:
    """Which region, by a chart of the teeth that a patient of this age has; a second touch takes it back."""
    region = told("region", exam)

    def touched(value: pick.Value | None) -> None:
        st.session_state[key("region", exam)] = value
        st.session_state[key("tooth", exam)] = ""
        answered()

    stage = told("dentition") or pages.knowledge().exams.stages.dentition(told("age_years"))
    rows = parts(stage, exam, notation)
    called = names.regions(exam.regions).get(region, words.TOUCH_REGION)
    with st.container(width=_PX, gap="xxsmall"):
        st.markdown(words.REGION.format(question=labels.QUESTION["region"], region=called))
        pick.one_of(
            labels.QUESTION["region"],
            [part for row in rows for part in row],
            region,
            touched,
            key=f"region_{exam.id}",
            columns=len(rows[0]),
            narrow=len(rows[0]),
            takes_back=True,
        )


def parts(stage: Dentition, exam: Exam, notation: Notation) -> list[list[pick.Cell]]:
    """The upper teeth and the lower ones, as the patient is seen; neighbours that one region shows are one button."""
    return [list(_parts(arch, exam, notation)) for arch in _arches(stage)]


def _arches(stage: Dentition) -> tuple[tuple[Tooth, ...], ...]:
    """No wisdom teeth before they are there."""
    upper, upper_primary, lower_primary, lower = arches()
    if stage == Dentition.PRIMARY:
        return upper_primary, lower_primary
    if stage in (Dentition.TRANSITIONAL, Dentition.ADOLESCENT):
        return tuple(tuple(tooth for tooth in arch if tooth.position < _WISDOM) for arch in (upper, lower))
    return upper, lower


def _parts(arch: tuple[Tooth, ...], exam: Exam, notation: Notation) -> Iterator[pick.Cell]:
    for region, shown in groupby(arch, lambda tooth: region_of(tooth, exam)):
        teeth = list(shown)
        if region is not None:
            ends = words.TEETH_FROM_TO.join(dict.fromkeys(written(tooth, notation) for tooth in (teeth[0], teeth[-1])))
            named = words.PART.format(region=names.region(region), teeth=ends)
            yield pick.Cell(region.id, ends, named, [OUTLINE[tooth.kind] for tooth in teeth])
