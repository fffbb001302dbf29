"""An audit -> a report that a radiation protection adviser can sign: tagged PDF, A4 or Letter; no small cell."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup

from advisor.audit import Audit
from advisor.audit.pictured import times_by_age
from advisor.audit.questions import without_example
from advisor.audit.summary import Summary
from advisor.audit.summed import falls, summary
from advisor.charts import audit as charts
from advisor.charts.audit import band_said, exam_on, quantity_said
from advisor.charts.picture import LIGHT, Picture
from advisor.handout import audit_telling
from advisor.handout import audit_words as words
from advisor.handout import words as product_words
from advisor.handout.drawing import drawing
from advisor.handout.page import PaperSize, Room, laid_out
from advisor.handout.press import HandoutError, book
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import plain_line
from advisor.knowledge import Knowledge
from advisor.knowledge.places import american
from advisor.language import Plural, _
from advisor.words import figures

_ROOM: Final = Room(9.0)
_WHOLE_PAGE: Final = "300mm"
_WIDTH_PX: Final = 560
_ROW_PX: Final = 40
_MOST_PICTURES: Final = 6
_COLUMNS: Final = ("Group", "n", "Median (95 % interval)", "Quartiles", "Mean", "Reference level")
_TITLE: Final = "Audit of dental X-ray exposures{practice}"
_OPENING: Final = "{counted} of {all} exposures counted, {period}, from {files}; place: {place}."
_MADE: Final = "Made on {on}{by}. Fingerprint of the exposures {data}. Version and data {fingerprint}."
_BY: Final = " by {name}"
_CHILDREN: Final = "Children. {judged}"
_ADULTS: Final = "Adults. {judged}"
_MEDIAN: Final = (
    "The median of a group is compared, never a single patient; a reference level is no limit. No verdict on fewer "
    "than {least} patients. The interval holds the median with at least 95 %, without any assumption."
)
_FIRST: Final = "What to do first: {what} ({who}, by {by}). The whole list is in 7."
_QUALITY: Final = "Each type of radiograph by itself; at least {images} images every {months} months."
_HIDDEN: Final = Plural(
    "{number} more group of fewer than {least} exposures ({n}) is not shown.",
    "{number} more groups of fewer than {least} exposures each, {n} exposures together, are not shown.",
)


def audit_report(
    audit: Audit,
    knowledge: Knowledge,
    *,
    practice: str | None = None,
    made_by: str | None = None,
    last: Summary | None = None,
    paper: PaperSize | str = PaperSize.A4,
) -> bytes:
    """The report as a tagged PDF (PDF/UA-1), of as many pages as it takes.

    Raises
    ------
    HandoutError
        Where this computer cannot print.
    """
    return book(report_html(audit, knowledge, practice=practice, made_by=made_by, last=last, paper=PaperSize(paper)))


def printer(told: argparse.Namespace, knowledge: Knowledge) -> Callable[[Audit, Summary | None], bytes]:
    """How the command line prints a report: on the paper of the place, with the names told."""
    paper = told.paper or (PaperSize.LETTER if american(told.place) else PaperSize.A4)

    def printed(audit: Audit, last: Summary | None) -> bytes:
        try:
            return audit_report(audit, knowledge, practice=told.practice, made_by=told.by, last=last, paper=paper)
        except HandoutError as error:
            raise Refusal("report", Why.NOT_PRINTED, error=error) from None

    return printed


def report_html(
    audit: Audit,
    knowledge: Knowledge,
    *,
    practice: str | None,
    made_by: str | None,
    last: Summary | None,
    paper: PaperSize,
) -> str:
    """The report as one page of HTML that fetches nothing."""
    told = summary(audit, knowledge, practice=practice, made_by=made_by, last=last)
    sheet = _sheet(audit, told, knowledge)
    return laid_out(sheet, "audit", paper, _ROOM, foot=_WHOLE_PAGE)


def _sheet(audit: Audit, told: Summary, knowledge: Knowledge) -> Mapping[str, Any]:
    standards, here = audit.standards, knowledge.places.get(audit.place)
    least = standards.conventions.hidden_below
    return {
        **_head(audit, told, here.name if here else audit.place),
        **_medians(audit, told, least),
        "words": words.REPORT,
        "left_out": [plain_line(line) for line in audit_telling.left_out_said(audit)],
        "level_pictures": list(_pictures([charts.medians_against_levels(_shown(audit, least), LIGHT)])),
        "key": words.KEY,
        "sizing": list(_sizing(audit, knowledge, least)),
        "quality": [plain_line(audit_telling.quality_said(each)) for each in audit.quality],
        "quality_note": _(_QUALITY).format(images=standards.quality.images, months=standards.quality.months),
        "questions": [plain_line(audit_telling.question_said(without_example(each))) for each in audit.questions],
        "chart": list(_chart(audit)),
        "to_do": [tuple(map(plain_line, audit_telling.to_do_said(each))) for each in audit.to_do],
        "trend": [plain_line(line) for line in audit_telling.trend_said(told, standards.conventions.trend_percent)],
        "sources": list(_sources(audit, knowledge)),
    }


def _medians(audit: Audit, told: Summary, least: int) -> Mapping[str, Any]:
    """The table of the groups; without levels where none is known for any of them."""
    levels = None if any(each.level for each in _shown(audit, least)) else -1
    hidden = _HIDDEN.of(told.hidden_groups, least=least, n=told.hidden_exposures)
    note = _(_MEDIAN).format(least=audit.standards.sample.least)
    return {
        "median_note": note + words.NO_LEVELS if levels else note,
        "columns": [_(each) for each in _COLUMNS[:levels]],
        "rows": [row[:levels] for row in _rows(audit, least)],
        "hidden": hidden if told.hidden_groups else "",
    }


def _head(audit: Audit, told: Summary, place: str) -> Mapping[str, Any]:
    """Whose audit it is, of what, made when and by whom; the question and its answer."""
    practice = f": {plain_line(told.practice)}" if told.practice else ""
    by = _(_BY).format(name=plain_line(told.made_by)) if told.made_by else ""
    of = {"period": audit_telling.period_said(told.first, told.last), "counted": told.counted, "all": told.exposures}
    saved = audit_telling.saved_said(audit.children) if audit.children.n >= audit.standards.sample.least else None
    files = figures.counted(told.files, "file", "files")
    return {
        "title": _(_TITLE).format(practice=practice),
        "on": audit.on.isoformat(),
        "opening": [
            _(_OPENING).format(files=files, place=place, **of),
            _(_MADE).format(on=audit.on, by=by, data=told.data_fingerprint, fingerprint=told.fingerprint),
        ],
        "question": words.QUESTION,
        "answer": words.FALLS[falls(audit.sizing)],
        "under_answer": [*_under_answer(audit, saved), *_first_to_do(audit)],
        "stamp": product_words.PRODUCT + " · " + told.fingerprint,
    }


def _shown(audit: Audit, least: int) -> list[Any]:
    return [each for each in audit.groups if each.spread.n >= least]


def _rows(audit: Audit, least: int) -> Iterator[tuple[str, ...]]:
    for each in _shown(audit, least):
        spread, quantity = each.spread, each.quantity
        median = audit_telling.figure_of(quantity, spread.median)
        if spread.median_low is not None and spread.median_high is not None:
            median = f"{median} ({spread.median_low:.3g}–{spread.median_high:.3g})"
        where = exam_on(each.unit, each.exam, each.receptor)
        name = f"{where}, {band_said(each.band)}: {quantity_said(quantity)}"
        yield (
            plain_line(name),
            f"{spread.n}",
            median,
            f"{spread.lower_quartile:.3g}–{spread.upper_quartile:.3g}",
            f"{spread.mean:.3g}",
            audit_telling.level_said(each),
        )


def _pictures(pictures: list[Picture | None]) -> Iterator[Mapping[str, Any]]:
    for each in pictures:
        if each is not None:
            svg = drawing(each, width_px=_WIDTH_PX, height_px=_ROW_PX * _picture_rows(each), points=_ROOM.points)
            yield {"svg": Markup(svg), "said": each.alternative}


def _picture_rows(picture: Picture) -> int:
    """How many rows high."""
    medians = picture.rows.get("medians")
    return len(medians) + 2 if medians else 6


def _sizing(audit: Audit, knowledge: Knowledge, least: int) -> Iterator[Mapping[str, Any]]:
    for nth, each in enumerate(audit.sizing):
        times = times_by_age(audit, each, knowledge) if nth < _MOST_PICTURES and each.children >= least else None
        picture = list(_pictures([charts.time_against_age(times, LIGHT)])) if times else []
        yield {
            "name": plain_line(exam_on(each.unit, each.exam, each.receptor)),
            "answer": words.FALLS[each.answer],
            "lines": list(audit_telling.sizing_said(each, least)),
            "picture": picture[0] if picture else None,
        }


def _under_answer(audit: Audit, saved: str | None) -> Iterator[str]:
    said = (audit_telling.where_said(audit), audit_telling.as_adults_said(audit), saved)
    yield from (plain_line(each) for each in said if each)


def _first_to_do(audit: Audit) -> Iterator[str]:
    for what, who, by in map(audit_telling.to_do_said, audit.to_do[:1]):
        yield _(_FIRST).format(what=plain_line(what), who=who, by=by)


def _chart(audit: Audit) -> Iterator[str]:
    yield plain_line(audit_telling.judged_by(audit))
    yield words.LONGER
    yield _(_CHILDREN).format(judged=audit_telling.judged_said(audit.children))
    yield _(_ADULTS).format(judged=audit_telling.judged_said(audit.adults))


def _sources(audit: Audit, knowledge: Knowledge) -> Iterator[str]:
    """What the levels, the sample size and the targets rest on."""
    told = audit.standards
    levels = {each.level.citation.source for each in audit.groups if each.level}
    for key in dict.fromkeys((told.median.source, told.sample.source, told.quality.source, *sorted(levels))):
        source = knowledge.sources[key]
        year = f" ({source.year})" if source.year else ""
        yield f"{key}: {source.title}, {source.issuer}{year}. {source.url or ''}".strip()
