"""The audit to take along: report, table, figures. Nothing is made before its button is touched."""

import json
from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from advisor.audit.export import as_bytes
from advisor.audit.summary import SUMMARY_TEXT, Summary, summary_from_text, summary_json
from advisor.audit.summed import summary
from advisor.evidence.telling import inert
from advisor.handout import PaperSize, audit_telling, can_print
from advisor.handout.audit import audit_report
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.knowledge.places import american
from advisor.pages.audit import words
from advisor.pages.audit.work import Done, reopened
from advisor.pages.shared.pictures import strong

_PRINT: Final = ":material/print:"
_SAVE: Final = ":material/download:"


def show(told: Done, knowledge: Knowledge) -> None:
    """The report first: it is what the page is for."""
    st.subheader(words.TAKE, anchor=False)
    with st.container(horizontal=True):
        practice = st.text_input(words.PRACTICE, key="audit_practice", max_chars=80, width=280) or None
        made_by = st.text_input(words.MADE_BY, key="audit_made_by", max_chars=80, width=280) or None
    last = _last()
    if last is not None:
        _trend(told, knowledge, last)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if can_print():
            _report(partial(audit_report, told.audit, knowledge, practice=practice, made_by=made_by, last=last), told)
        exposures = partial(_table, told, knowledge)
        st.download_button(
            words.TABLE, exposures, "exposures.csv", "text/csv", key="audit_csv", on_click="ignore", icon=_SAVE
        )
        figures = partial(_figures, told, knowledge, practice, made_by, last)
        st.download_button(
            words.SUMMARY, figures, "summary.json", "application/json", key="audit_json", on_click="ignore", icon=_SAVE
        )
    if not can_print():
        st.caption(words.NO_PDF)


def _report(report: Callable[..., bytes], told: Done) -> None:
    """On the paper of the place, or the other."""
    usual = tuple(PaperSize)[::-1] if american(told.audit.place) else tuple(PaperSize)
    paper = st.segmented_control(words.PAPER, usual, default=usual[0], required=True, key="audit_paper")
    on_paper = partial(report, paper=paper or usual[0])
    st.download_button(
        words.REPORT, on_paper, "audit.pdf", "application/pdf", key="audit_pdf", on_click="ignore", icon=_PRINT,
        type=strong(),
    )  # fmt: skip


def _last() -> Summary | None:
    """The audit before, where it is given."""
    with st.expander(words.COMPARE):
        file = st.file_uploader(words.LAST_AUDIT, key="audit_last", max_upload_size=1)
    if file is None:
        return None
    try:
        return summary_from_text(file.getvalue()[: SUMMARY_TEXT.most_bytes + 1], "summary.json")
    except Refusal as error:
        st.error(inert(f"{error}"))
        return None


def _trend(told: Done, knowledge: Knowledge, last: Summary) -> None:
    made = summary(told.audit, knowledge, last=last)
    for line in audit_telling.trend_said(made, told.audit.standards.conventions.trend_percent):
        st.markdown(f"- {inert(line)}")


def _table(told: Done, knowledge: Knowledge) -> bytes:
    with reopened(told) as opened:
        return as_bytes(told.audit, opened, knowledge, ".csv")


def _figures(told: Done, knowledge: Knowledge, practice: str | None, made_by: str | None, last: Summary | None) -> str:
    made = summary(told.audit, knowledge, practice=practice, made_by=made_by, last=last)
    return json.dumps(summary_json(made), ensure_ascii=False, indent=1) + "\n"
