"""Words -> one HTML document by a template of `templates/`. Every word is escaped by the template."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from advisor.handout import words
from advisor.handout.drawing import FONT


class SheetKind(StrEnum):
    """Which sheet: the record for the files, or the plain one for parents and patients."""

    RECORD = "record"
    PARENT = "parent"


class SheetSettings(StrEnum):
    """Which settings a sheet is for: those that were told, or with the changes that nobody disputes."""

    AS_SET = "as_set"
    AS_ADVISED = "as_advised"


class PaperSize(StrEnum):
    A4 = "A4"
    LETTER = "Letter"


class Room(NamedTuple):
    """How large a page is set, and how much it says: sentences against a deciding one, issuers named in a row, further
    topics of a step, documents, reference levels, letters of one sentence."""

    points: float
    against: int = 0
    issuers: int = 0
    topics: int = 0
    sources: int = 0
    levels: int = 0
    letters: int = 0


_TEXT_HEIGHT: Final[Mapping[PaperSize, str]] = {PaperSize.A4: "277mm", PaperSize.LETTER: "259mm"}
_LANDSCAPE_HEIGHT: Final[Mapping[PaperSize, str]] = {PaperSize.A4: "190mm", PaperSize.LETTER: "195mm"}
_LANDSCAPE: Final = "{paper} landscape"
_FOOT: Final[Mapping[SheetKind, str]] = {
    SheetKind.RECORD: "8em",
    SheetKind.PARENT: "18mm - 4em",
}  # the rest stands above it


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("advisor.handout"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(sheet: Mapping[str, Any], kind: SheetKind, paper: PaperSize, room: Room) -> str:
    """The sheet's words on its paper; `sheet` names a title, a date or none, and what its own template asks for."""
    return laid_out(sheet, kind.value, paper, room, foot=_FOOT[kind])


def laid_out(
    sheet: Mapping[str, Any], template: str, paper: PaperSize, room: Room, *, foot: str, landscape: bool = False
) -> str:
    """Words in a template of `templates/`; `foot` is the height, in CSS, that stands below the rest."""
    return (
        _environment()
        .get_template(f"{template}.html")
        .render(
            sheet,
            language=words.LANGUAGE,
            product=words.PRODUCT,
            paper=_LANDSCAPE.format(paper=paper.value) if landscape else paper.value,
            points=room.points,
            font=FONT,
            text_height=(_LANDSCAPE_HEIGHT if landscape else _TEXT_HEIGHT)[paper],
            foot=foot,
        )
    )


def card_page(sheet: Mapping[str, Any], points: float) -> str:
    """Words and codes in `templates/card.html`, which brings its own paper."""
    return (
        _environment()
        .get_template("card.html")
        .render(
            sheet, language=words.LANGUAGE, product=words.PRODUCT, paper="auto", points=points, font=FONT,
            text_height="0mm", foot="0mm", on=None,
        )
    )  # fmt: skip
