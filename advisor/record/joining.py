"""Two records -> one: the same image, told twice, is one entry that holds what either told.

Two entries are the same image where the device's identifier says so; else where day and exam are the same, and place in
the mouth and settings agree as far as both are told. What one leaves untold the other fills in; words (why, where, by
whom) never part them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from math import isclose
from typing import Any, Final

from advisor.case.model import Setup
from advisor.intake.refusal import Refusal, Why
from advisor.record.entry import MOST_ENTRIES, SETTINGS, TEXTS, Entry, Record, in_order

_ALIKE: Final = ("on", "exam")
_COMPARED: Final = ("region", "side", "teeth", "age_years", "air_kerma_mGy", "study_uid")
_IDENTIFIERS: Final = ("event", "study_uid")
_ROUNDED: Final = 1e-4  # of a value: a card writes six figures
_UNTOLD: Final = (None, ())


def joined(first: Record, *others: Record) -> Record:
    """All entries of all records, each image once; the first name that was written.

    Raises
    ------
    Refusal
        Where together they are more than a record holds.
    """
    entries = first.entries
    for other in others:
        entries = _with(entries, other.entries)
    names = (each.name for each in (first, *others) if each.name)
    return Record(in_order(entries), next(names, None))


def _with(entries: tuple[Entry, ...], more: Iterable[Entry]) -> tuple[Entry, ...]:
    found = list(entries)
    for entry in more:
        if any(_holds(each, entry) for each in found):  # first of all, so that joining again changes nothing
            continue
        twin = next((nth for nth, each in enumerate(found) if same_image(each, entry)), None)
        if twin is None:
            found.append(entry)
        else:
            found[twin] = _filled(found[twin], entry)
    if len(found) > MOST_ENTRIES:
        raise Refusal("entries", Why.TOO_MANY_OF, count=len(found), most=MOST_ENTRIES)
    return tuple(found)


def same_image(one: Entry, other: Entry) -> bool:
    """Whether two entries tell of one image."""
    if one.event and other.event:
        return one.event == other.event
    if any(getattr(one, name) != getattr(other, name) for name in _ALIKE):
        return False
    return all(_agree(first, second) for first, second in _measured(one, other))


def _holds(whole: Entry, part: Entry) -> bool:
    """Whether an entry tells all that another does."""
    if not same_image(whole, part):
        return False
    told = [name for name in (*TEXTS, *_IDENTIFIERS, "estimate") if getattr(part, name) is not None]
    if any(getattr(whole, name) is None for name in told):
        return False
    return all(first not in _UNTOLD or second in _UNTOLD for first, second in _measured(whole, part))


def _measured(one: Entry, other: Entry) -> Iterator[tuple[Any, Any]]:
    """What both tell of the exposure, side by side."""
    for name in SETTINGS:
        yield getattr(one.setup, name), getattr(other.setup, name)
    for name in _COMPARED:
        yield getattr(one, name), getattr(other, name)


def _agree(one: Any, other: Any) -> bool:
    if one in _UNTOLD or other in _UNTOLD:
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_agree, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=_ROUNDED)
    return bool(one == other)


def _filled(first: Entry, more: Entry) -> Entry:
    """The first, with what only the other tells."""
    setup = {name: _either(getattr(first.setup, name), getattr(more.setup, name)) for name in SETTINGS}
    alone = {
        each.name: _either(getattr(first, each.name), getattr(more, each.name))
        for each in fields(Entry)
        if each.name != "setup"
    }
    return replace(first, **alone, setup=Setup(**setup))


def _either(first: Any, second: Any) -> Any:
    return second if first in _UNTOLD else first
