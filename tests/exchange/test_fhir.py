"""FHIR out and in: the record there and back, the rows of the dose profile, nothing measured that was estimated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from advisor import advise, read_case
from advisor.__main__ import main
from advisor.exchange._fhir_in import resources
from advisor.exchange.fhir_record import PROFILE, record_bundle, record_of_bundle
from advisor.exchange.fhir_report import report_bundle
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.record import read_record
from tests.record.test_record import CASE, ENTRY, RECORDS, record


@given(told=RECORDS)
@settings(max_examples=40)
def test_a_record_is_the_same_after_its_bundle(knowledge: Knowledge, told: Any) -> None:
    """But for a semicolon in somebody's words, as on the card, and words too long for a line."""
    read = read_record(told, knowledge)
    back = record_of_bundle(json.loads(json.dumps(record_bundle(read, knowledge))), knowledge)
    plain = [(each.on, each.exam, each.region, each.side, each.setup, each.event) for each in read.entries]

    assert [(each.on, each.exam, each.region, each.side, each.setup, each.event) for each in back.entries] == plain
    assert back.name == read.name


def doses(told: dict[str, Any], knowledge: Knowledge) -> list[Any]:
    return list(resources(record_bundle(read_record(record(told), knowledge), knowledge), "Observation"))


def test_the_dose_summary_keeps_to_the_rows_of_its_profile(knowledge: Knowledge) -> None:
    """hl7.fhir.uv.radiation-dose-summary 1.0.0, row by row."""
    bundle = record_bundle(read_record(record(ENTRY), knowledge), knowledge)
    (dose,) = resources(bundle, "Observation")
    (study,) = [each for each in bundle["entry"] if each["resource"]["resourceType"] == "ImagingStudy"]
    people = {each["fullUrl"]: each["resource"]["resourceType"] for each in bundle["entry"]}
    (part,), (focus,), (performer,), (component,) = (
        dose[name] for name in ("partOf", "focus", "performer", "component")
    )

    assert dose["meta"]["profile"] == [PROFILE]
    assert dose["status"] == "final"
    assert dose["code"]["coding"] == [{"system": "http://loinc.org", "code": "73569-6"}]
    assert people[dose["subject"]["reference"]] == "Patient"
    assert part["reference"] == focus["reference"] == study["fullUrl"]
    assert part["identifier"]["system"] == "urn:dicom:uid"
    assert part["identifier"]["type"]["coding"][0]["code"] == "study-instance-uid"
    assert dose["effectiveDateTime"] == "2025-03-02"
    assert dose["valueString"]
    assert people[performer["reference"]] == "Practitioner"
    assert "dataAbsentReason" not in dose
    assert component["code"]["coding"][0]["code"] == "113722"
    assert (component["valueQuantity"]["value"], component["valueQuantity"]["code"]) == (12.5, "mGy.cm2")


@pytest.mark.parametrize(
    "untold",
    [
        {"study_uid": None},
        {"on": "2025-03"},
        {"where": None, "asked_by": None},
        {"setup": {"kV": 60}},
    ],
    ids=str,
)
def test_no_dose_is_told_where_a_row_could_not_be_kept(knowledge: Knowledge, untold: dict[str, Any]) -> None:
    """Rather none than one that is made up."""
    assert doses({**ENTRY, **untold}, knowledge) == []


def test_an_estimate_never_leaves(knowledge: Knowledge) -> None:
    """Effective dose was not measured; neither bundle holds it."""
    told = record_bundle(read_record(record(ENTRY), knowledge), knowledge)
    report = report_bundle(advise(read_case(CASE, knowledge), knowledge))

    assert "3.8" not in json.dumps(told)
    assert "uSv" not in json.dumps([told, report])
    assert list(resources(report, "Observation")) == []


def test_a_study_of_another_system_is_read_by_its_numbers(knowledge: Knowledge) -> None:
    """Day, exam, study, who referred; the words of a description are not looked at."""
    study = {
        "resourceType": "ImagingStudy",
        "identifier": [{"system": "urn:dicom:uid", "value": "urn:oid:1.2.3"}],
        "started": "2024-05",
        "modality": [{"code": "PX"}],
        "referrer": {"display": "Dr Lee"},
        "description": "Bitewings of Mia",
    }
    (entry,) = record_of_bundle(study, knowledge).entries

    assert (f"{entry.on}", entry.exam, entry.study_uid, entry.asked_by) == ("2024-05", "panoramic", "1.2.3", "Dr Lee")
    unclear = {"resourceType": "Bundle", "entry": [{"resource": {**study, "modality": []}}]}
    assert record_of_bundle(unclear, knowledge).entries == ()


@pytest.mark.parametrize("told", [None, [], {"resourceType": "Patient"}, {}])
def test_what_is_no_bundle_is_refused(knowledge: Knowledge, told: Any) -> None:
    """In a sentence."""
    with pytest.raises(Refusal) as refused:
        record_of_bundle(told, knowledge)
    assert str(refused.value) == "bundle: must be a FHIR Bundle of ImagingStudies"


def test_both_bundles_are_valid_resources(knowledge: Knowledge) -> None:
    """By the R4B models of `fhir.resources`, offline."""
    models = pytest.importorskip("fhir.resources.R4B.bundle", reason="fhir.resources is not installed")
    for told in (
        record_bundle(read_record(record(ENTRY, {"on": "2024", "exam": "cbct"}, name="Mia"), knowledge), knowledge),
        report_bundle(advise(read_case(CASE, knowledge), knowledge)),
    ):
        assert models.Bundle.model_validate(told)


def test_the_command_tells_and_reads_fhir(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record to a bundle and back; a report as a bundle."""
    file, case = tmp_path / "record.json", tmp_path / "case.json"
    file.write_text(json.dumps(record(ENTRY, name="Mia")), encoding="utf-8")
    case.write_text(json.dumps(CASE), encoding="utf-8")

    assert main(["record", "to-fhir", str(file)]) == 0
    (tmp_path / "bundle.json").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["record", "from-fhir", str(tmp_path / "bundle.json")]) == 0
    back = json.loads(capsys.readouterr().out)
    assert (back["name"], back["entries"][0]["study_uid"]) == ("Mia", "1.2.826.0.1")
    assert main(["advise", str(case), "--format", "fhir"]) == 0
    answer = json.loads(capsys.readouterr().out)["entry"][0]["resource"]
    assert answer["resourceType"] == "GuidanceResponse"
    assert any("6 Child-size" in note["text"] for note in answer["note"])
