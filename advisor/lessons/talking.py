"""A talk with a parent: whether every turn is reached and every way through it ends."""

from collections.abc import Iterable, Iterator
from typing import Final

from advisor.intake.refusal import Refusal, Why
from advisor.lessons.lesson import DialogueQuestion, Turn
from advisor.lessons.problem import count_problems, empty_problems

_TURNS: Final = (2, 4)
_REPLIES: Final = (2, 4)


def problems(question: DialogueQuestion) -> Iterator[Refusal]:
    """What keeps a talk from being held: the key, and what to do."""
    turns = question.turns
    yield from count_problems(len(turns), _TURNS, "turn")
    if len({turn.id for turn in turns}) < len(turns):
        yield Refusal(("turn",), Why.TWO_ALIKE, what="have the same id")
    if not question.checklist:
        yield Refusal(("checklist",), Why.IS_EMPTY, what="what a good talk holds")
    for nth, turn in enumerate(turns):
        yield from (each.named(("turn", nth, *each.path)) for each in _replies(turn, question))
    yield from _ways(question)


def _replies(turn: Turn, question: DialogueQuestion) -> Iterator[Refusal]:
    ids = {each.id for each in question.turns}
    if not turn.parent.strip():
        yield Refusal(("parent",), Why.IS_EMPTY, what="what the parent says")
    yield from count_problems(len(turn.options), _REPLIES, "option")
    if not 0 < sum(reply.right for reply in turn.options) < max(1, len(turn.options)):
        yield Refusal(("option",), Why.NONE_OR_ALL_RIGHT)
    for nth, reply in enumerate(turn.options):
        here = ("option", nth)
        yield from empty_problems(reply, here)
        if reply.next is not None and reply.next not in ids:
            accepted = ", ".join(sorted(ids))
            yield Refusal((*here, "next"), Why.NO_TURN, told=reply.next, accepted=accepted)
        unknown = [point for point in reply.meets if point not in question.checklist]
        if unknown:
            yield Refusal((*here, "meets"), Why.NOT_ON_CHECKLIST, told=unknown[0])


def _ways(question: DialogueQuestion) -> Iterator[Refusal]:
    """Turns nobody comes to, ways that return, and points that no right reply meets."""
    after = {turn.id: {reply.next for reply in turn.options if reply.next} for turn in question.turns}
    reached = _reached([turn.id for turn in question.turns[:1]], after)
    for nth, turn in enumerate(question.turns):
        if turn.id not in reached:
            yield Refusal(("turn", nth, "id"), Why.NEVER_REACHED)
        if turn.id in _reached(after[turn.id], after):
            yield Refusal(("turn", nth, "id"), Why.ENDLESS_TALK)
    met = {point for turn in question.turns for reply in turn.options if reply.right for point in reply.meets}
    for nth, point in enumerate(question.checklist):
        if point not in met:
            yield Refusal(("checklist", nth), Why.NEVER_MET, told=point)


def _reached(starts: Iterable[str], after: dict[str, set[str]]) -> set[str]:
    reached, waiting = set[str](), list(starts)
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += after.get(here, ())
    return reached
