"""Numbers that contradict each other: a displayed dose-area product against the settings, and against its exam."""

from dataclasses import replace
from typing import Final

from advisor.advice.report import Doubt, DoubtCode
from advisor.case.exams import Exams, likely_unit
from advisor.case.model import Case, Range
from advisor.physics import beam
from advisor.physics.beam import BeamTables

_THOUSAND: Final = 1000
_FIELD: Final = "setup.dap_mGycm2"
_SAYS: Final = {
    DoubtCode.UNLIKE_SETTINGS: "{told} mGy cm2 is far from the {low} to {high} mGy cm2 that "
    "kV, mA, time and field give",
    DoubtCode.UNLIKE_EXAM: "{told} mGy cm2 is far from the {low} to {high} mGy cm2 published for such images",
}
_MEANT: Final = "{says}; {told} looks like {unit}: {meant} mGy cm2?"
_LOOK: Final = "{says}; look at the display, its unit and the settings again."


def doubts(case: Case, exams: Exams, tables: BeamTables) -> tuple[Doubt, ...]:
    """The displayed dose-area product where it lies far outside of what the settings give, else of what was published.

    Parameters
    ----------
    case : Case
        Only one that tells a display [mGy cm2] can be doubted.
    exams : Exams
        What was published for the family, and how far outside is far (data/exams.toml).

    Returns
    -------
    tuple of Doubt
        With the value in the likely unit, where one lies within what is expected.
    """
    shown_mGycm2 = case.setup.dap_mGycm2
    if shown_mGycm2 is None:
        return ()
    by_settings = beam.dose_area_product(replace(case.setup, dap_mGycm2=None), case.exam, tables)
    published, far = exams.usual[case.exam.family].dap_mGycm2.range, exams.displays.far
    for code, expected in ((DoubtCode.UNLIKE_SETTINGS, by_settings), (DoubtCode.UNLIKE_EXAM, published)):
        if expected is not None and not expected.low / far <= shown_mGycm2 <= expected.high * far:
            return (_doubt(code, shown_mGycm2, expected, exams),)
    return ()


def _doubt(code: DoubtCode, shown_mGycm2: float, expected: Range, exams: Exams) -> Doubt:
    says = _SAYS[code].format(told=_number(shown_mGycm2), low=_number(expected.low), high=_number(expected.high))
    unit = likely_unit(shown_mGycm2, expected, exams.displays)
    if unit is None:
        return Doubt(code, _FIELD, _LOOK.format(says=says), {})
    meant = float(f"{shown_mGycm2 * exams.displays.in_mGycm2[unit]:.4g}")
    words = _MEANT.format(says=says, told=_number(shown_mGycm2), unit=unit.label, meant=_number(meant))
    return Doubt(code, _FIELD, words, {"dap_mGycm2": meant})


def _number(value: float) -> str:
    """Three figures, never an exponent above a thousand."""
    return f"{value:.3g}" if value < _THOUSAND else f"{value:.0f}"
