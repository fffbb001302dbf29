"""The imaging record: read strictly, the same image once, a card that is read back, and what was imaged before."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.__main__ import main
from advisor.case.day import known_day, months_between, months_later
from advisor.case.vocabulary import Indication
from advisor.intake.files import on_disk, read_given
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.record import Record, joined, read_record, record_from_text, record_json, record_text
from advisor.record.card_text import card_lines, card_text, told_by_card
from advisor.record.earlier import earlier
from advisor.record.made import entries_of_report
from advisor.record.telling import entries_of
from tests.data_files import DATA
from tests.strategies import EXAMS, REGIONS

CASE: dict[str, Any] = {
    "on": "2026-11-21",
    "place": "US",
    "patient": {"age_years": 7, "caries_risk": "low"},
    "visit": {"kind": "recall", "indication": "caries"},
    "exam": "bitewing",
    "region": "posterior",
    "setup": {"receptor": "sensor", "beam": "round", "kV": 60, "mA": 7, "exposure_s": 0.1, "images": 2, "cone_cm": 20},
}
ENTRY: dict[str, Any] = {
    "on": "2025-03-02",
    "exam": "bitewing",
    "region": "posterior",
    "side": "left",
    "teeth": ["64", "74"],
    "age_years": 5.5,
    "why": "caries",
    "where": "Dr Lee, Springfield",
    "asked_by": "Dr Lee",
    "setup": {"receptor": "sensor", "kV": 60, "mA": 7, "exposure_s": 0.1, "images": 1, "dap_mGycm2": 12.5},
    "air_kerma_mGy": 0.42,
    "estimate": {"low_uSv": 1, "typical_uSv": 3.8, "high_uSv": 12},
    "event": "0123456789abcdef",
    "study_uid": "1.2.826.0.1",
}


def record(*entries: dict[str, Any], name: str | None = None) -> dict[str, Any]:
    return {"kind": "imaging_record", "version": 1, "name": name, "entries": list(entries)}


@cache
def _schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((DATA / "schema" / "record.schema.json").read_text("utf-8")))


_DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat)
_WORDS = st.none() | st.text("ab ;:,/é1", min_size=1, max_size=20)


@st.composite
def entries(draw: st.DrawFn) -> dict[str, Any]:
    """An entry as a family's file may tell it, without what a card leaves out."""
    exam = draw(st.sampled_from(EXAMS))
    day = draw(_DAYS)
    told = {
        "on": day[: draw(st.sampled_from((4, 7, 10)))],
        "exam": exam,
        "region": draw(st.none() | st.sampled_from(REGIONS[exam])) if exam in REGIONS else None,
        "side": draw(st.sampled_from((None, "left", "right"))),
        "age_years": draw(st.none() | st.integers(1, 90)),
        **{name: draw(_WORDS) for name in ("why", "where", "asked_by")},
        "air_kerma_mGy": draw(st.none() | st.sampled_from((0.42, 1.5))),
        "setup": {
            "receptor": draw(st.sampled_from((None, "sensor", "psp"))),
            "kV": draw(st.sampled_from((None, 60, 65, 66.5))),
            "collar": draw(st.none() | st.booleans()),
            "images": draw(st.sampled_from((None, 1, 2))),
        },
    }
    return {name: value for name, value in told.items() if value is not None}


RECORDS = st.builds(lambda told, name: record(*told, name=name), st.lists(entries(), max_size=5), _WORDS)


@given(told=RECORDS)
@settings(max_examples=40)
def test_a_record_is_the_same_after_its_file_and_valid_by_its_schema(knowledge: Knowledge, told: Any) -> None:
    """Reading, writing and reading again; the published schema accepts what is written."""
    read = read_record(told, knowledge)

    assert _schema().is_valid(record_json(read))
    assert record_from_text(record_text(read), knowledge) == read


@given(told=RECORDS)
@settings(max_examples=40)
def test_a_card_is_read_back_as_the_entries_it_was_made_of(knowledge: Knowledge, told: Any) -> None:
    """A semicolon in somebody's words becomes a comma, nothing else is lost."""
    read = read_record(told, knowledge)
    back = record_from_text(card_text(read, card_lines(read)), knowledge)

    assert [f"{each.on} {each.exam}" for each in back.entries] == [
        f"{each.on} {each.exam}" for each in read.entries
    ] or (sorted(card_lines(back)) == sorted(card_lines(read)))
    assert sorted(card_lines(back)) == sorted(card_lines(read))


