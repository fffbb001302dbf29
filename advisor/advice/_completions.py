"""What the untold facts could still change: a step's verdict where every completion agrees, and what is worth asking.

A completion gives every untold fact of a closed vocabulary one of its values. Numbers that nobody told stay untold, and
so do facts that are asked on request only (pregnancy, apron, handheld).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import partial
from itertools import islice, product
from typing import Any, Final, Generic, TypeVar

from advisor.advice._closed_facts import BEHIND, CLOSED, Closed, is_open
from advisor.advice.judgement import colours, found, lines_of, step_result, step_verdict
from advisor.advice.report import StepResult
from advisor.case.model import Case, Setup, Visit
from advisor.case.vocabulary import Step, Verdict
from advisor.guidance.opinions import TopicIssuers
from advisor.guidance.rules import facts
from advisor.guidance.statement import Finding

_QUESTION: Final = "indication"  # untold = none was raised, so it is worth asking and needs no completion
_REMEMBERED: Final = 256
_MOST: Final = 20000  # completions looked at before a step is left open
_TIMED: Final = ("receptor", "region", "programme")  # what an exposure time is worked out for
_NUMBERS: Final = frozenset(field.name for noun in (Setup, Visit) for field in fields(noun)) - CLOSED.keys()
Timed = Callable[[Case], Case]


def completed(result: StepResult, case: Case, asked: Sequence[TopicIssuers], timed: Timed) -> StepResult:
    """A step that cannot be told, with its verdict where all completions agree, and with what is worth asking."""
    if result.verdict is not Verdict.CANNOT_TELL:
        return result
    own = tuple(forum for forum in asked if forum.line.step is result.step)
    asks = Once(partial(needed, result, case, own, timed))
    agreed = _remembered(result.step, case, own, timed)
    if not agreed:
        return replace(result, asks=asks)
    whatever = tuple(name for name in _missing(result, case, own) if name != _QUESTION)
    return replace(result, verdict=agreed[0].verdict, completed=_spoken(agreed), whatever=whatever)


def _spoken(agreed: Sequence[StepResult]) -> tuple[Finding, ...]:
    """What speaks for the common verdict: the topics that do in every completion, else all; a statement once."""
    speaking = [{f.topic: f for f in each.findings if f.verdict is each.verdict} for each in agreed]
    common = set(speaking[0]).intersection(*speaking)
    spoken = {
        (finding.topic, finding.decides.statement.id): finding
        for each in speaking
        for finding in each.values()
        if not common or finding.topic in common
    }
    return tuple(spoken.values())


def _remembered(step: Step, case: Case, own: Sequence[TopicIssuers], timed: Timed) -> list[StepResult]:
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


def _agreed(step: Step, case: Case, own: Sequence[TopicIssuers], timed: Timed) -> list[StepResult]:
    """The step in every completion, where all have one verdict; empty where two differ."""
    names = untold(step, case, own)
    alike: list[Case] = []
    first: Verdict | None = None
    for each in islice(_completions(case, names, own), _MOST):
        verdict = _verdict(step, each, own, timed)
        first = first or verdict
        if verdict is not first or verdict is Verdict.CANNOT_TELL:
            return []
        alike.append(each)
    return [_judged(step, each, own, timed) for each in alike]


def untold(step: Step, case: Case, own: Sequence[TopicIssuers]) -> tuple[str, ...]:
    """The closed facts that the step may turn on and nobody told."""
    read = (name for forum in own if not forum.line.on_request for name in forum.facts)
    names = dict.fromkeys(fact for name in read for fact in BEHIND.get(name, (name,)))
    if step is Step.CHILD_SIZE:
        names = dict.fromkeys(_TIMED if case.setup.exposure_s is not None or not case.exam.intraoral else ())
    return tuple(name for name in CLOSED if name in names and name != _QUESTION and is_open(name, case, own))


def _completions(case: Case, names: Sequence[str], own: Sequence[TopicIssuers]) -> Iterator[Case]:
    """Every completion; the first of the names varies fastest."""
    slow_first = [CLOSED[name] for name in reversed(names)]
    for values in product(*(closed.values(case, own) for closed in slow_first)):
        yield _filled(case, zip(slow_first, values, strict=True))


def _filled(case: Case, values: Iterable[tuple[Closed, Any]]) -> Case:
    """The case with the values told, each of its parts made anew once."""
    parts: dict[str, dict[str, Any]] = {}
    for closed, value in values:
        parts.setdefault(closed.holder, {})[closed.field] = value
    whole = parts.pop("", {})
    return replace(case, **whole, **{name: replace(getattr(case, name), **each) for name, each in parts.items()})


def _judged(step: Step, case: Case, own: Sequence[TopicIssuers], timed: Timed) -> StepResult:
    case, findings = found(own, _sized(step, case, timed))
    return step_result(step, findings, case, own)


def _verdict(step: Step, case: Case, own: Sequence[TopicIssuers], timed: Timed) -> Verdict:
    return step_verdict(step, _sized(step, case, timed), own)


def _sized(step: Step, case: Case, timed: Timed) -> Case:
    """The completion with its own exposure advice, where that is what the step is about."""
    return timed(case) if step is Step.CHILD_SIZE else case


def needed(result: StepResult, case: Case, own: Sequence[TopicIssuers], timed: Timed) -> tuple[str, ...]:
    """The untold facts that could change the step's verdict, under the names of the contract."""
    return tuple(
        name
        for name in _missing(result, case, own)
        if name in _NUMBERS or _with_number(name, result) or _matters(name, result.step, case, own, timed)
    )


def _missing(result: StepResult, case: Case, own: Sequence[TopicIssuers]) -> tuple[str, ...]:
    """The facts that the deciding statements miss."""
    lines = lines_of(case.exam)[result.step]
    findings = {finding.topic: finding for finding in result.findings}
    open_ones = [findings[line.topic] for line in lines if colours(line, findings, case)]
    names = dict.fromkeys(fact for each in open_ones for fact in _asked(each))
    return tuple(n for n in names if (is_open(n, case, own) if n in CLOSED else n in _NUMBERS))


def _asked(finding: Finding) -> Iterator[str]:
    because = finding.decides.answer.because if finding.verdict is Verdict.CANNOT_TELL else {}
    for name, fact in because.items():
        if fact is None:
            yield from BEHIND.get(name, (name,))


def _with_number(name: str, result: StepResult) -> bool:
    """Whether a fact is missing together with a number, so that it may matter once that is told."""
    return any(name in asked and not _NUMBERS.isdisjoint(asked) for asked in map(set, map(_asked, result.findings)))


def _matters(name: str, step: Step, case: Case, own: Sequence[TopicIssuers], timed: Timed) -> bool:
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


T = TypeVar("T")


class Once(Generic[T]):
    """Called, it works its answer out the first time and then keeps it."""

    __slots__ = ("_answers", "_work_out")

    def __init__(self, work_out: Callable[[], T]) -> None:
        self._work_out = work_out
        self._answers: list[T] = []

    def __call__(self) -> T:
        if not self._answers:
            self._answers.append(self._work_out())
        return self._answers[0]
