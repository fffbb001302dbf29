"""The settings as they were used, with the time advised for them and their dose."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, NamedTuple

from advisor.advice.report import Report
from advisor.case.model import ExposureAdvice, Range, Setup, TimerSetting
from advisor.case.settings import BY_NAME, Kind
from advisor.handout import words
from advisor.handout.visit import called, dose, images
from advisor.knowledge import Knowledge
from advisor.words import figures, labels, names


class SettingRow(NamedTuple):
    name: str
    value: str
    strong: bool = False


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
    "field_cm": lambda value: words.BY.format(diameter=value[0], height=value[1]),
    "exposure_s": _time,
    "timer": _timer,
}


def visit_rows(report: Report, knowledge: Knowledge) -> list[SettingRow]:
    """Of each image its settings; then, where there are several, the dose of all."""
    if not report.also:
        return _of_image(report, knowledge)
    rows = [
        row
        for each in images(report)
        for row in (SettingRow(called(each.case), "", strong=True), *_of_image(each, knowledge))
    ]
    return [*rows, *_doses(words.TOGETHER, *dose(report))]


def _of_image(report: Report, knowledge: Knowledge) -> list[SettingRow]:
    """The settings, then the time advised for them, and the dose that they give."""
    doses = _doses(words.DOSE, report.dose_now.effective_dose_uSv, report.days_now)
    return [*_settings(report.case.setup, knowledge), *_advised(report.exposure), *doses]


def _settings(setup: Setup, knowledge: Knowledge) -> Iterator[SettingRow]:
    for name in (field.name for field in fields(Setup)):
        value = getattr(setup, name)
        if value is not None:
            yield SettingRow(
                words.FIELD if name == "field_cm" else labels.QUESTION[name], _shown(name, value, knowledge)
            )


def _shown(name: str, value: Any, knowledge: Knowledge) -> str:
    if name == "unit":
        return knowledge.units[value].label
    if name in _SHOWN:
        return _SHOWN[name](value)
    return names.YES_NO[value] if BY_NAME[name].kind is Kind.YES_NO else f"{value:g}"


def _advised(advice: ExposureAdvice) -> Iterator[SettingRow]:
    if advised := advice.span_s:
        span = figures.time_span(advised.low, advised.high).removesuffix(" s")
        yield SettingRow(words.TIME_ADVISED, words.TIME_AND_SPAN.format(set=_time(advised.typical), span=span))


def _doses(name: str, effective_dose_uSv: Range, days: Range) -> Iterator[SettingRow]:
    yield SettingRow(name, figures.dose(effective_dose_uSv), strong=True)
    yield SettingRow(words.TIME, figures.background_time(days))