@given(one=RECORDS, other=RECORDS)
@settings(max_examples=40)
def test_joining_again_adds_nothing(knowledge: Knowledge, one: Any, other: Any) -> None:
    """A record joined with itself is itself; joined twice is joined once."""
    first, second = (joined(Record(), read_record(each, knowledge)) for each in (one, other))
    both = joined(first, second)

    assert joined(first, first) == first
    assert joined(both, first) == both
    assert joined(both, second) == both
    assert len(both.entries) <= len(first.entries) + len(second.entries)


def test_the_same_image_told_twice_is_one_entry_with_what_either_told(knowledge: Knowledge) -> None:
    """The family's line knows who asked, the device's file knows the settings."""
    family = read_record(record({"on": "2025-03-02", "exam": "bitewing", "asked_by": "Dr Lee"}), knowledge)
    device = {"on": "2025-03-02", "exam": "bitewing", "setup": {"kV": 60}, "event": "0123456789abcdef"}

    (found,) = joined(family, read_record(record(device), knowledge)).entries
    assert (found.asked_by, found.setup.kV, found.event) == ("Dr Lee", 60, "0123456789abcdef")


@pytest.mark.parametrize(
    "other",
    [
        {"side": "right"},
        {"teeth": ["54"]},
        {"setup": {**ENTRY["setup"], "kV": 65}},
        {"on": "2025-03-03"},
        {"event": "fedcba9876543210"},
    ],
    ids=str,
)
def test_images_that_differ_stay_two(knowledge: Knowledge, other: dict[str, Any]) -> None:
    """Another side, tooth, setting, day or device's identifier is another image."""
    told = {**ENTRY, "event": ENTRY["event"] if "event" in other else None}
    two = joined(read_record(record(told), knowledge), read_record(record({**told, **other}), knowledge))

    assert len(two.entries) == 2


def test_a_card_holds_no_identifier(knowledge: Knowledge) -> None:
    """The device's and the study's identifiers stay in the file."""
    read = read_record(record(ENTRY, name="Mia"), knowledge)
    text = card_text(read, card_lines(read))

    assert ENTRY["event"] not in text
    assert ENTRY["study_uid"] not in text
    assert "http" not in text
    assert "Mia" in text
    assert joined(read, record_from_text(text, knowledge)) == read


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"entries": [{"on": "2026-02-31", "exam": "bitewing"}]}, "entries.1.on: must be a day such as"),
        ({"entries": [{"on": 2026, "exam": "bitewing"}]}, "entries.1.on: must be a day such as"),
        ({"entries": [{"on": "2026"}]}, "entries.1.exam: is needed"),
        ({"entries": [{"on": "2026", "exm": "bitewing"}]}, "entries.1.exm: is not a field of a record; did you mean"),
        ({"entries": [{"on": "2026", "exam": "chest"}]}, "entries.1.exam: 'chest' is not known; accepted: bitewing"),
        ({"entries": [{"on": "2026", "exam": "panoramic", "region": "posterior"}]}, "entries.1.region: a panoramic"),
        ({"entries": [{"on": "2026", "exam": "bitewing", "region": "back"}]}, "entries.1.region: 'back' is not known"),
        ({"entries": [{"on": "2026", "exam": "bitewing", "teeth": ["99"]}]}, "entries.1.teeth: '99' is no tooth"),
        ({"entries": [{"on": "2026", "exam": "bitewing", "teeth": "64"}]}, "entries.1.teeth: must be a list"),
        ({"entries": [{"on": "2026", "exam": "bitewing", "side": "L"}]}, "entries.1.side: 'L' is not known"),
        ({"entries": [{"on": "2026", "exam": "bitewing", "why": "x" * 81}]}, "entries.1.why: has 81 letters"),
        ({"entries": [{"on": "2026", "exam": "bitewing", "age_years": 300}]}, "entries.1.age_years: "),
        ({"entries": [{"on": "2026", "exam": "bitewing", "setup": {"kV": 6000}}]}, "entries.1.setup.kV: "),
        ({"entries": [{"on": "2026", "exam": "bitewing", "air_kerma_mGy": -1}]}, "entries.1.air_kerma_mGy: "),
        ({"entries": [{"on": "2026", "exam": "bitewing", "event": "Mia"}]}, "entries.1.event: 'Mia' is not"),
        ({"entries": [{"on": "2026", "exam": "bitewing", "study_uid": "1.2.03"}]}, "entries.1.study_uid: "),
        ({"entries": {}}, "entries: must be a list of entries"),
        ({}, "entries: is needed"),
        ([], "record: must be a JSON object with entries"),
        ({"entries": [], "patient": "Mia"}, "patient: is not a field of a record"),
        ({"entries": [], "version": 2}, "version: "),
        ({"entries": [{"on": "2026", "exam": "bitewing"}] * 501}, "entries: has 501; write at most 500"),
    ],
)
def test_what_is_wrong_is_named_with_a_remedy(knowledge: Knowledge, told: Any, said: str) -> None:
    """One sentence, as for every other file."""
    with pytest.raises(Refusal) as refused:
        read_record(told, knowledge)

    assert str(refused.value).startswith(said)


