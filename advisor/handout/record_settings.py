"""The settings told, now and after the changes nobody disputes, with the time advised and the dose of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, NamedTuple

from advisor.advice.agreed import Agreed
from advisor.advice.report import Report
from advisor.case.model import ExposureAdvice, Setup, TimerSetting
from advisor.case.settings import BY_NAME, Kind
from advisor.handout import words
from advisor.knowledge import Knowledge
from advisor.words import figures, labels, names


class SettingRow(NamedTuple):
    name: str
    now: str
    after: str
    changed: bool
    strong: bool = False


def _number(value: float) -> str:
    return f"{value:g}"


def _yes_no(value: bool) -> str:
    return names.YES_NO[value]


def _size(field_cm: tuple[float, float]) -> str:
    return words.BY.format(diameter=field_cm[0], height=field_cm[1])


def _time(exposure_s: float) -> str:
    return figures.seconds(exposure_s).removesuffix(" s")


def _timer(timer: TimerSetting) -> str:
    if isinstance(timer, tuple):
        return words.TIMER_STEPS.format(first=_time(timer[0]), last=_time(timer[-1]))
    return names.TIMER[timer]


_SHOWN: Final[Mapping[str, Callable[[Any], str]]] = {
    "receptor": lambda value: names.RECEPTOR[value],
    "beam": lambda value: names.BEAM[value],
    "fov": lambda value: names.FIELD_OF_VIEW[value],
    "programme": lambda value: names.PROGRAMME[value],
    "dap_unit": lambda value: value.label,
    "field_cm": _size,
    "exposure_s": _time,
    "timer": _timer,
}
_LABEL: Final[Mapping[str, str]] = {**labels.QUESTION, "field_cm": words.FIELD}


def setting_rows(report: Report, after: Agreed, knowledge: Knowledge) -> list[SettingRow]:
    """Told settings first, then what they give; a change stands out in bold."""
    settings = _settings(report.case.setup, after.case.setup, knowledge)
    return [*settings, *_advised(report.exposure, after.case.exposure), *_doses(report, after)]


def _settings(now: Setup, after: Setup, knowledge: Knowledge) -> Iterator[SettingRow]:
    for name in (field.name for field in fields(Setup)):
        old, new = getattr(now, name), getattr(after, name)
        if old is not None or new is not None:
            shown = words.BY_PROGRAMME if new is None else _shown(name, new, knowledge)
            yield SettingRow(_LABEL[name], _shown(name, old, knowledge), shown, changed=old != new)


def _shown(name: str, value: Any, knowledge: Knowledge) -> str:
    if value is None:
        return words.NOT_TOLD
    if name == "unit":
        return knowledge.units[value].label
    return _SHOWN.get(name, _yes_no if BY_NAME[name].kind is Kind.YES_NO else _number)(value)


def _advised(now: ExposureAdvice, after: ExposureAdvice | None) -> Iterator[SettingRow]:
    times = [_time_and_span(now), _time_and_span(after)]
    if any(times):
        old, new = (time or words.NOT_TOLD for time in times)
        yield SettingRow(words.TIME_TO_SET, old, new, changed=old != new)


def _time_and_span(advice: ExposureAdvice | None) -> str:
    if advice is None or advice.set_s is None or advice.low_s is None or advice.high_s is None:
        return ""
    span = figures.time_span(advice.low_s, advice.high_s).removesuffix(" s")
    return words.TIME_AND_SPAN.format(set=_time(advice.set_s), span=span)


def _doses(report: Report, after: Agreed) -> Iterator[SettingRow]:
    changed = bool(after.savings)
    now, then = (figures.dose(each.effective_dose_uSv) for each in (report.dose_now, after.dose))
    yield SettingRow(words.DOSE, now, then, changed, strong=True)
    now, then = (figures.background_time(days) for days in (report.days_now, after.days))
    yield SettingRow(words.TIME, now, then, changed)
