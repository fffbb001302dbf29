"""A talk with a parent: whether every turn is reached and every way through it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.lessons.lesson import DialogueQuestion, Turn
from advisor.lessons.problem import Problem, count_problems, empty_problems

_TURNS: Final = (2, 4)
_REPLIES: Final = (2, 4)


def problems(question: DialogueQuestion) -> Iterator[Problem]:
    """What keeps a talk from being held: the key, and what to do."""
    turns = question.turns
    yield from count_problems(len(turns), _TURNS, "turn")
    if len({turn.id for turn in turns}) < len(turns):
        yield Problem(("turn",), "two have the same id; write different ones")
    if not question.checklist:
        yield Problem(("checklist",), "is empty; write what a good talk holds")
    for nth, turn in enumerate(turns):
        for where, remedy in _replies(turn, question):
            yield Problem(("turn", nth, *where), remedy)
    yield from _ways(question)


def _replies(turn: Turn, question: DialogueQuestion) -> Iterator[Problem]:
    ids = {each.id for each in question.turns}
    if not turn.parent.strip():
        yield Problem(("parent",), "is empty; write what the parent says")
    yield from count_problems(len(turn.options), _REPLIES, "option")
    if not 0 < sum(reply.right for reply in turn.options) < max(1, len(turn.options)):
        yield Problem(("option",), "at least one must be right and one must not")
    for nth, reply in enumerate(turn.options):
        here = ("option", nth)
        yield from empty_problems(reply, here)
        if reply.next is not None and reply.next not in ids:
            accepted = ", ".join(sorted(ids))
            yield Problem((*here, "next"), f"{reply.next!r:.40} is no turn; accepted: {accepted}, or leave it out")
        unknown = [point for point in reply.meets if point not in question.checklist]
        if unknown:
            remedy = f"{unknown[0]!r:.60} is not on the checklist; write it there, word for word"
            yield Problem((*here, "meets"), remedy)


def _ways(question: DialogueQuestion) -> Iterator[Problem]:
    """Turns nobody comes to, ways that return, and points that no right reply meets."""
    after = {turn.id: {reply.next for reply in turn.options if reply.next} for turn in question.turns}
    reached, waiting = set[str](), [turn.id for turn in question.turns[:1]]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += after.get(here, ())
    for nth, turn in enumerate(question.turns):
        if turn.id not in reached:
            yield Problem(("turn", nth, "id"), "is never reached; name it in `next` of an option above")
        if _returns(turn.id, after):
            yield Problem(("turn", nth, "id"), "leads back to itself, so the talk may never end; change a `next`")
    met = {point for turn in question.turns for reply in turn.options if reply.right for point in reply.meets}
    for nth, point in enumerate(question.checklist):
        if point not in met:
            yield Problem(("checklist", nth), f"{point!r:.60} is met by no right reply; add it to `meets` of one")


def _returns(turn: str, after: dict[str, set[str]]) -> bool:
    seen, waiting = set[str](), list(after[turn])
    while waiting:
        here = waiting.pop()
        if here == turn:
            return True
        if here not in seen:
            seen.add(here)
            waiting += after.get(here, ())
    return False
