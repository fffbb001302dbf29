"""What the Evidence page knows: every row by its id, who disagrees, what changed, what waits; tables safe to open."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.advice.judgement import judged
from advisor.case.vocabulary import Certainty, Strength, Topic, Verdict
from advisor.evidence import RowKind, evidence_link, ids_in
from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence.conflicts import conflicts, typical
from advisor.evidence.history import Event, changes, overdue, reviews, waiting
from advisor.evidence.links import asked
from advisor.evidence.published import load_published, sheet_csv
from advisor.evidence.shelf import Shelf, shelf
from advisor.evidence.statements import StatementStanding, Wanted, chosen
from advisor.evidence.telling import facts, plausible, title
from advisor.guidance.rules import RULES
from advisor.knowledge import Knowledge
from advisor.spreadsheet import as_csv, inert

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> Shelf:
    return shelf(knowledge, load_published())


@pytest.mark.parametrize(
    ("kind", "id", "link"),
    [
        ("statement", "IG-5", "evidence?statement=IG-5"),
        (RowKind.SOURCE, "ludlow_2008", "evidence?source=ludlow_2008"),
        (RowKind.ROW, "a b&c", "evidence?row=a%20b%26c"),
        (RowKind.PLACE, "US-NY", "evidence?place=US-NY"),
    ],
)
def test_every_row_has_an_address(kind: RowKind | str, id: str, link: str) -> None:
    assert evidence_link(kind, id) == link


def test_an_address_asks_for_one_row() -> None:
    """Parameters of other pages are none of its business."""
    assert asked({"row": "D002", "age_years": "7"}) == (RowKind.ROW, "D002")
    assert asked({"age_years": "7"}) is None
    assert asked({"statement": ""}) is None


def test_an_unknown_kind_of_row_has_no_address() -> None:
    with pytest.raises(ValueError, match="unit"):
        evidence_link("unit", "x")


def test_ids_are_found_in_a_sentence(known: Shelf) -> None:
    """As reports write what they rest on."""
    mentioned = ids_in("region, mandible molar: rows K003, K067; inverse square over D002, D002", known.by_id)

    assert mentioned == ("K003", "K067", "D002")


@pytest.mark.parametrize(
    ("kind", "id", "table"),
    [
        (RowKind.STATEMENT, "IG-5", tables.STATEMENTS),
        (RowKind.SOURCE, "ludlow_2008", tables.SOURCES),
        (RowKind.PLACE, "US", tables.PLACES),
        (RowKind.ROW, "D002", "doses"),
        (RowKind.ROW, "R030", tables.LEVELS),
        (RowKind.ROW, "film_f", "receptors"),
        (RowKind.ROW, "collar_panoramic", tables.DOSE_MODEL),
        (RowKind.ROW, "IG-5", tables.STATEMENTS),
    ],
)
def test_a_row_is_found_by_its_id(known: Shelf, kind: RowKind, id: str, table: str) -> None:
    """A formula names statements, levels and receptors as it names rows."""
    assert table in {found.sheet.id for found in known.find(kind, id)}


def test_an_unknown_id_finds_nothing(known: Shelf) -> None:
    assert known.find(RowKind.STATEMENT, "D002") == ()
    assert known.find(RowKind.ROW, "nope") == ()


def test_every_table_of_the_folder_is_listed(known: Shelf, root: Path) -> None:
    """A new CSV table needs no line of code here, only its description."""
    assert {path.stem.replace("_", "-") for path in (root / "data").glob("*.csv")} <= set(known.sheets)


def test_every_table_is_offered_somewhere(known: Shelf) -> None:
    elsewhere = {tables.STATEMENTS, tables.EDITIONS, tables.SOURCES, tables.PLACES}

    assert set(in_tables.NUMBER_TABLES) | elsewhere == set(known.sheets)


def test_every_row_can_be_told(known: Shelf) -> None:
    """In one line, and as facts; no cell of a vocabulary is shown with underscores."""
    for rows in known.by_id.values():
        for found in rows:
            assert title(found)
            assert all(facts(found).values())


def test_every_row_that_a_number_rests_on_is_on_the_shelf(known: Shelf) -> None:
    """From any parameter down to what was published."""
    missing = {
        (found.id, id)
        for rows in known.by_id.values()
        for found in rows
        for id in (found.row.get("rows") or found.row.get("derived_from") or "").split()
        if id not in known.by_id
    }

    assert missing == set()


def test_parents_and_children_mirror_each_other(known: Shelf) -> None:
    (ratio,) = known.find(RowKind.ROW, "F002")

    assert [parent.id for parent in known.parents(ratio)] == ["D003", "D004"]
    for parent in known.parents(ratio):
        assert ratio.id in {child.id for child in known.children(parent)}


def test_every_source_that_is_cited_is_known(known: Shelf) -> None:
    cited = {row["source"] for sheet in known.sheets.values() for row in sheet.rows if row.get("source")}

    assert cited <= set(known.knowledge.sources)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx"])
def test_formulas_are_neutralised(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+3.2", "-1e-3", "12", "plain", ""])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=8)), max_size=5))
def test_no_cell_of_any_download_runs(rows: list[dict[str, str]]) -> None:
    written = list(csv.reader(io.StringIO(as_csv(["a", "b"], rows), newline="")))

    for row in written:
        for cell in row:
            assert not cell.startswith(("=", "@", "\t", "\r"))
            assert not cell.startswith(("+", "-")) or float(cell) is not None


def test_a_download_holds_the_whole_table(known: Shelf, root: Path) -> None:
    """Column by column as published."""
    written = list(csv.DictReader(io.StringIO(sheet_csv(known.sheets["doses"]))))
    published = list(csv.DictReader((root / "data" / "doses.csv").read_text(encoding="utf-8").splitlines()))

    assert [row["id"] for row in written] == [row["id"] for row in published]
    assert list(written[0]) == list(published[0])


def test_statements_are_filtered(knowledge: Knowledge) -> None:
    wanted = Wanted(topic=Topic.THYROID_COLLAR, issuer="ADA", place="US", on=TODAY, certainty=Certainty.SEEN_TWICE)

    assert [each.statement.id for each in chosen(knowledge, wanted, today=TODAY)] == ["THY-9a"]
    assert chosen(knowledge, Wanted(words="thyroid zebra"), today=TODAY) == ()


def test_a_place_lists_only_what_reaches_it(knowledge: Knowledge) -> None:
    in_britain = {each.edition.id for each in chosen(knowledge, Wanted(place="GB"), today=TODAY)}

    assert "uk_fgdp" in in_britain
    assert "new_york_law" not in in_britain


def test_an_ended_statement_says_who_ended_it(knowledge: Knowledge) -> None:
    """And is not listed as in force on a later day, but is on an earlier one."""
    every = chosen(knowledge, Wanted(issuer="ADA/FDA", topic=Topic.THYROID_COLLAR, place="US"), today=TODAY)
    ended = [each for each in every if each.standing is StatementStanding.ENDED]
    earlier = Wanted(issuer="ADA/FDA", topic=Topic.THYROID_COLLAR, place="US", on=date(2020, 1, 1))

    assert {each.ended_by.id for each in ended if each.ended_by} == {"ada_2024"}
    assert {each.statement.id for each in ended} & {e.statement.id for e in chosen(knowledge, earlier, today=TODAY)}


def test_what_waits_never_speaks(known: Shelf) -> None:
    """The list holds every row that is not usable, and no other."""
    listed = {row["id"] for row in waiting(known).rows}
    silent = {
        each.statement.id
        for each in chosen(known.knowledge, Wanted(), today=TODAY)
        if each.standing is StatementStanding.WAITING
    }

    assert silent
    assert silent <= listed
    assert all(not Certainty(row["certainty"]).usable for row in waiting(known).rows)


def test_issuers_disagree_about_the_collar_in_the_united_states(knowledge: Knowledge) -> None:
    """Image Gently says wear it, the ADA of 2024 says do not; neither is law."""
    first = conflicts(knowledge, "US", TODAY)[Topic.THYROID_COLLAR][0]
    sides = [{opinion.statement.issuer for opinion in side} for side in first.sides.values()]

    assert len(sides) == 2
    assert any("Image Gently" in side and "ADA" not in side for side in sides)
    assert any("ADA" in side and "Image Gently" not in side for side in sides)
    assert not first.finding.by_law


def test_law_stands_first(knowledge: Knowledge) -> None:
    """In New York the law decides, and its side and its statement come first."""
    first = conflicts(knowledge, "US-NY", TODAY)[Topic.THYROID_COLLAR][0]
    leading = next(iter(first.sides.values()))[0]

    assert first.finding.by_law
    assert leading.statement.strength is Strength.LAW


def test_the_collar_was_not_disputed_before_2023(knowledge: Knowledge) -> None:
    """Nobody advised against it in 2015."""
    assert Topic.THYROID_COLLAR not in conflicts(knowledge, "US", date(2015, 1, 1))


def test_typical_cases_tell_what_each_rule_asks_for(knowledge: Knowledge) -> None:
    """Else nobody could ever disagree about a topic: each finds somebody who can tell, somewhere."""
    for line in RULES:
        answers = {
            opinion.answer.verdict
            for place in ("US", "GB", "US-TX")
            for case, _ in typical(line, knowledge, place, TODAY)
            if (finding := judged(case, knowledge).get(line.topic))
            for opinion in finding.opinions
        }

        assert answers - {Verdict.CANNOT_TELL}, line.topic


def test_no_young_child_is_pregnant_in_a_typical_case(knowledge: Knowledge) -> None:
    pregnant = [case for line in RULES for case, told in typical(line, knowledge, "US", TODAY) if told.get("pregnant")]

    assert {case.patient.age_years for case in pregnant} == {17.0, 18.0}


def test_a_year_or_half_of_it_at_high_risk_is_disputed_in_the_united_kingdom(knowledge: Knowledge) -> None:
    (first, *_) = conflicts(knowledge, "GB", TODAY)[Topic.BITEWING_INTERVAL]
    said = {verdict: {each.statement.id for each in side} for verdict, side in first.sides.items()}

    assert said == {Verdict.SUPPORTED: {"UK-1"}, Verdict.AVOID: {"EA-3"}}


@pytest.mark.parametrize("place", ["WORLD", "US", "GB"])
def test_each_set_of_opposing_issuers_is_shown_once(knowledge: Knowledge, place: str) -> None:
    for found in conflicts(knowledge, place, TODAY).values():
        parties = [
            frozenset((verdict, opinion.statement.issuer) for verdict, side in each.sides.items() for opinion in side)
            for each in found
        ]

        assert len(parties) == len(set(parties))
        assert all(len(each.sides) > 1 for each in found)


def test_what_changed_in_2024(knowledge: Knowledge) -> None:
    """The ADA of 2024 came into force and ended the collar advice of 2012."""
    found = changes(knowledge, since=date(2023, 12, 31), until=date(2024, 12, 31), place="US")
    told_of = {(each.event, each.edition.id, each.other.id if each.other else None) for each in found}

    assert (Event.CAME, "ada_2024", None) in told_of
    assert (Event.ENDED, "ada_2024", "ada_fda_2012") in told_of
    assert all(date(2023, 12, 31) < each.on <= date(2024, 12, 31) for each in found)
    assert [each.on for each in found] == sorted((each.on for each in found), reverse=True)


def test_reviews_fall_due(knowledge: Knowledge) -> None:
    first = reviews(knowledge)[0].due

    assert overdue(knowledge, first) == ()
    assert overdue(knowledge, date(2100, 1, 1)) == reviews(knowledge)


@pytest.mark.parametrize("id", ["[x](http://evil.example)", "<script>", "a" * 61, "", "$x$"])
def test_what_could_be_no_id_is_not_repeated(id: str) -> None:
    assert not plausible(id)


def test_every_id_is_plausible(known: Shelf) -> None:
    assert [id for id in known.by_id if not plausible(id)] == []
