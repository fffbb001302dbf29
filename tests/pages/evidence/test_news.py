"""What changed, as it is told: a document without a date came into force on no day that anybody knows."""

from __future__ import annotations

from datetime import date

from advisor.evidence.history import Event, changes
from advisor.knowledge import Knowledge
from advisor.pages.evidence.news import event


def test_a_document_without_a_date_is_not_said_to_have_come_into_force(knowledge: Knowledge) -> None:
    came = [
        each for each in changes(knowledge, since=date(1990, 1, 1), until=date(2100, 1, 1)) if each.event is Event.CAME
    ]
    undated = [event(each, knowledge) for each in came if each.edition.in_force_from is None]

    assert any("IAEA (undated)" in line for line in undated)
    assert all("was read on this day" in line and "came into force" not in line for line in undated)
    assert any("came into force" in event(each, knowledge) for each in came)
