"""A word that is none of those accepted: the sentence that says so, and the word that was most likely meant."""

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile
from operator import eq
from typing import Final

_NEAREST: Final = 5  # of which the one that begins alike is taken
_LISTED: Final = 30  # more words are not told
NOT_LISTED: Final = "{told!r:.60} is not known{accepted}{guess}"


def nearest(written: object, words: Iterable[str]) -> str | None:
    """The word that a misspelt one was most likely meant to be; None where none is near."""
    misspelt, by_lower = str(written).lower(), {word.lower(): word for word in words}
    near = get_close_matches(misspelt, by_lower, n=_NEAREST)

    def alike(word: str) -> tuple[float, int]:
        return SequenceMatcher(None, word, misspelt).ratio(), sum(1 for _ in takewhile(bool, map(eq, word, misspelt)))

    return by_lower[max(near, key=alike)] if near else None


def unlisted(written: object, words: Iterable[str]) -> tuple[str, str]:
    """What `NOT_LISTED` says is accepted, and what it guesses was meant."""
    accepted = list(words)
    near = nearest(written, accepted)
    listed = f"; accepted: {', '.join(accepted)}" if len(accepted) <= _LISTED else ""
    return listed, f"; did you mean {near}?" if near else ""


def not_known(written: object, words: Iterable[str]) -> str:
    """The sentence for a word that is not one of these; few are listed, and of many the nearest is told."""
    accepted, guess = unlisted(written, words)
    return NOT_LISTED.format(told=written, accepted=accepted, guess=guess)
