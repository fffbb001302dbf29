"""Radiation dose structured reports -> exposures: projection (10001), CT (10011), enhanced (10040)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from advisor.intake.exposure import Exposure, Figure, Origin, hashed, moment_of
from advisor.intake.header import Elements, clock, code, day, items, number, text, written
from advisor.intake.patient import age_in_header, credible
from advisor.intake.recognised import Recognised
from advisor.intake.settings import Found, question, rounded
from advisor.intake.which_exam import Which, exam_of_event, exposure_told
from advisor.knowledge import Knowledge

_ROOT: Final = "113701"
_PROJECTION_EVENT, _CT_EVENT, _ENHANCED_EVENT = "113706", "113819", "130505"
_EVENTS: Final = frozenset({_PROJECTION_EVENT, _CT_EVENT, _ENHANCED_EVENT})
_EVENT_UIDS: Final = ("113769", "113853")
_FLUOROSCOPY: Final = frozenset({"44491008", "P5-06000"})
_BEGUN: Final = "113809"
_MOST_NODES: Final = 200_000
# field, quantity in data/intake.toml, and the concepts that tell it
_NUMBERS: Final[tuple[tuple[Figure, str, tuple[str, ...]], ...]] = (
    ("kV", "kV", ("113733",)),
    ("mA", "mA", ("113734", "113767")),
    ("exposure_s", "exposure_s", ("113824", "113735", "113742")),
    ("charge_mAs", "charge_mAs", ("113736",)),
    ("dap_mGycm2", "dap_mGycm2", ("122130",)),
    ("reference_point_kerma_mGy", "kerma_mGy", ("113738",)),
    ("ctdi_vol_mGy", "kerma_mGy", ("113830",)),
    ("dlp_mGycm", "dlp_mGycm", ("113838",)),
    ("source_to_detector_mm", "distance_mm", ("113750",)),
)
_INDICES: Final[Mapping[Figure, str]] = {
    "exposure_index": "113845",
    "target_exposure_index": "113846",
    "deviation_index": "113847",
}


def is_dose_report(where: Elements) -> bool:
    """By the root concept, as some makers write dose reports under the class of other reports."""
    return any(code(each) == _ROOT for each in items(where, "ConceptNameCodeSequence"))


def report_exposures(
    where: Elements, file: str, terms: Recognised, knowledge: Knowledge, today: date | None = None
) -> tuple[list[Exposure], list[str]]:
    """One exposure an event, and what was left out: fluoroscopy is no dental exposure."""
    events = [node for node in _nodes(where) if _concept(node) in _EVENTS]
    dental = [each for each in events if not _fluoroscopy(each)]
    if len(dental) < len(events):
        return [], [f"dose report of fluoroscopy ({len(events)} events): no dental exposure"]
    return [_exposure(each, where, file, terms, knowledge, today) for each in dental], []


def _nodes(where: Elements, most: int = _MOST_NODES) -> Iterator[Elements]:
    """The content of a report from top to bottom, without recursion and not without end."""
    waiting = list(items(where, "ContentSequence", most))[::-1]
    for _ in range(most):
        if not waiting:
            return
        node = waiting.pop()
        yield node
        waiting += list(items(node, "ContentSequence", most))[::-1]


def _concept(node: Elements) -> str:
    return next((code(each) for each in items(node, "ConceptNameCodeSequence", 1)), "")


def _coded(node: Elements) -> str:
    return next((code(each) for each in items(node, "ConceptCodeSequence", 1)), "")


def _fluoroscopy(event: Elements) -> bool:
    return any(_concept(node) == "113721" and _coded(node) in _FLUOROSCOPY for node in _nodes(event))


def _by_concept(event: Elements) -> dict[str, Elements]:
    """The first node of each concept within an event."""
    found: dict[str, Elements] = {}
    for node in _nodes(event):
        found.setdefault(_concept(node), node)
    return found


def _exposure(
    event: Elements, where: Elements, file: str, terms: Recognised, knowledge: Knowledge, today: date | None
) -> Exposure:
    nodes, study = _by_concept(event), text(where, "StudyInstanceUID")
    started = text(nodes["111526"], "DateTime") if "111526" in nodes else ""
    begun = started or _begun(where)
    on = day(begun) or day(text(where, "StudyDate"))
    at = clock(begun[8:]) or clock(text(where, "StudyTime"))
    which = _which(nodes, where, terms, knowledge)
    found = Found(warnings=[which.warning] if which.warning else [])
    age = age_in_header(where, credible(on, today, found, terms), found, terms)
    _read_numbers(nodes, found, terms)
    question(found, which.family, knowledge.exams, terms)
    return replace(
        exposure_told(where, file, Origin.DOSE_REPORT, which, found, on, age, terms),
        event=_event(nodes, study, started, found),
        at=at,
        moment=moment_of(study, on, at),
    )


def _begun(where: Elements) -> str:
    """When the irradiation of a CT report began, as its events tell no time of their own."""
    return next((text(node, "DateTime") for node in items(where, "ContentSequence") if _concept(node) == _BEGUN), "")


def _event(nodes: Mapping[str, Elements], study: str, started: str, found: Found) -> str:
    told = next((uid for each in _EVENT_UIDS if each in nodes and (uid := text(nodes[each], "UID"))), "")
    return hashed(told) if told else hashed(study, started, *(f"{name}{v:g}" for name, v in found.values.items()))


def _which(nodes: Mapping[str, Elements], where: Elements, terms: Recognised, knowledge: Knowledge) -> Which:
    protocol = text(nodes["125203"], "TextValue") if "125203" in nodes else ""
    targets = items(nodes["123014"], "ConceptCodeSequence", 1) if "123014" in nodes else ()
    target = next(((code(each), text(each, "CodeMeaning")) for each in targets), ("", ""))
    event_type = _coded(nodes["113721"]) if "113721" in nodes else ""
    words = " ".join(text(where, name) for name in ("ProtocolName", "StudyDescription", "SeriesDescription"))
    return exam_of_event(protocol, target, event_type, words, terms, knowledge.by_exam)


def _read_numbers(nodes: Mapping[str, Elements], found: Found, terms: Recognised) -> None:
    for name, quantity, concepts in _NUMBERS:
        for concept in concepts:
            if concept in nodes and name not in found.values:
                _measured(name, quantity, nodes[concept], found, terms)
    for name, concept in _INDICES.items():
        value, _ = _value(nodes[concept]) if concept in nodes else (None, "")
        if value is not None:
            found.values[name] = value


def _measured(name: Figure, quantity: str, node: Elements, found: Found, terms: Recognised) -> None:
    """One value in the product's unit; of an unknown unit none, whatever its size."""
    value, unit = _value(node)
    if value is None:
        found.repaired(name, "empty", None, "the report names the value and tells none")
        return
    factor = terms.factor(quantity, unit)
    if factor is None:
        found.repaired(name, f"{value:g} {unit[:16]}".rstrip(), None, "its unit is not known, so the value is not")
    elif value <= 0:
        found.repaired(name, f"{value:g} {unit}", None, "zero stands for unknown" if value == 0 else "is below zero")
    else:
        found.values[name] = rounded(value * factor)
        if unit not in _AS_ASKED.get(name, (unit,)):
            found.repaired(
                name, f"{value:g} {unit}", found.values[name], f"written in {unit}, not as the template asks"
            )


_AS_ASKED: Final[Mapping[str, Iterable[str]]] = {
    "dap_mGycm2": ("Gy.m2",),
    "reference_point_kerma_mGy": ("Gy",),
    "charge_mAs": ("uA.s",),
    "dlp_mGycm": ("mGy.cm",),
}


def _value(node: Elements) -> tuple[float | None, str]:
    for measured in items(node, "MeasuredValueSequence", 1):
        unit = next((text(each, "CodeValue") for each in items(measured, "MeasurementUnitsCodeSequence", 1)), "")
        return number(written(measured, "NumericValue")), unit
    return None, ""
