"""Logs of practices in several languages and forms: what is read, put right, refused and dropped."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.__main__ import main
from advisor.intake import cells
from advisor.intake import files as intake_files
from advisor.intake.cells import LARGEST_SHEET_BYTES, MOST_ROWS, read_cells
from advisor.intake.columns import columns_from_text, columns_of, columns_text, said
from advisor.intake.days import day_told
from advisor.intake.exposure import Quality, case_told, exposure_json
from advisor.intake.files import MOST_FILES, given_file, on_disk, read_given
from advisor.intake.generator import exposures_of_text
from advisor.intake.recognised import recognised
from advisor.intake.refusal import Refusal
from advisor.intake.table import Log, read_table
from advisor.knowledge import Knowledge

GERMAN = (
    """Röntgentagebuch der Praxis;;;;;;;;;;;
Datum;Name;Geburtsdatum;Alter;Aufnahme;Zahn;Spannung (kV);Strom (mA);"""
    """Belichtungszeit (ms);DFP (mGy·cm²);Rezeptor;Bemerkung
21.11.2026;Meier;01.05.2019;7;Bissflügel;64, 74;60;7;100;12,5;Sensor;ok
22.11.2026;Huber;01.05.1979;;Zahnfilm;36;60;7;0,16 s;;Speicherfolie;
23.11.2026;Huber;01.05.1979;;OPG;;66;8;14000;62;Sensor;
24.11.2026;Huber;01.05.1979;;Zahnfilm;36;60;7;160;0;Folie X;;zu viel
"""
)


def read(text: str | bytes, knowledge: Knowledge, **told: Any) -> Log:
    raw = text.encode() if isinstance(text, str) else text
    return read_table(raw, "log.csv", recognised(), knowledge, **told)


def rows(log: Log) -> list[dict[str, Any]]:
    return [exposure_json(each) for each in log.exposures]


def only(text: str, knowledge: Knowledge, **told: Any) -> dict[str, Any]:
    (row,) = rows(read(text, knowledge, **told))
    return row


ODD = {
    "one cell for all": "Data;Adulto/Criança;Exame;Parâmetros\n05/03/2025;Criança;2 BW;60 kV / 7 mA / 0,10 s\n",
    "units in words, no time": "Fecha,Edad,Examen,kVp,mA,mAs\n5 de marzo de 2025,8 años,2BW,60,7,0.7\n",
    "the headings twice": "Date,Age,View,kV,mA,Time (s)\n\nDate,Age,View,kV,mA,Time (s)\n5-Mar-25,8,BW,60,7,0.1\n",
    "impulses": "Datum;Ålder;Undersökning;Rörspänning (kV);Rörström (mA);Pulses (60 per s)\n2025-03-05;8;BW;60;7;6\n",
}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_log_tells_its_exposure(kind: str, knowledge: Knowledge) -> None:
    told = only(ODD[kind], knowledge, place="GB")

    assert {"exam": "bitewing", "kV": 60, "mA": 7, "exposure_s": 0.1}.items() <= told.items()
    assert told.get("age_years") == 8 or told.get("size") == "child"
    assert told.get("on") == (None if "05/03" in ODD[kind] else "2025-03-05")


def test_impulses_of_a_timer_that_is_not_told_are_no_time(knowledge: Knowledge) -> None:
    """Fifty or sixty of them a second: the practice says which, for the column."""
    log = "Exam,Age,Pulses\nBW,8,6\n"

    assert "exposure_s" not in only(log, knowledge)
    assert only(log, knowledge, told={"Pulses": {"field": "exposure_s", "unit": "50_per_s"}})["exposure_s"] == 0.12


@pytest.mark.parametrize(
    ("day", "why"), [("2062-03-01", "after the day of reading, 2026-11-29"), ("5.1.1900", "before 1950")]
)
def test_a_day_that_no_exposure_can_be_of_is_questioned(day: str, why: str, knowledge: Knowledge) -> None:
    """It tells no age, and no case."""
    text = f"Date;Age;Birth date;Exam;kV;Time (ms)\n{day};8;2018-01-01;bitewing;60;100\n"
    (found,) = read(text, knowledge, today=date(2026, 11, 29)).exposures

    assert (found.age_years, found.implausible) == (8, ("on",))
    assert any(why in each and "mistyped" in each for each in found.warnings)
    assert "on" not in (case_told(found) or {"on": None})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_german_log_in_every_usual_encoding(encoding: str, knowledge: Knowledge) -> None:
    log = read(GERMAN.encode(encoding), knowledge)
    first, second, third = rows(log)

    assert tuple(
        first[name] for name in ("age_years", "exam", "region", "kV", "mA", "exposure_s", "dap_mGycm2", "receptor")
    ) == (7, "bitewing", "posterior", 60, 7, 0.1, 12.5, "sensor")
    assert tuple(second[name] for name in ("on", "age_years", "region", "exposure_s", "receptor")) == (
        "2026-11-22",
        47,
        "mandible_molar",
        0.16,
        "psp",
    )
    assert [each["stood"] for each in second["repairs"]] == ["0,16 s"]
    assert (third["exam"], third["exposure_s"]) == ("panoramic", 14)
    assert [(each.line, each.reason) for each in log.refusals] == [(6, "has 13 cells under 12 headings")]


def test_names_and_birth_dates_are_dropped(knowledge: Knowledge) -> None:
    log = read(GERMAN, knowledge)
    printed = json.dumps(rows(log))

    assert not [word for word in ("Meier", "Huber", "1979", "2019-05", "Bemerkung") if word in printed]
    assert "Name: not read (a name or number is never needed)" in said(log.columns)


@pytest.mark.parametrize(
    ("heading", "field", "factor"),
    [
        ("Exposure time [ms]", "exposure_s", 0.001),
        ("exposure_s", "exposure_s", 1.0),
        ("Time (s)", "exposure_s", 1.0),
        ("temps de pose (ms)", "exposure_s", 0.001),
        ("Tiempo de exposición (s)", "exposure_s", 1.0),
        ("Belichtungszeit in ms", "exposure_s", 0.001),
        ("Exposure time", "exposure_s", None),
        ("kV", "kV", 1.0),
        ("Tension (kV)", "kV", 1.0),
        ("mA", "mA", 1.0),
        ("mAs", "charge_mAs", 1.0),
        ("DAP (cGy.cm2)", "dap_mGycm2", 10.0),
        ("PDS (cGy·cm²)", "dap_mGycm2", 10.0),
        ("dap_mGycm2", "dap_mGycm2", 1.0),
        ("KAP µGy·m²", "dap_mGycm2", 10.0),
        ("Dosisflächenprodukt [dGy*cm^2]", "dap_mGycm2", 100.0),
        ("DAP", "dap_mGycm2", None),
        ("Age", "age_years", 1.0),
        ("Alter (Monate)", "age_years", 1 / 12),
        ("Tube voltage (V)", "kV", 0.001),
        ("Röhrenspannung in V", "kV", 0.001),
        ("Time / s", "exposure_s", 1.0),
        ("seconds", "exposure_s", 1.0),
        ("ExposureTimeInMs", "exposure_s", 0.001),
        ("ImageAndFluoroscopyAreaDoseProduct (dGy.cm2)", "dap_mGycm2", 100.0),
        ("PatientAge", "age_years", 1.0),
        ("exam_date", "on", None),
        ("Date de l'examen", "on", None),
        ("Pieza dental", "teeth", None),
        ("Tooth / Area", "teeth", None),
        ("Leeftijd", "age_years", 1.0),
        ("Empfänger", "receptor", None),
        ("Apparecchio", "unit", None),
        ("Surgery", "unit", None),
        ("Patient name", "dropped", None),
        ("NHS number", "dropped", None),
        ("X-ray taken by", "dropped", None),
        ("Machine operator", "dropped", None),
        ("Unit / operator", "dropped", None),
        ("Favourite colour", "not_read", None),
    ],
)
def test_columns_and_units_are_recognised(heading: str, field: str, factor: float | None) -> None:
    (column,) = columns_of([heading], recognised())

    assert field == column.field
    assert column.factor == (pytest.approx(factor) if factor else None)


def test_units_may_stand_in_a_line_below_the_headings(knowledge: Knowledge) -> None:
    top = "Alter;Aufnahme;Zeit;Spannung\nMonate;;ms;V\n"
    row = only(f"Log of 2026;;;\n{top}84;Bissflügel;100;60000\n{top}", knowledge)  # and once more on the next page

    assert (row["age_years"], row["exposure_s"], row["kV"]) == (7, 0.1, 60)


def test_a_receptor_is_known_by_one_of_its_words_and_not_by_two_kinds(knowledge: Knowledge) -> None:
    rows = [only(f"Age,Exam,Receptor\n7,BW,{told}\n", knowledge) for told in ("CCD sensor size 2", "sensor or plate")]

    assert [row.get("receptor") for row in rows] == ["sensor", None]


def test_a_region_that_is_not_understood_is_told(knowledge: Knowledge) -> None:
    row = only("Age,Exam,Tooth\n30,PA,99\n", knowledge)

    assert "region" not in row
    assert [(each["field"], each["why"]) for each in row["repairs"]] == [
        ("region", "is no tooth or region that is known")
    ]


def test_of_an_unknown_unit_the_value_is_unknown(knowledge: Knowledge) -> None:
    """A time of 100 looks like milliseconds; nobody said so."""
    row = only("Age,Exam,Exposure time,DAP\n7,BW,100,12\n", knowledge)

    assert {"exposure_s", "dap_mGycm2"}.isdisjoint(row)
    assert [each["why"] for each in row["repairs"]] == ["its unit is not known, so the value is not"] * 2


def test_the_practice_says_what_a_column_is(knowledge: Knowledge) -> None:
    told = columns_from_text('{"columns": {"Exposure time": {"field": "exposure_s", "unit": "ms"}}}')

    assert only("Age,Exam,Exposure time\n7,BW,100\n", knowledge, told=told)["exposure_s"] == 0.1


def test_what_columns_mean_is_kept_as_a_small_file(knowledge: Knowledge) -> None:
    columns = read(GERMAN, knowledge).columns
    again = columns_of([each.heading for each in columns], recognised(), columns_from_text(columns_text(columns)))

    def read_ones(found: Any) -> list[Any]:
        return [(each.field, each.factor) for each in found if each.field not in ("dropped", "not_read")]

    assert read_ones(columns) == read_ones(again)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ('{"columns": {"t": {"field": "exposure"}}}', "accepted"),
        ('{"columns": {"t": {"field": "exposure_s", "unit": "hours"}}}', "hours"),
        ("{}", "does not tell columns"),
        ("[", "is not JSON"),
    ],
)
def test_a_wrong_correction_is_refused(mapping: str, words: str, knowledge: Knowledge) -> None:
    with pytest.raises(Refusal, match=words):
        read("Age,Exam,t\n7,BW,100\n", knowledge, told=columns_from_text(mapping))


@pytest.mark.parametrize(
    ("cell", "value"),
    [("0.12", 0.12), ("0,12", 0.12), ("120 ms", 0.12), ("1.200,5", 1200.5), ("1,200.5", 1200.5), ("0", None),
     ("x", None), ("-1", None), ("1e5", None), ("", None), ("12 parsecs", None)],
)  # fmt: skip
def test_figures_as_people_write_them(cell: str, value: float | None, knowledge: Knowledge) -> None:
    row = only(f"Age;Exam;Time (s)\n7;BW;{cell}\n", knowledge)

    assert value == row.get("exposure_s")


@pytest.mark.parametrize(
    ("cell", "values", "left"),
    [
        ("60-70 kV, 7 mA, .2 s", {"mA": 7, "exposure_s": 0.2}, "60-70 kV"),
        ("60 kV/7 mA/1/2 s", {"kV": 60, "mA": 7}, "1/2 s"),
        ("60kV 7mA 12 imp", {"kV": 60, "mA": 7}, "12 imp"),
        ("60/7/0.1", {}, "60/7/0.1"),
        ("kV: 60, mA 7, s 0.1", {}, "kV: 60, mA 7, s 0.1"),
        ("60 kV; 0.7 mA·s", {"kV": 60, "charge_mAs": 0.7}, None),
    ],
)
def test_figures_in_one_cell_are_single_ones_and_what_is_left_is_named(
    cell: str, values: dict[str, float], left: str | None, knowledge: Knowledge
) -> None:
    row = only(f'Age,Exam,Settings\n7,BW,"{cell}"\n', knowledge)
    told = {name: row[name] for name in ("kV", "mA", "exposure_s", "charge_mAs") if name in row}

    assert {name: told.get(name) for name in values} == values
    assert set(told) - set(values) <= {"charge_mAs"}  # worked out
    assert [each["stood"] for each in row.get("repairs", [])] == ([left] if left else [])


def test_a_cell_filled_to_its_end_takes_no_longer_than_its_length(knowledge: Knowledge) -> None:
    """It took 28 ms where it was all fractions: a log of 25 MB would have held the server for half an hour."""
    log = "Age,Exam,Settings\n" + f"7,BW,{'1/' * 150}\n" * 400
    begun = time.process_time()
    read(log, knowledge)

    assert time.process_time() - begun < 3.0  # seconds of processor; 8 before


@pytest.mark.parametrize(("mA", "worked_out"), [(7, {"exposure_s": 0.1}), (700, {})])
def test_a_time_is_worked_out_where_none_is_usable_and_the_current_can_be(
    mA: int, worked_out: dict[str, float], knowledge: Knowledge
) -> None:
    row = only(f"Age,Exam,Time,mA,mAs\n7,BW,100,{mA},0.7\n", knowledge)

    assert {name: row[name] for name in ("exposure_s",) if name in row} == worked_out
    assert [each["why"].startswith("no usable time") for each in row["repairs"]] == [False, True][: 1 + len(worked_out)]
    assert "charge_mAs" not in only(f"Age,Exam,Time (s),mA\n7,BW,0.1,{mA}\n", knowledge) or worked_out


@pytest.mark.parametrize(
    ("cell", "month_first", "day"),
    [
        ("2026-11-21", None, date(2026, 11, 21)),
        ("21.11.2026", None, date(2026, 11, 21)),
        ("21.11.26", None, date(2026, 11, 21)),
        ("21/11/2026", None, date(2026, 11, 21)),
        ("11/21/2026", None, date(2026, 11, 21)),
        ("05/06/2026", None, None),
        ("05/06/2026", True, date(2026, 5, 6)),
        ("05/06/2026", False, date(2026, 6, 5)),
        ("31.02.2026", None, None),
        ("yesterday", None, None),
        ("46000", None, None),
        ("March 2025", None, None),
        ("Sept. 2024", None, None),
        ("12 Dec 10:30", None, None),
        ("12.12. 10 Uhr", None, None),
        ("March 5, 2025 10:30", None, date(2025, 3, 5)),
        ("12/Dec/2025:10:30", None, date(2025, 12, 12)),
    ],
)
def test_days_are_read_where_they_can_be_meant_in_one_way(
    cell: str, month_first: bool | None, day: date | None
) -> None:
    assert day == day_told(cell, month_first, recognised())


def test_the_days_of_a_column_show_the_order_of_month_and_day(knowledge: Knowledge) -> None:
    text = "Date,Age,Exam,kV\n05/06/2026,7,BW,60\n05/21/2026,7,BW,60\n"

    assert [row["on"] for row in rows(read(text, knowledge))] == ["2026-05-06", "2026-05-21"]


def test_grades_retakes_and_phantoms(knowledge: Knowledge) -> None:
    text = "Age,Exam,kV,Grade,Retake,Reason,Status\n7,BW,60,N,yes,positioning,\n40,PA,60,A,no,,\n40,PA,60,1,,,phantom\n"
    found = read(text, knowledge).exposures

    assert [each.quality for each in found] == [Quality.NOT_ACCEPTABLE, Quality.ACCEPTABLE, Quality.ACCEPTABLE]
    assert [(e.retake, e.reject_reason) for e in found] == [(True, "positioning"), (False, None), (None, None)]
    assert [str(each.status) for each in found if each.status] == ["phantom"]


def test_universal_tooth_numbers_in_the_united_states(knowledge: Knowledge) -> None:
    text = "Age,Exam,kV,Tooth\n40,PA,60,30\n"

    assert only(text, knowledge, place="US")["teeth"] == ["46"]
    assert "teeth" not in only(text, knowledge, place="GB")


def sheet(frame: pd.DataFrame) -> bytes:
    """An XLSX by hand: cells as inline text and numbers."""
    lines = [list(frame.columns), *frame.values.tolist()]
    cells = "".join(
        f"<row r='{r}'>" + "".join(
            f"<c t='inlineStr'><is><t>{cell}</t></is></c>" if isinstance(cell, str) else f"<c><v>{cell}</v></c>"
            for cell in line
        ) + "</row>"
        for r, line in enumerate(lines, 1)
    )  # fmt: skip
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f"<Types xmlns='{pack}/content-types'><Default Extension='xml' ContentType="
        "'application/xml'/><Default Extension='rels' ContentType='application/vnd.openxmlformats-package."
        "relationships+xml'/><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-"
        "officedocument.spreadsheetml.sheet.main+xml'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{pack}/relationships'><Relationship Id='r1' Type='{rel}/officeDocument' "
        "Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='{rel}'><sheets><sheet name='Log' sheetId='1' r:id='r1'/>"
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{pack}/relationships'><Relationship Id='r1' "
        f"Type='{rel}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{main}'><sheetData>{cells}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


FRAME = pd.DataFrame({"Age": [7, 40], "Exam": ["BW", "PA"], "kV": [60, 60], "Exposure time (ms)": [100, 160.5]})


def test_xlsx_and_parquet_give_what_csv_gives(knowledge: Knowledge) -> None:
    parquet = io.BytesIO()
    FRAME.to_parquet(parquet)
    as_csv = [(each["exam"], each["exposure_s"]) for each in rows(read(FRAME.to_csv(index=False), knowledge))]

    assert as_csv == [("bitewing", 0.1), ("periapical", 0.1605)]
    for raw in (sheet(FRAME), parquet.getvalue()):
        assert as_csv == [(each["exam"], each["exposure_s"]) for each in rows(read(raw, knowledge))]


def test_a_zip_bomb_is_refused_in_bounded_memory(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpacked by pieces up to a limit, which is smaller here."""
    monkeypatch.setattr(cells, "LARGEST_SHEET_BYTES", LARGEST_SHEET_BYTES // 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sheet1.xml", "w") as part:
        for _ in range(LARGEST_SHEET_BYTES // 20 // (1 << 20) + 2):
            part.write(b" " * (1 << 20))

    with pytest.raises(Refusal, match="unpack"):
        read(out.getvalue(), knowledge)


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"just words", b"\xff\xfe\x00", b"PK\x03\x04broken", b"PAR1broken", b"\xd0\xcf\x11\xe0old",
            b"a,b\n1,2\n", b"Age,Exam\0,kV\n", b'Age,Exam,kV\n"' + b"x" * 2_000_000]
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(Refusal):
        read_cells(raw, recognised())


def test_an_archive_whose_list_of_parts_points_before_its_beginning_is_refused() -> None:
    """A few bytes lost in the middle do that; the parts are then sought at places below zero."""
    whole = sheet(FRAME)
    with pytest.raises(Refusal, match="damaged"):
        read_cells(whole[:60] + whole[-700:], recognised())


@pytest.mark.parametrize("told", [{"field": {}}, {"field": [1]}, {"field": "exposure_s", "unit": 5}, {"unit": []}])
def test_what_a_column_means_is_told_in_words(told: Any) -> None:
    with pytest.raises(Refusal, match=r"columns\.Zeit\.(field|unit): must be text"):
        columns_from_text(json.dumps({"columns": {"Zeit": told}}))


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(Refusal, match="more than"):
        read_cells(b"Age,Exam,kV\n" + b"7,BW,60\n" * (MOST_ROWS + 2), recognised())


@given(
    cells=st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=9), max_size=12),
    delimiter=st.sampled_from(";,\t"),
)
def test_any_text_under_any_heading_is_read_or_refused(
    cells: list[list[str]], delimiter: str, knowledge: Knowledge
) -> None:
    heading = delimiter.join(("Date", "Age", "Exam", "Tooth", "kV", "Time (ms)", "DAP (mGycm2)", "Grade", "Birth date"))
    text = "\n".join([heading, *(delimiter.join(row) for row in cells)])
    try:
        log = read(text.encode("utf-8", "replace"), knowledge)
    except Refusal:
        return

    for each in log.exposures:
        json.dumps(exposure_json(each), allow_nan=False)


