"""Sentences are looked up when they are drawn: a language that nobody speaks reaches the audit and its report."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from advisor.audit import audit
from advisor.audit.opened import opened
from advisor.handout import PaperSize
from advisor.handout.audit import report_html
from advisor.knowledge import Knowledge
from advisor.language import _, ngettext, speaking
from advisor.pages.check import words
from tests.audit.logs import as_csv, not_falling, some_seconds
from tests.pages.app import page_of, ran, text
from tests.pseudo import Pseudo
from tools.write_pot import catalogue

MARKUP = re.compile(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", re.DOTALL)
LETTERS = re.compile(r"[A-Za-z]{3}")
AS_READ = re.compile(r"- [^:]+: \w+")  # a column of a log
AS_WRITTEN = re.compile(r"\w+: |Dental")  # a document by its title; the product and its version


def _audit_script() -> None:
    from advisor.language import speaking
    from advisor.pages.audit import page
    from tests.pseudo import Pseudo

    with speaking(Pseudo()):
        page.page()


@pytest.mark.parametrize("example", [False, True])
def test_every_line_of_the_audit_page_is_looked_up(example: bool) -> None:
    """But how a log's columns were read, which is said in the words of its headings."""
    at = page_of(_audit_script)
    at.session_state["audit_example"] = example
    ran(at)
    lines = [*text(at).splitlines(), *(button.label for button in at.button)]
    unsaid = [line for line in lines if LETTERS.search(line) and "⟦" not in line]

    assert len(lines) > (20 if example else 3)
    assert [line for line in unsaid if not AS_READ.match(line)] == []


def test_every_line_of_an_audits_report_is_looked_up(knowledge: Knowledge, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(as_csv(not_falling() + some_seconds()))
    with opened([log], knowledge, place="GB") as found:
        made = audit(found.table, knowledge, place="GB", on=date(2026, 11, 28), material=found.material)
    with speaking(Pseudo()):
        html = report_html(made, knowledge, practice="P", made_by="N", last=None, paper=PaperSize.A4)
    lines = [line.strip() for line in MARKUP.sub("\n", html).splitlines()]

    unsaid = [line for line in lines if LETTERS.search(line.replace("mGy", "")) and "⟦" not in line]

    assert [line for line in unsaid if not AS_WRITTEN.match(line)] == []


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
