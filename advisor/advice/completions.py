"""What the untold facts could still change: a step's verdict where every completion agrees, and what is worth asking.

A completion gives every untold fact of a closed vocabulary one of its values. Numbers that nobody told stay untold, and
so do facts that are asked on request only (pregnancy, apron, handheld).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import islice, product
from typing import Any, Final

from advisor.advice.judgement import colours, found, lines_of, step_result, step_verdict
from advisor.advice.report import StepResult
from advisor.case.model import Case, Setup, Visit
from advisor.case.vocabulary import (
    Beam,
    CariesRisk,
    FieldOfView,
    Indication,
    Programme,
    Receptor,
    Step,
    Verdict,
    VisitKind,
)
from advisor.guidance.opinions import Forum
from advisor.guidance.rules import facts
from advisor.guidance.statement import Finding

_YES_NO: Final = (False, True)
_TWO: Final = "risk_two_level"
_THREE: Final = "risk_three_level"
_SCALES: Final[Mapping[str, tuple[CariesRisk, ...]]] = {
    _TWO: (CariesRisk.LOW, CariesRisk.INCREASED),
    _THREE: (CariesRisk.LOW, CariesRisk.MODERATE, CariesRisk.HIGH),
}
_FINER: Final[Mapping[CariesRisk, tuple[CariesRisk, ...]]] = {
    CariesRisk.MODERATE: (CariesRisk.LOW, CariesRisk.INCREASED),
    CariesRisk.INCREASED: (CariesRisk.MODERATE, CariesRisk.HIGH),
}
_SCALE_WITHOUT: Final = {CariesRisk.MODERATE: _TWO, CariesRisk.INCREASED: _THREE}
_QUESTION: Final = "indication"  # untold = none was raised, so it is worth asking and needs no completion
_REMEMBERED: Final = 256
_MOST: Final = 20000  # completions looked at before a step is left open
Timed = Callable[[Case], Case]


@dataclass(frozen=True, slots=True)
class Closed:
    """A fact of a closed vocabulary: where a case holds it, and its values for an exam."""

    holder: str
    field: str
    values: Callable[[Case, Sequence[Forum]], Sequence[Any]]

    def told(self, case: Case) -> Any:
        return getattr(getattr(case, self.holder) if self.holder else case, self.field)


def _always(*values: Any) -> Callable[[Case, Sequence[Forum]], Sequence[Any]]:
    return lambda case, asked: values


def _beams(case: Case, asked: Sequence[Forum]) -> Sequence[Beam]:
    return (Beam.ROUND, Beam.RECTANGULAR) if case.exam.intraoral else (Beam.FULL, Beam.RESTRICTED)


def _questions(case: Case, asked: Sequence[Forum]) -> Sequence[Indication | None]:
    """None, the clinical questions that a statement names, and one for all that none does."""
    named = {word for forum in asked for word in forum.questions}
    return (None, Indication.OTHER, *(each for each in Indication if each in named))


def _risks(case: Case, asked: Sequence[Forum]) -> Sequence[CariesRisk]:
    """The levels of the scales in use at the place; a level told on one scale may stand for several of another."""
    scales = {name for forum in asked for name in forum.asks if name in _SCALES}
    told = case.patient.caries_risk
    if told is not None:
        return _FINER[told] if told in _FINER and _SCALE_WITHOUT[told] in scales else ()
    return tuple(dict.fromkeys(level for name in sorted(scales) or [_TWO] for level in _SCALES[name]))


# In the order in which toggling them is likely to show soon that two completions differ.
CLOSED: Final[Mapping[str, Closed]] = {
    "clinical_exam_done": Closed("visit", "clinical_exam_done", _always(*_YES_NO)),
    "earlier_images_checked": Closed("visit", "earlier_images_checked", _always(*_YES_NO)),
    "two_d_insufficient": Closed("visit", "two_d_insufficient", _always(*_YES_NO)),
    "signs_of_disease": Closed("visit", "signs_of_disease", _always(True, False)),
    "contacts_visible": Closed("visit", "contacts_visible", _always(*_YES_NO)),
    "caries_risk": Closed("patient", "caries_risk", _risks),
    "visit_kind": Closed("visit", "kind", _always(VisitKind.SYMPTOMS, *VisitKind)),
    "indication": Closed("visit", "indication", _questions),
    "region": Closed("", "region", lambda case, asked: case.exam.regions),
    "receptor": Closed("setup", "receptor", _always(*Receptor)),
    "beam": Closed("setup", "beam", _beams),
    "collar": Closed("setup", "collar", _always(*_YES_NO)),
    "fov": Closed("setup", "fov", _always(*FieldOfView)),
    "programme": Closed("setup", "programme", _always(*Programme)),
}
_BEHIND: Final[Mapping[str, tuple[str, ...]]] = {  # what a rule reads or a statement asks -> the facts behind it
    _TWO: ("caries_risk",),
    _THREE: ("caries_risk",),
    "kind": ("visit_kind",),
    "thyroid_near_beam": ("region", "beam"),
    "watched": ("caries_risk", "contacts_visible"),
    "bitewings_due": (),  # asked for by the interval's own statements
}
_TIMED: Final = ("receptor", "region", "programme")  # what an exposure time is worked out for
_NUMBERS: Final = frozenset(field.name for noun in (Setup, Visit) for field in fields(noun)) - CLOSED.keys()


def completed(result: StepResult, case: Case, asked: Sequence[Forum], timed: Timed) -> StepResult:
    """A step that cannot be told, with its verdict where all completions agree, and with what is worth asking."""
    if result.verdict is not Verdict.CANNOT_TELL:
        return result
    own = tuple(forum for forum in asked if forum.line.step is result.step)
    asks = partial(needed, result, case, own, timed)
    agreed = _remembered(result.step, case, own, timed)
    if not agreed:
        return replace(result, asks=asks)
    whatever = tuple(name for name in _missing(result, case, own) if name != _QUESTION)
    return replace(result, verdict=agreed[0].verdict, completed=_spoken(agreed), whatever=whatever)


def _spoken(agreed: Sequence[StepResult]) -> tuple[Finding, ...]:
    """What speaks for the common verdict: the topics that do in every completion, else all; a statement once."""
    speaking = [{f.topic: f for f in each.findings if f.decides.answer.verdict is each.verdict} for each in agreed]
    common = set(speaking[0]).intersection(*speaking)
    spoken = {
        (finding.topic, finding.decides.statement.id): finding
        for each in speaking
        for finding in each.values()
        if not common or finding.topic in common
    }
    return tuple(spoken.values())


def _remembered(step: Step, case: Case, own: Sequence[Forum], timed: Timed) -> list[StepResult]:
    """What was agreed for equal facts; an exposure time is never remembered."""
    if step is Step.CHILD_SIZE or not own:
        return _agreed(step, case, own, timed)
    known = facts(case)
    key = (own, *((forum.reads and forum.reads(case), *(known[name] for name in forum.asks)) for forum in own))
    remembered = own[0].agreed
    if key not in remembered:
        if len(remembered) >= _REMEMBERED:
            remembered.clear()
        remembered[key] = _agreed(step, case, own, timed)
    agreed: list[StepResult] = remembered[key]
    return agreed


def _agreed(step: Step, case: Case, own: Sequence[Forum], timed: Timed) -> list[StepResult]:
    """The step in every completion, where all have one verdict; empty where two differ."""
    names = untold(step, case, own)
    alike: list[Case] = []
    first: Verdict | None = None
    for each in islice(_completions(case, names, own), _MOST):
        verdict = _verdict(step, each, own, timed)
        first = first or verdict
        if verdict is not first:
            return []
        alike.append(each)
    if first in (None, Verdict.CANNOT_TELL):
        return []
    return [_judged(step, each, own, timed) for each in alike]


def untold(step: Step, case: Case, own: Sequence[Forum]) -> tuple[str, ...]:
    """The closed facts that the step may turn on and nobody told."""
    read = (name for forum in own if not forum.line.on_request for name in forum.facts)
    names = dict.fromkeys(fact for name in read for fact in _BEHIND.get(name, (name,)))
    if step is Step.CHILD_SIZE:
        names = dict.fromkeys(_TIMED if case.setup.exposure_s is not None or not case.exam.intraoral else ())
    return tuple(name for name in CLOSED if name in names and name != _QUESTION and _is_open(name, case, own))


def _is_open(name: str, case: Case, own: Sequence[Forum]) -> bool:
    """Whether a fact is untold and can be told; a risk also where the place has another scale for it."""
    open_one = CLOSED[name].told(case) is None or CLOSED[name].values is _risks
    return open_one and bool(CLOSED[name].values(case, own))


def _completions(case: Case, names: Sequence[str], own: Sequence[Forum]) -> Iterator[Case]:
    """Every completion; the first of the names varies fastest."""
    slow_first = [CLOSED[name] for name in reversed(names)]
    for values in product(*(closed.values(case, own) for closed in slow_first)):
        yield _filled(case, zip(slow_first, values, strict=True))


def _filled(case: Case, told: Iterable[tuple[Closed, Any]]) -> Case:
    """The case with the values told, each of its parts made anew once."""
    parts: dict[str, dict[str, Any]] = {}
    for closed, value in told:
        parts.setdefault(closed.holder, {})[closed.field] = value
    whole = parts.pop("", {})
    return replace(case, **whole, **{name: replace(getattr(case, name), **each) for name, each in parts.items()})


def _judged(step: Step, case: Case, own: Sequence[Forum], timed: Timed) -> StepResult:
    case, findings = found(own, _sized(step, case, timed))
    return step_result(step, findings, case, own)


def _verdict(step: Step, case: Case, own: Sequence[Forum], timed: Timed) -> Verdict:
    return step_verdict(step, _sized(step, case, timed), own)


def _sized(step: Step, case: Case, timed: Timed) -> Case:
    """The completion with its own exposure advice, where that is what the step is about."""
    return timed(case) if step is Step.CHILD_SIZE else case


def needed(result: StepResult, case: Case, own: Sequence[Forum], timed: Timed) -> tuple[str, ...]:
    """The untold facts that could change the step's verdict, under the names of the contract."""
    return tuple(
        name
        for name in _missing(result, case, own)
        if name in _NUMBERS or _with_number(name, result) or _matters(name, result.step, case, own, timed)
    )