GENERATOR = {
    "total": 3,
    "exposures": [
        {"id": "a", "recordedTime": "2026-11-21T09:12:33+01:00", "kiloVolts": 60, "milliAmps": 7, "exposureTime": 120,
         "doseAreaProduct": 1.15, "jawRegion": "mandible", "toothRegion": "molar", "patientSize": "child",
         "imageType": "periapical"},
        {"id": "b", "recordedTime": "2026-11-21T08:12:33Z", "kiloVolts": 60, "milliAmps": 7, "exposureTime": 80},
        {"id": "c"},
    ],
}  # fmt: skip


def test_a_generators_answer(knowledge: Knowledge) -> None:
    """Milliseconds and dGy.cm2; what is optional is as untold; child or adult is not an age."""
    found, refusals = exposures_of_text(json.dumps(GENERATOR).encode(), "g.json", recognised(), knowledge)
    first = exposure_json(found[0])

    assert tuple(first[name] for name in ("exposure_s", "dap_mGycm2", "size", "region", "exam")) == (
        0.12,
        115,
        "child",
        "mandible_molar",
        "periapical",
    )
    assert (first["at"], [each.line for each in refusals]) == ("09:12:33", [3])
    assert (found[1].exam, found[1].age_years) == (None, None)


def test_an_instant_is_held_against_the_day_where_it_is_read(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is still the evening before in New York; and no year is too small or too large."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    raw = [{"id": at, "kiloVolts": 60, "recordedTime": at} for at in (
        "2026-11-30T01:00:00Z", "2026-11-30T06:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00"
    )]  # fmt: skip
    found, _ = exposures_of_text(json.dumps(raw).encode(), "g.json", recognised(), knowledge, date(2026, 11, 29))
    monkeypatch.undo()
    time.tzset()

    assert ["on" in each.implausible for each in found] == [False, True, True, True]


