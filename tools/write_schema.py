"""Write the published JSON Schemas of data/schema from the types that the product reads and writes.

    python -m tools.write_schema

The schema tells names, types and words; what is plausible (a tube voltage of 60000) the readers themselves refuse.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from advisor.audit.summary import summary_schema
from advisor.case.settings import SETTINGS
from advisor.exchange._report_types import ReportJson
from advisor.intake.case import CASE_IN
from advisor.intake.exposure import exposure_schema as read_schema
from advisor.record.reading import RECORD_IN
from advisor.xray_unit.reading import UNIT_IN
from tools.guidance_schema import guidance_schema, published

FOLDER = Path(__file__).resolve().parent.parent / "data" / "schema"
SAID = {
    "on": "The day asked about; the guidance in force then speaks. The command line takes today's where it is absent.",
    "place": "A country or state as in ISO 3166 (US, US-NY, GB), EUROPE or WORLD.",
    "exam": "An exam of data/exams.toml: bitewing, periapical, occlusal, full_mouth, panoramic, cbct ...",
    "region": "Where an intraoral beam points, of the exam's regions in data/exams.toml: posterior, mandible_molar ...",
    "age_years": "Age in years, 0 to 120.",
    "caries_risk": "low, moderate, high (three levels) or low, increased (the two levels of ADA/FDA).",
    "dentition": "Stage of dentition; assumed from age where absent.",
    "size": "small, usual or large for the age, as a maker's presets have it; a usual one is meant where absent.",
    "head_cm": "Circumference of the head in cm; it then stands for the age in the exposure time.",
    "pregnant": "Whether the patient is or may be pregnant.",
    "kind": "Why the patient came.",
    "clinical_exam_done": "Whether history and clinical examination came first.",
    "earlier_images_checked": "Whether earlier images were looked for.",
    "months_since_bitewings": "Months since the last bitewings.",
    "contacts_visible": "Whether proximal surfaces can be seen or probed.",
    "signs_of_disease": "Whether there are signs or symptoms of disease.",
    "two_d_insufficient": "Whether plain images cannot answer the question (cone-beam CT).",
    "elective": "Whether the image could wait (asked in pregnancy); by the kind of visit where absent.",
    "indication": "The clinical question; words of one's own are accepted and count as other.",
    **{setting.name: setting.about for setting in SETTINGS},
    "also": "Further images of the same visit: each is advised on by itself, and one sum is given for all.",
    "population": "For whom this setting is.",
    "reference_setting": "One setting that this unit is known to image well with; other fields as in the setup.",
    "name": "What the practice calls the unit.",
    "maker": "Who made it.",
    "model": "Its model.",
    "family": "intraoral (where absent), panoramic, cephalometric or cbct.",
    "setup": "Its usual settings, under the names of a case; output_mGy_per_mAs is that at these kV and this cone.",
    "kV_choices": "The tube voltages that can be set, in kV.",
    "mA_choices": "The tube currents that can be set, in mA.",
    "output_measured_on": "The day on which output_mGy_per_mAs was measured.",
    "known_good": "Settings that are known to image well on this unit; other fields as in the setup.",
    "in_use": "Settings that the practice uses today; other fields as in the setup.",
    "child_kV": "The tube voltage in kV that is set for children, where it is another.",
    "second_receptor": "Another receptor that is used with this unit.",
}
ALSO_INDICATION = "The question of this image, where it is not that of the visit."


def case_schema() -> dict[str, Any]:
    """The JSON Schema of a case, with null for whatever may be left untold and a description for every field."""
    schema = _described(CASE_IN.json_schema())
    properties = schema["$defs"]["Visit"]["properties"]
    properties["indication"] = {
        "anyOf": [properties["indication"]["anyOf"][0], {"type": "string"}, {"type": "null"}],
        "default": None,
        "description": SAID["indication"],
    }
    for name in ("place", "visit", "setup", "also"):
        schema["properties"][name] = _or_null(schema["properties"][name])
    further = schema["$defs"]["AlsoIn"]["properties"]
    further["indication"] = {**properties["indication"], "description": ALSO_INDICATION}
    further["setup"] = _or_null(further["setup"])
    about = "What is told about the images of one visit. All but age_years and exam may be absent or null = not told."
    return published(schema, "Case of the dental imaging exposure advisor", about)


def unit_schema() -> dict[str, Any]:
    """The JSON Schema of a unit file, made likewise."""
    schema = _described(UNIT_IN.json_schema())
    for name in ("family", "setup", "kV_choices", "mA_choices", "known_good", "in_use"):
        schema["properties"][name] = _or_null(schema["properties"][name])
    about = "What a practice tells of one X-ray unit, as TOML or JSON. All but the name may be absent or null."
    return published(schema, "Unit profile of the dental imaging exposure advisor", about)


def report_schema() -> dict[str, Any]:
    """The JSON Schema of a report, from the types of what is written."""
    schema = TypeAdapter(ReportJson).json_schema()
    for table in (schema, *schema["$defs"].values()):
        table.pop("title", None)
        for field in table.get("properties", {}).values():
            field.pop("title", None)
    about = "Effective dose in uSv, ICRP 103; all numbers are estimates with a range."
    return published(schema, "Report of the dental imaging exposure advisor", about)


def _describe(schema: dict[str, Any], said: Mapping[str, str], without: Sequence[str] = ("title",)) -> None:
    """Lay what is said of each field into a schema made from types, and take out what the types put there."""
    for table in (schema, *schema["$defs"].values()):
        for name, field in table.get("properties", {}).items():
            for key in without:
                field.pop(key, None)
            if name in said:
                field["description"] = said[name]


def exposure_schema() -> dict[str, Any]:
    """The JSON Schema of a line that the command read prints: an exposure, or a file or row that gave none."""
    schema = read_schema()
    _describe(schema, READ_SAID, without=("title", "default"))
    fields = schema["properties"]
    for name in ("objects", "moment"):
        del fields[name]
    exposure = {
        "type": "object",
        "properties": {"kind": {"const": "exposure"}, **fields},
        "required": ["kind", "file", "origin"],
        "additionalProperties": False,
    }
    refusal = {
        "type": "object",
        "properties": {
            "kind": {"const": "refusal"},
            "file": {"type": "string"},
            "row": {"type": "integer"},
            "reason": {"type": "string", "description": "Why the file, or the row of a table, gives no exposure."},
        },
        "required": ["kind", "file", "reason"],
        "additionalProperties": False,
    }
    about = "A line of the command read. A field that is absent was not told. No name, number or birth date is read."
    return published(
        {"oneOf": [exposure, refusal], "$defs": schema["$defs"]}, "Exposure read from a practice's own files", about
    )


def audit_schema() -> dict[str, Any]:
    """The JSON Schema of the summary that the command audit prints."""
    schema = summary_schema()
    _describe(schema, AUDIT_SAID)
    about = "An audit in figures. Groups too small to leave a practice are merged; no row of the log is in it."
    return published(schema, "Audit of a practice's exposures", about)


AUDIT_SAID = {
    "fingerprint": "Version of the product and hash of its data.",
    "data_fingerprint": "Hash of what was audited.",
    "falls": "Do children get less than adults? falls, does_not_fall, cannot_tell.",
    "counted": "Exposures that the medians rest on.",
    "told_again": "Further pictures, slices or reports of exposures that were counted already.",
    "band": "Size: primary (under 6 years), transitional (6 to 11), adolescent (12 to 17), adult, child (no age told).",
    "quantity": "exposure_s in s, dap_mGycm2 in mGy cm2, entrance_kerma_mGy in mGy.",
    "beside": "The median and the level beside it: below, about, above, too_few, no_level. A level is no limit.",
    "median_low": "With median_high: holds the median with at least 95 %.",
    "percent_of_adult": "The median in per cent of the adults' on the same unit.",
    "with_adult_setting": "Children who got the setting that adults usually get on that unit.",
    "saved_percent": "Share of the mAs that the advised times would have saved.",
    "least_saved_percent": "The same with the longest advised times.",
    "hidden_groups": "Groups too small to be shown.",
    "ratio": "Times the usual value.",
    "power": "The power of ten that the ratio is near, as another unit would make it.",
    "moved": "Medians that moved since the audit given as the last one.",
}


def record_schema() -> dict[str, Any]:
    """The JSON Schema of an imaging record's file, made likewise."""
    schema = RECORD_IN.json_schema()
    _describe(schema, RECORD_SAID)
    about = "The images of one person, kept by the family. All but day and exam may be absent or null = not told."
    return published(schema, "Imaging record of the dental imaging exposure advisor", about)


