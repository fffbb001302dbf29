"""Imaging record <-> FHIR (R4) Bundle: an ImagingStudy an entry, and the dose of a visit where it was measured.

The estimate of effective dose never leaves as an Observation: nobody measured it. The dose summary is made by the rows
of the profile `hl7.fhir.uv.radiation-dose-summary` 1.0.0, only where study, day, product and who did it are all told.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from advisor.case.model import Exam
from advisor.case.vocabulary import Family
from advisor.exchange._fhir_in import (
    EVENT_SYSTEM,
    EXAM_SYSTEM,
    UID_SYSTEM,
    codings,
    day_of,
    event_of,
    ordered,
    resources,
    uid_of,
)
from advisor.exchange._order_codes import cdt_of
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text
from advisor.knowledge import Knowledge
from advisor.record import Entry, Record, read_record
from advisor.record.card_text import HEAD, card_lines, told_by_card
from advisor.record.telling import record_of_file
from advisor.record.writing import record_text
from advisor.words import names

Json = dict[str, Any]
PROFILE: Final = "http://hl7.org/fhir/uv/radiation-dose-summary/StructureDefinition/radiation-dose-summary"
_DICOM: Final = "http://dicom.nema.org/resources/ontology/DCM"
_UNIT: Final = {"unit": "mGy.cm2", "system": "http://unitsofmeasure.org", "code": "mGy.cm2"}
_MODALITY: Final = {Family.INTRAORAL: "IO", Family.PANORAMIC: "PX", Family.CEPHALOMETRIC: "DX", Family.CBCT: "CT"}
_EXAM_OF: Final = {"PX": "panoramic"}  # the one modality that is an exam by itself
BUNDLE: Final = Text("a bundle", 5_000_000, "give a FHIR Bundle of ImagingStudies")
_PATIENT: Final = "patient"


def record_bundle(record: Record, knowledge: Knowledge) -> Json:
    """A collection: the person, as the family wrote it, and each entry. The same record gives the same bundle."""
    person: Json = {"resourceType": "Patient"}
    if record.name:
        person["name"] = [{"text": record.name}]
    entries = [_entry(_PATIENT, person)]
    for nth, entry in enumerate(record.entries):
        entries += [_entry(name, resource) for name, resource in _resources(entry, nth, knowledge)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _entry(name: str, resource: Json) -> Json:
    return {"fullUrl": _url(name), "resource": resource}


def _url(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'dental-exposure-advisor/{name}')}"


def _resources(entry: Entry, nth: int, knowledge: Knowledge) -> Iterator[tuple[str, Json]]:
    study, doer = f"study {nth}", f"performer {nth}"
    yield study, imaging_study(entry, knowledge.by_exam[entry.exam])
    performer = entry.where or entry.asked_by
    if entry.study_uid and entry.setup.dap_mGycm2 is not None and entry.on.day and performer:
        yield doer, {"resourceType": "Practitioner", "name": [{"text": performer}]}
        yield f"dose {nth}", _dose(entry, _url(study), _url(doer))


def imaging_study(entry: Entry, exam: Exam) -> Json:
    """An entry; `description` is its line on the card, which reads back."""
    coded = [{"system": EXAM_SYSTEM, "code": exam.id}]
    if exam.id in cdt_of():
        system, code = cdt_of()[exam.id]
        coded.append({"system": system, "code": code})
    identifiers = [(UID_SYSTEM, f"urn:oid:{entry.study_uid}" if entry.study_uid else None), (EVENT_SYSTEM, entry.event)]
    resource: Json = {
        "resourceType": "ImagingStudy",
        "identifier": [{"system": system, "value": value} for system, value in identifiers if value],
        "status": "available",
        "modality": [{"system": _DICOM, "code": _MODALITY[exam.family]}],
        "subject": {"reference": _url(_PATIENT)},
        "started": f"{entry.on}",
        "referrer": {"display": entry.asked_by} if entry.asked_by else None,
        "procedureCode": [{"coding": coded, "text": names.exam(exam)}],
        "location": {"display": entry.where} if entry.where else None,
        "reasonCode": [{"text": entry.why}] if entry.why else None,
        "description": card_lines(Record((entry,)))[0],
    }
    return {name: value for name, value in resource.items() if value}


def _dose(entry: Entry, study: str, performer: str) -> Json:
    """The radiation dose summary: the product as the unit displayed it."""
    product = entry.setup.dap_mGycm2
    identifier = {
        "type": {"coding": [{"code": "study-instance-uid"}]},
        "system": UID_SYSTEM,
        "value": f"urn:oid:{entry.study_uid}",
    }
    return {
        "resourceType": "Observation",
        "meta": {"profile": [PROFILE]},
        "partOf": [{"reference": study, "identifier": identifier}],
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "73569-6"}]},
        "subject": {"reference": _url(_PATIENT)},
        "focus": [{"reference": study}],
        "effectiveDateTime": f"{entry.on}",
        "performer": [{"reference": performer}],
        "valueString": f"Dose-area product as displayed: {product:g} mGy.cm2",
        "component": [
            {"code": {"coding": [{"system": _DICOM, "code": "113722"}]}, "valueQuantity": {"value": product, **_UNIT}}
        ],
    }


def record_of_bundle(bundle: Any, knowledge: Knowledge) -> Record:
    """The record of a bundle of ImagingStudies; of those without day or exam nothing is known, so they are left out.

    Raises
    ------
    Refusal
        Where what is told is no bundle, or an entry of ours was changed into what cannot be.
    """
    if not isinstance(bundle, Mapping) or bundle.get("resourceType") not in ("Bundle", "ImagingStudy"):
        raise Refusal("bundle", Why.NO_BUNDLE)
    entries = (entry_told(study) for study in resources(bundle, "ImagingStudy"))
    person = next(resources(bundle, "Patient"), {})
    named = person.get("name")
    name = named[0].get("text") if isinstance(named, list) and named and isinstance(named[0], Mapping) else None
    return read_record({"entries": [each for each in entries if each], "name": _text(name)}, knowledge)


def entry_told(study: Mapping[str, Any]) -> Json | None:
    """An ImagingStudy as the record's file tells it; None without a day or a kind of image."""
    entry = _by_line(study.get("description")) or _by_codes(study)
    if entry is None:
        return None
    entry |= {"study_uid": uid_of(study), "event": event_of(study)}
    for name, value in (("asked_by", study.get("referrer")), ("where", study.get("location"))):
        entry[name] = entry.get(name) or _text(value.get("display") if isinstance(value, Mapping) else None)
    return entry


