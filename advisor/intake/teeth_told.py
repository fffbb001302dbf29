"""Teeth and jaws as people write them ('UR6-UR4', '16,15', '#3', 'lower incisors') -> the region of an exam."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from advisor.case.model import Exam
from advisor.case.teeth import Notation, Tooth, arches, numbered
from advisor.intake.recognised import Recognised, plain
from advisor.intake.which_exam import region_for

NOT_UNDERSTOOD: Final = "is no tooth or region that is known"
SEVERAL_REGIONS: Final = "lies in several regions of the exam, so none is taken"
TOO_MANY_WAYS: Final = "is one way too many of writing a region"
_JAWS: Final = {"U": "1 2 5 6", "L": "4 3 8 7"}  # quadrants: permanent right and left, deciduous right and left
_IN_WORDS: Final = re.compile(r"\b(UPPER|LOWER)\s+(RIGHT|LEFT)\s+(?=[1-8A-E]\b)")
_TOOTH: Final = re.compile(
    r"(?<![A-Z\d.#])(?:#\s?(?P<hash>\d{1,2}|[A-T])|(?P<palmer>[UL][RL])\s?(?P<nth>[1-8A-E])|(?P<dotted>[1-8]\.[1-8])"
    r"|(?P<bare>\d{1,2}|[A-KM-QST]))(?![A-Z\d]|\.\s*[A-Z\d])"
)
_TO: Final = re.compile(r"\s*(?:-|–|—|TO|BIS|À|AL?)\s*")
_ARCHES: Final = tuple(tuple(tooth.fdi for tooth in arch) for arch in arches())


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the mouth: the region of the exam, the teeth by their FDI numbers, and why there is no region."""

    region: str | None = None
    teeth: tuple[str, ...] = ()
    wrong: str | None = None


def region_told(
    exam: Exam, words: str, written: str, terms: Recognised, exams: Mapping[str, Exam], *, universal: bool = False
) -> Place:
    """The region and teeth: by the region's own name, by teeth as `written`, else by words for jaw and tooth.

    Parameters
    ----------
    words, written : str
        What stands under a heading of regions, and under one of teeth; each is also read as the other.
    universal : bool
        Bare numbers are the Universal ones (1 to 32, A to T), as in the United States; else the FDI's.
    """
    text = f"{words} {written}".strip()
    if not text or not exam.regions:
        return Place()
    listed = words.strip().replace(" ", "_")
    if any(region.id == listed for region in exam.regions):
        return Place(listed)
    teeth = _teeth(text.upper(), universal=universal)
    parts = [part for part in plain(text).split() if part not in terms.beside_teeth.words]
    jaws = [name for name, each in terms.jaw_words.items() if set(each).intersection(parts)]
    kinds = [name for name, each in terms.tooth_words.items() if set(each).intersection(parts)]
    if teeth is None or not (teeth or jaws or kinds):
        return Place(wrong=NOT_UNDERSTOOD if parts else None)
    one_jaw, one_kind = (each[0] if len(each) == 1 else None for each in (jaws, kinds))
    region = region_for(exam.id, teeth, one_jaw, one_kind, exams)
    several = len({(tooth.jaw, tooth.kind) for tooth in teeth}) > 1 or len(jaws) > 1 or len(kinds) > 1
    return Place(region, tuple(tooth.fdi for tooth in teeth), SEVERAL_REGIONS if several and region is None else None)


def _teeth(text: str, *, universal: bool) -> tuple[Tooth, ...] | None:
    """Every tooth that a text names, ranges filled; None where a number in it is none."""
    text = _IN_WORDS.sub(lambda match: match[1][0] + match[2][0], text)
    found: list[str] = []
    quadrant, end = "", 0
    for match in _TOOTH.finditer(text):
        bare, between = match["bare"], text[end : match.start()]
        quadrant = match["palmer"] or (quadrant if bare and len(bare) == 1 and not between.strip(" ,/+&-–") else "")
        fdi = _in_quadrant(quadrant, match["nth"] or bare) if quadrant else _numbered(match, universal=universal)
        if fdi is None and bare and bare.isalpha():
            continue
        if fdi is None:
            return None
        found += _from_to(found[-1], fdi) if found and _TO.fullmatch(between) else [fdi]
        end = match.end()
    return tuple(tooth for each in dict.fromkeys(found) if (tooth := numbered(each, Notation.FDI)))


def _in_quadrant(palmer: str, nth: str) -> str | None:
    """UR6 -> 16, LLE -> 75; None for a ninth tooth or a letter that stands for none."""
    quadrants = _JAWS[palmer[0]].split()
    side = 0 if palmer[1] == "R" else 1
    place = f"{quadrants[side]}{nth}" if nth.isdigit() else f"{quadrants[side + 2]}{'ABCDE'.find(nth) + 1}"
    return place if numbered(place, Notation.FDI) else None


def _numbered(match: re.Match[str], *, universal: bool) -> str | None:
    told, by_universal = match["hash"] or match["bare"], match["hash"] or universal
    if match["dotted"]:
        told, by_universal = match["dotted"].replace(".", ""), None
    which = numbered(told, Notation.UNIVERSAL if by_universal else Notation.FDI)
    return which.fdi if which else None


def _from_to(first: str, last: str) -> list[str]:
    """The teeth after the first up to the last, where both stand in one arch."""
    for arch in _ARCHES:
        if first in arch and last in arch:
            one, other = arch.index(first), arch.index(last)
            return list(arch[one + 1 : other + 1] if one < other else arch[other:one][::-1])
    return [last]
