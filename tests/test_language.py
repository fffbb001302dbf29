"""Sentences are looked up when they are drawn: a language that nobody speaks reaches the page and both sheets."""

from __future__ import annotations

import re

import pytest

from advisor import advise, read_case
from advisor.handout import SheetKind, handout_html
from advisor.knowledge import Knowledge
from advisor.language import _, ngettext, speaking
from advisor.pages.check import words
from tests.handout.test_sheets import BITEWING
from tests.pages.app import page_of, ran, text
from tests.pseudo import Pseudo
from tools.write_pot import catalogue

MARKUP = re.compile(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", re.DOTALL)
LETTERS = re.compile(r"[A-Za-z]{3}")
ASKED = {"age_years": "7", "exam": "bitewing", "place": "GB"}
TOLD = {**ASKED, "receptor": "film_d", "beam": "round", "kV": "60", "mA": "7", "exposure_s": "0.8"}


def _script() -> None:
    from advisor.language import speaking
    from advisor.pages.check import page
    from tests.pseudo import Pseudo

    with speaking(Pseudo()):
        page.page()


@pytest.mark.parametrize("told", [{}, ASKED, TOLD], ids=["empty", "asked", "told"])
def test_every_line_of_check_is_looked_up(told: dict[str, str]) -> None:
    """Headings, lines, notices and buttons; no state of the page hangs on a sentence."""
    at = page_of(_script)
    for name, value in told.items():
        at.query_params[name] = value
    ran(at)
    lines = [*text(at).splitlines(), *(button.label for button in at.button)]

    assert len(lines) > 5
    assert [line for line in lines if LETTERS.search(line) and "⟦" not in line] == []


@pytest.mark.parametrize("kind", SheetKind)
def test_every_line_of_a_sheet_is_looked_up(kind: SheetKind, knowledge: Knowledge) -> None:
    report = advise(read_case(BITEWING, knowledge), knowledge)
    with speaking(Pseudo()):
        html = handout_html(report, knowledge, kind=kind)
    lines = [line.strip() for line in MARKUP.sub("\n", html).splitlines()]

    assert [line for line in lines if LETTERS.search(line) and "⟦" not in line] == []


def test_no_language_is_frozen_and_none_outlasts_its_reader() -> None:
    """A constant, a call and a plural: in the language of the moment, then as written again."""
    written = (words.TOUCH, _("a word"), ngettext("one", "many", 2))
    with speaking(Pseudo()):
        spoken = (words.TOUCH, _("a word"), ngettext("one", "many", 2))

    assert written == (words.TOUCH, _("a word"), ngettext("one", "many", 2))
    assert spoken == tuple(f"⟦{each}⟧" for each in written)


def test_translators_are_given_what_is_looked_up() -> None:
    """By call, by constant and by plural; no icon and no colour."""
    found = {message.id for message in catalogue()}

    assert {words.TOUCH, "1 week here", ("{number} day", "{number} days")} <= found
    assert not [each for each in found if "material/" in str(each) and len(str(each).split()) == 1]