@pytest.mark.parametrize("number", ["Infinity", "NaN", "1e999", "9" * 400, "-Infinity", "true", '"60"'])
def test_a_number_that_is_none_leaves_its_setting_untold(number: str, knowledge: Knowledge) -> None:
    """The exposure counts, and says what stood there."""
    raw = f'{{"id": "a", "kiloVolts": {number}, "milliAmps": 7, "exposureTime": {number}}}'.encode()
    (found,), refusals = exposures_of_text(raw, "g.json", recognised(), knowledge)

    assert (found.kV, found.exposure_s, found.mA, refusals) == (None, None, 7, [])
    assert [each.field for each in found.repairs] == ["kV", "exposure_s"]


def test_a_single_exposure_comes_as_itself_or_as_a_list(knowledge: Knowledge) -> None:
    one = GENERATOR["exposures"][0]  # type: ignore[index]
    for told in (one, [one]):
        assert len(exposures_of_text(json.dumps(told).encode(), "g.json", recognised(), knowledge)[0]) == 1


def test_folders_are_read_file_by_file(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "log.csv").write_text("Age,Exam,kV\n7,BW,60\n", encoding="utf-8")
    (tmp_path / "note.txt").write_text("hello", encoding="utf-8")
    (tmp_path / "endless").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path)
    reading = read_given(on_disk([tmp_path]), knowledge)

    assert (len(reading.exposures), [each.file for each in reading.refusals]) == (1, ["note.txt"])


