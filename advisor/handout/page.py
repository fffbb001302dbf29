"""Words -> one HTML document: paper, type and rules of both sheets. Every word is escaped by the template."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple, Protocol

from jinja2 import Environment, StrictUndefined, Template

from advisor.handout import parent_page, record_page, words
from advisor.handout.drawing import FONT


class Kind(StrEnum):
    """Which sheet: the record for the files, or the plain one for parents and patients."""

    RECORD = "record"
    PARENT = "parent"


class Paper(StrEnum):
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


_TEXT_HEIGHT: Final[Mapping[Paper, str]] = {Paper.A4: "277mm", Paper.LETTER: "259mm"}
_LANDSCAPE_HEIGHT: Final[Mapping[Paper, str]] = {Paper.A4: "190mm", Paper.LETTER: "195mm"}
_LANDSCAPE: Final = "{paper} landscape"
_FOOT: Final[Mapping[Kind, str]] = {Kind.RECORD: "8em", Kind.PARENT: "18mm - 4em"}  # the rest stands above it
_LAYOUT: Final = """<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{{ product }}">
{% if on %}<meta name="dcterms.created" content="{{ on }}">
{% endif %}<title>{{ title }}</title>
<style>
@page { size: {{ paper }}; margin: 11mm 15mm 9mm; }
* { box-sizing: border-box; }
html { font: {{ points }}pt/1.36 "{{ font }}", Verdana, sans-serif; color: #000; background: #fff; }
body { margin: 0; overflow-wrap: break-word; }
main { min-height: calc({{ text_height }} - {{ foot }}); }
h1, h2, p, ul, ol, table { margin: 0; padding: 0; }
h1 { font-size: 1.9em; line-height: 1.15; }
h2 { font-size: 1.1em; line-height: 1.2; color: #00507f; }
ul { list-style: none; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
th, td { text-align: left; vertical-align: top; font-weight: normal; }
svg { display: block; max-width: 100%; }
.quiet { color: #444; }
.line { border-bottom: .6pt solid #000; display: inline-block; height: 1.25em; }
@media screen { body { max-width: 190mm; margin: 2em auto; padding: 0 1em; } }
{{ style }}
</style>
</head>
<body>
{{ body }}
</body>
</html>
"""
_SHEETS: Final = {Kind.RECORD: record_page, Kind.PARENT: parent_page}


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _template(text: str) -> Template:
    return _environment().from_string(text)


class Form(Protocol):
    """A module that says what stands where on a sheet (BODY, a template) and how it looks (STYLE)."""

    BODY: str
    STYLE: str


def page(sheet: Mapping[str, Any], kind: Kind, paper: Paper, room: Room) -> str:
    """The sheet's words on its paper; `sheet` names a title, a date or none, and what its own template asks for."""
    return laid_out(sheet, _SHEETS[kind], paper, room, foot=_FOOT[kind])


def laid_out(
    sheet: Mapping[str, Any], form: Form, paper: Paper, room: Room, *, foot: str, landscape: bool = False
) -> str:
    """Words in a form of their own; `foot` is the height, in CSS, that stands below the rest."""
    from markupsafe import Markup

    body = _template(form.BODY).render(sheet)
    return _template(_LAYOUT).render(
        language=words.LANGUAGE,
        product=words.PRODUCT,
        title=sheet["title"],
        on=sheet["on"],
        paper=_LANDSCAPE.format(paper=paper.value) if landscape else paper.value,
        points=room.points,
        font=FONT,
        text_height=(_LANDSCAPE_HEIGHT if landscape else _TEXT_HEIGHT)[paper],
        foot=foot,
        style=Markup(form.STYLE),
        body=Markup(body),
    )
