"""How a dose was worked out: each factor with its range, unit and rows, and the formula."""

import streamlit as st

from advisor.advice.report import Report
from advisor.evidence import row_ids, with_links
from advisor.knowledge import Knowledge
from advisor.pages.check import words
from advisor.physics.estimate import DoseStep
from advisor.words import figures, labels, names


def show(report: Report, knowledge: Knowledge) -> None:
    """The estimate for the settings as they are."""
    dose = report.dose_now
    st.markdown(words.FORMULA.format(factors=f" {words.TIMES} ".join(step.name for step in dose.steps)))
    st.markdown("\n".join(_line(step) for step in dose.steps))
    st.markdown(words.RESULT.format(dose=figures.dose(dose.effective_dose_uSv)))
    st.caption(words.RANGES)
    rows = list(dict.fromkeys(row for step in dose.steps for row in step.evidence))
    if rows:
        st.markdown(with_links(words.EVIDENCE.format(rows=", ".join(rows)), row_ids(knowledge)))
    if report.exposure.set_s is not None:
        said = words.EXPOSURE_EVIDENCE.format(rows="; ".join(report.exposure.evidence))
        st.markdown(with_links(said, row_ids(knowledge)))


def _line(step: DoseStep) -> str:
    """A factor as an item of a list: a table of four columns would scroll sideways on a phone."""
    value, unit = step.value, labels.unit_of_factor(step.unit)
    return words.FACTOR.format(
        name=step.name,
        value=figures.figure(value.typical),
        span=figures.span(value.low, value.high),
        unit=f" {unit}" if unit else "",
        spread=names.SPREAD[value.spread],
        rows=words.OF_ROWS.format(rows=", ".join(step.evidence)) if step.evidence else "",
    )