def test_a_folder_that_may_not_be_opened_is_named_and_the_rest_read(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, scandir = tmp_path / "locked", os.scandir
    locked.mkdir()
    (tmp_path / "log.csv").write_text("Age,Exam,kV\n7,BW,60\n", encoding="utf-8")

    def guarded(path: Any) -> Any:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    reading = read_given(on_disk([tmp_path]), knowledge)

    assert (len(reading.exposures), [f"{each}" for each in reading.refusals]) == (
        1,
        ["locked: cannot be read (Permission denied)"],
    )


@pytest.mark.parametrize("command", ["read", "audit"])
def test_a_name_longer_than_any_is_refused_in_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "x" * 5000]) == 2

    assert capsys.readouterr().err.endswith("cannot be read (File name too long)\n")


class _Entries:
    """What a folder holds, without end: told one after the other, and counted."""

    def __init__(self, folder: str, *, folders: bool) -> None:
        self.folder, self.folders, self.told = folder, folders, 0

    def __enter__(self) -> Iterator[Any]:
        return self._entries()

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def _entries(self) -> Iterator[Any]:
        while True:
            self.told += 1
            yield SimpleNamespace(
                path=f"{self.folder}/{self.told}",
                is_dir=lambda follow_symlinks: self.folders,
                is_file=lambda follow_symlinks: not self.folders,
            )