def _missing(result: StepResult, case: Case, own: Sequence[Forum]) -> tuple[str, ...]:
    """The facts that the deciding statements miss."""
    lines = lines_of(case.exam.id)[result.step]
    findings = {finding.topic: finding for finding in result.findings}
    open_ones = [findings[line.topic] for line in lines if colours(line, findings)]
    names = dict.fromkeys(fact for each in open_ones for fact in _asked(each))
    return tuple(n for n in names if (_is_open(n, case, own) if n in CLOSED else n in _NUMBERS))


def _asked(finding: Finding) -> Iterator[str]:
    because = finding.decides.answer.because if finding.decides.answer.verdict is Verdict.CANNOT_TELL else {}
    for name, told in because.items():
        if told is None:
            yield from _BEHIND.get(name, (name,))


def _with_number(name: str, result: StepResult) -> bool:
    """Whether a fact is missing together with a number, so that it may matter once that is told."""
    return any(name in asked and not _NUMBERS.isdisjoint(asked) for asked in map(set, map(_asked, result.findings)))


def _matters(name: str, step: Step, case: Case, own: Sequence[Forum], timed: Timed) -> bool:
    """Whether two completions that differ in this fact alone have different verdicts."""
    others = [each for each in untold(step, case, own) if each != name]
    for each in islice(_completions(case, others, own), _MOST):
        verdicts = {
            _verdict(step, _filled(each, [(CLOSED[name], value)]), own, timed)
            for value in CLOSED[name].values(case, own)
        }
        if len(verdicts) > 1:
            return True
    return False
