"""Audits find what was planted, judge nothing on too few, and leave no patient in what leaves the practice."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from pypdf import PdfReader

from advisor.audit import Audit, audit
from advisor.audit import opened as opening
from advisor.audit.child_sizing import Falls
from advisor.audit.engine import connection
from advisor.audit.export import as_bytes
from advisor.audit.groups import Beside
from advisor.audit.image_quality import AgainstTarget
from advisor.audit.judged import Verdict
from advisor.audit.opened import opened
from advisor.audit.questions import Unusual, without_example
from advisor.audit.statistics import rank_of_median, slope, spread, wilson
from advisor.audit.summary import summary_from_text, summary_json
from advisor.audit.summed import summary
from advisor.audit.to_do import Action
from advisor.case.unit import UnitProfile
from advisor.charts.audit import medians_against_levels
from advisor.charts.picture import LIGHT
from advisor.handout import audit_words as words
from advisor.handout import can_print
from advisor.handout.audit import audit_report, report_html
from advisor.handout.audit_telling import question_said, to_do_said
from advisor.handout.page import PaperSize
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.xray_unit.reading import read_unit
from tests.audit import logs as audit_logs
from tests.audit.logs import Row, as_csv

ON = date(2026, 11, 28)
UNIT = {
    "name": "Surgery 1",
    "setup": {"receptor": "sensor", "kV": 60, "mA": 7, "cone_cm": 20},
    "known_good": [{"region": "mandible_molar", "exposure_s": 0.16}],
}


def of(raw: bytes, folder: Path, knowledge: Knowledge, unit: UnitProfile | None = None, place: str = "GB") -> Audit:
    path = folder / "log.csv"
    path.write_bytes(raw)
    with opened([path], knowledge, place=place) as found:
        return audit(found.table, knowledge, place=place, on=ON, material=found.material, unit=unit)


Made = Callable[[list[Row]], Audit]


@pytest.fixture
def made(tmp_path: Path, knowledge: Knowledge) -> Made:
    return lambda rows: of(as_csv(rows), tmp_path, knowledge)


# Statistics


@pytest.mark.parametrize(("n", "k"), [(5, None), (6, 1), (10, 2), (15, 4), (20, 6), (30, 10), (50, 18), (100, 40)])
def test_the_median_lies_between_these_ordered_values(n: int, k: int | None) -> None:
    assert rank_of_median(n) == k


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(95, 100, 88.8, 97.8), (98, 100, 93.0, 99.4), (475, 500, 92.7, 96.6)]
)
def test_wilsons_interval(k: int, n: int, low: float, high: float) -> None:
    share = wilson(k, n, 1.96)

    assert (round(share.low_percent, 1), round(share.high_percent, 1)) == (low, high)


@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=60))
def test_a_spread_of_counts_is_that_of_the_values(values: list[float]) -> None:
    found = spread([(value, 1) for value in values])
    ordered = sorted(values)
    middle = (ordered[(len(values) - 1) // 2] + ordered[len(values) // 2]) / 2

    assert found is not None
    assert found.median == pytest.approx(middle)
    assert found.lower_quartile <= found.median <= found.upper_quartile
    assert replace(found, mean=0) == replace(spread([(v, values.count(v)) for v in set(values)]) or found, mean=0)


def test_a_slope_is_found_with_its_interval() -> None:
    found = slope([(age, 0.1 * 1.05**age, 5) for age in range(4, 18)], 1.96)

    assert found is not None
    assert found.percent_a_year == pytest.approx(5.0)
    assert found.low <= 5.0 + 1e-9
    assert slope([(7, 0.1, 10)], 1.96) is None


# Planted truths


BITEWING, PERIAPICAL = "Surgery 1: bitewing", "Surgery 1: periapical"
ASK_ROOM_1, ASK_ROOM_2 = (Action.ANSWER_QUESTIONS, ("Surgery 1",)), (Action.ANSWER_QUESTIONS, ("Surgery 2",))
PLANTED: list[tuple[Callable[[], list[Row]], list[tuple[Unusual, str, str | None]], list[tuple[Action, Any]]]] = [
    (audit_logs.falling, [], []),
    (audit_logs.not_falling, [], [(Action.SHORTEN_FOR_CHILDREN, (BITEWING, PERIAPICAL)),
                                  (Action.REVIEW_IMAGE_QUALITY, ("bitewing", "periapical"))]),
    (audit_logs.swapped_units, [(Unusual.OTHER_UNIT, "Surgery 2", "bitewing"),
                                (Unusual.OTHER_UNIT, "Surgery 2", "periapical")], [ASK_ROOM_2]),
    (audit_logs.some_seconds, [(Unusual.IMPLAUSIBLE, "Surgery 1", None)], [ASK_ROOM_1]),
    (audit_logs.three_children, [], [(Action.COLLECT_MORE, (BITEWING, PERIAPICAL))]),
    (audit_logs.one_wrong_product, [(Unusual.OFF_LINE, "Surgery 1", "bitewing")], [ASK_ROOM_1]),
]  # fmt: skip


@pytest.mark.parametrize(("planted", "asked", "to_do"), PLANTED, ids=[each[0].__name__ for each in PLANTED])
def test_what_was_planted_is_found_and_nothing_else(
    planted: Callable[[], list[Row]],
    asked: list[tuple[Unusual, str, str | None]],
    to_do: list[tuple[Action, Any]],
    made: Made,
    knowledge: Knowledge,
) -> None:
    """Every question and every line of what to do, in the audit and as the report's sentences."""
    found = made(planted())
    report = report_html(found, knowledge, practice=None, made_by=None, last=None, paper=PaperSize.A4)

    assert sorted((each.kind, each.unit, each.exam) for each in found.questions) == asked
    assert [(each.action, each.about) for each in found.to_do] == [*to_do, (Action.REPEAT, ())]
    assert found.left_out == ()
    asked_said = [question_said(without_example(each)) for each in found.questions]
    for said in (*asked_said, *(to_do_said(each)[0] for each in found.to_do)):
        assert str(escape(said)) in report
    assert len(re.findall(r"<li>", section(report, words.REPORT["questions"]))) == len(asked)
    assert (
        len(re.findall(r"<tr>", section(report, words.REPORT["to_do"]))) == len(to_do) + 2
    )  # the head, and to repeat it


