"""Numbers as people say them: one or two significant figures, a range beside every estimate, always a unit."""

import re
from collections.abc import Mapping
from math import floor, log10
from typing import Final, NamedTuple

from advisor.case.exams import usual_images
from advisor.case.model import Case, Range
from advisor.language import _, as_written, ngettext
from advisor.physics.background import Background
from advisor.words import labels

ABOUT: Final = "about"
UP_TO: Final = "up to"
BETWEEN: Final = "–"
NARROW_SPACE: Final = "\u202f"
_MICRO_PER_MILLI: Final = 1000.0
_HOURS_A_DAY: Final = 24.0
_MINUTES_AN_HOUR: Final = 60.0
_HOURS_BELOW_DAYS: Final = 2.0
_NEARLY_ALL: Final = 99.0
_LEADING_ONE: Final = 2.0
_ENDS_TO_PERCENT: Final = 5.0
_COUNTED_ONE_BY_ONE: Final = 10.0
_SEVERAL: Final = 5  # a number that asks for the plural, where the figure is rounded, a fraction or a span
_ALIKE: Final = 0.9
_SHARE: Final[Mapping[float, str]] = {
    4 / 5: "four fifths",
    3 / 4: "three quarters",
    2 / 3: "two thirds",
    1 / 2: "half",
    2 / 5: "two fifths",
    1 / 3: "a third",
    1 / 4: "a quarter",
    1 / 5: "a fifth",
    1 / 6: "a sixth",
    1 / 8: "an eighth",
    1 / 10: "a tenth",
    1 / 20: "a twentieth",
    1 / 50: "a fiftieth",
    1 / 100: "a hundredth",
}
_BEFORE_UNIT: Final = re.compile(r"(?<=\d) (?=(?:s|kV|mA|mAs|cm|mm|µSv|mSv)\b)")
_FEW: Final = ("no", "one", "two", "three", "four", "five", "six")


def rounded(value: float) -> float:
    """One significant figure, two where the first is a 1: never more than a quarter off, never out of order."""
    if value == 0:
        return 0.0
    place = floor(log10(abs(value)))
    leading = abs(value) / 10.0**place
    return round(value, (1 if leading < _LEADING_ONE else 0) - place)


def figure(value: float) -> str:
    """A rounded number without exponent or needless zeros: 0.02, 14, 300."""
    return f"{rounded(value):.10f}".rstrip("0").rstrip(".")


def span(low: float, high: float) -> str:
    """An interval, or one number where both ends round to the same."""
    ends = dict.fromkeys((figure(low), figure(high)))
    return BETWEEN.join(ends)


def dose(effective_dose_uSv: Range) -> str:
    """about 3 µSv (1–8 µSv); in mSv from one upwards."""
    return estimate(*_in_sievert(effective_dose_uSv))


def typical_dose(effective_dose_uSv: Range) -> str:
    """about 3 µSv: where the range is drawn beside it."""
    shown, unit = _in_sievert(effective_dose_uSv)
    return _("about {amount}").format(amount=f"{figure(shown.typical)} {unit}")


def _in_sievert(effective_dose_uSv: Range) -> tuple[Range, str]:
    if effective_dose_uSv.typical < _MICRO_PER_MILLI:
        return effective_dose_uSv, "µSv"
    return effective_dose_uSv.scaled(1.0 / _MICRO_PER_MILLI), "mSv"


def estimate(value: Range, unit: str) -> str:
    """about 3 mGy (1–8 mGy)."""
    unit = f" {unit}" if unit else ""
    about = _("about {amount}").format(amount=f"{figure(value.typical)}{unit}")
    return f"{about} ({span(value.low, value.high)}{unit})"


class TimeUnit(NamedTuple):
    name: str
    per_day: float


_DAYS: Final = TimeUnit("days", 1.0)
_HOURS: Final = TimeUnit("hours", _HOURS_A_DAY)
_MINUTES: Final = TimeUnit("minutes", _HOURS_A_DAY * _MINUTES_AN_HOUR)


def unit_of_time(days: float) -> TimeUnit:
    """The unit that people would use: days from two days, hours from one hour."""
    if days >= _HOURS_BELOW_DAYS:
        return _DAYS
    return _HOURS if days * _HOURS_A_DAY >= 1.0 else _MINUTES


def background_time(days: Range) -> str:
    """about 8 hours (3–20 hours)."""
    unit = unit_of_time(days.typical)
    shown = days.scaled(unit.per_day)
    about = _("about {amount}").format(amount=_timed(unit, figure(shown.typical)))
    return f"{about} ({_timed(unit, span(shown.low, shown.high))})"


def plain_time(days: float) -> str:
    """8 hours, 1 day: whole ones where there are few."""
    unit = unit_of_time(days)
    amount = days * unit.per_day
    return _timed(unit, figure(round(amount) if amount < _COUNTED_ONE_BY_ONE else amount))


