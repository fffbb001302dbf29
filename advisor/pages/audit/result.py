"""The answer first, then what it rests on."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import streamlit as st

from advisor.audit import Audit
from advisor.audit.child_sizing import Falls
from advisor.audit.judged import Verdict
from advisor.audit.pictured import times_by_age
from advisor.audit.summed import falls
from advisor.charts import audit as charts
from advisor.charts.audit import band_said, exam_on, quantity_said
from advisor.charts.picture import Picture
from advisor.evidence.telling import inert
from advisor.handout import audit_telling
from advisor.handout import audit_words as told
from advisor.knowledge import Knowledge
from advisor.pages.audit import words
from advisor.pages.shared import pictures

_SHOW: Final = {Falls.FALLS: st.success, Falls.DOES_NOT_FALL: st.warning, Falls.CANNOT_TELL: st.info}
_MOST_OPEN: Final = 4


def answer(audit: Audit) -> None:
    """The question, its answer, what could be saved, what to do."""
    st.subheader(told.QUESTION, anchor=False)
    answered = falls(audit.sizing)
    _SHOW[answered](told.FALLS[answered])
    total = sum(n for _, n in audit.found.reasons)
    period = audit_telling.period_said(audit.found.first, audit.found.last)
    for line in filter(None, (audit_telling.where_said(audit), audit_telling.as_adults_said(audit))):
        st.markdown(inert(line))
    saved = audit_telling.saved_said(audit.children) if audit.children.n >= audit.standards.sample.least else None
    if saved:
        st.markdown(saved)
    counted = words.COUNTED.format(counted=audit.found.counted, all=total, period=period)
    longer = [told.LONGER] if audit.children.verdicts[Verdict.LONGER] else []
    st.caption(inert(" ".join([counted, audit_telling.judged_by(audit), *longer])))
    _to_do(audit)


def _to_do(audit: Audit) -> None:
    """What to do, by whom, by when."""
    st.subheader(words.TO_DO, anchor=False)
    lines = map(audit_telling.to_do_said, audit.to_do)
    st.markdown("\n".join("- " + words.TO_DO_LINE.format(what=inert(what), who=who, by=by) for what, who, by in lines))


def details(audit: Audit, knowledge: Knowledge) -> None:
    """By unit and exam, questions, quality, medians, what was left out."""
    least = audit.standards.conventions.hidden_below
    _sizes(audit, knowledge, least)
    _questions(audit)
    _quality(audit)
    _medians(audit, least)
    _left_out(audit)


def _sizes(audit: Audit, knowledge: Knowledge, least: int) -> None:
    st.subheader(words.SIZES, anchor=False)
    if audit.sizing:
        st.caption(told.KEY)
    for nth, each in enumerate(audit.sizing):
        name = f"{exam_on(inert(each.unit), each.exam, each.receptor)}: {told.FALLS[each.answer]}"
        with st.expander(name, expanded=nth < _MOST_OPEN):
            for line in audit_telling.sizing_said(each, least):
                st.markdown(inert(line))
            times = times_by_age(audit, each, knowledge) if each.children >= least else None
            if times:
                _picture(charts.time_against_age(times, pictures.ink()), f"{nth}")


def _questions(audit: Audit) -> None:
    st.subheader(words.QUESTIONS, anchor=False)
    for question in audit.questions:
        st.markdown(f"- {inert(audit_telling.question_said(question))}")
    if not audit.questions:
        st.caption(words.NO_QUESTIONS)


def _quality(audit: Audit) -> None:
    st.subheader(words.QUALITY, anchor=False)
    for nth, quality in enumerate(audit.quality):
        st.markdown(f"- {inert(audit_telling.quality_said(quality))}")
        picture = charts.acceptable_by_month(quality, pictures.ink())
        if picture and nth < _MOST_OPEN:
            _picture(picture, f"q{nth}")
    if not audit.quality:
        st.caption(words.NO_QUALITY)


def _picture(picture: Picture, place: str) -> None:
    """With its numbers below, as a file too."""
    named = replace(picture, name=f"{picture.name}_{place}")
    pictures.show(named)
    st.caption(inert(picture.alternative))
    pictures.download(picture.csv_text, picture.name, key=f"audit_csv_{named.name}")


def _medians(audit: Audit, least: int) -> None:
    shown = [each for each in audit.groups if each.spread.n >= least]
    with st.expander(words.MEDIANS):
        picture = charts.medians_against_levels(shown, pictures.ink())
        if picture:
            _picture(picture, "levels")
        st.table(list(_rows(audit, least)), hide_index=True)


def _rows(audit: Audit, least: int) -> Iterator[dict[str, str]]:
    for each in audit.groups:
        spread = each.spread
        where = exam_on(each.unit, each.exam, each.receptor)
        name = f"{where}, {band_said(each.band)}: {quantity_said(each.quantity)}"
        if spread.n < least:
            yield {words.GROUP: inert(name), words.MEDIAN: words.TOO_SMALL.format(least=least), words.LEVEL: ""}
            continue
        median = audit_telling.figure_of(each.quantity, spread.median)
        if spread.median_low is not None and spread.median_high is not None:
            median = f"{median} ({spread.median_low:.3g}–{spread.median_high:.3g}), n {spread.n}"
        yield {words.GROUP: inert(name), words.MEDIAN: median, words.LEVEL: inert(audit_telling.level_said(each))}


def _left_out(audit: Audit) -> None:
    """Open where anything was: what is missing is no small print."""
    lines = list(audit_telling.left_out_said(audit))
    with st.expander(words.LEFT_OUT, expanded=bool(lines)):
        for line in lines:
            st.markdown(f"- {inert(line)}")
        if not lines:
            st.caption(words.NOTHING_LEFT_OUT)
