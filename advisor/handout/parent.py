"""Report -> the words of the sheet for parents and patients: why, what, how much, and what can be asked."""

from collections.abc import Iterator
from typing import Any, Final

from markupsafe import Markup

from advisor.advice.landmarks import landmarks
from advisor.advice.report import Report
from advisor.case.model import Case
from advisor.case.vocabulary import Beam, ExposureBasis, Family, FieldOfView, Programme, VisitKind
from advisor.charts.dose_strip import dose_strip
from advisor.charts.picture import LIGHT
from advisor.handout import parent_words as words
from advisor.handout import visit
from advisor.handout.drawing import drawing
from advisor.handout.page import Room
from advisor.knowledge import Knowledge
from advisor.pictograms import IN_MOUTH, ROUND_HEAD, inline
from advisor.words import figures, names, steps, verdict
from advisor.words.labels import place_name

_WIDTH_PX: Final = 560
_DRAWN_MM: Final = "36mm"
_STANDS_BEHIND: Final = (ExposureBasis.OWN_SETTING, ExposureBasis.UNIT_CHART)  # a claim that the time is a child's


def parent(report: Report, knowledge: Knowledge, practice: str, room: Room) -> dict[str, Any]:
    """What the form asks for; the settings are those that are told, and a sheet promises no others."""
    case, place = report.case, place_name(report.background.place, knowledge)
    return {
        "words": words,
        "title": title(report),
        "on": case.on.isoformat() if case.on else None,
        "practice": practice,
        "benefit": list(benefit(report)),
        "reason": _reason(report),
        "done": [*visit.of_each(report, _done), words.NO_PAIN],
        "low": list(kept_low(report)),
        "drawn": _drawn(case),
        "like": words.SPACE.join([like(report), *doubted(report)]),
        "chart": _strip(report, knowledge, place, room),
        "numbers": numbers(report),
        "chance": words.CHANCE_CHILD if case.patient.child else words.CHANCE,
        "waiting": list(_waiting(report)),
        "questions": list(_questions(report)),
        "small_print": _small_print(report, place),
    }


def _small_print(report: Report, place: str) -> str:
    background = report.background
    bases = dict.fromkeys(names.DOSE_BASIS[each.dose_now.basis] for each in visit.images(report))
    return words.SMALL_PRINT.format(
        place=place,
        msv=background.msv_per_year,
        year=background.year,
        radon=background.radon_basis,
        basis=figures.listed(list(bases)),
        fingerprint=report.fingerprint,
        on=figures.date_told(report.case),
    )


def title(report: Report) -> str:
    """Whose image it is, or images."""
    scan = report.case.exam.family is Family.CBCT
    titles = words.TITLE_SEVERAL if report.also else words.TITLE_SCAN if scan else words.TITLE
    return titles[report.case.patient.child]


def benefit(report: Report) -> Iterator[str]:
    """What each image is for, first of all; then what else is asked first, as far as an issuer here speaks of it."""
    yield from visit.of_each(report, _benefit)
    if found := steps.pregnancy(report):
        yield words.PREGNANT_DISPUTED if found.disputed else words.PREGNANT


def _benefit(report: Report) -> Iterator[str]:
    case = report.case
    said = words.BENEFIT.get(case.exam.id) or words.BENEFIT_OF_FAMILY[case.exam.family]
    knock = case.exam.intraoral and case.visit.kind is VisitKind.TRAUMA
    yield words.SPACE.join([said, *([words.AFTER_A_KNOCK] if knock else [])])


def other_ways(report: Report) -> Iterator[str]:
    """What may do instead of each image."""
    return visit.of_each(report, lambda each: [words.OTHER_WAY.get(each.case.exam.id, words.OTHER_WAY_ELSE)])


def _reason(report: Report) -> str:
    indication = report.case.visit.indication
    question = words.QUESTION.get(indication) if indication else None
    return words.REASON.format(question=question) if question else ""


def _done(report: Report) -> Iterator[str]:
    exam, setup = report.case.exam, report.case.setup
    if exam.intraoral:
        yield words.IN_MOUTH.format(receptor=words.RECEPTOR[setup.receptor])
    else:
        yield words.FROM_SIDE if exam.family is Family.CEPHALOMETRIC else words.ROUND_HEAD
    if setup.images is not None:
        one, many = words.IMAGES
        yield one if setup.images == 1 else many.format(number=setup.images)