def section(report: str, heading: str) -> str:
    """The part of a report below a heading."""
    return report.split(f"<h2>{heading}", 1)[1].split("<h2>", 1)[0]


def test_a_group_is_called_by_its_receptor_too(made: Made, knowledge: Knowledge) -> None:
    """One room, two receptors: two groups, told apart wherever they are named."""
    film = [{**row, "Receptor": "F film"} for row in audit_logs.practice(seed=9)]
    found = made(audit_logs.falling() + film)
    report = report_html(found, knowledge, practice=None, made_by=None, last=None, paper=PaperSize.A4)

    assert {each.receptor for each in found.sizing} == {"sensor", "film_f"}
    for part in ("medians", "sizes"):
        for exam in ("Bitewing", "Periapical"):
            for receptor in ("sensor", "F film"):
                assert f"{exam}, Surgery 1 ({receptor})" in section(report, words.REPORT[part])


def test_each_group_with_a_level_has_its_row_in_the_picture(tmp_path: Path, knowledge: Knowledge) -> None:
    """Two receptors in one room are not drawn over each other."""
    rows = "".join(f"{age},ceph,{held},30\n" for age in range(20, 60) for held in ("sensor", "psp"))
    found = of(f"Age,Exam,Receptor,DAP (mGycm2)\n{rows}".encode(), tmp_path, knowledge)
    levelled = [each for each in found.groups if each.level]
    picture = medians_against_levels(levelled, LIGHT)

    assert {each.receptor for each in levelled} == {"sensor", "psp"}
    assert picture is not None
    assert len({row["row"] for row in picture.rows["medians"]}) == len(levelled)