def test_no_estimate_is_out_of_order(knowledge: Knowledge) -> None:
    """An estimate is a range."""
    wrong = {**ENTRY, "estimate": {"low_uSv": 5, "typical_uSv": 3, "high_uSv": 12}}
    with pytest.raises(Refusal, match=r"entries.1.estimate: must have 0 <= low_uSv"):
        read_record(record(wrong), knowledge)


@given(text=st.text(max_size=200) | st.text("0123456789- ;.bitewng\n", max_size=200))
@settings(max_examples=150)
def test_no_text_of_a_card_does_harm(knowledge: Knowledge, text: str) -> None:
    """Whatever a phone read: a record, or one sentence."""
    with suppress(Refusal):
        record_from_text(f"Dental image record\n{text}", knowledge)


def test_what_else_could_a_phone_read() -> None:
    """Several codes, one below the other, are one record; a line that is none is named by its number."""
    told = told_by_card("Dental image record 1/2: Mia\n2026 cbct\nDental image record 2/2: Mia\n2025 panoramic\n")

    assert (told["name"], [each["exam"] for each in told["entries"]]) == ("Mia", ["cbct", "panoramic"])
    with pytest.raises(Refusal, match=r"card, line 2: '3 apples' is not understood|'apples' is no unit"):
        told_by_card("Dental image record\n2026 cbct; 3 apples\n")


