"""The questions of the bench: what is set up, what is changed, and what the engine says becomes of the dose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from math import log
from typing import Any, Final

from advisor.case.vocabulary import Basis, Beam, Receptor
from advisor.intake.case import read_case
from advisor.knowledge import Knowledge
from advisor.physics import dose
from advisor.physics.estimate import DoseStep
from advisor.physics.factors import factors
from advisor.student import bench

RUNGS: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0)  # what a dose may become, times what it was


class Asks(StrEnum):
    TIMES = "times"  # what the dose becomes, times what it was
    FACTOR = "factor"  # the one factor that moves
    WIDEST = "widest"  # the factor that is known least


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Where a question begins, what is changed, and what it asks; `advised` = with the time as advised throughout."""

    exam: str
    asks: Asks
    start: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    advised: bool = False
    other_exam: str | None = None


TASKS: Final = (  # each asked in words by the page
    Task("bitewing", Asks.TIMES, {"receptor": Receptor.FILM_D}, {"receptor": Receptor.SENSOR}),
    Task("bitewing", Asks.TIMES, {"receptor": Receptor.FILM_D}, {"receptor": Receptor.SENSOR}, advised=True),
    Task("bitewing", Asks.FACTOR, {"beam": Beam.ROUND}, {"beam": Beam.RECTANGULAR}),
    Task("bitewing", Asks.TIMES, {"cone_cm": 20.0}, {"cone_cm": 30.0}),
    Task("bitewing", Asks.TIMES, {"cone_cm": 20.0}, {"cone_cm": 30.0}, advised=True),
    Task("bitewing", Asks.FACTOR, {"age_years": 30.0}, {"age_years": 6.0}),
    Task("bitewing", Asks.TIMES, {"mA": 4.0, "exposure_s": 0.2}, {"mA": 8.0, "exposure_s": 0.1}),
    Task("bitewing", Asks.TIMES, {"kV": 55.0}, {"kV": 70.0}),
    Task("bitewing", Asks.TIMES, {"images": 3}, other_exam="panoramic"),
    Task("cbct", Asks.TIMES, dict.fromkeys(bench.FIELD, 15.0), dict.fromkeys(bench.FIELD, 5.0)),
    Task("full_mouth", Asks.WIDEST),
    Task("bitewing", Asks.FACTOR, {"filtration_mmAl": 1.5}, {"filtration_mmAl": 2.5}),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be picked, what is right, and the dose before and after in words of the engine [uSv]."""

    offered: tuple[float | str, ...]
    right: float | str
    times: float


def first(task: Task, knowledge: Knowledge) -> dict[str, Any]:
    """What the bench is set to when a question begins."""
    return _set(task, task.exam, task.start, knowledge)


@cache
def answer(task: Task, knowledge: Knowledge) -> Answer:
    """Worked out by the engine from the bench as it begins, and as it is once changed."""
    exam = task.other_exam or task.exam
    before = _steps(task.exam, first(task, knowledge), knowledge)
    after = _steps(
        exam, _set(task, exam, {**({} if task.other_exam else task.start), **task.after}, knowledge), knowledge
    )
    times = after[1] / before[1]
    if task.asks is Asks.TIMES:
        return Answer(RUNGS, min(RUNGS, key=lambda rung: abs(log(rung / times))), times)
    offered = tuple(step.name for step in after[0])
    if task.asks is Asks.WIDEST:
        return Answer(offered, max(after[0], key=lambda step: step.value.high / step.value.low).name, times)
    was = {step.name: step.value for step in before[0]}
    return Answer(offered, next(step.name for step in after[0] if was.get(step.name) != step.value), times)


def _set(task: Task, exam: str, changes: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    here = knowledge.by_exam[exam]
    settings = {**bench.start(here, knowledge), **changes}
    if task.advised:
        settings["exposure_s"] = bench.advised_time(here, settings, knowledge).set_s
    return settings


def _steps(exam: str, settings: Mapping[str, Any], knowledge: Knowledge) -> tuple[tuple[DoseStep, ...], float]:
    here = knowledge.by_exam[exam]
    basis: Basis = next(iter(bench.ASKED[here.family]))
    case = read_case(bench.case(here, basis, settings, knowledge), knowledge)
    estimate = dose.estimate(case, knowledge.dose)
    return factors(case, estimate, knowledge.dose), estimate.effective_dose_uSv.typical