def test_a_practice_whose_times_fall(made: Made) -> None:
    found = made(audit_logs.falling())

    assert {each.answer for each in found.sizing} == {Falls.FALLS}
    assert found.questions == ()
    for each in found.sizing:
        assert each.slope is not None
        assert each.slope.low > 0
        assert each.with_adult_setting is not None
        assert each.with_adult_setting.percent < 10


def test_a_practice_whose_times_do_not_fall(made: Made) -> None:
    found = made(audit_logs.not_falling())

    assert {each.answer for each in found.sizing} == {Falls.DOES_NOT_FALL}
    assert found.questions == ()
    assert {each.against for each in found.quality} == {AgainstTarget.NOT_MET}
    assert found.children.verdicts[Verdict.LONGER] == found.children.n
    for each in found.sizing:
        assert each.with_adult_setting is not None
        assert each.with_adult_setting.percent == 100


def test_a_room_whose_products_are_in_another_unit(made: Made) -> None:
    found = made(audit_logs.swapped_units())

    assert {(each.kind, each.unit, each.power) for each in found.questions} == {(Unusual.OTHER_UNIT, "Surgery 2", 0.01)}
    assert "another unit" in question_said(found.questions[0])


def test_times_in_seconds_under_a_heading_of_milliseconds(made: Made) -> None:
    found = made(audit_logs.some_seconds())
    (question,) = found.questions

    assert (question.kind, question.field) == (Unusual.IMPLAUSIBLE, "exposure_s")
    assert 10 < question.n < 40
    assert {each.answer for each in found.sizing} == {Falls.FALLS}


def test_three_children_are_too_few(made: Made) -> None:
    found = made(audit_logs.three_children())

    assert {each.answer for each in found.sizing} == {Falls.CANNOT_TELL}
    assert sum(each.children for each in found.sizing) == 3


def test_one_wrong_product_is_asked_about_by_its_row(made: Made) -> None:
    (question,) = made(audit_logs.one_wrong_product()).questions

    assert (question.kind, question.n, question.power, question.row) == (Unusual.OFF_LINE, 1, 10.0, 102)


def test_what_is_left_out_is_counted_by_reason(made: Made) -> None:
    rows = audit_logs.falling()
    found = made([{**rows[0], "Age": ""}, {**rows[1], "Exam": "holiday"}, *rows[2:]])

    assert dict(found.left_out) == {"no age or size": 1, "no exam that is known": 1}
    assert found.found.counted == len(rows) - 2


def test_a_unit_file_anchors_the_advised_times(tmp_path: Path, knowledge: Knowledge) -> None:
    """With its own good setting an adult's 0.16 s is as advised, and a child's is longer."""
    found = of(as_csv(audit_logs.not_falling()), tmp_path, knowledge, read_unit(UNIT, knowledge))

    assert found.adults.verdicts[Verdict.LONGER] == 0
    assert found.children.verdicts[Verdict.LONGER] == found.children.n