def _by_line(description: Any) -> Json | None:
    """An entry that a record of ours wrote."""
    try:
        entries = told_by_card(f"{HEAD}\n{description}")["entries"] if isinstance(description, str) else []
    except Refusal:  # words of somebody else's
        return None
    return dict(entries[0]) if len(entries) == 1 and day_of(entries[0]["on"]) else None


def _by_codes(study: Mapping[str, Any]) -> Json | None:
    started, exam = day_of(study.get("started")), exam_of(study)
    return {"on": f"{started}", "exam": exam} if started and exam else None


def exam_of(study: Mapping[str, Any]) -> str | None:
    """The exam by the numbers of its procedure, else by its modality where that leaves one only."""
    own = next((code for system, code in codings(study.get("procedureCode")) if system == EXAM_SYSTEM), None)
    meant = ordered(study.get("procedureCode"))
    if own or meant:
        return own or (meant.exam if meant else None)
    modalities = study.get("modality")
    coded = (
        {each.get("code") for each in modalities if isinstance(each, Mapping)}
        if isinstance(modalities, list)
        else set()
    )
    return next((exam for code, exam in _EXAM_OF.items() if code in coded), None)


def _text(value: Any) -> str | None:
    """A line that a record can hold."""
    return " ".join(value.split())[:40] or None if isinstance(value, str) else None


def fhir_command(arguments: argparse.Namespace, knowledge: Knowledge, read: Callable[[str, Text], bytes]) -> str:
    """Run `record to-fhir` or `record from-fhir`; what it prints."""
    (name,) = arguments.files
    if arguments.doing == "to-fhir":
        bundle = record_bundle(record_of_file(name, knowledge, read), knowledge)
        return json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"
    return record_text(record_of_bundle(BUNDLE.json(read(name, BUNDLE), name), knowledge))
