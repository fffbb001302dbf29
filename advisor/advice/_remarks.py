"""What the models alone say of a time, where no issuer asks for another one: named after nobody."""

from collections.abc import Mapping
from typing import Final

from advisor.advice.report import Remark, RemarkCode
from advisor.case.model import Case, Fact, Range
from advisor.case.vocabulary import ExposureBasis, Topic
from advisor.guidance.statement import Finding

_TIME: Final = "exposure_s"
_WHOSE: Final[Mapping[ExposureBasis, str]] = {
    ExposureBasis.OWN_SETTING: "from the setting that you know to be good",
    ExposureBasis.UNIT_CHART: "from the maker's chart of this unit",
    ExposureBasis.MODEL: "from the general model",
}
_SAYS: Final[Mapping[RemarkCode, str]] = {
    RemarkCode.ABOVE_NEED: "{now:.3g} s is above what this receptor needs: {advised}.",
    RemarkCode.LIKELY_REPEATED: "{now:.3g} s is so short that the image is likely to be repeated: {advised}.",
}
_ADVISED: Final = "{set_s:.3g} s is advised ({low_s:.3g} to {high_s:.3g} s), {whose}; no issuer gives a time"


def exposure_remark(case: Case, finding: Finding | None) -> Remark | None:
    """What the exposure advice says of the time that is set, at any age.

    Parameters
    ----------
    case : Case
        With its exposure advice laid in.
    finding : Finding or None
        On the exposure time: where its deciding statement itself asks for a time, nothing is left to remark.

    Returns
    -------
    Remark or None
        Above the whole advised range, or so far below that the receptor is likely to get too little; None within, or
        where time or advice is missing. Its `instead` is the time to set [s].
    """
    now_s, advised = case.setup.exposure_s, case.exposure
    if now_s is None or advised is None or advised.span_s is None or advised.basis is None:
        return None
    if finding is not None and _TIME in (finding.decides.answer.instead or ()):
        return None
    if now_s > advised.span_s.high:
        return _remark(RemarkCode.ABOVE_NEED, now_s, advised.span_s, advised.basis)
    if advised.too_short(now_s):
        return _remark(RemarkCode.LIKELY_REPEATED, now_s, advised.span_s, advised.basis)
    return None


def _remark(code: RemarkCode, now_s: float, span_s: Range, basis: ExposureBasis) -> Remark:
    low_s, set_s, high_s = span_s.low, span_s.typical, span_s.high
    because: dict[str, Fact] = {_TIME: now_s, "advised_from_s": low_s, "advised_to_s": high_s, "basis": basis}
    advised = _ADVISED.format(set_s=set_s, low_s=low_s, high_s=high_s, whose=_WHOSE[basis])
    says = _SAYS[code].format(now=now_s, advised=advised)
    return Remark(code, Topic.EXPOSURE_TIME, says, because, {_TIME: set_s})
