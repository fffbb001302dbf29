"""What a reader's words mean: phrases, compounds, other languages, misspelt; and how the words of rows begin for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, NamedTuple

_LONGEST_PHRASE: Final = 5  # words
_COMPOUND: Final = 6  # letters of a part
_NEAR: Final = 0.84
_ENDING: Final = re.compile(r"(?<=\w{4})(?:ing|es|s|ed)$")


class Wanted(NamedTuple):
    typed: str
    beginnings: tuple[str, ...]
    means: bool = False  # a word of readers, of which is known what they mean


@dataclass(frozen=True, slots=True)
class Dictionary:
    """data/reader_words.toml beside the words of the rows."""

    meanings: Mapping[str, tuple[str, ...]]  # by what is typed
    says_nothing: frozenset[str]
    typed: frozenset[str]  # every word of readers
    vocabulary: tuple[str, ...]  # what a misspelt word may have been meant to be
    rows: tuple[str, ...]


def wanted_words(written: Sequence[str], dictionary: Dictionary, taken_for: dict[str, str]) -> Iterator[Wanted]:
    """Phrases that have a meaning, the longest first; then single words, without those that say nothing."""
    words = [_understood(word, dictionary, taken_for) for word in written]
    at, said = 0, False
    while at < len(words):
        length = next(
            (n for n in range(_LONGEST_PHRASE, 0, -1) if " ".join(words[at : at + n]) in dictionary.meanings), 0
        )
        typed, phrase = (" ".join(each[at : at + max(length, 1)]) for each in (written, words))
        at += max(length, 1)
        if length or phrase not in dictionary.says_nothing:
            said = True
            yield Wanted(typed, dictionary.meanings.get(phrase, (_ENDING.sub("", phrase),)), means=length > 0)
    if not said:  # nothing but small words: they are meant
        yield from (Wanted(word, (word,)) for word in written)


def _understood(word: str, dictionary: Dictionary, taken_for: dict[str, str]) -> str:
    """As it stands where readers or rows have it; else what its parts mean, as in compounds; else the nearest word."""
    beginning = f" {_ENDING.sub('', word)}"
    if word in dictionary.typed or any(beginning in each for each in dictionary.rows):
        return word
    cuts = range(len(word) - _COMPOUND, 0, -1)
    parts = (*(word[: _COMPOUND + cut - 1] for cut in cuts), *(word[-_COMPOUND - cut + 1 :] for cut in cuts))
    part = next((each for each in parts if each in dictionary.meanings), None)
    near = part or next((each for each in dictionary.vocabulary if _swapped(each, word)), None)
    near = near or next(iter(get_close_matches(word, dictionary.vocabulary, n=1, cutoff=_NEAR)), None)
    if near and not part and near not in dictionary.says_nothing:
        taken_for[word] = near
    return near or word


def _swapped(one: str, other: str) -> bool:
    """Whether they differ in the order of two letters beside each other."""
    if len(one) != len(other) or one == other:
        return False
    first = next(nth for nth, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    return one[first : first + 2] == other[first : first + 2][::-1] and one[first + 2 :] == other[first + 2 :]
