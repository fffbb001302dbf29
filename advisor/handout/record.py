"""Report -> the words of the record: what was done and why, and behind it the check list of six steps, with sources."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from advisor.advice.agreed import agreed
from advisor.advice.landmarks import landmarks
from advisor.advice.levels import fitting, same_quantity
from advisor.advice.report import Report
from advisor.case.model import Case
from advisor.case.vocabulary import Verdict
from advisor.charts.dose_strip import dose_strip
from advisor.charts.picture import LIGHT
from advisor.handout import words
from advisor.handout.cited import References
from advisor.handout.drawing import drawing
from advisor.handout.page import Room
from advisor.handout.record_settings import visit_rows
from advisor.handout.record_steps import step_rows
from advisor.handout.visit import called, dose, images, of_each
from advisor.knowledge import Knowledge
from advisor.knowledge.places import ReferenceLevel
from advisor.words import figures, labels, names, verdict
from advisor.words.labels import place_name

_WIDTH_PX: Final = 400
_ASKING: Final = (words.DISPUTED_SIGN, *(words.SIGN[each] for each in (Verdict.AVOID, Verdict.IMPROVE)))
_VISIT: Final = (
    "months_since_bitewings",
    "clinical_exam_done",
    "earlier_images_checked",
    "contacts_visible",
    "signs_of_disease",
    "two_d_insufficient",
    "elective",
)


class Other(NamedTuple):
    """A further image of the visit: its verdict, and the steps that ask for something."""

    name: str
    headline: str
    steps: list[str]


def record(report: Report, knowledge: Knowledge, practice: str, room: Room) -> dict[str, Any]:
    """What the form asks for, as much of it as there is room for."""
    after, cited = agreed(report, knowledge), References(knowledge, room.sources)
    said = verdict.sentence(report, after.percent, after.counted)
    steps = step_rows(report, after, cited, room)
    levels = list(of_each(report, lambda each: _level_lines(each, knowledge, cited, room.levels)))
    cited.number(report.background.citation.source)
    return {
        "words": words,
        **_head(report, knowledge),
        "issued_by": practice or words.PRODUCT,
        "headline": said.headline,
        "rest": " ".join([*([said.rest] if said.rest else []), *(doubt.says for doubt in report.warnings)]),
        "others": [_other(each, knowledge, cited, room) for each in report.also],
        "steps": steps,
        "why": words.SPACE.join(_why(report)),
        "settings": visit_rows(report, knowledge),
        "chart": _chart(report, knowledge, room),
        "notes": _notes(report, knowledge),
        "levels": levels,
        "sources": cited.listed(),
        "also": list(_also(report, cited, knowledge, room)),
        "signing": (words.SIGNED, words.SIGNED_ROLE, words.SIGNED_DATE),
    }


def _head(report: Report, knowledge: Knowledge) -> dict[str, Any]:
    """Of which images and whom, and when."""
    case = report.case
    return {
        "title": words.TITLE.format(exam=_exams(report), age=figures.within(_age(case))),
        "on": case.on.isoformat() if case.on else None,
        "heading": words.AND_ALSO.join(dict.fromkeys(_heading(each.case) for each in images(report))),
        "facts": words.AND_ALSO.join(_who(case, knowledge)),
        "of": called(case) if report.also else "",
        "stamp": words.STAMP.format(product=words.PRODUCT, on=figures.date_told(case), fingerprint=report.fingerprint),
    }


def _other(report: Report, knowledge: Knowledge, cited: References, room: Room) -> Other:
    after = agreed(report, knowledge)
    asking = [row for row in step_rows(report, after, cited, room) if row.sign in _ASKING and row.text]
    return Other(
        called(report.case),
        verdict.sentence(report, after.percent, after.counted).headline,
        [words.STEP_OF_OTHER.format(step=row.name, state=row.state, text=row.text) for row in asking],
    )


def _exams(report: Report) -> str:
    return figures.listed(list(dict.fromkeys(each.case.exam.label for each in images(report))))


def _age(case: Case) -> str:
    return words.AGE.format(years=figures.years(case.patient.age_years))


def _heading(case: Case) -> str:
    if case.region is None:
        return words.HEADING.format(exam=case.exam.label)
    return words.HEADING_REGION.format(exam=case.exam.label, region=case.region.label)


def _who(case: Case, knowledge: Knowledge) -> list[str]:
    """What was told of the patient, where and when, and nothing that says who it is."""
    patient = case.patient
    facts = [_age(case), names.DENTITION[patient.dentition]]
    if patient.caries_risk is not None:
        facts.append(_told("caries_risk", names.CARIES_RISK[patient.caries_risk]))
    if patient.pregnant is not None:
        facts.append(_told("pregnant", names.YES_NO[patient.pregnant]))
    return [*facts, place_name(case.place, knowledge), figures.date_told(case)]


def _why(report: Report) -> Iterator[str]:
    """What was told of the visit and done before the image."""
    visit, facts = report.case.visit, list[str]()
    if visit.kind is not None:
        facts.append(_told("visit_kind", figures.within(names.VISIT_KIND[visit.kind])))
    if visit.indication is not None:
        facts.append(_told("indication", names.INDICATION[visit.indication]))
    for name in _VISIT:
        value = getattr(visit, name)
        if value is not None:
            facts.append(_told(name, names.YES_NO[value] if isinstance(value, bool) else f"{value:g}"))
    yield words.REASONS.format(facts=words.AND_ALSO.join(facts)) if facts else words.NO_REASON


def _told(question: str, answer: str) -> str:
    return words.TOLD.format(question=labels.QUESTION[question].rstrip("?"), answer=answer)


def _chart(report: Report, knowledge: Knowledge, room: Room) -> Markup:
    doses = {words.AS_USED: dose(report)}
    place = place_name(report.background.place, knowledge)
    strip = dose_strip(doses, landmarks(report.background, knowledge), place, LIGHT)
    return Markup(drawing(strip, width_px=_WIDTH_PX, points=room.points))


def _notes(report: Report, knowledge: Knowledge) -> list[str]:
    bases = of_each(report, lambda each: [_time_basis(each), _dose_basis(each)])
    return [*bases, figures.background_basis(report.background, place_name(report.background.place, knowledge))]


def _dose_basis(report: Report) -> str:
    return labels.DOSE_BASIS.format(images=figures.images(report.case), basis=names.DOSE_BASIS[report.dose_now.basis])


def _time_basis(report: Report) -> str:
    advice = report.exposure
    if advice.basis is None:
        return words.TIME_NEEDS if report.case.exam.intraoral else words.TIME_BY_PROGRAMME
    return words.TIME_BASIS.format(basis=names.EXPOSURE_BASIS[advice.basis])


def _also(report: Report, cited: References, knowledge: Knowledge, room: Room) -> Iterator[str]:
    """What else the reader of the sources should know."""
    yield from cited.left_out()
    yield from of_each(report, lambda each: [cited.behind_dose(each.dose_now)])
    yield from _overdue(report, room)
    yield from _notices(report.case, knowledge)


def _overdue(report: Report, room: Room) -> list[str]:
    shown, more = report.overdue[: room.levels], report.overdue[room.levels :]
    return [*shown, *([words.MORE_OVERDUE.format(count=len(more))] if more else [])]


def _notices(case: Case, knowledge: Knowledge) -> list[str]:
    known = (knowledge.places.get(code) for code in knowledge.lineage(case.place))
    return [words.NOTICE.format(place=place.name, notice=place.notice) for place in known if place and place.notice]


def _level_lines(report: Report, knowledge: Knowledge, cited: References, room: int) -> list[str]:
    """The latest levels for a patient and region like this one, and what this setting gives of the same quantity."""
    found = fitting(report)
    shown = found[:room]
    lines = [_level(level, report, knowledge, cited) for level in shown]
    if len(found) > len(shown):
        lines.append(words.MORE_LEVELS.format(count=len(found) - len(shown)))
    return [*lines, words.LEVEL_HELP] if lines else []


def _level(level: ReferenceLevel, report: Report, knowledge: Knowledge, cited: References) -> str:
    quantity, unit = words.QUANTITY[level.quantity]
    place = knowledge.places.get(level.place)
    number = cited.number(level.citation.source)
    text = words.LEVEL.format(
        quantity=quantity,
        value=level.value,
        unit=unit,
        population=words.POPULATION[level.population],
        region=f", {figures.within(names.region(knowledge.by_region[level.region]))}" if level.region else "",
        place=place.name if place else level.place,
        year=level.year or "",
        note=level.note.rstrip("."),
        mark=words.MARK.format(number=number) if number else "",
    )
    here = same_quantity(level, report)
    return f"{text} {words.LEVEL_HERE.format(estimate=figures.estimate(here, unit))}" if here else text