def test_a_level_stands_beside_a_median_of_its_own_quantity(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = "".join(f"{age},ceph,sensor,30\n" for age in range(20, 60))
    found = of(f"Age,Exam,Receptor,DAP (mGycm2)\n{rows}8,ceph,sensor,30\n".encode(), tmp_path, knowledge)
    levels = {each.band: (each.level.value if each.level else None, each.beside) for each in found.groups}

    assert levels == {"adult": (40.0, Beside.BELOW), "transitional": (25.0, Beside.TOO_FEW)}


# What leaves the practice


def test_the_summary_fits_its_schema_and_hides_small_cells(made: Made, knowledge: Knowledge, root: Path) -> None:
    found = made(audit_logs.not_falling() + audit_logs.three_children() + audit_logs.one_wrong_product())
    told = summary_json(summary(found, knowledge, practice="P", made_by="M"))
    schema = json.loads((root / "data" / "schema" / "audit.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, schema)

    assert min(each["spread"]["n"] for each in told["groups"]) >= 5
    assert {each["row"] for each in told["questions"]} <= {None}
    few = summary_json(summary(made(audit_logs.three_children()), knowledge))
    assert (few["hidden_groups"], few["hidden_exposures"]) == (6, 6)
    assert {band["n"] for each in few["child_sizing"] for band in each["bands"] if band["band"] != "adult"} == {None}


def test_the_trend_tells_medians_that_moved(made: Made, knowledge: Knowledge) -> None:
    before = summary(made(audit_logs.not_falling()), knowledge)
    again = summary_from_text(json.dumps(summary_json(before)))
    now = summary(made(audit_logs.falling()), knowledge, last=again)

    assert now.compared_with == ON
    assert {each.band for each in now.moved if each.quantity == "exposure_s"} >= {"primary", "transitional"}
    assert summary(made(audit_logs.not_falling()), knowledge, last=again).moved == ()
    with pytest.raises(Refusal, match="is not the summary"):
        summary_from_text("{}")


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_the_table_has_each_exposure_with_its_verdict_and_runs_nothing(
    suffix: str, tmp_path: Path, knowledge: Knowledge
) -> None:
    rows = audit_logs.falling()
    rows[0] = {**rows[0], "Unit": "=HYPERLINK(1);@x"}
    path = tmp_path / "log.csv"
    path.write_bytes(as_csv(rows))
    with opened([path], knowledge, place="GB") as found:
        made = audit(found.table, knowledge, place="GB", on=ON, material=found.material)
        out = as_bytes(made, found, knowledge, suffix)
    table: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(out.decode()))) if suffix == ".csv" else []
    table = table or pq.read_table(io.BytesIO(out)).to_pylist()

    assert len(table) == len(rows)
    assert {row["verdict"] for row in table} <= set(Verdict)
    assert [row["unit"] for row in table if "HYPERLINK" in row["unit"]] == ["'=HYPERLINK(1);'@x"]


@pytest.mark.skipif(not can_print(), reason="this computer cannot print (Pango)")
@pytest.mark.parametrize(("paper", "height"), [("A4", 842), ("Letter", 792)])
def test_the_report_is_a_tagged_pdf_that_answers_the_question(
    paper: str, height: int, made: Made, knowledge: Knowledge
) -> None:
    pdf = audit_report(made(audit_logs.not_falling()), knowledge, practice="<b>P</b>", made_by="A. Lead", paper=paper)
    read = PdfReader(io.BytesIO(pdf))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())

    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert round(float(read.pages[0].mediabox.height)) == height
    for said in ("No: younger children get as much as adults", "Name, signature", "<b>P</b>", "A. Lead", "What to do"):
        assert said in text


# The engine


def without_means(told: Audit) -> list[Any]:
    """The groups; a sum in another order differs in its last digit."""
    return [replace(group, spread=replace(group.spread, mean=0.0)) for group in told.groups]


def test_a_large_log_gives_what_a_small_one_gives(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine's own reading of CSV and Parquet, held and not held, agrees with the reading cell by cell."""
    rows = audit_logs.falling() + audit_logs.three_children()
    small = of(as_csv(rows), tmp_path, knowledge)
    pq_path = tmp_path / "log.parquet"
    duckdb.sql(f"COPY (SELECT * FROM read_csv('{tmp_path / 'log.csv'}')) TO '{pq_path}'")
    monkeypatch.setattr(opening, "LARGE_BYTES", 0)
    monkeypatch.setattr(opening, "LARGE_ROWS", 0)
    for path in (tmp_path / "log.csv", pq_path):
        with opened([path], knowledge, place="GB") as found:
            large = audit(found.table, knowledge, place="GB", on=ON)

        assert large.found.reasons == small.found.reasons
        assert without_means(large) == without_means(small)
        assert [each.answer for each in large.sizing] == [each.answer for each in small.sizing]
        assert large.quality == small.quality


def test_the_engine_reads_no_other_file(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine.csv", tmp_path / "other.csv"
    for path in (mine, other):
        path.write_text("a\n1\n", encoding="utf-8")
    con = connection(mine)

    assert con.execute(f"SELECT count(*) FROM read_csv('{mine}')").fetchone() == (1,)
    for query in (
        f"SELECT * FROM read_csv('{other}')",
        f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
        "INSTALL httpfs",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "SET memory_limit = '100GB'",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            con.execute(query)
