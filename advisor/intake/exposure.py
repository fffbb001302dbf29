"""The noun *exposure*: one irradiation of a patient as a file tells it, without name, number or birth date."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, time
from enum import StrEnum
from typing import Any, Final, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from advisor.case.vocabulary import Beam, Family, Programme, Receptor
from advisor.intake.refusal import Refusal, Why
from advisor.intake.repair import Repair


class Origin(StrEnum):
    """What kind of file told it."""

    IMAGE = "dicom_image"
    DOSE_REPORT = "dose_report"
    TABLE = "table"
    GENERATOR = "generator"


class Status(StrEnum):
    """Why an exposure is shown and not counted; absent where it is counted."""

    ABORTED = "aborted"
    PHANTOM = "phantom"


class Quality(StrEnum):
    ACCEPTABLE = "acceptable"
    NOT_ACCEPTABLE = "not_acceptable"


Figure = Literal[  # the fields of an exposure that are read as a number
    "age_years", "kV", "mA", "exposure_s", "charge_mAs", "dap_mGycm2", "entrance_kerma_mGy", "entrance_dose_mGy",
    "reference_point_kerma_mGy", "ctdi_vol_mGy", "dlp_mGycm", "source_to_detector_mm", "exposure_index",
    "target_exposure_index", "deviation_index",
]  # fmt: skip


@with_config(ConfigDict(extra="ignore", allow_inf_nan=False))
@dataclass(frozen=True, slots=True)
class Exposure:
    """None = not told. Settings are of the one exposure; `images` counts the pictures or slices that were made of it.

    `event` is a hash of the identifier that the device gave, so that one exposure is counted once and no file can be
    found by it. `implausible` names fields that stand as told but lie outside what such a unit can give.
    """

    file: str
    origin: Origin
    row: int | None = None
    event: str | None = None
    on: date | None = None
    at: time | None = None
    age_years: float | None = None
    size: Programme | None = None
    family: Family | None = None
    exam: str | None = None
    exam_inferred: bool = False
    region: str | None = None
    teeth: tuple[str, ...] = ()
    unit: str | None = None
    maker: str | None = None
    model: str | None = None
    receptor: Receptor | None = None
    beam: Beam | None = None
    kV: float | None = None
    mA: float | None = None
    exposure_s: float | None = None
    charge_mAs: float | None = None
    dap_mGycm2: float | None = None
    entrance_kerma_mGy: float | None = None
    entrance_dose_mGy: float | None = None  # at the skin with backscatter, or not told which
    reference_point_kerma_mGy: float | None = None
    ctdi_vol_mGy: float | None = None
    dlp_mGycm: float | None = None
    source_to_detector_mm: float | None = None
    exposure_index: float | None = None
    target_exposure_index: float | None = None
    deviation_index: float | None = None
    status: Status | None = None
    quality: Quality | None = None
    retake: bool | None = None
    reject_reason: str | None = None
    images: int = 1
    also_from: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    implausible: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()  # hashes of the pictures, for a list of rejected ones
    moment: str | None = None  # hash of study and start: how a report and its picture find each other


_INTERNAL: Final = frozenset({"objects", "moment"})
_SETTINGS: Final = ("kV", "mA", "exposure_s", "dap_mGycm2")
_JOINED: Final = frozenset({"file", "origin", "row", "event", "images", "also_from", "repairs", "warnings"})
_COMPARED: Final = ("kV", "mA", "exposure_s", "charge_mAs", "dap_mGycm2")
_SAME: Final = 0.05  # of a value: whole milliseconds, mAs


def hashed(*parts: object) -> str:
    """One exposure's identifier, unreadable and always the same."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()[:16]


def moment_of(study: str, on: date | None, at: time | None) -> str | None:
    """By what a report and its picture find each other; None where one of them is not told."""
    return hashed(study, on, at) if study and at and on else None


def exposure_json(exposure: Exposure) -> dict[str, Any]:
    """As data/schema/exposure.schema.json describes it: what was told, nothing that was not."""
    told = {name: value for name, value in asdict(exposure).items() if name not in _INTERNAL}
    kept = {name: _plain(value) for name, value in told.items() if value not in (None, (), False) or name == "retake"}
    if kept.get("retake") is None:
        kept.pop("retake", None)
    return {"kind": "exposure", **kept}


