"""The record and its card in a language that nobody speaks: what reaches the reader was looked up when it was drawn."""

from __future__ import annotations

from advisor.handout.card import CardSize, card_html
from advisor.knowledge import Knowledge
from advisor.language import speaking
from advisor.pages.record.entries import mark
from advisor.record import read_record
from advisor.record.card_text import card_lines, card_text
from tests.pages.app import page_of, ran, shown
from tests.pseudo import Pseudo, lines_of, unmarked

RECORD = {
    "name": "Mia",
    "entries": [
        {"on": "2026-08", "exam": "bitewing", "region": "posterior", "side": "left", "where": "Dr Lee", "why": "decay"},
        {"on": "2025", "exam": "panoramic", "setup": {"kV": 66}},
    ],
}
NAMES = ("Mia", "Dr Lee", "decay")


def _script() -> None:
    from advisor.language import speaking
    from advisor.pages.record import page
    from tests.pseudo import Pseudo

    with speaking(Pseudo()):
        page.page()


def test_every_word_of_the_page_is_looked_up(knowledge: Knowledge) -> None:
    """Empty, and with a record of which an entry is opened: what was said of the last touch too."""
    record = read_record(RECORD, knowledge)
    at = page_of(_script)

    assert unmarked(shown(ran(at))) == []

    at.text_area(key="record_scanned").set_value(card_text(record, card_lines(record)))
    ran(at.button(key="record_scanned_add").click())
    (entry, *_rest) = reversed(record.entries)
    at.session_state[f"record_entry_0_{mark(entry)}"] = True
    at.session_state["record_by_hand"] = True

    assert unmarked(shown(ran(at)), *NAMES) == []


def test_every_word_of_the_card_is_looked_up(knowledge: Knowledge) -> None:
    with speaking(Pseudo()):
        card = card_html(read_record(RECORD, knowledge), knowledge, CardSize.A6)

    assert unmarked(lines_of(card), *NAMES) == []