@pytest.mark.parametrize(("folders", "most", "what"), [(False, MOST_FILES, "files"), (True, 1_000_000, "entries")])
def test_a_folder_without_end_is_refused_before_anything_is_read(
    folders: bool, most: int, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as it is known that there are too many: nothing more is held than may be read."""
    endless = _Entries(f"{tmp_path}", folders=folders)
    monkeypatch.setattr(intake_files, "MOST_FILES", MOST_FILES // 100)
    monkeypatch.setattr(intake_files, "_MOST_LOOKED_AT", 10_000)
    monkeypatch.setattr(os, "scandir", lambda _: endless)

    with pytest.raises(Refusal, match=f"holds more than {most // 100} {what}; give a part of it"):
        next(on_disk([tmp_path]))
    assert endless.told == most // 100 + 1


def test_too_many_files_in_several_folders_are_refused_before_the_first_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_files, "MOST_FILES", 5)
    for nth in range(6):
        (tmp_path / f"{nth % 2}").mkdir(exist_ok=True)
        (tmp_path / f"{nth % 2}" / f"{nth}.csv").write_text("Age,Exam\n7,BW\n", encoding="utf-8")

    assert len(list(on_disk([tmp_path / "0"]))) == 3
    with pytest.raises(Refusal, match="holds more than 5 files"):
        next(on_disk([tmp_path / "0", tmp_path / "1"]))


def test_devices_are_not_opened(knowledge: Knowledge) -> None:
    reading = read_given([given_file(Path("/dev/zero"))], knowledge)

    assert [each.reason.split(": ")[-1] for each in reading.refusals] == ["is no regular file"]


def test_reading_ends_where_whoever_waits_ends_it(tmp_path: Path, knowledge: Knowledge) -> None:
    for nth in range(3):
        (tmp_path / f"{nth}.csv").write_text("Age,Exam,kV\n7,BW,60\n", encoding="utf-8")
    done: list[float] = []

    def waiting(files: float) -> None:
        done.append(files)
        if files >= 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read_given(on_disk([tmp_path]), knowledge, progress=waiting)
    assert max(done) == 2
    assert MOST_FILES > 100_000


def test_an_extraoral_bitewing_is_not_read_as_an_intraoral_one() -> None:
    """The longer name is looked for before the word that it holds."""
    told = {
        words: recognised().exam_in(words) for words in ("Extraoral bitewing", "extraoral_bitewings", "bitewing left")
    }

    assert list(told.values()) == ["extraoral_bitewing", "extraoral_bitewing", "bitewing"]


ODD_LOGS = {
    "German, units below, sums, a title": (
        "Röntgenkontrollbuch;;;;;;;\n"
        "Aufnahmedatum;Geb.-Datum;Aufnahmeart;Zahn/Region;Spannung;Stromstärke;Schaltzeit;DFP\n"
        ";;;;kV;mA;s;mGy*cm²\n"
        "03.01.2024;12.05.2016;Bissflügel rechts;;60,0;7,0;0,08;11,4\n"
        "04.01.2024;03.11.1981;Einzelzahnfilm;36;60 kV;7 mA;0,16 s;22,1\n"
        "Übertrag;;;;;;;33,5\n"
        "09.01.2024;01.02.2013;PSA;;63,0;8,0;14,1;88,5\n"
        "Summe;;3 Aufnahmen;;;;;122,0\n",
        [
            ("bitewing", 7, 60, 7, 0.08, 11.4),
            ("periapical", 42, 60, 7, 0.16, 22.1),
            ("panoramic", 10, 63, 8, 14.1, 88.5),
        ],
        2,
    ),
    "French, ages in years and months, headings again": (
        '"Date de l\'examen","Age","Acte","Tension (kV)","Intensité (mA)","Temps de pose (ms)","PDS (cGy.cm²)"\n'
        '"05/02/2024","6 ans 5 mois","Rétro-alvéolaire","60,0","7,0","125","0,91"\n'
        '"Date de l\'examen","Age","Acte","Tension (kV)","Intensité (mA)","Temps de pose (ms)","PDS (cGy.cm²)"\n'
        '"13/02/2024","55 ans","Panoramique dentaire","73,0","10,0","11 300","9,6"\n'
        '"Total","","2 clichés","","","","10,51"\n',
        [("periapical", 6, 60, 7, 0.125, 9.1), ("panoramic", 55, 73, 10, 11.3, 96)],
        1,
    ),
    "American, a merged heading over the settings": (
        "Date of Service,Pt Age,Procedure,Exposure factors,,,EI\n"
        ",,,kVp,mA,Time (sec),\n"
        "1/15/2024,007Y,2BWX,65,7,0.10,412\n"
        "2/3/2024,7 yrs 3 m,PA #K,65.0,7.0,0.125 sec,\n"
        "Monthly total,,2,,,,\n",
        [("bitewing", 7, 65, 7, 0.1, None), ("periapical", 7, 65, 7, 0.125, None)],
        1,
    ),
    "British, most headings in the lower of two lines": (
        "Date,Exam,Patient,Tube,,,Dose\n"
        ",,Age,kV,mA,Time (ms),mGy*cm²\n"
        "05/03/2024,Left BW,9,60,7,100,12\n"
        "25/03/2024,PA,42,60,7,160,22\n"
        "Total,,,,,,34\n",
        [("bitewing", 9, 60, 7, 0.1, 12), ("periapical", 42, 60, 7, 0.16, 22)],
        1,
    ),
    "Japanese, the year first": (
        "撮影日,年齢,撮影種別,管電圧(kV),管電流(mA),撮影時間(秒),DAP(mGy・cm2)\n"
        "2024/03/05,7歳,デンタル,60,7,0.10,12.1\n"
        "2024年3月6日,45歳,パノラマ,72,8,16.0,95\n"
        "合計,,,,,,107.1\n",
        [("periapical", 7, 60, 7, 0.1, 12.1), ("panoramic", 45, 72, 8, 16, 95)],
        1,
    ),
    "German, exposure indices, a time of day": (
        "Nr.;Datum;Uhrzeit;Geb.-Dat.;Aufnahmeprogramm;Zahn/Region;kV;mA;Zeit [ms];DFP [mGy·cm²];EI;EIt;DI;Qualität\n"
        "1;07.01.2025;08:12;03.05.2017;Bissflügel re;55/85;60;7;80;14,3;220;250;-0,6;gut\n"
        "2;09.01.2025;10:25;01.02.1999;P1 Panorama;;64;8;14100;92;;;;ausreichend\n",
        [("bitewing", 7, 60, 7, 0.08, 14.3), ("panoramic", 25, 64, 8, 14.1, 92)],
        0,
    ),
    "English, a column Time that is no exposure time": (
        "Date,Time,DOB / age,View,kV,mA,Exposure time (ms),DAP (mGycm2)\n"
        "5/3/25,08:12,7,BW L,60,7,100,12\n"
        "17/3/25,2:40 PM,17/4/1979,PA,60,7,160,19\n",
        [("bitewing", 7, 60, 7, 0.1, 12), ("periapical", 45, 60, 7, 0.16, 19)],
        0,
    ),
    "English, all settings under Exposure": (
        "Date,Age,Type,Exposure,DAP (mGycm2)\n5-Mar-25,6 yrs,BW,60kV 7mA 0.1s,12\n"
        "19-Mar-25,40,OPG,70 kV 8 mA 14 s,90\n",
        [("bitewing", 6, 60, 7, 0.1, 12), ("panoramic", 40, 70, 8, 14, 90)],
        0,
    ),
    "Japanese, era years": (
        "撮影日,生年月日,撮影種別,管電圧(kV),管電流(mA),撮影時間(秒),面積線量(mGy・cm2)\n"
        "令和7年3月5日,平成29年5月12日,咬翼法,60,7,0.10,12\nR7.3.7,S52.5.12,パノラマ,70,8,14,90\n",
        [("bitewing", 7, 60, 7, 0.1, 12), ("panoramic", 47, 70, 8, 14, 90)],
        0,
    ),
    "Swedish": (
        "Datum;Personnummer;Ålder;Undersökning;kV;mA;Exponeringstid (s);DAP (mGycm²);Kvalitet\n"
        "2025-03-05;20170512-1234;7 år;Bitewing hö;60;7;0,10;12;Godkänd\n"
        "2025-03-06;19770512-1234;47 år;Apikalbild;60;7;0,16;19;Underkänd\n",
        [("bitewing", 7, 60, 7, 0.1, 12), ("periapical", 47, 60, 7, 0.16, 19)],
        0,
    ),
    "Danish, Polish, Portuguese words of exams": (
        "Dato;Alder;Undersøgelse;kV;mA;Eksponeringstid (s);DAP (mGycm2)\n"
        "25-03-2025;7;Enkeltoptagelse;60;7;0,10;12\n26-03-2025;40;Pantomogram;60;7;14;90\n"
        "27-03-2025;41;Telerradiografia lateral;60;7;9;30\n",
        [
            ("periapical", 7, 60, 7, 0.1, 12),
            ("panoramic", 40, 60, 7, 14, 90),
            ("cephalometric_lateral", 41, 60, 7, 9, 30),
        ],
        0,
    ),
    "English, units in the heading's order, weekdays": (
        "Date,Age,Exam,kV / mA / s,DAP (mGycm2)\n"
        "Mon 3 Mar 2025,7,BW,60/7/0.1,12\nTue 4th March 2025,40,PA,60 / 7 / 0.16,19\n",
        [("bitewing", 7, 60, 7, 0.1, 12), ("periapical", 40, 60, 7, 0.16, 19)],
        0,
    ),
    "French, abbreviated": (
        "Date;Âge;Cliché;Kilovoltage;Milliampérage;s;PDS (mGy.cm²)\n"
        "14/03/2025;45 ans;RA 36;65;7;0,16;19\n15/03/2025;12 ans;Téléradio profil;70;8;9;30\n",
        [("periapical", 45, 65, 7, 0.16, 19), ("cephalometric_lateral", 12, 70, 8, 9, 30)],
        0,
    ),
    "Dutch, tabs, days with dashes": (
        "Datum\tGeb.datum\tSoort foto\tElement\tkV\tmA\tBelichtingstijd (ms)\tDOP (µGy·m²)\n"
        "12-02-2024\t03-06-2016\tBitewing rechts\t\t60\t7\t63\t0,9\n"
        "15-02-2024\t21-09-1984\tSolo-opname\t16\t60\t7\t160\t2,3\n"
        "Totaal\t2 opnamen\t\t\t\t\t\t3,2\n",
        [("bitewing", 7, 60, 7, 0.063, 9), ("periapical", 39, 60, 7, 0.16, 23)],
        1,
    ),
}


@pytest.mark.parametrize(("log", "meant", "sums"), ODD_LOGS.values(), ids=ODD_LOGS)
def test_a_log_is_read_as_a_person_reads_it(
    log: str, meant: list[tuple[Any, ...]], sums: int, knowledge: Knowledge
) -> None:
    found = read_table(log.encode(), "log.csv", recognised(), knowledge, today=date(2026, 3, 1))
    read = [(e.exam, e.age_years, e.kV, e.mA, e.exposure_s, e.dap_mGycm2) for e in found.exposures]

    assert read == meant
    assert all(each.on for each in found.exposures)
    assert [each.reason for each in found.refusals] == ["is a sum or a mean of other rows, no exposure"] * sums


def test_a_unit_called_total_is_no_sum(knowledge: Knowledge) -> None:
    log = b"Unit,Age,Exam,kV\nTotal Dental,7,BW,60\n"

    assert len(read_table(log, "log.csv", recognised(), knowledge).exposures) == 1


def test_a_japanese_log_in_the_encoding_of_its_computers(knowledge: Knowledge) -> None:
    log = "撮影日,年齢,撮影種別,撮影時間(秒)\n2025/3/5,7歳,デンタル,0.10\n".encode("cp932")
    found = read_table(log, "log.csv", recognised(), knowledge)

    assert [(each.exam, each.age_years, each.exposure_s) for each in found.exposures] == [("periapical", 7, 0.1)]
    assert found.form.startswith("cp932")


def test_exposure_indices_are_read_the_deviation_below_zero_too(knowledge: Knowledge) -> None:
    row = only("Age,Exam,EI,EIt,DI\n7,BW,220,250,-0.6\n", knowledge)

    assert {"exposure_index": 220, "target_exposure_index": 250, "deviation_index": -0.6}.items() <= row.items()


@pytest.mark.parametrize("log", ["Age,Exam\n12.05.2017 Eva,BW\n", "Age,Birth date,Exam\n12.05.2017,soon,BW\n"])
def test_what_may_be_a_birth_date_is_never_told(log: str, knowledge: Knowledge) -> None:
    """A person who types it under Age has typed it all the same."""
    assert "2017" not in f"{only(log, knowledge)}"


@pytest.mark.parametrize(("cell", "at"), [("08:12", "08:12:00"), ("2:40 PM", "14:40:00"), ("14h05", "14:05:00"),
                                          ("00:00:00", None), ("12:10 am", "00:10:00"), ("25:10", None)])  # fmt: skip
def test_a_time_of_day_as_people_write_it(cell: str, at: str | None, knowledge: Knowledge) -> None:
    """Midnight is how a spreadsheet writes a day alone."""
    assert at == only(f"Age,Exam,At\n7,BW,{cell}\n", knowledge).get("at")


@pytest.mark.parametrize(
    ("cell", "grade"),
    [("A - acceptable", "acceptable"), ("1 (Excellent)", "acceptable"), ("N – not acceptable", "not_acceptable"),
     ("grade 3", "not_acceptable"), ("à refaire", "not_acceptable"), ("N/A", None), ("n = 3 of 4", None)],
)  # fmt: skip
def test_a_grade_by_its_sign(cell: str, grade: str | None) -> None:
    """Not applicable is no grade."""
    assert recognised().listed("quality", cell) == grade


def test_on_a_birthday_a_child_is_a_year_older(knowledge: Knowledge) -> None:
    log = read("Date,Birth date,Exam\n2026-03-01,2016-03-01,BW\n2026-03-01,2016-03-02,BW\n", knowledge)

    assert [each.age_years for each in log.exposures] == [10, 9]


def test_a_patient_called_grand_is_no_grand_total(knowledge: Knowledge) -> None:
    log = read("Patient,Date,Exam\nGrand Marie,2026-03-01,BW\nI alt,2026-03-01,BW\n", knowledge)

    assert [(len(log.exposures), [each.line for each in log.refusals])] == [(1, [3])]


def test_birth_dates_show_the_order_where_the_days_do_not(knowledge: Knowledge) -> None:
    row = only("Date,Birth date,Exam\n05/03/2025,25/12/2017,BW\n", knowledge)

    assert (row["on"], row["age_years"]) == ("2025-03-05", 7)
