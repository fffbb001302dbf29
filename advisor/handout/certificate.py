"""The result of an exam paper -> a certificate on one printed page. The name is printed and kept nowhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from advisor import pictograms
from advisor.case.vocabulary import Step
from advisor.handout import certificate_words as words
from advisor.handout.page import PaperSize, Room, laid_out
from advisor.handout.press import press
from advisor.language import ngettext
from advisor.lessons.course import Course
from advisor.student.result import Result
from advisor.words import names
from advisor.words.labels import one_line

_ROOMS: Final = (Room(10.5), Room(9.6), Room(8.6), Room(7.6))
_FOOT: Final = "9em"
_PICTOGRAM: Final = "11mm"


def certificate(result: Result, course: Course, *, name: str, on: date, paper: PaperSize | str = PaperSize.A4) -> bytes:
    """One page as a tagged PDF (PDF/UA-1).

    Parameters
    ----------
    name : str
        As it shall be printed; empty leaves a line to write on.

    Raises
    ------
    ValueError
        The paper was not passed.
    HandoutError
        In one sentence: a system library is missing.
    """
    if not result.passed:
        raise ValueError(f"{result.whole.percent:g} % is below the pass mark of {result.pass_percent:g} %")
    paper, sheet = PaperSize(paper), _sheet(result, course, one_line(name), on)
    return press(lambda number: laid_out(sheet, "certificate", paper, _ROOMS[number], foot=_FOOT), len(_ROOMS), paper)


def certificate_html(result: Result, course: Course, *, name: str, on: date) -> str:
    """What is printed, as HTML, with the most room."""
    return laid_out(_sheet(result, course, one_line(name), on), "certificate", PaperSize.A4, _ROOMS[0], foot=_FOOT)


def _sheet(result: Result, course: Course, name: str, on: date) -> Mapping[str, Any]:
    whole = result.whole
    score = words.SCORE.format(points=_points(whole.points), items=whole.items, percent=round(whole.percent))
    beside = sum(each.lesson.step.value not in set(Step) for each in result.paper.items)
    return {
        "title": words.TITLE,
        "on": on.isoformat(),
        "words": words,
        "computed": words.COMPUTED.format(factor=course.marking.within_factor),
        "name": name,
        "score": score,
        "pass_mark": words.PASS.format(percent=f"{result.pass_percent:g}", reason=course.exam.reason),
        "rows": [
            {"label": course.competency[each].label, "count": share.items, "points": _points(share.points)}
            for each, share in result.by_competency.items()
        ],
        "steps": tuple(_step(step, result) for step in Step),
        "beside": words.BESIDE.format(count=beside),
        "facts": ((words.ON, on.isoformat()), (words.SEED, result.paper.seed), (words.DATA, result.paper.fingerprint)),
        "signing": (words.SEEN, words.SEEN_ROLE, words.SEEN_DATE),
    }


def _step(step: Step, result: Result) -> Mapping[str, Any]:
    """A step of the campaign with its pictogram, and how many of the questions were about it."""
    count = sum(each.lesson.step.value == step.value for each in result.paper.items)
    return {
        "pictogram": Markup(pictograms.sized(pictograms.STEP[step], _PICTOGRAM)),
        "label": names.STEP[step],
        "count": ngettext("{count} question", "{count} questions", count).format(count=count),
    }


def _points(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")
