"""Evidence in another language: all that is no quotation, no name and no number is looked up when it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from advisor import pages
from advisor.evidence.published import load_published
from advisor.evidence.shelf import shelf
from advisor.pages.evidence import words
from tests.pages.app import page_of, ran

ROWS = (
    *("statement=THY-4a", "statement=IG-5", "source=ludlow_2008", "row=D002", "row=F002", "row=collar_panoramic"),
    *("row=R030", "row=R049", "row=K004", "place=US", "row=9-99", "statement=[x](y)"),
)
UNITS = {"µSv", "mGy", "µGy", "mSv", "mAs", "ICRP", "per", "mSv a year"}
TEXTS = ("markdown", "title", "header", "subheader", "caption", "info", "warning", "success", "error")
MARKUP = re.compile(r"https?://\S+|\]\([^)]*\)|:material/\w+:|:small\[|[*\\_]")
APART = re.compile(r"[^A-Za-z '’]+")  # wide letters, signs, numbers
LETTERS = re.compile(r"[A-Za-z]{3}")


def _script() -> None:
    from advisor.language import speaking
    from advisor.pages.evidence import page
    from tests.pseudo import Wide

    with speaking(Wide()):
        page.page()


def shown(at: AppTest) -> Iterator[str]:
    """Every text on the page, with labels, help and placeholders of what can be touched."""
    waiting: list[Any] = [at.main]
    while waiting:
        element = waiting.pop()
        waiting.extend(getattr(element, "children", {}).values())
        told = [getattr(element, name, None) for name in ("label", "help", "placeholder")]
        told.append(element.value if element.type in TEXTS else None)
        yield from (each for each in told if isinstance(each, str))


def plainly(text: str) -> str:
    return MARKUP.sub("", text)


@pytest.fixture(scope="module")
def of_the_data() -> str:
    """All that rows say and are called by, with their names of places and issuers: what stays as it was written."""
    knowledge = pages.knowledge()
    rows = shelf(knowledge, load_published()).by_id.values()
    cells = [cell for found in rows for each in found for cell in each.row.values()]
    named = [each.label for each in knowledge.units.values()] + [each.replace("_", " ") for each in knowledge.sources]
    hosts = [urlsplit(each.url).hostname or "" for each in knowledge.sources.values() if each.url]
    remarks = [update.remark for edition in knowledge.editions for update in edition.updates]
    told = (*cells, *named, *hosts, *remarks, knowledge.fingerprint)
    return "|".join(piece.strip() for each in told for piece in APART.split(plainly(each)))


@pytest.mark.parametrize("address", [*(f"show={section}" for section in words.SECTIONS), *ROWS])
def test_all_but_the_data_is_looked_up(address: str, of_the_data: str) -> None:
    at = page_of(_script)
    name, value = address.split("=", 1)
    at.query_params[name] = value
    told = list(shown(ran(at)))
    pieces = {piece.strip() for text in told for piece in APART.split(plainly(text)) if LETTERS.search(piece)}

    assert len(told) > 5
    assert {each for each in pieces - UNITS if each not in of_the_data} == set()
