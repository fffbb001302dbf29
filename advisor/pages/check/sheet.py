"""What is taken along: the printed sheets, made on this computer when they are asked for, and a link to the case."""

from functools import partial
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from advisor.advice.agreed import agreed
from advisor.advice.report import Report
from advisor.handout import PaperSize, SheetKind, SheetSettings, can_print, handout, handout_html
from advisor.knowledge import Knowledge
from advisor.knowledge.places import american
from advisor.language import _
from advisor.pages.check import sheet_words as words
from advisor.pages.check.questions import gathered
from advisor.pages.my_record import on_check as record
from advisor.pages.shared import case

_PDF: Final = "application/pdf"
_HTML: Final = "text/html"


def ask(report: Report, knowledge: Knowledge) -> None:
    """Which sheet, on which paper, in whose name; nothing is made before the button is touched."""
    opened = st.expander(words.TITLE, type="compact", icon=words.ICON, on_change="rerun", key="check_sheet")
    if not opened.open:
        return
    with opened:
        with st.container(horizontal=True):
            usual = tuple(PaperSize)[::-1] if american(report.case.place) else tuple(PaperSize)
            paper = st.segmented_control(words.PAPER, usual, default=usual[0], required=True, key="check_paper")
            practice = st.text_input(words.PRACTICE, key="check_practice", max_chars=80, persist_state="session")
        chosen = _settings(report, knowledge)
        with st.container(horizontal=True):
            for kind in SheetKind:
                _download(report, knowledge, kind, chosen, PaperSize(paper or usual[0]), practice)
        if address := st.context.url:
            exam = report.case.exam
            st.caption(words.LINK)
            st.code(f"{address}?{urlencode(case.to_query(gathered(exam), exam))}", language=None, wrap_lines=True)
        record.ask_taken(report, knowledge)


def _settings(report: Report, knowledge: Knowledge) -> SheetSettings:
    """Which settings the sheets are for, asked where the changes that nobody disputes would make a difference."""
    if not agreed(report, knowledge).savings:
        return SheetSettings.AS_SET
    named = {SheetSettings.AS_SET: _("as set"), SheetSettings.AS_ADVISED: _("as advised")}
    chosen = st.segmented_control(
        _("Settings on the sheet"),
        tuple(named),
        format_func=lambda each: named[each],
        default=SheetSettings.AS_SET,
        required=True,
        key="check_sheet_settings",
    )
    return SheetSettings(chosen or SheetSettings.AS_SET)


def _download(
    report: Report, knowledge: Knowledge, kind: SheetKind, settings: SheetSettings, paper: PaperSize, practice: str
) -> None:
    """A PDF made when it is touched; where this computer cannot make one, a page to print from the browser."""
    pdf = can_print()
    how = {"kind": kind, "settings": settings, "paper": paper, "practice": practice}
    made = partial(handout if pdf else handout_html, report, knowledge, **how)
    st.download_button(
        words.BUTTON[kind] if pdf else words.AS_PAGE[kind],
        made,
        f"{words.FILE[kind]}.{'pdf' if pdf else 'html'}",
        _PDF if pdf else _HTML,
        key=f"check_sheet_{kind}",
        on_click="ignore",
        icon=words.ICON,
    )
