"""Logs of a chain: the same answers whatever way they are counted, whatever their encoding, and in bounded memory."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from advisor.audit import Audit, audit
from advisor.audit import opened as opening
from advisor.audit import written as written_ways
from advisor.audit.export import as_bytes
from advisor.audit.exposure_table import UNTOLD_UNIT, table_of
from advisor.audit.opened import opened
from advisor.audit.summary import summary_json
from advisor.audit.summed import summary
from advisor.case.exams import Stages
from advisor.handout.audit_telling import left_out_said, question_said
from advisor.intake.files import on_disk, read_given
from advisor.intake.refusal import Refusal
from advisor.intake.settings import WORKED_OUT
from advisor.intake.teeth_told import NOT_UNDERSTOOD, TOO_MANY_WAYS
from advisor.knowledge import Knowledge
from tests.audit import logs as audit_logs
from tests.audit.logs import as_csv
from tests.audit.test_audit import without_means

ON = date(2026, 11, 28)
ROWS = audit_logs.falling() + audit_logs.three_children() + audit_logs.one_wrong_product()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGE_BYTES", 0)
    monkeypatch.setattr(opening, "LARGE_ROWS", 0)


def audited(path: Path, knowledge: Knowledge, *, exact: bool = True) -> Audit:
    with opened([path], knowledge, place="GB") as found:
        return audit(replace(found.table, exact=exact), knowledge, place="GB", on=ON, material=found.material)


def test_counting_nearly_equal_values_together_tells_the_same(tmp_path: Path, knowledge: Knowledge) -> None:
    """As a log beyond millions of rows is counted: small groups are exact all the same."""
    path = tmp_path / "log.csv"
    path.write_bytes(as_csv(ROWS))
    each, counted = audited(path, knowledge), audited(path, knowledge, exact=False)

    assert without_means(counted) == without_means(each)
    assert (counted.found.first, counted.found.last) == (each.found.first, each.found.last)
    assert [sizing.answer for sizing in counted.sizing] == [sizing.answer for sizing in each.sizing]
    assert [(q.kind, q.unit, q.n) for q in counted.questions] == [(q.kind, q.unit, q.n) for q in each.questions]


@pytest.mark.parametrize("most_small", [0, 10**9], ids=["large", "small"])
def test_an_audit_keeps_nothing(
    most_small: int, tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where it is started, nor among temporary files, nor at home, nor beside the log."""
    monkeypatch.setattr(opening, "LARGE_BYTES", most_small)
    path, here = tmp_path / "log.csv", tmp_path / "here"
    path.write_bytes(as_csv(ROWS))
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(tempfile, "tempdir", str(here))
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(here))
    audited(path, knowledge)

    assert sorted(tmp_path.rglob("*")) == [here, path]


def test_sizes_part_at_whole_years(knowledge: Knowledge) -> None:
    """So completed years tell the size group."""
    stages: Stages = knowledge.exams.stages
    borders = (stages.primary_until, stages.transitional_until, stages.adolescent_until)

    assert all(border == int(border) for border in borders)
    assert borders[-1] == knowledge.technique.usual.adult_age_years


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_large_log_in_any_usual_encoding(encoding: str, tmp_path: Path, knowledge: Knowledge) -> None:
    rows = [{**row, "Unit": "Müller"} for row in audit_logs.falling()]
    path = tmp_path / "log.csv"
    path.write_bytes(as_csv(rows).decode().encode(encoding))

    assert {each.unit for each in audited(path, knowledge).groups} == {"Müller"}


