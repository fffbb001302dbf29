"""A talk with a parent: whether every turn is reached and every way through it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from advisor.lessons.lesson import DialogueQuestion, Turn
from advisor.toml_lines import Where

_TURNS: Final = (2, 4)
_REPLIES: Final = (2, 4)
Told = tuple[Where, str]


def problems(question: DialogueQuestion) -> Iterator[Told]:
    """What keeps a talk from being held: the key, and what to do."""
    turns = question.turns
    if not _TURNS[0] <= len(turns) <= _TURNS[1]:
        yield ("turn",), f"stands {len(turns)} times; write {_TURNS[0]} to {_TURNS[1]}"
    if len({turn.id for turn in turns}) < len(turns):
        yield ("turn",), "two have the same id; write different ones"
    if not question.checklist:
        yield ("checklist",), "is empty; write what a good talk holds"
    for nth, turn in enumerate(turns):
        for where, remedy in _replies(turn, question):
            yield ("turn", nth, *where), remedy
    yield from _ways(question)


def _replies(turn: Turn, question: DialogueQuestion) -> Iterator[Told]:
    ids = {each.id for each in question.turns}
    if not turn.parent.strip():
        yield ("parent",), "is empty; write what the parent says"
    if not _REPLIES[0] <= len(turn.options) <= _REPLIES[1]:
        yield ("option",), f"stands {len(turn.options)} times; write {_REPLIES[0]} to {_REPLIES[1]}"
    if not 0 < sum(reply.right for reply in turn.options) < max(1, len(turn.options)):
        yield ("option",), "at least one must be right and one must not"
    for nth, reply in enumerate(turn.options):
        here = ("option", nth)
        for key in ("says", "because"):
            if not getattr(reply, key).strip():
                yield (*here, key), "is empty; write a sentence"
        if reply.next is not None and reply.next not in ids:
            yield (*here, "next"), f"{reply.next!r:.40} is no turn; accepted: {', '.join(sorted(ids))}, or leave it out"
        unknown = [point for point in reply.meets if point not in question.checklist]
        if unknown:
            yield (*here, "meets"), f"{unknown[0]!r:.60} is not on the checklist; write it there, word for word"


def _ways(question: DialogueQuestion) -> Iterator[Told]:
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
            yield ("turn", nth, "id"), "is never reached; name it in `next` of an option above"
        if _returns(turn.id, after):
            yield ("turn", nth, "id"), "leads back to itself, so the talk may never end; change a `next`"
    met = {point for turn in question.turns for reply in turn.options if reply.right for point in reply.meets}
    for nth, point in enumerate(question.checklist):
        if point not in met:
            yield ("checklist", nth), f"{point!r:.60} is met by no right reply; add it to `meets` of one"


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
