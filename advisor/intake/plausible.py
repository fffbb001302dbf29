"""What a dental unit can plausibly be set to, and which mistake a wild value most likely is."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from sys import float_info
from types import MappingProxyType
from typing import Any, Final

from advisor.case.exams import Limit, likely_unit
from advisor.case.model import Case, Exam, Range, Setup, TimerSetting
from advisor.case.settings import BY_NAME, MILLI
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge
from advisor.physics import beam

MOST_STEPS: Final = 200
_CHOICES: Final = "_choices"  # of a unit: the values that a setting can be set to
_OF_PATIENT: Final[Mapping[str, tuple[str, tuple[tuple[str, float], ...]]]] = {  # unit, and those told by mistake
    "age_years": ("years", (("months", 1 / 12),)),
    "head_cm": ("cm", (("millimetres", 0.1),)),
    "months_since_bitewings": ("months", ()),
}


def check_within(field: str, value: float, accepted: Limit, where: str = "", remedy: str | None = None) -> None:
    """Refuse a value outside the accepted range, with the remedy given, else with the unit it may be meant in."""
    low, high = accepted
    if low <= value <= high:
        return
    name = field.rpartition(".")[2].removesuffix(_CHOICES)
    unit = _told_in(name)[0]
    span = f"{low:g} to {high:g} {unit}".rstrip()
    guess = _guess(name, value, accepted) if remedy is None else remedy
    raise Refusal(field, Why.NOT_PLAUSIBLE, value=value, where=where, span=span, guess=guess)


def _told_in(name: str) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The unit of a setting, and those that it is told in by mistake."""
    setting = BY_NAME.get(name)
    return (setting.unit, setting.mistaken) if setting else _OF_PATIENT.get(name, ("", ()))


def _guess(name: str, value: float, accepted: Limit) -> str:
    low, high = accepted
    for unit, factor in _told_in(name)[1]:
        if low <= value * factor <= high:
            return f" (if {unit} were meant, write {value * factor:.4g})"
    return ""


def check_settings(
    field: str,
    settings: Mapping[str, Any],
    limits: Mapping[str, Limit],
    label: str,
    remedies: Mapping[str, Callable[[float], str]] = MappingProxyType({}),
) -> None:
    """Hold every told setting against the accepted range of the exam's family.

    `remedies` says of a setting what a value outside may have meant, where more is known than a mistaken unit.
    """
    for name, accepted in limits.items():
        value = settings.get(name)
        if value is None:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            number = float(max(-float_info.max, min(part, float_info.max)))  # a whole number may be larger
            if not accepted[0] <= number <= accepted[1]:
                remedy = remedies[name](number) if name in remedies else None
                check_within(f"{field}.{name}", number, accepted, f" for {label}", remedy)


def remedies(setup: Setup, exam: Exam, knowledge: Knowledge) -> Mapping[str, Callable[[float], str]]:
    """What a time or a display outside its range may have meant, by what was published for such an image."""
    usual = knowledge.exams.usual[exam.family]
    return {
        "exposure_s": lambda value: _time_meant(value, setup, exam, knowledge),
        "dap_mGycm2": lambda value: _display_meant(value, usual.dap_mGycm2.range, knowledge),
    }


def _display_meant(value: float, published: Range, knowledge: Knowledge) -> str:
    displays = knowledge.exams.displays
    unit = likely_unit(value, published, displays)
    return f" (if {unit.label} were meant, write {value * displays.in_mGycm2[unit]:.4g})" if unit else ""


def _time_meant(value: float, setup: Setup, exam: Exam, knowledge: Knowledge) -> str:
    """A time in milliseconds or in impulses of the timer; else what such an image usually takes."""
    usual = knowledge.exams.usual[exam.family].exposure_s
    low, high = (usual.low, usual.high) if usual else knowledge.exams.limits[exam.family]["exposure_s"]
    meant = [*_impulses(value, setup, exam, knowledge), ("milliseconds", value * MILLI)]
    likely = [f"if {what} were meant, write {time_s:.4g}" for what, time_s in meant if low <= time_s <= high]
    if likely or usual is None:
        return f" ({'; '.join(likely)})" if likely else ""
    takes = f"such an image usually takes {usual.low:g} to {usual.high:g} s"
    return f" ({takes})" if exam.intraoral else f" ({takes}; leave it out where the programme sets the time)"


def _impulses(value: float, setup: Setup, exam: Exam, knowledge: Knowledge) -> list[tuple[str, float]]:
    """The times that a whole number of impulses would be, on the timer that is told or on either."""
    if not exam.intraoral or not value.is_integer():
        return []
    timers = knowledge.technique.timers
    counting = {kind: timer.impulses_per_s for kind, timer in timers.items() if timer.impulses_per_s}
    counts = {setup.timer: counting[setup.timer]} if setup.timer in counting else counting
    return [(f"impulses at {per_s:g} a second", value / per_s) for per_s in counts.values()]


def check_timer(field: str, timer: TimerSetting | None, limits: Mapping[str, Limit]) -> None:
    """Refuse a timer's own steps unless they rise and each is a time that such a unit can have."""
    if not isinstance(timer, tuple):
        return
    if not 0 < len(timer) <= MOST_STEPS:
        raise Refusal(field, Why.TOO_MANY_STEPS, count=len(timer), most=MOST_STEPS)
    for step, following in pairwise(timer):
        if following <= step:
            raise Refusal(field, Why.STEPS_FALL, following=following, step=step)
    for step in timer:
        check_within(field, step, limits["exposure_s"], " for a step of a timer")


def check_kerma(case: Case, knowledge: Knowledge) -> None:
    """Refuse a combination of settings that no dental unit gives."""
    kerma = beam.incident_air_kerma(case.setup, case.exam, knowledge.beam)
    highest = knowledge.exams.max_incident_air_kerma_mGy
    if kerma is not None and kerma.typical > highest:
        raise Refusal("setup.exposure_s", Why.ABSURD_KERMA, kerma=kerma.typical, highest=highest)