@pytest.mark.usefixtures("large")
def test_cells_of_a_large_log_that_are_no_number_are_counted(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = audit_logs.falling()
    rows[:3] = [{**row, "Exposure time (ms)": "short"} for row in rows[:3]]
    path = tmp_path / "log.csv"
    path.write_bytes(as_csv(rows))

    assert audited(path, knowledge).found.implausible == (("exposure_s?", "Surgery 1", 3),)


@pytest.mark.usefixtures("large")
def test_a_large_log_without_times_is_read_by_its_charges(tmp_path: Path, knowledge: Knowledge) -> None:
    """Which is said; days with the month's name, and headings that come again, are read as in a small log."""
    days = ("2026-03-01", "5-Mar-26", "5 de marzo de 2026", '"March 7, 2026 10:30"', "12 Dec 10:30", "März 2026")
    rows = [f"{day},8 años,bitewing,{mA},0.7,60 kV" for day, mA in zip(days, (7, 7, 7, 7, 7, 700), strict=True)]
    headings = "Date,Edad,Exam,mA,mAs,Settings"
    found = audited(written(tmp_path, headings, [*rows[:3], headings, *rows[3:]]), knowledge)
    said = list(left_out_said(found))

    assert {(each.age_years, round(each.exposure_s, 6)) for each in found.found.settings} == {(8, 0.1)}
    assert sum(n for _, n in found.found.reasons) == 6
    assert (found.found.first, found.found.last) == (date(2026, 3, 1), date(2026, 3, 7))
    assert f"5 × exposure time: {WORKED_OUT}" in said
    assert {"one value left out, no day that is understood: date (unit not told)"} <= set(said)


@pytest.mark.usefixtures("large")
def test_a_large_log_with_birth_dates_has_ages(tmp_path: Path, knowledge: Knowledge) -> None:
    births = [f"{2026 - age}-02-27" for age in (5, 9, 15, 40)] + ["1899-12-30"]
    rows = "".join(f"2026-03-01,{birth},bitewing,sensor,60,7,0.1\n" for birth in births)
    path = tmp_path / "log.csv"
    path.write_text(f"Date,Birth date,Exam,Receptor,kV,mA,Exposure time (s)\n{rows}", encoding="utf-8")
    found = audited(path, knowledge)

    assert sorted(each.age_years or 0 for each in found.found.settings) == [5, 9, 15, 18]
    assert dict(found.left_out) == {"no age or size": 1}


@pytest.mark.parametrize("size", ["small", "large"])
def test_days_to_come_and_contradicted_ages_are_asked_about(
    size: str, tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day that no exposure can be of tells no age and no period; where an age contradicts two dates, these hold."""
    for name in ("LARGE_BYTES", "LARGE_ROWS"):
        monkeypatch.setattr(opening, name, 0 if size == "large" else 10**9)
    days = ("2062-03-01", "1900-01-05", "2026-03-01", "2026-03-01")
    ages, births = ("8", "", "30", "9"), ("2018-01-01", "1896-01-01", "2018-01-01", "2016-04-01")
    rows = [f"{day},{age},{birth},bitewing,sensor,60,7,0.1" for day, age, birth in zip(days, ages, births, strict=True)]
    path = written(tmp_path, "Date,Age,Birth date,Exam,Receptor,kV,mA,Exposure time (s)", rows)
    with opened([path], knowledge, place="GB", today=ON) as found:
        made = audit(found.table, knowledge, place="GB", on=ON, material=found.material)
    said = " ".join([*left_out_said(made), *map(question_said, made.questions)])

    assert sorted(each.age_years or 0 for each in made.found.settings) == [8, 8, 9]
    assert (made.found.first, made.found.last) == (date(2026, 3, 1), date(2026, 3, 1))
    assert "the date of two exposures lies after the audit, or before any such log" in said
    assert "two values left out, after the day of the audit" in said
    assert ("one age that two dates contradict; the dates hold" in said) is (size == "large")


DAYS = {
    "the day first": ("03/04/2024", "3/4/24 10:30", "25/12/2024", "05-06-2024", "31/02/2024"),
    "the month first": ("03/04/2024", "12/25/2024", "3.4.2024", "2024-03-05", "7/7/2024"),
    "neither": ("03/04/2024", "05/06/2024", "7/7/2024", "5 Mar 2024", "soon"),
    "both": ("03/04/2024", "25/12/2024", "12/25/2024", "7-7-24", "3. 4. 2024 9:15"),
    "eras": ("令和6年3月5日", "R6.3.5", "H31/4/30", "令和元年5月1日", "S64.1.7"),
    "the year first": ("2024/03/05", "2024年3月5日", "20240305", "2024.3.5 10:30", "2024/13/05"),
}


@pytest.mark.usefixtures("large")
def test_a_large_log_without_a_known_heading_is_refused_as_a_small_one(tmp_path: Path, knowledge: Knowledge) -> None:
    with pytest.raises(Refusal, match="has no heading that is known"):
        audited(written(tmp_path, "Foo,Bar", ["1,2"]), knowledge)


@pytest.mark.usefixtures("large")
def test_sums_in_a_large_log_are_named_as_such(tmp_path: Path, knowledge: Knowledge) -> None:
    """A unit called Total is none, as its rows tell an age."""
    rows = [f"2026-03-{day:02},Total Dental,8,bitewing,0.1" for day in range(1, 10)]
    rows = [f"{each},note,Name" for each in (*rows, "Übertrag,,,,", "Total March,,,9,0.9")]
    path = written(tmp_path, "Date,Unit,Age,Exam,Exposure time (s),Colour,Patient", rows)
    found = audited(path, knowledge)

    assert dict(found.left_out) == {}
    assert sum(each.n for each in found.found.settings) == 9
    assert "2 files or rows without an exposure: is a sum or a mean of other rows, no exposure" in [
        *left_out_said(found)
    ]


SETTINGS = (
    "60 kV / 7 mA / 0,10 s",
    "0.1 s 7mA 60kV",
    "70 kV 7 mA 100 ms",
    "60 kV, HF, 7 mA, 0.2 s",
    "60-70 kV 8 mA 0.1 s",
)


@pytest.mark.parametrize("days", DAYS.values(), ids=DAYS)
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_slashed_days_and_settings_in_one_cell_are_read_as_in_a_small_log(
    suffix: str, days: tuple[str, ...], tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Birth dates by the same order; what is not understood is counted in both."""
    birth = "02/04/2016" if "25/12/2024" in days else "04/02/2016"
    columns = {"Date": days, "Birth date": (birth,) * 5, "Exam": ("bitewing",) * 5, "Settings": SETTINGS}
    path = tmp_path / f"log{suffix}"
    pc.write_csv(pa.table(columns), path) if suffix == ".csv" else pq.write_table(pa.table(columns), path)
    told = []
    for least in (0, 10**9):
        monkeypatch.setattr(opening, "LARGE_BYTES", least)
        monkeypatch.setattr(opening, "LARGE_ROWS", least)
        with opened([path], knowledge, place="GB", today=ON) as found:
            made = audit(found.table, knowledge, place="GB", on=ON, material=found.material)
        repairs, unread = found.material.repairs, [n for fields, _, n in made.found.implausible if "on?" in fields]
        untold = sum(unread) or sum(n for (field, _), n in repairs.items() if field == "on")
        told.append((
            sorted(made.found.settings, key=str), made.found.reasons, made.found.first, made.found.last,
            {key: n for key, n in repairs.items() if key[0] == "settings"}, untold,
        ))  # fmt: skip

    assert told[0] == told[1]


SPOILED = {
    "nothing": {},
    "a kV beyond any unit": {"kV": 6000},
    "a current that is not told": {"mA": None},
    "a time that is not told": {"Exposure time (ms)": None},
    "an age beyond any patient": {"Age": 150},
    "a day to come": {"Date": date(2062, 3, 1)},
    "a sum of rows": {"Age": None, "Exam": "Total"},
}


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_what_is_not_asked_of_columns_within_bounds_changes_no_answer(
    spoiled: dict[str, object], tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{**row, "Date": date.fromisoformat(row["Date"])} for row in audit_logs.falling()]
    rows[7] |= spoiled
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "log.parquet")
    told = []
    for _ in range(2):
        with opened([tmp_path / "log.parquet"], knowledge, place="GB", today=ON) as found:
            made = audit(found.table, knowledge, place="GB", on=ON, material=found.material)
            each = sorted(as_bytes(made, found, knowledge, ".csv").splitlines())
        told.append((summary_json(summary(made, knowledge)), sorted(made.found.settings, key=str), each))
        monkeypatch.setattr(opening, "bounds", lambda *_: {})

    assert told[0] == told[1]


PARQUET = {
    "small whole figures": {"Age": pa.array([8, 9], "uint8"), "Time (ms)": pa.array([100, 200], "uint16")},
    "grades and teeth as pandas keeps them": {"Grade": [1.0, None], "Tooth": [36.0, 16.0], "Exam": ["PA", "PA"]},
    "figures that are none": {"Age": [8.0, float("nan")], "kV": [float("inf"), 70.0]},
    "doses that are none": {"DAP (mGycm2)": [float("nan"), 20.0], "Air kerma (mGy)": [float("inf"), 2.0]},
    "yes and no": {"Acceptable": [True, False]},
    "headings of our own": {"way": ["x", "y"], "told": ["x", "y"], "Settings": ["60 kV 7 mA"] * 2},
}


@pytest.mark.parametrize("own", PARQUET.values(), ids=PARQUET)
def test_cells_of_a_large_parquet_file_mean_what_they_mean_in_a_small_one(
    own: dict[str, object], tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.parquet"
    usual = {"Date": [ON, ON], "Age": [8, 9], "Exam": ["bitewing"] * 2, "Time (ms)": [100, 200]}
    pq.write_table(pa.table(usual | own), path)

    small, large = in_both_sizes(path, knowledge, monkeypatch)
    assert small == large


CELLS = {
    "ages": ("Age", ("8", "8 y", "0", "0 y", "999", "soon")),
    "birthdays": ("Birth date", ("2016-11-28", "2016-11-29", "2017-11-27", "29.2.2016", "1890-01-01")),
    "doses": ("Air kerma (mGy)", ("1.2", "-3", "0", "inf", "nan", "soon")),
    "doses of a thousand": ("Air kerma (mGy)", ('"1,234.5"', '"1.234,5"', "1 234", "1'234", ".5 mGy", '"1,234.5 µGy"')),
}


@pytest.mark.parametrize(("heading", "cells"), CELLS.values(), ids=CELLS)
def test_cells_of_a_large_csv_mean_what_they_mean_in_a_small_one(
    heading: str, cells: tuple[str, ...], tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Empty lines, which spreadsheets write below a log, are no exposures."""
    lines = [f"{ON},bitewing,100,adult,{cell}" for cell in cells]
    path = written(
        tmp_path, f"Date,Exam,Time (ms),{'Size' if 'kerma' in heading else 'Colour'},{heading}", [*lines, ",,,,"]
    )

    small, large = in_both_sizes(path, knowledge, monkeypatch)
    assert small == large


@pytest.mark.usefixtures("large")
def test_an_empty_day_is_none_that_is_not_understood(tmp_path: Path, knowledge: Knowledge) -> None:
    found = audited(
        written(tmp_path, "Date,Age,Exam,Time (ms)", [" ,8,BW,100", '"",8,BW,100', "1.3.26,8,BW,100"]), knowledge
    )

    assert found.found.implausible == ()


@pytest.mark.usefixtures("large")
def test_letters_of_windows_in_a_large_log_are_refused_with_a_remedy(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes("Date,Age,Exam,Unit,Time (ms)\n2026-03-01,8,BW,Zahnärzte – Süd,100\n".encode("cp1252"))

    with pytest.raises(Refusal, match=r"log\.csv: .*save it as CSV UTF-8"), opened([path], knowledge, place="GB"):
        pass


def in_both_sizes(path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What is counted of a log that is read by the cell, and of one that the engine reads."""
    told: list[tuple[object, ...]] = []
    for least in (10**9, 0):
        monkeypatch.setattr(opening, "LARGE_BYTES", least)
        monkeypatch.setattr(opening, "LARGE_ROWS", least)
        with opened([path], knowledge, place="GB", today=ON) as found:
            made = audit(found.table, knowledge, place="GB", on=ON, material=found.material).found
        doses = [{where: list(each.ordered) for where, each in of.items()} for of in (made.products, made.kermas)]
        used = Counter[object]()
        for each in made.settings:
            used[each.asked, each.exposure_s] += each.n
        told.append((used, made.reasons, made.first, made.last, doses, sorted(map(str, made.grades))))
    return told


def written(folder: Path, headings: str, lines: Iterable[str]) -> Path:
    path = folder / "log.csv"
    path.write_text("\n".join((headings, *lines, "")), encoding="utf-8")
    return path


def torn_log(folder: Path) -> Path:
    """Two lines too short, one too long, and behind a quotation mark that nobody closed the rest of the file."""
    good = [f"2026-03-{1 + nth % 28:02},{nth % 80},bitewing,sensor,60,7,{80 + nth % 3}" for nth in range(60)]
    torn = [*good[:20], "2026-03-01,5", "2026-03-01,5,bitewing", *good[20:40], f"{good[0]},one,more", *good[40:]]
    return written(folder, "Date,Age,Exam,Receptor,kV,mA,Time (ms)", [*torn, '2026-03-01,5,"bitewing', *good[:4]])


@pytest.mark.usefixtures("large")
def test_torn_lines_are_counted_by_reason(tmp_path: Path, knowledge: Knowledge) -> None:
    found = audited(torn_log(tmp_path), knowledge)

    assert sum(n for _, n in found.found.reasons) == 60
    assert dict(found.material.refusals) == {
        "has fewer cells than headings (a torn line)": 2,
        "has more cells than headings (a torn line)": 1,
        "stands behind a quotation mark that is not closed": 5,
    }
    assert "2 files or rows without an exposure: has fewer cells than headings (a torn line)" in left_out_said(found)


@pytest.mark.usefixtures("large")
def test_torn_lines_of_a_log_that_is_read_again_for_each_question(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BYTES_A_ROW", 1e-9)
    found = audited(torn_log(tmp_path), knowledge)

    assert sum(n for _, n in found.found.reasons) == 60
    assert sum(found.material.refusals.values()) == 8


@pytest.mark.usefixtures("large")
def test_one_word_among_figures_makes_no_line_torn(tmp_path: Path, knowledge: Knowledge) -> None:
    """Beyond what is looked at to tell what a column holds: the column is read again as text."""
    lines = [f"2026-03-01,{nth % 80},bitewing,01,{80 + nth % 3}" for nth in range(30_000)]
    lines[25_000:25_002] = ["2026-03-01,30,bitewing,01,short", '2026-03-01,30,bitewing,01,"0,1 s"']
    found = audited(written(tmp_path, "Date,Age,Exam,Room,Time (ms)", lines), knowledge)

    assert not found.material.refusals
    assert sum(n for _, n in found.found.reasons) == 30_000
    assert found.found.implausible == (("exposure_s?", "01", 1),)  # and the room keeps its nought
    assert {each.exposure_s for each in found.found.settings} == {0.08, 0.081, 0.082, 0.1}


@pytest.mark.usefixtures("large")
def test_cells_with_their_own_unit_are_read_by_the_engine(tmp_path: Path, knowledge: Knowledge) -> None:
    cells = ("0.1 s", "100 ms", "100", '"0,1 s"', "100000 µs", "100 moons")
    ages = ("8", "8 years", "96 Monate", "8 yrs 3 m", "8歳", "8")
    lines = [f"2026-03-01,{age},bitewing,{time},1.2 dGy·cm²" for age, time in zip(ages, cells, strict=True)]
    found = audited(written(tmp_path, "Date,Age,Exam,Time (ms),DAP", lines), knowledge)

    assert all(each.exposure_s == pytest.approx(0.1) for each in found.found.settings)
    assert sum(each.n for each in found.found.settings) == 5
    assert [tuple(each.ordered) for each in found.found.products.values()] == [(120.0,) * 6]
    assert found.found.implausible == (("exposure_s?", UNTOLD_UNIT, 1),)


@pytest.mark.usefixtures("large")
def test_values_of_a_unit_that_is_told_nowhere_are_left_out_by_reason(tmp_path: Path, knowledge: Knowledge) -> None:
    found = audited(written(tmp_path, "Date,Age,Exam,kV,Time", ["2026-03-01,8,bitewing,60,100"] * 3), knowledge)

    assert found.found.implausible == (("exposure_s!", UNTOLD_UNIT, 3),)
    assert "three values left out, without a unit that is known: exposure time (unit not told)" in list(
        left_out_said(found)
    )


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@pytest.mark.parametrize(("place", "molar"), [("GB", "36"), ("US", "19")])
def test_teeth_tell_the_region_as_in_a_small_log(
    suffix: str, place: str, molar: str, tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = pa.Table.from_pylist(
        [
            {"Date": "2026-03-01", "Age": 30, "Exam": exam, "Tooth": tooth, "Time (ms)": 100}
            for exam in ("periapical", "bitewing")
            for tooth in (molar, "3" if place == "US" else "16", "99")
        ]
    )
    path = tmp_path / f"log{suffix}"
    pc.write_csv(rows, path) if suffix == ".csv" else pq.write_table(rows, path)
    regions, repaired = {}, {}
    for way, least in (("large", 0), ("small", 10**9)):
        monkeypatch.setattr(opening, "LARGE_BYTES", least)
        monkeypatch.setattr(opening, "LARGE_ROWS", least)
        with opened([path], knowledge, place=place) as found:
            made = audit(found.table, knowledge, place=place, on=ON, material=found.material)
        repaired[way] = dict(found.material.repairs)
        regions[way] = sorted((each.exam, each.region, each.n) for each in made.found.settings)

    assert regions["large"] == regions["small"]
    assert repaired["large"] == repaired["small"] == {("region", NOT_UNDERSTOOD): 2}
    assert ("periapical", "mandible_molar", 1) in regions["large"]


@pytest.mark.usefixtures("large")
def test_ways_of_writing_a_region_beyond_the_most_are_counted(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual ones are understood first."""
    rows = [{"Age": 30, "Exam": "periapical", "Tooth": tooth, "Time (ms)": 100} for tooth in ("36", "36", "16", "17")]
    path = tmp_path / "log.csv"
    pc.write_csv(pa.Table.from_pylist(rows), path)
    monkeypatch.setattr(written_ways, "MOST_WAYS", 1)
    with opened([path], knowledge, place="GB") as found:
        made = audit(found.table, knowledge, place="GB", on=ON, material=found.material)

    assert {(each.region, each.n) for each in made.found.settings} == {("mandible_molar", 2), ("", 2)}
    assert found.material.repairs == {("region", TOO_MANY_WAYS): 2}


def test_a_file_beyond_ten_gigabytes_is_refused_with_a_sentence(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(as_csv(audit_logs.falling()))
    with path.open("r+b") as stream:
        stream.truncate(11_000_000_000)  # a hole: it takes no room

    with pytest.raises(Refusal, match="10 GB"), opened([path], knowledge, place="GB"):
        pass


def test_headings_without_a_row_are_refused_by_name(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "log.csv"
    path.write_text("Date,Age,Exam,Exposure time (ms)\n", encoding="utf-8")

    with pytest.raises(Refusal, match=r"log\.csv: has headings and no row"), opened([path], knowledge, place="GB"):
        pass


@pytest.mark.nightly
@pytest.mark.skipif(find_spec("pyspark") is None or shutil.which("java") is None, reason="no Spark or Java here")
def test_spark_tells_what_duckdb_tells(tmp_path: Path, knowledge: Knowledge) -> None:
    log, table = tmp_path / "log.csv", tmp_path / "table.parquet"
    log.write_bytes(as_csv(ROWS))
    pq.write_table(table_of(read_given(on_disk([log]), knowledge).exposures), table)
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.on_spark", str(table)], check=False, capture_output=True, text=True
    )

    assert told.returncode == 0, told.stdout + told.stderr[-2000:]
    assert "DIFFERENT" not in told.stdout
