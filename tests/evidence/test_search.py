"""The search of Evidence: words as dentists and students type them, in other languages, misspelt, at a place."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.case.vocabulary import Certainty, Topic
from advisor.evidence.published import load_published
from advisor.evidence.search import LONGEST, Found, Group, search
from advisor.evidence.shelf import Shelf, shelf
from advisor.evidence.statements import StatementStanding, standings
from advisor.knowledge import Knowledge

TODAY = date(2026, 11, 21)
ABOUT = {  # what is typed, and the topic of the first thing that an issuer says on it
    "thyroid": Topic.THYROID_COLLAR,
    "thyriod": Topic.THYROID_COLLAR,
    "colar": Topic.THYROID_COLLAR,
    "Schilddrüsenschutz": Topic.THYROID_COLLAR,
    "cache-thyroïde": Topic.THYROID_COLLAR,
    "lead apron": Topic.APRON,
    "Röntgenschürze": Topic.APRON,
    "tablier plombé": Topic.APRON,
    "apron panoramic": Topic.APRON,
    "fetus": Topic.PREGNANCY,
    "pregnancy": Topic.PREGNANCY,
    "schwanger": Topic.PREGNANCY,
    "toothache pregnant": Topic.PREGNANCY,
    "film speed": Topic.RECEPTOR,
    "digital sensor vs film": Topic.RECEPTOR,
    "how often bitewings": Topic.BITEWING_INTERVAL,
    "Wie oft Bissflügel": Topic.BITEWING_INTERVAL,
    "round collimator": Topic.BEAM_SHAPE,
    "rectangular collimator": Topic.BEAM_SHAPE,
    "colimator": Topic.BEAM_SHAPE,
    "handheld x-ray": Topic.HANDHELD,
    "nomad": Topic.HANDHELD,
    "exposure time child": Topic.EXPOSURE_TIME,
    "earlier images": Topic.EARLIER_IMAGES,
    "clinical examination": Topic.CLINICAL_EXAM_FIRST,
    "cbct impacted canine": Topic.CBCT_INDICATION,
    "DVT Weisheitszahn": Topic.CBCT_INDICATION,
    "braces x-rays": Topic.SELECTION,
    "wisdom teeth": Topic.SELECTION,
    "what about gum disease?": Topic.SELECTION,
    "how often should my kid get x-rays": Topic.BITEWING_INTERVAL,
    "why does the dentist want x-rays every year": Topic.BITEWING_INTERVAL,
    "enfant bitewing fréquence": Topic.BITEWING_INTERVAL,
    "Bissflügelaufnahme Abstand": Topic.BITEWING_INTERVAL,
    "high caries risk bitewing 6 months": Topic.BITEWING_INTERVAL,
    "x-ray at every checkup": Topic.SELECTION,
    "scrrening xrays": Topic.SELECTION,
    "my toddler fell on front tooth": Topic.SELECTION,
    "handheld x-ray held by staff": Topic.HANDHELD,
    "lowest kv allowed": Topic.TUBE_VOLTAGE,
    "root canal cbct small field": Topic.FIELD_OF_VIEW,
    "impacted canine": Topic.CBCT_INDICATION,
    "cone beam wisdom tooth nerve": Topic.CBCT_INDICATION,
    "cone bean ct wisdom toth": Topic.CBCT_INDICATION,
    "can x-rays harm my unborn baby": Topic.PREGNANCY,
    "schwangere Patientin Zahnschmerzen": Topic.PREGNANCY,
    "femme enceinte radio dentaire": Topic.PREGNANCY,
    "Bleischürzenpflicht": Topic.APRON,
    "Kinderröntgen Halsschutz": Topic.THYROID_COLLAR,
}
NUMBERS = {  # what is asked of numbers, and the table that answers first
    "dose of a panoramic": "doses",
    "how much radiation bitewing": "doses",
    "background radiation Japan": "background",
    "flight": "comparators",
    "how does it compare to a flight": "comparators",
    "Strahlendosis OPG": "doses",
    "effectiv dose cone beam childd": "doses",
    "niveau de référence panoramique": "reference-levels",
    "half value layer 70 kv": "notes",
}


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> Shelf:
    return shelf(knowledge, load_published())


def found(known: Shelf, written: str, place: str = "US") -> Found:
    return search(known, written, place=place, today=TODAY)


@pytest.mark.parametrize("written", ABOUT)
def test_words_find_what_issuers_say_of_them(known: Shelf, written: str) -> None:
    first = found(known, written).groups[Group.STATEMENTS][:2]

    assert str(ABOUT[written]) in [each.row["topic"] for each in first]


@pytest.mark.parametrize("written", NUMBERS)
def test_who_asks_for_a_number_is_shown_numbers_first(known: Shelf, written: str) -> None:
    group, rows = next(iter(found(known, written).groups.items()))

    assert (group, rows[0].sheet.id) == (Group.NUMBERS, NUMBERS[written])


def test_the_readers_place_comes_first_and_what_ended_after_what_holds(known: Shelf) -> None:
    for place in ("US", "GB", "US-NY", "WORLD"):
        here = standings(known.knowledge, place, TODAY)
        holds = [
            here.get(each.id) is StatementStanding.SPEAKS
            for each in found(known, "thyroid collar", place).groups[Group.STATEMENTS]
            if each.certainty and each.certainty.usable and each.row["topic"] == Topic.THYROID_COLLAR
        ]

        assert any(holds)
        assert holds == sorted(holds, reverse=True)


def test_a_law_is_found_by_its_state(known: Shelf) -> None:
    (law,) = found(known, "collar in New York", "GB").groups[Group.STATEMENTS]

    assert law.id == "ST-NY"


def test_a_sentence_stands_once_whatever_rules_it_serves(known: Shelf) -> None:
    said = [each.row["says"] for each in found(known, "caries").groups[Group.STATEMENTS]]

    assert len(said) == len(set(said))


def test_no_blog_stands_before_what_issuers_say(known: Shelf) -> None:
    """A document, and whoever reports it, comes after what it says; its name is never a statement's."""
    for written in (*ABOUT, *NUMBERS, "risk", "recall", "holder", "trauma", "digital"):
        groups = found(known, written).groups
        order = list(groups)
        in_front = order[: order.index(Group.STATEMENTS)] if Group.STATEMENTS in groups else []

        assert not any(groups[each][0].certainty is Certainty.SECONDARY for each in in_front)
        assert written in NUMBERS or Group.DOCUMENTS not in in_front


