"""CDS Hooks: an image is ordered in the practice's software -> cards with what is known of it, and silence elsewhere.

A hook sends what it knows of one patient. It is answered from that alone, and nothing of it is logged, kept or sent on.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from advisor.advice import advise
from advisor.advice.report import Report
from advisor.case.model import Exam, ExposureAdvice
from advisor.case.teeth import Notation, region_of, tooth
from advisor.case.unit import UnitProfile
from advisor.exchange._fhir_in import Order, ages_years, orders, resources
from advisor.exchange.fhir_record import entry_told
from advisor.intake.case import read_case
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD
from advisor.record import Entry, Record, joined, read_record
from advisor.record.earlier import Interval, earlier, intervals
from advisor.words import figures, names
from advisor.xray_unit.on_case import with_unit

Json = dict[str, Any]
_TITLE: Final = "Dental imaging exposure advisor"
_SUMMARY_LETTERS: Final = 139  # a card's summary is under 140
_MOST_ORDERS: Final = 10
_MOST_STUDIES: Final = 200
_PREFETCH: Final = {
    "patient": "Patient/{{context.patientId}}",
    "studies": "ImagingStudy?patient={{context.patientId}}",
}
SERVICES: Final = {
    "dental-imaging-select": (
        "order-select",
        "When a dental image is chosen: the last one, the intervals issuers give, the setting for a child.",
    ),
    "dental-imaging-sign": ("order-sign", "The same when the order is signed."),
    "dental-imaging-view": ("patient-view", "When a chart is opened: which dental images there are."),
}


@dataclass(frozen=True, slots=True)
class Practice:
    """Who asks: the place, the practice's unit, and where its reader opens Check."""

    address: str
    place: str = WORLD
    unit: UnitProfile | None = None


def discovery() -> Json:
    """What a client is told that there is."""
    return {
        "services": [
            {"hook": hook, "id": name, "title": _TITLE, "description": about, "prefetch": _PREFETCH}
            for name, (hook, about) in SERVICES.items()
        ]
    }


def answer(service: str, request: Any, practice: Practice, knowledge: Knowledge, on: date) -> Json:
    """The cards for a request; none where it tells nothing that anything is known of."""
    whole = request if isinstance(request, Mapping) else {}
    hook, _ = SERVICES[service]
    context, prefetch = _mapping(whole.get("context")), _mapping(whole.get("prefetch"))
    ages = ages_years(prefetch.get("patient"), on)
    record = _record(prefetch.get("studies"), knowledge)
    if hook == "patient-view":
        cards = list(_view(record, knowledge))
    elif ages is None:
        cards = []
    else:
        chosen = context.get("selections", []) if hook == "order-select" else None
        ordered = orders(context.get("draftOrders"), chosen)[:_MOST_ORDERS]
        cards = [card for each in ordered for card in _ordered(each, ages, record, practice, knowledge, on)]
    instance = whole.get("hookInstance")
    named = instance.encode("ascii", "backslashreplace").decode() if isinstance(instance, str) else ""
    return {"cards": [{"uuid": f"{uuid5(NAMESPACE_URL, f'{named} {nth}')}", **card} for nth, card in enumerate(cards)]}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _record(studies: Any, knowledge: Knowledge) -> Record:
    """What was imaged, as far as it can be read; a study that cannot be is as one that was not told."""
    record = Record()
    for study in list(resources(studies, "ImagingStudy"))[:_MOST_STUDIES]:
        entry = entry_told(study)
        with suppress(Refusal):
            if entry and entry["exam"] in knowledge.by_exam:
                record = joined(record, read_record({"entries": [entry]}, knowledge))
    return record


def _view(record: Record, knowledge: Knowledge) -> Iterator[Json]:
    """What there is already, when a patient's chart is opened."""
    if record.entries:
        latest = _latest(record.entries[-1], knowledge)
        count = figures.counted(len(record.entries), "earlier dental image", "earlier dental images").capitalize()
        detail = "\n".join(f"- {_latest(entry, knowledge)}" for entry in record.entries[::-1])
        yield _card(f"{count}; the last: {latest}.", detail)


