"""What a dental unit can plausibly be set to, and which mistake a wild value most likely is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from sys import float_info
from typing import Any, Final

from advisor.case.exams import Limit
from advisor.case.model import Case, TimerSetting
from advisor.intake.refusal import CaseError
from advisor.knowledge import Knowledge
from advisor.physics import beam

MOST_STEPS: Final = 200
_UNITS: Final[Mapping[str, str]] = {
    "age_years": "years",
    "months_since_bitewings": "months",
    "kV": "kV",
    "kV_choices": "kV",
    "mA": "mA",
    "mA_choices": "mA",
    "exposure_s": "s",
    "timer": "s",
    "cone_cm": "cm",
    "filtration_mmAl": "mm Al",
    "images": "images",
    "dap_mGycm2": "mGy cm2",
    "field_cm": "cm",
    "output_mGy_per_mAs": "mGy per mAs",
}
_MISTAKEN_UNITS: Final[Mapping[str, tuple[tuple[str, float], ...]]] = {
    "age_years": (("months", 1 / 12), ("a year of birth", 0.0)),
    "exposure_s": (("milliseconds", 1e-3),),
    "timer": (("milliseconds", 1e-3),),
    "kV": (("volts", 1e-3),),
    "kV_choices": (("volts", 1e-3),),
    "mA": (("microamperes", 1e-3),),
    "mA_choices": (("microamperes", 1e-3),),
    "cone_cm": (("millimetres", 0.1),),
    "field_cm": (("millimetres", 0.1),),
    "dap_mGycm2": (("uGy cm2", 1e-3), ("mGy m2", 1e4)),
    "output_mGy_per_mAs": (("uGy per mAs", 1e-3),),
}


def check_within(field: str, value: float, accepted: Limit, where: str = "") -> None:
    """Refuse a value outside the accepted range, guessing the unit it may have been meant in."""
    low, high = accepted
    if low <= value <= high:
        return
    name = field.rpartition(".")[2]
    unit = _UNITS.get(name, "")
    span = f"{low:g} to {high:g} {unit}".rstrip()
    guess = _guess(name, value, accepted)
    raise CaseError(field, f"{value:g} is not plausible{where}; accepted is {span}{guess}")


def _guess(name: str, value: float, accepted: Limit) -> str:
    low, high = accepted
    for unit, factor in _MISTAKEN_UNITS.get(name, ()):
        if factor and low <= value * factor <= high:
            return f" (if {unit} were meant, write {value * factor:.4g})"
    return ""


def check_settings(field: str, settings: Mapping[str, Any], limits: Mapping[str, Limit], label: str) -> None:
    """Hold every told setting against the accepted range of the exam's family."""
    for name, accepted in limits.items():
        value = settings.get(name)
        if value is None:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            within_floats = max(-float_info.max, min(part, float_info.max))  # a whole number may be larger
            check_within(f"{field}.{name}", float(within_floats), accepted, f" for {label}")


def check_timer(field: str, timer: TimerSetting | None, limits: Mapping[str, Limit]) -> None:
    """Refuse a timer's own steps unless they rise and each is a time that such a unit can have."""
    if not isinstance(timer, tuple):
        return
    if not 0 < len(timer) <= MOST_STEPS:
        raise CaseError(field, f"has {len(timer)} steps; a timer has 1 to {MOST_STEPS}")
    for step, following in pairwise(timer):
        if following <= step:
            raise CaseError(field, f"has {following:g} after {step:g}; write each step once, the shortest first")
    for step in timer:
        check_within(field, step, limits["exposure_s"], " for a step of a timer")


def check_kerma(case: Case, knowledge: Knowledge) -> None:
    """Refuse a combination of settings that no dental unit gives."""
    kerma = beam.incident_air_kerma(case.setup, case.exam, knowledge.beam)
    highest = knowledge.exams.max_incident_air_kerma_mGy
    if kerma is not None and kerma.typical > highest:
        raise CaseError(
            "setup.exposure_s",
            f"with this kV and mA the air kerma at the cone end would be about {kerma.typical:.3g} mGy an image, more "
            f"than any dental unit gives (up to {highest:g} mGy); check exposure_s and mA (is the time in seconds?)",
        )
