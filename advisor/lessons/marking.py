"""A student's answer beside what is right -> a mark; numbers count by their ratio."""

from dataclasses import replace
from math import inf, isfinite, log
from typing import Final

from advisor.case.model import Range
from advisor.lessons.answers import (
    Factor,
    Mark,
    Number,
    Order,
    Ordered,
    Picked,
    Picks,
    Predicted,
    Response,
    Solution,
    Talk,
    Talked,
    Typed,
)
from advisor.lessons.course import Marking
from advisor.lessons.lesson import Reply
from advisor.lessons.vocabulary import Direction

_HALF: Final = 0.5
_AS_NEAR: Final = 1.5  # a rung that is no farther than this times the nearest is as near


def mark(solution: Solution, response: Response) -> Mark:
    """What an answer is worth.

    Parameters
    ----------
    response : Response
        Of the solution's kind: Picked for Picks, Typed for Number, Predicted for Factor, Ordered for Order, Talked for
        Talk.

    Returns
    -------
    Mark
        score 0 to 1; `right` only where nothing is missing.
    """
    match solution, response:
        case Picks(), Picked():
            return _picked(solution, response)
        case Number(), Typed():
            return _typed(solution, response)
        case Factor(), Predicted():
            return _predicted(solution, response)
        case Order(), Ordered():
            return _ordered(solution, response)
        case Talk(), Talked():
            return _talked(solution, response)
    raise TypeError(f"{type(response).__name__} does not answer {type(solution).__name__}")


def _picked(solution: Picks, response: Picked) -> Mark:
    """One to pick: all or nothing. Several: what was found less what was wrongly picked, over what there was."""
    right, picked = solution.right, response.keys
    missed = tuple(each.key for each in solution.offered if each.key in right - picked)
    wrongly = tuple(sorted(picked - right))
    if not solution.several or not right:
        return Mark(float(picked == right), picked == right, missed, wrongly)
    score = max(0.0, (len(picked & right) - len(wrongly)) / len(right))
    return Mark(score, picked == right, missed, wrongly)


def _typed(solution: Number, response: Typed) -> Mark:
    """In full near the engine's typical value; at least half of it inside the engine's range, which may be wide."""
    value, typed = solution.value, response.value
    near = closeness(typed, accepted(value, solution.marking), solution.marking)
    return Mark(max(near, _HALF) if value.low <= typed <= value.high else near, right=near == 1)


def rungs(solution: Number | Factor) -> tuple[Response, ...]:
    """What a lesson offers to touch where a number is asked: rungs of a ladder, whatever is right; less comes first."""
    marking = solution.marking
    if isinstance(solution, Number):
        return tuple(map(Typed, marking.rungs[solution.of]))
    less = (Predicted(Direction.DOWN, times) for times in reversed(marking.times))
    return (*less, Predicted(Direction.SAME), *(Predicted(Direction.UP, times) for times in marking.times))


def right_rungs(solution: Number | Factor) -> tuple[Response, ...]:
    """The rung nearest to the engine's value; two where that lies about in the middle between them."""
    offered = [(_away(solution, each), at, each) for at, each in enumerate(rungs(solution))]
    nearest, first, _ = min(offered)
    as_near = (at == first or (away < _AS_NEAR * nearest and mark(solution, each).right) for away, at, each in offered)
    return tuple(each for (_, _, each), near in zip(offered, as_near, strict=True) if near)


def _away(solution: Number | Factor, rung: Response) -> float:
    """How far a rung is from the engine's value, as the logarithm of their ratio; infinite in another direction."""
    match solution, rung:
        case Number(value=value), Typed(value=typed):
            return abs(log(typed / value.typical))
        case Factor(direction=direction, factor=factor), Predicted(direction=way, times=times) if way is direction:
            return 0.0 if times is None else abs(log(times / max(factor, 1 / factor)))
    return inf


def mark_touched(solution: Solution, response: Response) -> Mark:
    """What an answer is worth in a lesson, where a number is a rung to touch: only the nearest is right."""
    whole = mark(solution, response)
    if not isinstance(solution, Number | Factor):
        return whole
    if response in right_rungs(solution):
        return Mark(1.0, right=True)
    return replace(whole, score=min(whole.score, _HALF), right=False)


def accepted(value: Range, marking: Marking) -> tuple[float, float]:
    """Where a typed number is right: within a factor of the engine's typical value."""
    return value.typical / marking.within_factor, value.typical * marking.within_factor


def closeness(typed: float, within: tuple[float, float], marking: Marking) -> float:
    """How near a typed number is, by its ratio to what would be right.

    Returns
    -------
    float
        1 within the limits, 0 beyond `nothing_beyond_factor` / `within_factor` times outside, between them in
        proportion to the logarithm. Nothing that is not a finite number above zero is near.
    """
    if not isfinite(typed) or typed <= 0:
        return 0.0
    low, high = within
    outside = max(log(low / typed) if low > 0 else -inf, log(typed / high), 0.0)
    return max(0.0, 1.0 - outside / log(marking.nothing_beyond_factor / marking.within_factor))


def _predicted(solution: Factor, response: Predicted) -> Mark:
    """The direction is worth one half, the factor the other; where nothing changes, the direction is all."""
    if response.direction is not solution.direction:
        return Mark(0.0, right=False, missed=(solution.direction,), wrongly=(response.direction,))
    if solution.direction is Direction.SAME:
        return Mark(1.0, right=True)
    ratio = max(solution.factor, 1 / solution.factor)
    times = response.times or 0.0
    times = max(times, 1 / times) if times > 0 else 0.0  # "down to 0.5" and "down by 2" say the same
    near = closeness(times, accepted(Range(ratio, ratio, ratio), solution.marking), solution.marking)
    return Mark(_HALF + _HALF * near, right=near == 1)


def _ordered(solution: Order, response: Ordered) -> Mark:
    """The share of pairs that stand the right way round."""
    right = [each.key for each in solution.placed]
    if sorted(response.keys) != sorted(right):
        return Mark(0.0, right=False, missed=tuple(right))
    place = {key: nth for nth, key in enumerate(response.keys)}
    pairs = [(lower, higher) for nth, lower in enumerate(right) for higher in right[nth + 1 :]]
    kept = sum(place[lower] < place[higher] for lower, higher in pairs)
    displaced = tuple(key for key, placed in zip(right, response.keys, strict=True) if key != placed)
    return Mark(kept / len(pairs), right=not displaced, missed=displaced)


def _talked(solution: Talk, response: Talked) -> Mark:
    """The share of good replies on the way that was taken, and which points of the checklist they met."""
    said, ended = replies(solution, response)
    good = [reply for reply in said if reply.right]
    met = {point for reply in good for point in reply.meets}
    missed = tuple(point for point in solution.checklist if point not in met)
    wrongly = tuple(reply.says for reply in said if not reply.right)
    score = len(good) / len(said) if said and ended else 0.0
    return Mark(score, score == 1, missed, wrongly, tuple(point for point in solution.checklist if point in met))


def replies(solution: Talk, response: Talked) -> tuple[tuple[Reply, ...], bool]:
    """What was said, turn by turn, and whether the talk came to its end."""
    said: list[Reply] = []
    turn: str | None = solution.first
    for nth in response.replies:
        options = solution.turns[turn].options if turn is not None else ()
        if not 0 <= nth < len(options):
            raise IndexError(f"turn {turn!r} has no reply {nth}")
        said.append(options[nth])
        turn = options[nth].next
    return tuple(said), turn is None