def kept_low(report: Report) -> Iterator[str]:
    """Only what the case tells; a promise that nobody made is not printed."""
    return visit.of_each(report, _kept_low)


def _kept_low(report: Report) -> Iterator[str]:
    case, setup = report.case, report.case.setup
    if case.visit.earlier_images_checked:
        yield words.EARLIER
    if case.visit.clinical_exam_done:
        yield words.EXAMINED
    if setup.receptor is not None and setup.receptor in words.FAST:
        yield words.FAST[setup.receptor]
    if setup.beam in (Beam.RECTANGULAR, Beam.RESTRICTED):
        yield words.RECTANGLE if setup.beam is Beam.RECTANGULAR else words.RESTRICTED
    if setup.fov is FieldOfView.SMALL:
        yield words.SMALL_FIELD
    yield from _child_size(case)
    if setup.collar:
        yield words.COLLAR


def _child_size(case: Case) -> Iterator[str]:
    advised = case.exposure
    if not case.patient.child:
        return
    if case.setup.programme is Programme.CHILD:
        yield words.CHILD_PROGRAMME
    now_s = case.setup.exposure_s
    if now_s is None or advised is None or advised.basis not in _STANDS_BEHIND:
        return
    if advised.sized(now_s) and not advised.too_short(now_s):
        yield words.CHILD_SIZE


def like(report: Report) -> str:
    """How much it is, as time of natural radiation."""
    times = figures.plain_times(visit.dose(report)[1])
    form = words.LIKE_EXACT if times["low"] == times["high"] else words.LIKE
    return form.format(what=pictures(report), **times)


def doubted(report: Report) -> list[str]:
    """That a number looks wrong, where one does."""
    return [words.DOUBTED] if any(each.warnings for each in visit.images(report)) else []


def numbers(report: Report) -> str:
    """The dose of each image and of all."""
    dose = figures.dose(visit.dose(report)[0])
    if report.also:
        each = (
            words.ONE_DOSE.format(image=visit.called(one.case), dose=figures.dose(one.dose_now.effective_dose_uSv))
            for one in visit.images(report)
        )
        dose = words.IN_SUM.format(each=figures.listed(list(each)), dose=dose)
    return words.IN_NUMBERS.format(dose=dose)


def pictures(report: Report) -> str:
    """What the dose is of: this image, these two images, this scan, all of several kinds."""
    case, images = report.case, report.case.setup.images
    if report.also:
        return words.ALL_IMAGES
    if case.exam.family is Family.CBCT:
        return words.THIS_SCAN
    if (images or case.exam.images.typical) <= 1:
        return words.THIS_IMAGE
    return words.THESE.format(number=figures.few(images)) if images else words.THESE_IMAGES


def lower(report: Report, knowledge: Knowledge) -> str:
    """What the changes that nobody disputes would leave; empty where there are none."""
    days = visit.days_as_agreed(report, knowledge)
    return words.LOWER.format(**figures.plain_times(days)) if days else ""


def _drawn(case: Case) -> Markup:
    drawn, title = (IN_MOUTH, words.DRAWN_MOUTH) if case.exam.intraoral else (ROUND_HEAD, words.DRAWN_HEAD)
    return Markup(inline(drawn, _DRAWN_MM, title))


def _strip(report: Report, knowledge: Knowledge, place: str, room: Room) -> Markup:
    doses = {pictures(report): visit.dose(report)}
    strip = dose_strip(doses, landmarks(report.background, knowledge), place, LIGHT)
    return Markup(drawing(strip, width_px=_WIDTH_PX, points=room.points))


def may_wait(report: Report) -> Iterator[str]:
    """Of which images somebody says that they can wait, or that another answers better."""
    return visit.of_each(report, _may_wait)


def _may_wait(report: Report) -> Iterator[str]:
    if verdict.waits(report):
        yield words.MAY_WAIT
    elif verdict.another_answers(report):
        yield words.ANOTHER


def _waiting(report: Report) -> Iterator[str]:
    yield from list(may_wait(report)) or [words.CAN_WAIT]
    yield from other_ways(report)
    yield words.YOUR_TALK


def _questions(report: Report) -> Iterator[str]:
    yield from words.QUESTIONS
    if report.case.patient.child:
        yield words.QUESTION_CHILD
    yield words.QUESTION_COLLAR
    yield words.QUESTION_NEXT
