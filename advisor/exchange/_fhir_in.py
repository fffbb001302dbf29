"""What a practice's system tells as FHIR (R4): who, what was ordered, what was imaged. What is unclear is untold.

Nothing here refuses: a client's bundle may be half filled, its codings empty, its dates a year. Only numbers of codes
are looked at, never the words beside them, and no name or identifier of a person is taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from advisor.case.day import KnownDay, known_day, months_between
from advisor.case.teeth import Notation, numbered
from advisor.exchange._order_codes import OrderCode, order_codes

MOST_RESOURCES: Final = 500
EXAM_SYSTEM: Final = "urn:dental-exposure-advisor:exam"
UID_SYSTEM: Final = "urn:dicom:uid"
EVENT_SYSTEM: Final = "urn:dental-exposure-advisor:event"
_OID: Final = "urn:oid:"
_DAY_LETTERS: Final = 10
_MONTHS: Final = 12
_OLDEST: Final = 120


@dataclass(frozen=True, slots=True)
class Order:
    """An image that was ordered: its id among the draft orders, the exam, how many, of which teeth."""

    id: str
    exam: str
    images: int | None = None
    teeth: tuple[str, ...] = ()


def resources(bundle: Any, kind: str) -> Iterator[Mapping[str, Any]]:
    """The resources of a kind in a bundle, or the one that is told alone."""
    if not isinstance(bundle, Mapping):
        return
    if bundle.get("resourceType") == kind:
        yield bundle
        return
    for entry in _list(bundle.get("entry"))[:MOST_RESOURCES]:
        resource = entry.get("resource") if isinstance(entry, Mapping) else None
        if isinstance(resource, Mapping) and resource.get("resourceType") == kind:
            yield resource


def day_of(written: Any) -> KnownDay | None:
    """The day of a FHIR date or dateTime, as far as it is told."""
    try:
        return known_day(written[:_DAY_LETTERS]) if isinstance(written, str) else None
    except ValueError:
        return None


def ages_years(patient: Any, on: date) -> tuple[int, int] | None:
    """The least and most completed years that a birth date allows; None where none is told, or it lies ahead."""
    person = next(resources(patient, "Patient"), None)
    born = day_of(person.get("birthDate")) if person else None
    if born is None or born.first > on:
        return None
    oldest = months_between(born.first, on) // _MONTHS
    youngest = max(months_between(min(born.last, on), on) // _MONTHS, 0)
    return (youngest, oldest) if oldest <= _OLDEST else None


def codings(concepts: Any) -> Iterator[tuple[str, str]]:
    """Address of the system and number of each coding of a concept, or of a list of them, that has both."""
    for concept in concepts if isinstance(concepts, list) else [concepts]:
        for coding in _list(concept.get("coding")) if isinstance(concept, Mapping) else ():
            system, code = (coding.get("system"), coding.get("code")) if isinstance(coding, Mapping) else (None, None)
            if isinstance(system, str) and isinstance(code, str):
                yield system.rstrip("/"), code.strip()


def ordered(concepts: Any) -> OrderCode | None:
    """What the codings of an order mean; None where none of their numbers is known."""
    known = order_codes()
    found = (known.get((system, code.upper())) for system, code in codings(concepts))
    return next((each for each in found if each), None)


def orders(draft: Any, selections: Any = None) -> list[Order]:
    """The images among draft orders; of `selections` only, where these are told, as `ServiceRequest/id` or the id."""
    chosen = (
        None if selections is None else {each.rpartition("/")[2] for each in _list(selections) if isinstance(each, str)}
    )
    found = []
    for request in resources(draft, "ServiceRequest"):
        name = request.get("id") if isinstance(request.get("id"), str) else ""
        meant = ordered(request.get("code"))
        if meant and (chosen is None or name in chosen):
            found.append(Order(name or "", meant.exam, meant.images, tuple(_teeth(request.get("bodySite")))))
    return found


def _teeth(concepts: Any) -> Iterator[str]:
    """Teeth as FDI numbers, where a coding's number is one by itself."""
    for _, code in codings(concepts):
        if numbered(code, Notation.FDI):
            yield code


def uid_of(study: Mapping[str, Any]) -> str | None:
    """The DICOM study that an ImagingStudy is of."""
    return _identifier(study, UID_SYSTEM)


def event_of(study: Mapping[str, Any]) -> str | None:
    """The hash of the device's identifier that a record of ours wrote."""
    return _identifier(study, EVENT_SYSTEM)


def _identifier(study: Mapping[str, Any], system: str) -> str | None:
    for each in _list(study.get("identifier")):
        value = each.get("value") if isinstance(each, Mapping) and each.get("system") == system else None
        if isinstance(value, str):
            return value.removeprefix(_OID)
    return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