def refusal_json(refusal: Refusal) -> dict[str, Any]:
    """The line of a file or row that gave no exposure."""
    told = {"kind": "refusal", "file": refusal.file, "row": refusal.line, "reason": refusal.reason}
    return {name: value for name, value in told.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        short = float(f"{value:.6g}")
        return int(short) if short.is_integer() else short
    return str(value) if isinstance(value, str) else value


def case_told(exposure: Exposure, place: str | None = None) -> dict[str, Any] | None:
    """A case of the published contract for Check, of what is told and plausible; None without age or exam."""
    if exposure.age_years is None or exposure.exam is None:
        return None
    told = {
        "on": exposure.on.isoformat() if exposure.on and "on" not in exposure.implausible else None,
        "place": place,
        "patient": {"age_years": exposure.age_years},
        "exam": exposure.exam,
        "region": exposure.region,
        "setup": setup_told(exposure),
    }
    return {name: value for name, value in told.items() if value is not None}


def setup_told(exposure: Exposure) -> dict[str, Any]:
    """What was set, of what is told and plausible, by the names of a setup."""
    setup: dict[str, Any] = {name: getattr(exposure, name) for name in _SETTINGS if name not in exposure.implausible}
    setup |= {"receptor": exposure.receptor, "beam": exposure.beam, "images": 1}
    if exposure.family not in (None, Family.INTRAORAL):
        setup["programme"] = exposure.size
    return {name: value for name, value in setup.items() if value is not None}


def joined(exposures: Iterable[Exposure]) -> tuple[list[Exposure], int]:
    """Each exposure once, and how many further tellings were laid into another.

    The device's own identifier decides; a picture and a dose report of one study and start are one exposure too.
    """
    found: dict[str, Exposure] = {}
    moments: dict[str, str] = {}
    objects: dict[str, list[str]] = {}
    more = 0
    for nth, told in enumerate(exposures):
        key = told.event or f"without {nth}"
        twin = moments.get(told.moment) if told.moment else None
        if key not in found and twin is not None and found[twin].origin is not told.origin:
            key = twin
        more += key in found
        found[key] = _merged(found[key], told) if key in found else told
        objects.setdefault(key, []).extend(told.objects)
        if told.moment:
            moments.setdefault(told.moment, key)
    return [replace(each, objects=tuple(objects[key])) for key, each in found.items()], more


def _merged(first: Exposure, more: Exposure) -> Exposure:
    """What the first does not tell is taken from the next; where they differ, the first holds and it is said."""
    taken = {
        each.name: getattr(more, each.name)
        for each in fields(Exposure)
        if each.name not in _JOINED and getattr(first, each.name) in (None, ()) and getattr(more, each.name)
    }
    if more.quality is Quality.NOT_ACCEPTABLE:
        taken["quality"] = more.quality
    differing = [_differing(name, first, more) for name in _COMPARED if _differ(name, first, more)]
    if len(first.also_from) < _MOST_NAMED and more.file not in (first.file, *first.also_from):
        taken["also_from"] = (*first.also_from, more.file)
    same_kind = more.origin is first.origin
    return replace(
        first,
        **taken,
        images=first.images + more.images if same_kind else max(first.images, more.images),
        repairs=tuple(dict.fromkeys((*first.repairs, *(each for each in more.repairs if each.field in taken)))),
        warnings=tuple(dict.fromkeys((*first.warnings, *differing)))[:_MOST_WARNINGS],
    )


_MOST_NAMED: Final = 3
_MOST_WARNINGS: Final = 20


def _differ(name: str, first: Exposure, more: Exposure) -> bool:
    one, other = getattr(first, name), getattr(more, name)
    return None not in (one, other) and abs(one - other) > _SAME * max(abs(one), abs(other))


def _differing(name: str, first: Exposure, more: Exposure) -> str:
    one, other = getattr(first, name), getattr(more, name)
    return f"{name}: {one:g} here, {other:g} in {more.file} for the same exposure; kept {one:g}"


_ADAPTER: Final[TypeAdapter[Exposure]] = TypeAdapter(Exposure)


def printed_exposure(row: Mapping[str, Any], file: str) -> Exposure:
    """The exposure of a line that the command read printed; a Refusal of the first field that is none."""
    try:
        return replace(_ADAPTER.validate_python(dict(row)), objects=(), moment=None)
    except (ValidationError, RecursionError) as error:
        where = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
        path = ".".join(str(part) for part in where) or "exposure"
        raise Refusal("", Why.NOT_PRINTED_BY_READ, path=path, file=file) from None


def exposure_schema() -> dict[str, Any]:
    """The fields of a printed exposure as JSON Schema, for tools/write_schema.py."""
    return _ADAPTER.json_schema()
