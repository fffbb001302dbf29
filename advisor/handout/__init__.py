"""Report -> one printed page: the record for the practice's files, or the sheet for parents and patients.

Everything on it is made here: no font, picture or style is fetched, and the same report gives the same bytes.
"""

from typing import Final

from advisor.advice import advise
from advisor.advice.report import Report
from advisor.handout import parent, record
from advisor.handout.page import PaperSize, Room, SheetKind, SheetSettings, page
from advisor.handout.press import HandoutError, can_print, press
from advisor.handout.visit import case_as_agreed, images
from advisor.knowledge import Knowledge
from advisor.words.labels import one_line

__all__ = ["HandoutError", "PaperSize", "SheetKind", "SheetSettings", "can_print", "handout", "handout_html"]

_BROWSER: Final = -2  # a browser does not try again: the last but one fits all but the worst
_SHEETS: Final = {SheetKind.RECORD: record.record, SheetKind.PARENT: parent.parent}
# From roomy to tight: the first that fits on one page is printed.
_ROOMS: Final = {
    SheetKind.RECORD: (
        Room(8.7, against=4, issuers=9, topics=3, sources=20, levels=4, letters=600),
        Room(8.2, against=3, issuers=9, topics=3, sources=18, levels=3, letters=500),
        Room(7.8, against=2, issuers=8, topics=2, sources=14, levels=2, letters=400),
        Room(7.4, against=1, issuers=6, topics=2, sources=12, levels=1, letters=300),
        Room(6.8, against=0, issuers=2, topics=0, sources=4, levels=1, letters=90),
    ),
    SheetKind.PARENT: (Room(10.8), Room(10.3), Room(9.9), Room(9.5)),
}


def handout(
    report: Report,
    knowledge: Knowledge,
    *,
    kind: SheetKind | str = SheetKind.RECORD,
    settings: SheetSettings | str = SheetSettings.AS_SET,
    paper: PaperSize | str = PaperSize.A4,
    practice: str = "",
) -> bytes:
    """One page as a tagged PDF (PDF/UA-1); further ones only where the many images of a visit need them.

    Parameters
    ----------
    report : Report
        From `advise`. Its case holds nothing that identifies a person, and neither does the page.
    kind : Kind
        `record` for the practice's files; `parent` in plain words.
    settings : SheetSettings
        `as_set` for the settings that were told; `as_advised` for those after the changes that nobody disputes.
    practice : str
        Name to print; shortened where it is longer than a line.

    Raises
    ------
    HandoutError
        In one sentence: a system library is missing (then `handout_html` can be printed from a browser).
    """
    kind, paper, report = SheetKind(kind), PaperSize(paper), _used(report, knowledge, SheetSettings(settings))
    rooms = _ROOMS[kind]
    return press(
        lambda number: _sheet(report, knowledge, kind, paper, practice, rooms[number]),
        len(rooms), paper, most_pages=len(images(report)),
    )  # fmt: skip


def handout_html(
    report: Report,
    knowledge: Knowledge,
    *,
    kind: SheetKind | str = SheetKind.RECORD,
    settings: SheetSettings | str = SheetSettings.AS_SET,
    paper: PaperSize | str = PaperSize.A4,
    practice: str = "",
) -> str:
    """The same page as one self-contained HTML document, which any browser can print."""
    kind, paper, report = SheetKind(kind), PaperSize(paper), _used(report, knowledge, SheetSettings(settings))
    return _sheet(report, knowledge, kind, paper, practice, _ROOMS[kind][_BROWSER])


def _used(report: Report, knowledge: Knowledge, settings: SheetSettings) -> Report:
    """The report on the settings that the sheet is for."""
    if settings is SheetSettings.AS_SET:
        return report
    return advise(case_as_agreed(report, knowledge), knowledge)


def _sheet(report: Report, knowledge: Knowledge, kind: SheetKind, paper: PaperSize, practice: str, room: Room) -> str:
    return page(_SHEETS[kind](report, knowledge, one_line(practice), room), kind, paper, room)