def _timed(unit: TimeUnit, number: str) -> str:
    """1 day, 8 hours, 3–20 hours."""
    count = 1 if number == "1" else _SEVERAL
    if unit is _DAYS:
        return ngettext("{number} day", "{number} days", count).format(number=number)
    if unit is _HOURS:
        return ngettext("{number} hour", "{number} hours", count).format(number=number)
    return ngettext("{number} minute", "{number} minutes", count).format(number=number)


def plain_times(days: Range) -> dict[str, str]:
    """The three ends of a range, for a sentence that tells low, time and high."""
    ends = {"low": days.low, "time": days.typical, "high": days.high}
    return {name: plain_time(end) for name, end in ends.items()}


def percent_saved(percent: Range) -> str:
    """about 70 % (40–85 %): ends to the nearest five, never below nothing; one figure where they are one."""
    low, high = _to_five(percent.low), _to_five(percent.high)
    middle = min(max(round(percent.typical, -1), low), high)
    about = _("about {amount}").format(amount=f"{middle:g}{NARROW_SPACE}%")
    return about if low == high else f"{about} ({percent_span(percent)})"


def percent_span(percent: Range) -> str:
    """40–85 %; up to 95 % where the low end is nothing."""
    low, high = _to_five(percent.low), _to_five(percent.high)
    ends = dict.fromkeys((f"{low:g}", f"{high:g}"))
    return f"{BETWEEN.join(ends) if low else f'{UP_TO} {high:g}'}{NARROW_SPACE}%"


def share(ratio: float) -> str:
    """A ratio of doses as people say it: about a fifth; empty where both are as good as alike."""
    if ratio > _ALIKE:
        return ""
    nearest = min(_SHARE, key=lambda each: abs(log10(each / max(ratio, min(_SHARE)))))
    return _("about {amount}").format(amount=_(_SHARE[nearest]))


def _to_five(percent: float) -> float:
    """The nearest five; 99 rather than all, as no change takes all of a dose away."""
    return min(max(_ENDS_TO_PERCENT * round(percent / _ENDS_TO_PERCENT), 0.0), _NEARLY_ALL)


def seconds(exposure_s: float) -> str:
    """0.10 s, 0.125 s: as printed on timers, at least two decimals."""
    plain = f"{exposure_s:.4f}".rstrip("0")
    whole, _, decimals = plain.partition(".")
    return f"{whole}.{decimals.ljust(2, '0')} s"


def unbroken(text: str) -> str:
    """A sentence in large letters, of which no line ends between a number and its unit."""
    return _BEFORE_UNIT.sub("\u00a0", text)


def time_span(low_s: float, high_s: float) -> str:
    """0.08–0.125 s."""
    low, high = seconds(low_s), seconds(high_s)
    return high if low == high else f"{low.removesuffix(' s')}{BETWEEN}{high}"


def months(number: float) -> str:
    return ngettext("{number} month", "{number} months", 1 if number == 1 else _SEVERAL).format(number=f"{number:g}")


def years(number: float) -> str:
    return ngettext("{number} year", "{number} years", 1 if number == 1 else _SEVERAL).format(number=f"{number:g}")


def counted(number: int, one: str, many: str) -> str:
    """one step, two steps."""
    return _("{number} {things}").format(number=few(number), things=ngettext(one, many, number))


def few(number: int) -> str:
    """A small number in letters: two, but 18."""
    return _(_FEW[number]) if number < len(_FEW) else f"{number}"


def within(words: str) -> str:
    """As it stands within a sentence: collar on, but F film and 60 kV; a translation's letters are its own."""
    alone = not words[:1].isalpha() or words[1:2] in ("", " ") or words[:2].isupper() or not as_written()
    return words if alone else words[0].lower() + words[1:]


def listed(words: list[str]) -> str:
    """a, b and c."""
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    return _("{others} and {last}").format(others=", ".join(words[:-1]), last=words[-1])


def images(case: Case) -> str:
    """How many images a case has: as told, else as many as the exam usually takes."""
    number = case.setup.images
    if number is not None:
        return counted(number, labels.IMAGE, labels.IMAGES)
    usual = usual_images(case)
    if usual.low == usual.high:
        return counted(round(usual.low), labels.IMAGE, labels.IMAGES)
    return labels.IMAGES_UNTOLD.format(low=usual.low, high=usual.high)


def background_basis(background: Background, place: str) -> str:
    """What the natural background is that a dose is compared with; `place` is its name."""
    msv, year, radon = background.msv_per_year, background.year, background.radon_basis
    return labels.BACKGROUND_BASIS.format(place=place, msv=msv, year=year, radon=radon)


def date_told(case: Case) -> str:
    return case.on.isoformat() if case.on else labels.NO_DATE
