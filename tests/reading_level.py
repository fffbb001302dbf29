"""How hard a text is to read: textstat's formulas, with syllables counted here because its dictionary is a download."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple
from unittest.mock import patch

import textstat  # type: ignore[import-untyped]

_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?<![aeiouy])(?:es|ed|e)$")  # bone, bones, moved
_SPOKEN: Final = re.compile(r"(?:[^aeiouy]le|[sxz]es|[cg]es|[cs]hes|[td]ed)$")  # little, images, needed
_TWICE: Final = re.compile(r"i[ao](?!ns?\b)|ie[rt]|eo|eing|ui[ens]|ua|rea\b")  # dial, easier, video: two vowels heard


class Level(NamedTuple):
    flesch_kincaid: float
    smog: float


def level(text: str) -> Level:
    """School grades by Flesch-Kincaid and SMOG."""
    with _counted_here():
        return Level(textstat.flesch_kincaid_grade(text), textstat.smog_index(text))


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e; agrees with the CMU dictionary on the words of the sheets."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    silent = bool(_SILENT.search(plain)) and not _SPOKEN.search(plain)
    return max(1, len(_VOWELS.findall(plain)) - silent + len(_TWICE.findall(plain)))


class _Phones(dict[str, list[list[str]]]):
    """Looks like the dictionary that textstat asks: a word's sounds, of which the vowels end in a digit."""

    def __missing__(self, word: str) -> list[list[str]]:
        return [["A0"] * syllables(word)]


@contextmanager
def _counted_here() -> Iterator[None]:
    phones = _Phones()
    with patch("textstat.backend.counts._count_syllables.get_cmudict", lambda _: phones):
        yield
