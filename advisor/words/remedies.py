"""What a deciding statement asks for, and what is set where it is kept: the words of one finding."""

from collections.abc import Mapping
from typing import Final

from advisor.case.model import Case
from advisor.case.vocabulary import ExposureBasis, Topic
from advisor.guidance.statement import Finding, Opinion, Statement
from advisor.language import _
from advisor.words import change_words, figures, names

SET_TIME: Final = "set {time} (advised {span}), not {now}"
ADULT_TIME: Final = "{now} is an adult's time; set {time}"
ADULT_TIME_USUALLY: Final = "{now} is an adult's time on a usual unit; set {time}, or enter a good one of yours"
NOW_BELOW: Final = "{now}, shorter than the advised {span}: a pale image has to be made again"
UNDER: Final = "set less than {limit}"
FIXED_UNIT: Final = "use a unit on a stand or a wall"
LOOK_FIRST: Final = "look for earlier images first"
EXAMINE_FIRST: Final = "examine first, then decide"
NO_REASON: Final = "no question for this image to answer"
MAY_NEED_NONE: Final = "may need no image: {alternatives} may do"
BETTER: Final = "better answered by: {exams} ({issuer})"
NOT_INDICATED: Final = "not indicated for this question"
TOO_EARLY: Final = "bitewings {since} ago, {issuer} advises from {due}"
AFTER_BIRTH: Final = "this image can wait until after the birth"
PLAIN_FIRST: Final = "plain images can answer this"
NOW_SET: Final = "{now}, advised {span}"
NOW_LOWER: Final = "{now}, shorter than the advised {span}: better, as long as it images well"
ABOVE_NEED: Final = "{now} is above what this receptor needs; set {time} (advised {span})"
WORN: Final[Mapping[bool, str]] = {True: "collar on", False: "collar off"}


def who(statement: Statement) -> str:
    """An issuer with the year of its word."""
    return f"{statement.issuer} {statement.dated}"


def to_do(finding: Finding, case: Case) -> str:
    """What a deciding statement that is not kept asks for."""
    answer, topic = finding.decides.answer, finding.topic
    if answer.instead:
        return _timed(case) if "exposure_s" in answer.instead else change_words.in_words(topic, answer.instead)
    because = answer.because
    match topic:
        case Topic.BITEWING_INTERVAL:
            since, due = because["months_since_bitewings"], because["advised_from_months"]
            issuer = who(finding.decides.statement)
            return _(TOO_EARLY).format(since=months(since), issuer=issuer, due=months(due))
        case Topic.SELECTION:
            return _selection(finding.decides)
        case Topic.CBCT_INDICATION if because.get("two_d_insufficient") is False:
            return _(PLAIN_FIRST)
        case Topic.CBCT_INDICATION if because.get("clinical_exam_done") is False:
            return _(EXAMINE_FIRST)
        case Topic.EXPOSURE_TIME:
            return _(UNDER).format(limit=figures.seconds(number(because["under_s"])))
        case _:
            return _(_PLAIN.get(topic, NOT_INDICATED))


def _selection(decides: Opinion) -> str:
    because = decides.answer.because
    if "exams_named" in because:
        return _(BETTER).format(exams=_exams(because["exams_named"]), issuer=who(decides.statement))
    if decides.statement.position == "needs_indication":
        return _(NO_REASON)
    if "without_x_rays" in because:
        return _(MAY_NEED_NONE).format(alternatives=because["without_x_rays"])
    return _(NOT_INDICATED)


_PLAIN: Final[Mapping[Topic, str]] = {
    Topic.EARLIER_IMAGES: LOOK_FIRST,
    Topic.CLINICAL_EXAM_FIRST: EXAMINE_FIRST,
    Topic.PREGNANCY: AFTER_BIRTH,
    Topic.HANDHELD: FIXED_UNIT,
}


def _timed(case: Case) -> str:
    advised, now = case.exposure, case.setup.exposure_s
    if advised is None or advised.high_s is None or now is None:
        return _(change_words.CHILD_PROGRAMME)
    adult = _(ADULT_TIME_USUALLY) if advised.basis is ExposureBasis.MODEL else _(ADULT_TIME)
    return timed_span(_(SET_TIME) if now > advised.high_s else adult, case)


def timed_span(form: str, case: Case) -> str:
    """A sentence about the time that is set and those that are advised; empty where one is missing."""
    advised, now = case.exposure.span_s if case.exposure else None, case.setup.exposure_s
    if advised is None or now is None:
        return ""
    span = figures.time_span(advised.low, advised.high)
    return form.format(time=figures.seconds(advised.typical), span=span, now=figures.seconds(now))


def present(finding: Finding, case: Case) -> str:
    """What is set now, where it keeps to the deciding statement."""
    setup, advised = case.setup, case.exposure
    match finding.topic:
        case Topic.RECEPTOR:
            return figures.within(names.RECEPTOR[setup.receptor]) if setup.receptor else ""
        case Topic.BEAM_SHAPE:
            return figures.within(names.BEAM[setup.beam]) if setup.beam else ""
        case Topic.FIELD_OF_VIEW:
            return figures.within(names.FIELD_OF_VIEW[setup.fov]) if setup.fov else ""
        case Topic.THYROID_COLLAR:
            return _(WORN[setup.collar]) if setup.collar is not None else ""
        case Topic.EXPOSURE_TIME if setup.exposure_s and advised:
            return timed_span(_(NOW_LOWER) if advised.shorter(setup.exposure_s) else _(NOW_SET), case)
        case _:
            return ""


def _exams(value: object) -> str:
    return figures.listed([figures.within(names.exam_by_id(name)) for name in str(value).split(", ")])


def months(value: object) -> str:
    return figures.months(number(value))


def number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