def test_a_day_may_be_known_in_part() -> None:
    """A year is any of its days; months are counted as people do."""
    assert (known_day("2024-02").first, known_day("2024-02").last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert f"{known_day('2024')}" == "2024"
    assert months_between(date(2026, 5, 21), date(2026, 11, 20)) == 5
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_an_entry_of_a_case_holds_its_settings_and_an_estimate(knowledge: Knowledge) -> None:
    """What Check was told, under "image taken"; the indication is the reason."""
    (entry,) = entries_of_report(advise(read_case(CASE, knowledge), knowledge), where="Dr Lee")

    assert (f"{entry.on}", entry.exam, entry.region, entry.why) == ("2026-11-21", "bitewing", "posterior", "caries")
    assert (entry.setup.kV, entry.setup.cone_cm, entry.setup.timer) == (60, 20, None)
    assert entry.estimate is not None
    assert entry.estimate.low_uSv < entry.estimate.typical_uSv < entry.estimate.high_uSv
    assert read_record(record_json(Record((entry,))), knowledge) == Record((entry,))


def test_every_image_of_a_visit_is_an_entry(knowledge: Knowledge) -> None:
    """Those of `also` too, each with its own settings and question, on the one day."""
    also = [{"exam": "panoramic", "setup": {"kV": 66}, "indication": "third_molar"}]
    first, second = entries_of_report(advise(read_case({**CASE, "also": also}, knowledge), knowledge), where="Dr Lee")

    assert (first.exam, first.setup.kV, first.why) == ("bitewing", 60, "caries")
    assert (second.exam, second.setup.kV, second.why) == ("panoramic", 66, "third molar")
    assert (second.on, second.where, second.age_years) == (first.on, "Dr Lee", 7)
    assert second.estimate is not None


def test_entries_of_files_are_of_patients_and_carry_a_hash(knowledge: Knowledge) -> None:
    """The synthetic headers: settings and display; no unit, file or identifier that finds a person."""
    found = read_given(on_disk([DATA.parent / "tests" / "samples" / "synthetic"]), knowledge).exposures
    made = entries_of(found)
    written = record_text(Record(tuple(made)))

    assert {each.exam for each in made} >= {"bitewing", "panoramic", "cephalometric_lateral", "cbct"}
    assert all(each.event for each in made)
    assert all(each.file not in written for each in found)


@pytest.mark.parametrize("indication", [Indication.CARIES, None])
def test_earlier_bitewings_stand_with_the_date_of_the_next(knowledge: Knowledge, indication: Indication | None) -> None:
    """Low risk in the United States: the interval of the issuer, counted from the earlier image."""
    case = {**CASE, "visit": {"kind": "recall", "indication": indication}}
    report = advise(read_case(case, knowledge), knowledge)
    found = earlier(report, read_record(record({**ENTRY, "on": "2026-08-30"}, {**ENTRY, "on": "2020"}), knowledge))

    assert found is not None
    assert found.latest is not None
    assert (f"{found.latest.on}", found.months, len(found.same)) == ("2026-08-30", (2, 2), 2)
    first = found.intervals[0]
    assert first.day == months_later(date(2026, 8, 30), round(first.from_months))
    assert first.waits(date(2026, 11, 21))


def test_no_interval_and_no_earlier_image_are_not_made_up(knowledge: Knowledge) -> None:
    """A panoramic has no interval; another exam is another image; later images are not earlier ones."""
    panoramic = {"on": "2026-11-21", "patient": {"age_years": 7}, "exam": "panoramic"}
    report = advise(read_case(panoramic, knowledge), knowledge)
    found = earlier(report, read_record(record(ENTRY, {"on": "2024", "exam": "panoramic"}), knowledge))

    assert found is not None
    assert found.intervals == ()
    assert [each.exam for each in found.others] == ["bitewing"]
    assert earlier(report, read_record(record({"on": "2027", "exam": "panoramic"}), knowledge)) is None
    assert earlier(report, Record()) is None


def test_an_earlier_year_is_counted_from_its_last_day(knowledge: Knowledge) -> None:
    """Where only the year is known, the next is not told to be due too early."""
    report = advise(read_case({**CASE, "on": "2027-02-01"}, knowledge), knowledge)
    found = earlier(report, read_record(record({"on": "2026", "exam": "bitewing"}), knowledge))

    assert found is not None
    assert found.months == (1, 13)
    assert found.intervals[0].day == months_later(date(2026, 12, 31), round(found.intervals[0].from_months))


def test_more_entries_than_a_record_holds_are_refused(knowledge: Knowledge) -> None:
    """Not cut off in silence."""
    years = [{"on": f"{1500 + year}", "exam": "cbct"} for year in range(501)]
    full, one = (read_record(record(*each), knowledge) for each in (years[:500], years[500:]))
    with pytest.raises(Refusal, match="has 501"):
        joined(full, one)


def test_the_command_makes_joins_and_checks(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a case to a file, joined with its own card: one entry."""
    case, made = tmp_path / "case.json", tmp_path / "record.json"
    case.write_text(json.dumps(CASE), encoding="utf-8")

    assert main(["record", "make", str(case), "--where", "Dr Lee", "--name", "Mia"]) == 0
    made.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["record", "check", str(made)]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[0] == "1 entry"
    card = io.TextIOWrapper(io.BytesIO(f"Dental image record: Mia\n{shown.splitlines()[1]}\n".encode()))
    monkeypatch.setattr("sys.stdin", card)
    assert main(["record", "join", str(made), "-"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(made.read_text(encoding="utf-8"))
    made.write_text('{"entries": [{"on": "2026"}]}', encoding="utf-8")
    assert main(["record", "check", str(made)]) == 2
    assert "entries.1.exam: is needed" in capsys.readouterr().err
