"""Several ways to tell one quantity -> the one that the engine knows: impulses, mAs, a display in its own unit."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import log, log1p
from typing import Any, Final

from advisor.case.model import Setup, TimerSetting
from advisor.case.settings import DapUnit
from advisor.case.vocabulary import Indication
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge

_NAMES: Final = tuple(field.name for field in fields(Setup))
_FIGURES: Final = 6  # decimals of a time that is worked out
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SetupIn(Setup):
    """A setup as the contract writes it."""

    exposure_impulses: int | None = None
    dap: float | None = None


def as_setup(setup_in: SetupIn, knowledge: Knowledge) -> Setup:
    """The setup with each quantity told once.

    Parameters
    ----------
    setup_in : SetupIn
        Impulses need a timer that counts them, a display its unit; of mA, time and their product two tell the third.
    knowledge : Knowledge
        How many impulses a timer counts in a second, how a display's unit compares, how closely two numbers must agree.

    Raises
    ------
    Refusal
        Where the unit or timer is missing, or two ways to tell one quantity do not agree.
    """
    values: Values = {name: getattr(setup_in, name) for name in _NAMES}
    if setup_in.exposure_impulses is not None:
        values["exposure_s"] = impulses_s(
            "setup", setup_in.exposure_impulses, setup_in.timer, setup_in.exposure_s, knowledge
        )
    if setup_in.dap is not None:
        values["dap_mGycm2"] = _display_mGycm2(setup_in.dap, setup_in, knowledge)
    if setup_in.exposure_mAs is not None:
        values |= _charge(setup_in.exposure_mAs, values, knowledge)
    return Setup(**values)


def impulses_s(
    holder: str, impulses: int, timer: TimerSetting | None, told_s: float | None, knowledge: Knowledge
) -> float:
    """The time [s] of so many impulses of a timer that counts them; refused where a time told beside differs."""
    counting = None if isinstance(timer, tuple) or timer is None else knowledge.technique.timers[timer]
    if counting is None or counting.impulses_per_s is None:
        raise Refusal(f"{holder}.exposure_impulses", Why.NEEDS_TIMER)
    time_s = impulses / counting.impulses_per_s
    if told_s is not None and not _agree(told_s, time_s, knowledge):
        raise Refusal(
            f"{holder}.exposure_impulses", Why.TIMES_DIFFER,
            impulses=impulses, per_s=counting.impulses_per_s, time_s=time_s, told_s=told_s,
        )  # fmt: skip
    return time_s


def _display_mGycm2(shown: float, setup_in: SetupIn, knowledge: Knowledge) -> float:  # noqa: N802 - SI units keep their case
    if setup_in.dap_unit is None:
        raise Refusal("setup.dap", Why.DISPLAY_NEEDS_UNIT, accepted=", ".join(DapUnit))
    dap_mGycm2 = shown * knowledge.exams.displays.in_mGycm2[setup_in.dap_unit]
    if setup_in.dap_mGycm2 is not None and not _agree(setup_in.dap_mGycm2, dap_mGycm2, knowledge):
        raise Refusal(
            "setup.dap", Why.DISPLAYS_DIFFER,
            shown=shown, unit=setup_in.dap_unit.label, dap_mGycm2=dap_mGycm2, told_mGycm2=setup_in.dap_mGycm2,
        )  # fmt: skip
    return dap_mGycm2


def _charge(exposure_mAs: float, values: Values, knowledge: Knowledge) -> Values:
    """What the product of current and time tells beside either; the product itself only where neither is told."""
    mA, exposure_s = values["mA"], values["exposure_s"]
    if mA is None and exposure_s is None:
        return {}
    if mA is None:
        return {"mA": exposure_mAs / exposure_s, "exposure_mAs": None}
    if exposure_s is None:
        return {"exposure_s": round(exposure_mAs / mA, _FIGURES), "exposure_mAs": None}
    if not _agree(exposure_mAs, mA * exposure_s, knowledge):
        raise Refusal("setup.exposure_mAs", Why.CHARGE_DIFFERS, told_mAs=exposure_mAs, mAs=mA * exposure_s)
    return {"exposure_mAs": None}


def _agree(one: float, other: float, knowledge: Knowledge) -> bool:
    """As closely as times are printed."""
    return one > 0 and other > 0 and abs(log(one / other)) <= log1p(knowledge.technique.printed_within)


def known_indications(mapping: Any) -> Any:
    """An indication in words of its own counts as told, as OTHER; its words go no further."""
    if not isinstance(mapping, Mapping):
        return mapping
    if isinstance(mapping.get("visit"), Mapping):
        mapping = {**mapping, "visit": _known_indication(mapping["visit"])}
    if isinstance(mapping.get("also"), list | tuple):
        mapping = {**mapping, "also": [_known_indication(each) for each in mapping["also"]]}
    return mapping


def _known_indication(mapping: Any) -> Any:
    if not isinstance(mapping, Mapping) or not isinstance(mapping.get("indication"), str):
        return mapping
    plain = mapping["indication"].strip().lower().replace(" ", "_").replace("-", "_")
    return {**mapping, "indication": plain if plain in set(Indication) else Indication.OTHER.value}
