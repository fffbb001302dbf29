"""Every word of Check and of its sheets passes through the lookup, pieces of sentences too; only names do not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

import pytest

from advisor import advise, read_case
from advisor.handout import SheetKind, handout_html
from advisor.knowledge import Knowledge
from advisor.language import speaking
from advisor.pages.shared import speech
from advisor.pages.shared.case import contract, from_query
from tests.pages.app import ran, whole_app
from tests.pseudo import Wide

WORD = re.compile(r"[A-Za-z]{2,}")
NO_WORD = re.compile(
    r":[a-z-]+-badge\[|:small\[|:material/\w+:|!?\[[^\]]*\]\([^)]*\)|https?://\S+|\b[0-9a-f]{6,}|<[^>]+>"
)
PICTURE = re.compile(r"!\[\]\(data:[^)]*\)")
UNITS = ("kV", "mA", "mAs", "mGy", "Sv", "mSv", "cm", "mm", "Letter", "dGy", "Gy")
SAID = ("label", "body", "placeholder", "help", "content", "alt", "text", "title", "caption")
SAID_OF_A_GRID = ("say", "name", "named", "shown")
CASES: Mapping[str, Mapping[str, str]] = {
    "empty": {},
    "advice": {"age_years": "7", "exam": "bitewing", "place": "GB"},
    "two": {"age_years": "7", "exam": "bitewing", "place": "GB", "receptor": "film_d", "beam": "round",
            "collar": "false", "kV": "60", "mA": "7", "exposure_s": "0.25", "also": "panoramic"},
    "wait": {"age_years": "7", "exam": "bitewing", "place": "GB", "visit_kind": "recall", "caries_risk": "low",
             "months_since_bitewings": "8", "contacts_visible": "false"},
    "cbct": {"age_years": "12", "exam": "cbct", "place": "GB", "indication": "impacted_canine"},
    "pregnant": {"age_years": "29", "exam": "periapical", "place": "GB", "pregnant": "true"},
}  # fmt: skip


def said(message: Any) -> Iterator[str]:
    """All that an element says."""
    for field, value in message.ListFields():
        for each in value if field.is_repeated else (value,):
            if field.name == "json" and "cells" in each:
                yield from said_of_a_grid(json.loads(each))
            elif isinstance(each, str) and field.name in SAID and not each.startswith("<style>"):
                yield each
            elif hasattr(each, "ListFields"):
                yield from said(each)


def said_of_a_grid(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for each in data:
            yield from said_of_a_grid(each)
    elif isinstance(data, dict):
        yield from (str(data[name]) for name in SAID_OF_A_GRID if name in data)
        yield from said_of_a_grid(data.get("cells", []))


def drawn(block: Any) -> Iterator[str]:
    for child in block.children.values():
        yield from said(child.proto) if child.proto is not None else ()
        yield from drawn(child) if hasattr(child, "children") else ()


@pytest.fixture(scope="module")
def names(knowledge: Knowledge) -> set[str]:
    """Whoever is named: issuers, places, units of measure."""
    issuers = {each.issuer for edition in knowledge.editions for each in edition.statements}
    places = {place.name for place in knowledge.places.values()}
    return {word for name in (*issuers, *places, *UNITS) for word in WORD.findall(name)}


@pytest.fixture(scope="module")
def quoted(knowledge: Knowledge) -> re.Pattern[str]:
    """What documents say and are called, and what is kept of exams and places: data, in the language it was read in."""
    statements = [each for edition in knowledge.editions for each in edition.statements]
    said = {text for each in statements for text in (each.says, each.note)}
    said |= {text for each in knowledge.sources.values() for text in (each.title, each.issuer)}
    said |= {region.label for exam in knowledge.by_exam.values() for region in exam.regions}
    said |= {exam.label for exam in knowledge.by_exam.values()}
    said |= {each.notice for each in knowledge.places.values() if each.notice}
    said |= {each.radon_basis for place in knowledge.places.values() for each in place.background}
    return re.compile("|".join(re.escape(each) for each in sorted(filter(None, said), key=len, reverse=True)))


def missed(lines: Iterable[str], names: set[str], quoted: re.Pattern[str]) -> dict[str, list[str]]:
    """The words of each line that stand in usual letters."""
    bare = {line: NO_WORD.sub(" ", quoted.sub(" ", line)) for line in lines}
    found = {line: [word for word in WORD.findall(rest) if word not in names] for line, rest in bare.items()}
    return {PICTURE.sub("", line): words for line, words in found.items() if words}


@pytest.mark.parametrize("reader", ["clinician", "parent"])
@pytest.mark.parametrize("case", CASES)
def test_no_word_of_check_misses_the_lookup(
    case: str, reader: str, names: set[str], quoted: re.Pattern[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor where the answer is drawn by itself, which is a run of its own."""
    monkeypatch.setattr(speech, "catalogue", lambda _asked: Wide())
    at = whole_app()
    for name, value in CASES[case].items():
        at.query_params[name] = value
    at.session_state["check_reader"] = reader
    at.session_state["check_sheet"] = at.session_state["check_start_unit"] = True
    ran(at)
    if case == "advice" and reader == "clinician":
        ran(at.button_group(key="check_beam").select("round"))

    assert missed((line for root in at._tree.children.values() for line in drawn(root)), names, quoted) == {}


@pytest.mark.parametrize("case", ["two", "cbct", "pregnant"])
@pytest.mark.parametrize("kind", SheetKind)
def test_no_word_of_a_sheet_misses_the_lookup(
    kind: SheetKind, case: str, names: set[str], quoted: re.Pattern[str], knowledge: Knowledge
) -> None:
    facts = from_query(CASES[case], knowledge.by_exam)
    told = contract(facts, knowledge.by_exam[facts["exam"]])
    also = [{"exam": each} for each in facts.get("also", ())]
    report = advise(read_case({**told, "on": "2026-11-28", "also": also}, knowledge), knowledge)
    with speaking(Wide()):
        html = handout_html(report, knowledge, kind=kind)

    assert missed(html_text(html), names, quoted) == {}


def html_text(html: str) -> list[str]:
    """The lines that are read, without style, drawings and markup."""
    bare = re.sub(r"<style.*?</style>|<[^>]+>", "\n", html, flags=re.DOTALL)
    return [unescape(line.strip()) for line in bare.splitlines() if line.strip()]
