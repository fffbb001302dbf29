"""Logs of a chain: the same answers whatever way they are counted, whatever their encoding, and in bounded memory."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from advisor.audit import Audit, audit
from advisor.audit import opened as opening
from advisor.audit.opened import opened
from advisor.audit.rows import table_of
from advisor.case.exams import Stages
from advisor.intake.files import on_disk, read_given
from advisor.intake.refusal import Refusal
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
    assert [sizing.answer for sizing in counted.sizing] == [sizing.answer for sizing in each.sizing]
    assert [(q.kind, q.unit, q.n) for q in counted.questions] == [(q.kind, q.unit, q.n) for q in each.questions]


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
def test_a_large_log_with_birth_dates_has_ages(tmp_path: Path, knowledge: Knowledge) -> None:
    births = [f"{2026 - age}-02-27" for age in (5, 9, 15, 40)] + ["1899-12-30"]
    rows = "".join(f"2026-03-01,{birth},bitewing,sensor,60,7,0.1\n" for birth in births)
    path = tmp_path / "log.csv"
    path.write_text(f"Date,Birth date,Exam,Receptor,kV,mA,Exposure time (s)\n{rows}", encoding="utf-8")
    found = audited(path, knowledge)

    assert sorted(each.age_years or 0 for each in found.found.settings) == [5, 9, 15, 18]
    assert dict(found.left_out) == {"no age or size": 1}


def test_a_file_beyond_ten_gigabytes_is_refused_with_a_sentence(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(as_csv(audit_logs.falling()))
    with path.open("r+b") as stream:
        stream.truncate(11_000_000_000)  # a hole: it takes no room

    with pytest.raises(Refusal, match="10 GB"), opened([path], knowledge, place="GB"):
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