def test_how_words_were_taken_is_told(known: Shelf) -> None:
    """A misspelt word, and one that nothing holds beside the others; small words alone are words."""
    assert found(known, "thyriod").taken_for == {"thyriod": "thyroid"}
    assert found(known, "zebra collar").left_out == ("zebra",)
    assert found(known, "the collar").left_out == ()
    assert found(known, "schwangere Patientin").taken_for == {}


def test_what_comes_near_stands_after_the_few_that_hold_every_word(known: Shelf) -> None:
    first, *others = found(known, "high caries risk bitewing 6 months").groups[Group.STATEMENTS]

    assert first.id == "UK-1"
    assert {each.row["topic"] for each in others} >= {Topic.BITEWING_INTERVAL}


@pytest.mark.parametrize("written", ["", "   ", "?!", "unicorn", "qqqq xxxx", "$^*(["])
def test_nothing_is_found_where_nothing_is_meant(known: Shelf, written: str) -> None:
    assert found(known, written).groups == {}


def test_no_text_is_looked_for_beyond_its_field(known: Shelf) -> None:
    """Two thousand words by a hand-made client would hold the server for eleven seconds."""
    written = " ".join(f"{number:x}" * 3 for number in range(2000))

    assert len(found(known, written).left_out) <= LONGEST


def test_what_ended_says_so_and_what_speaks_here_is_never_missing(known: Shelf) -> None:
    said = found(known, "cbct orthodontics").groups[Group.STATEMENTS]
    of_children = found(known, "how often should my kid get x-rays").groups[Group.STATEMENTS]

    assert {each.row["standing"] for each in said} >= {StatementStanding.SPEAKS, StatementStanding.ENDED}
    assert any(each.row["reach"] == "US" for each in of_children)
