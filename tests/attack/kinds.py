"""Every kind of file that the product reads: how, and good ones of it to damage."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from advisor import advise, read_case
from advisor.audit import audit
from advisor.audit.opened import of_reading
from advisor.audit.summary import SUMMARY_TEXT, summary_from_text, summary_json
from advisor.audit.summed import summary
from advisor.command_line.commands import CASE_TEXT
from advisor.exchange.cds_hooks import SERVICES, answer
from advisor.exchange.fhir_record import BUNDLE, record_bundle, record_of_bundle
from advisor.exchange.report_json import report_json
from advisor.intake.columns import columns_from_text
from advisor.intake.files import Given, read_given
from advisor.knowledge import Knowledge
from advisor.lessons.course import load_course
from advisor.lessons.reading import LESSON_TEXT, checked
from advisor.lessons.telling import summary as told_in_a_line
from advisor.pages.my_units.kept import read as read_kept
from advisor.pages.my_units.kept import units_of_file
from advisor.record import record_from_text, record_json
from advisor.record.card_text import card_lines, card_text
from advisor.student.progress import read as read_progress
from advisor.student.under_way import read as read_under_way
from advisor.xray_unit.on_case import with_unit
from advisor.xray_unit.reading import unit_from_text
from tests.exchange.test_cds_hooks import STUDY, TODAY, US, bundle, order, request

ROOT: Final = Path(__file__).resolve().parents[2]
UNIT: Final = b"""name = "Surgery 1"
timer = "50_per_s"
[setup]
receptor = "sensor"
kV = 65
mA = 7
cone_cm = 20
[[known_good]]
region = "mandible_molar"
exposure_s = 0.16
"""
CASE: Final = b"""{"patient": {"age_years": 7}, "exam": "bitewing", "place": "US", "on": "2026-11-28",
 "also": [{"exam": "periapical", "region": "maxilla_incisor"}], "visit": {"kind": "recall", "indication": "caries"},
 "setup": {"receptor": "film_d", "beam": "round", "kV": 60, "mA": 7, "exposure_s": 0.25, "timer": [0.1, 0.2]}}"""
KEPT: Final = b"""{"version": 2, "place": "GB", "unit": "a", "units": [{"name": "a", "setup": {"kV": 60, "mA": 7}}]}"""
PROGRESS: Final = b"""{"version":1,"lessons":{"longer_cone":{"state":"review","step":null,"stability_days":2.3,
"difficulty":5.0,"due":"2026-12-01T08:00:00Z","reviewed":"2026-11-28T08:00:00Z","begun":"2026-11-28","marks":[1.0],
"sureness":"fairly"}},"days":["2026-11-28"]}"""
NOW: Final = b"""{"version":1,"lesson":{"lesson":"longer_cone","answered":[{"kind":"typed","value":0.25}]},
"exam":{"seed":"a","fingerprint":"b","on":"2026-11-28","responses":{"0":{"kind":"picked","keys":["a"]}}}}"""
LOG: Final = b"""Date,Name,Age,Exam,kV,mA,Exposure time (ms),DAP (mGycm2),Receptor,Tooth
2026-11-21,Nobody,7,bitewing,60,7,100,20,sensor,64
21.11.2026,Nobody,45,panoramic,66,8,16000,95,,
2026-11-22,Nobody,9,bitewing,60,7,125,22,sensor,75
2026-11-23,Nobody,38,periapical,65,7,160,31,psp,36
"""
JSON_LOG: Final = b"""{"exposures": [{"id": "1", "kiloVolts": 60, "milliAmps": 7, "exposureTime": 100,
"doseAreaProduct": 2, "recordedTime": "2026-11-21T10:00:00Z", "patientSize": "child", "imageType": "bitewing",
"jawRegion": "upper"}]}"""
COLUMNS: Final = b"""{"columns": {"kV": {"field": "kV"}, "Exposure time (ms)": {"field": "exposure_s", "unit": "ms"},
"Age": {"field": "age_years"}, "Exam": {"field": "exam"}}}"""
CARD: Final = b"""Dental image record: Mia
2026-11-21 bitewing posterior left; age 7; why caries; at Dr Lee; by Dr Lee; sensor; 60 kV; 7 mA; 0.1 s; 25 mGy.cm2
2025-05 panoramic; age 6; 66 kV; 8 mA; 14 s; child programme
"""
_CELLS: Final = re.compile(rb'"[^"\n]*"|-?\d+(?:\.\d+)?|[A-Za-z_]{2,}')
Read = Callable[[bytes], Any]


class Kind(NamedTuple):
    """How a kind of file is read, good ones of it, and where its words stand, if it is text."""

    read: Read
    good: tuple[bytes, ...]
    words: re.Pattern[bytes] | None = _CELLS


def kinds(knowledge: Knowledge) -> Mapping[str, Kind]:
    """By name; what is read is used as the product uses it, so that it fails here where it would fail there."""
    course = load_course()
    lessons = tuple(each.read_bytes() for each in sorted((ROOT / "data" / "lessons").glob("*.toml")))
    images = tuple(each.read_bytes() for each in sorted((ROOT / "tests" / "samples").rglob("*.dcm")))
    record = record_from_text(CARD, knowledge)
    fhir = json.dumps(record_bundle(record, knowledge)).encode()
    hook = json.dumps(request(studies=bundle(STUDY), ordered=bundle(order()))).encode()
    book, table = workbook(), parquet()
    today = date(2026, 11, 28)

    def case(raw: bytes) -> None:
        json.dumps(report_json(advise(read_case(CASE_TEXT.json(raw, "case"), knowledge), knowledge)), allow_nan=False)

    def unit(raw: bytes) -> None:
        told = with_unit(json.loads(CASE), unit_from_text(raw, knowledge), knowledge)
        advise(read_case(told, knowledge), knowledge)

    def lesson(raw: bytes) -> None:
        LESSON_TEXT.check_size(raw, "lesson.toml")
        found, wrong = checked("lesson.toml", raw, knowledge, course, today)
        if found and not wrong:
            told_in_a_line("lesson.toml", found, knowledge, course, today)
        for each in wrong:
            raise each

    def log(name: str) -> Read:
        return lambda raw: audited(raw, name, knowledge, None, today)

    def columns(raw: bytes) -> None:
        audited(LOG, "log.csv", knowledge, columns_from_text(raw), today)

    def last(raw: bytes) -> None:
        audited(LOG, "log.csv", knowledge, None, today, raw)

    def held(raw: bytes) -> None:
        found = record_from_text(raw, knowledge)
        record_json(found)
        card_text(found, card_lines(found))
        record_bundle(found, knowledge)

    def hooked(raw: bytes) -> None:
        with suppress(ValueError, RecursionError):  # answered with 400 by the route
            told = json.loads(raw)
            for service in SERVICES:
                answer(service, told, US, knowledge, TODAY)

    held_by_name = {
        "case": Kind(case, (CASE,)),
        "unit": Kind(unit, (UNIT,)),
        "units of a page": Kind(lambda raw: units_of_file(raw, knowledge), (UNIT, KEPT)),
        "kept settings": Kind(lambda raw: read_kept(raw, knowledge), (KEPT,)),
        "progress": Kind(read_progress, (PROGRESS,)),
        "under way": Kind(lambda raw: read_under_way(raw.decode(errors="surrogateescape")), (NOW,)),
        "lesson": Kind(lesson, lessons),
        "columns": Kind(columns, (COLUMNS,)),
        "last audit": Kind(last, (summary_of_log(knowledge, today),)),
        "record": Kind(held, (json.dumps(record_json(record)).encode(),)),
        "card": Kind(held, (CARD,)),
        "FHIR bundle": Kind(lambda raw: record_of_bundle(BUNDLE.json(raw, "bundle"), knowledge), (fhir,)),
        "CDS Hooks request": Kind(hooked, (hook,)),
        "image or dose report": Kind(log("image.dcm"), images, None),
        "log as CSV": Kind(log("log.csv"), (LOG, LOG.replace(b",", b";"), LOG.decode().encode("utf-16"))),
        "log as JSON": Kind(log("log.json"), (JSON_LOG,)),
        "log as XLSX": Kind(log("log.xlsx"), (book,), None),
        "log as Parquet": Kind(log("log.parquet"), (table,), None),
    }
    for each in held_by_name.values():
        for raw in each.good:
            each.read(raw)  # what is refused whole would be refused for the same reason damaged
    return held_by_name


def audited(raw: bytes, name: str, knowledge: Knowledge, columns: Any, today: date, before: bytes | None = None) -> Any:
    """A log read and audited as the page does it; Refusal where nothing could be read."""
    last = summary_from_text(before[: SUMMARY_TEXT.most_bytes + 1]) if before is not None else None
    reading = read_given([Given(name, lambda most: raw[:most])], knowledge, columns=columns)
    with of_reading(reading) as found:
        made = audit(found.table, knowledge, place="GB", on=today, material=found.material, unit=None)
    shown = summary_json(summary(made, knowledge, last=last))
    json.dumps(shown, allow_nan=False)
    return shown


def summary_of_log(knowledge: Knowledge, today: date) -> bytes:
    return json.dumps(audited(LOG, "log.csv", knowledge, None, today)).encode()


def rows() -> Iterator[list[str]]:
    return (line.split(",") for line in LOG.decode().splitlines())


def parquet() -> bytes:
    """The log as Parquet."""
    head, *body = rows()
    held = io.BytesIO()
    pq.write_table(pa.table({name: [row[nth] for row in body] for nth, name in enumerate(head)}), held)
    return held.getvalue()


_PARTS: Final = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
}


def workbook() -> bytes:
    """The log as XLSX, with its cells as text in the sheet."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows()
    )
    sheet = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    return packed({name: text.encode() for name, text in _PARTS.items()} | {"xl/worksheets/sheet1.xml": sheet.encode()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return held.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