def _ordered(
    order: Order, ages: tuple[int, int], record: Record, practice: Practice, knowledge: Knowledge, on: date
) -> Iterator[Json]:
    """The earlier image and the intervals, then the setting: each only where something is known."""
    exam = knowledge.by_exam.get(order.exam)
    if exam is None:
        return
    reports = [_report(order, exam, age, practice, knowledge, on) for age in dict.fromkeys(ages)]
    youngest = reports[0]
    yield from _of_earlier(youngest, record, knowledge)
    yield from _of_setting(reports, exam, practice)


def _report(order: Order, exam: Exam, age: int, practice: Practice, knowledge: Knowledge, on: date) -> Report:
    found = [tooth(each, Notation.FDI) for each in order.teeth]
    regions = {region.id for each in found if each and (region := region_of(each, exam))}
    case: Json = {
        "on": on.isoformat(),
        "place": practice.place,
        "patient": {"age_years": age},
        "exam": exam.id,
        "region": regions.pop() if len(regions) == 1 else None,
        "setup": {"images": order.images},
    }
    if practice.unit is not None and practice.unit.family is exam.family:
        case = dict(with_unit(case, practice.unit, knowledge))
    return advise(read_case(case, knowledge), knowledge)


def _of_earlier(report: Report, record: Record, knowledge: Knowledge) -> Iterator[Json]:
    found, exam = earlier(report, record), names.exam(report.case.exam)
    if found is None or found.latest is None:
        spoken = intervals(report)
        if spoken:
            yield _card(
                f"{exam}: no earlier one is told here; the intervals that issuers give.", _intervals_said(spoken)
            )
        return
    waits = [each for each in found.intervals[:1] if each.day and report.case.on and each.waits(report.case.on)]
    then = "Look at it first."
    if waits:
        issuer = f"{waits[0].statement.issuer} {waits[0].statement.dated}"
        then = f"The next may be considered from {waits[0].day} ({issuer})."
    yield _card(f"Earlier image: {_latest(found.latest, knowledge)}. {then}", _intervals_said(found.intervals))


def _latest(entry: Entry, knowledge: Knowledge) -> str:
    return f"{names.exam(knowledge.by_exam[entry.exam])}, {entry.on}"


def _intervals_said(spoken: tuple[Interval, ...]) -> str:
    lines = []
    for each in spoken:
        when = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in each.when.items())
        said = f"- {each.statement.issuer} {each.statement.dated}: {each.from_months:g} to {each.to_months:g} months"
        day = f", from {each.day}" if each.day else ""
        lines.append(f"{said}{day}{f' (if {when})' if when else ''}")
    return "\n".join(lines)


def _of_setting(reports: list[Report], exam: Exam, practice: Practice) -> Iterator[Json]:
    """The time to set on this practice's unit; without one the child's share of an adult's; and a link to the case."""
    advice = [report.exposure for report in reports]
    case = reports[0].case
    unit = practice.unit if practice.unit and practice.unit.family is exam.family else None
    named = names.exam(exam)
    summary = _on_unit(advice, unit, named) or _share(advice, named)
    if summary is None:
        return
    asked: Json = {"age_years": f"{case.patient.age_years:g}", "exam": exam.id, "place": case.place}
    if case.region:
        asked["region"] = case.region.id
    link = {"label": "Open the case in Check", "url": f"{practice.address}/?{urlencode(asked)}", "type": "absolute"}
    always = (stand.statement for each in reports[0].advice for stand in each.stands[:1] if not stand.when)
    lines = [f"- {each.says} ({each.issuer} {each.dated})" for each in always]
    yield {**_card(summary, "\n".join(lines)), "links": [link]}


def _on_unit(advice: list[ExposureAdvice], unit: UnitProfile | None, exam: str) -> str | None:
    times = [each.set_s for each in advice if each.set_s is not None]
    if unit is None or not times:
        return None
    return f"{exam}: set {figures.time_span(min(times), max(times))} on {unit.name}."


def _share(advice: list[ExposureAdvice], exam: str) -> str | None:
    shares = [each.child_share for each in advice if each.child_share is not None]
    if not shares:
        return None
    low, high = (round(100 * end) for end in (min(each.low for each in shares), max(each.high for each in shares)))
    return f"{exam}: a child of this age needs {low} to {high} % of an adult’s time."


def _card(summary: str, detail: str) -> Json:
    short = summary if len(summary) <= _SUMMARY_LETTERS else f"{summary[: _SUMMARY_LETTERS - 1]}…"
    return {"summary": short, "indicator": "info", "detail": detail, "source": {"label": _TITLE}}