RECORD_SAID = {
    **{setting.name: setting.about for setting in SETTINGS},
    "kind": "imaging_record.",
    "version": "Of this grammar.",
    "name": "Whatever the family writes; nobody is named otherwise.",
    "entries": "One image each, or the images of one exam.",
    "exam": SAID["exam"],
    "region": SAID["region"],
    "side": "The patient's left or right.",
    "teeth": "By the two-digit notation of the FDI.",
    "age_years": "Age at the time, in years.",
    "why": "What was looked for.",
    "where": "Where it was made.",
    "asked_by": "Who asked for it.",
    "setup": "Settings, under the names of a case; those of the one image are kept.",
    "air_kerma_mGy": "Air kerma at the entrance as the unit displayed it, in mGy.",
    "estimate": "Effective dose as a model estimates it; never measured, never added up.",
    "event": "The hash of the device's identifier that the command read prints.",
    "study_uid": "The DICOM study, where a practice's system told it.",
}
READ_SAID = {
    "file": "The file's name, without its folder.",
    "origin": "What kind of file told it.",
    "row": "The line or row of a table, the place in a list.",
    "event": "A hash of the identifier that the device gave: the same exposure always has the same.",
    "on": "The day.",
    "at": "The time of day.",
    "age_years": "Completed years; below two in twelfths.",
    "size": "Child or adult, where that is told instead of an age.",
    "exam": SAID["exam"],
    "exam_inferred": "True where the exam was taken from words or teeth, not from a code.",
    "region": SAID["region"],
    "teeth": "By the two-digit notation of the FDI.",
    "unit": "What the file calls the X-ray unit, or its room.",
    "kV": SAID["kV"],
    "mA": SAID["mA"],
    "exposure_s": "Exposure time in seconds.",
    "charge_mAs": "Current times time in mAs.",
    "dap_mGycm2": "Dose-area product in mGy cm2.",
    "entrance_kerma_mGy": "Air kerma at the entrance without backscatter, in mGy.",
    "entrance_dose_mGy": "Dose at the entrance in mGy, with backscatter or not told which.",
    "reference_point_kerma_mGy": "Air kerma at the reference point that the report names, in mGy.",
    "ctdi_vol_mGy": "CTDIvol in mGy.",
    "dlp_mGycm": "Dose-length product in mGy cm.",
    "source_to_detector_mm": "From source to receptor in mm.",
    "status": "Aborted or of a phantom: shown, not counted.",
    "images": "Pictures or slices that were made of the one exposure.",
    "also_from": "Further files that told the same exposure.",
    "repairs": "What was put right on reading.",
    "stood": "What stood in the file.",
    "taken_for": "What it was taken for; null = unknown.",
    "why": "Why.",
    "sure": "How sure that is: certain (the file itself tells), likely, not_taken.",
    "implausible": "Fields that stand as told but lie outside what such a unit gives.",
    "warnings": "Values that contradict each other, and what could not be told.",
}


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    for table in (schema, *schema["$defs"].values()):
        for name, field in table.get("properties", {}).items():
            field.pop("title", None)
            if name in SAID:
                field["description"] = SAID[name]
    reference = schema["$defs"]["ReferenceIn"]["properties"]
    reference["population"] = _or_null(reference["population"])
    return schema


def _or_null(field: dict[str, Any]) -> dict[str, Any]:
    described = {name: field[name] for name in ("default", "description") if name in field}
    rest = {name: value for name, value in field.items() if name not in described}
    return {"anyOf": [rest, {"type": "null"}], **described}


def schema_text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


SCHEMAS = {
    "case": case_schema,
    "unit": unit_schema,
    "report": report_schema,
    "guidance": guidance_schema,
    "exposure": exposure_schema,
    "audit": audit_schema,
    "record": record_schema,
}


def schema_file(name: str) -> Path:
    return FOLDER / f"{name}.schema.json"


if __name__ == "__main__":
    for each, made in SCHEMAS.items():
        schema_file(each).write_text(schema_text(made()), encoding="utf-8")
        print(f"written: {schema_file(each)}")
