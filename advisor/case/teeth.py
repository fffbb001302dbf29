"""A tooth as a dentist writes it, FDI or Universal, primary teeth included -> the region an image of it is of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from advisor.case.model import Exam, Region


class Notation(StrEnum):
    FDI = "fdi"
    UNIVERSAL = "universal"


@dataclass(frozen=True, slots=True)
class Tooth:
    """FDI quadrant (1 to 4 permanent, 5 to 8 primary) and position from the midline."""

    quadrant: int
    position: int

    @property
    def primary(self) -> bool:
        return self.quadrant in _PRIMARY

    @property
    def jaw(self) -> str:
        return "maxilla" if self.quadrant in _UPPER else "mandible"

    @property
    def kind(self) -> str:
        return (_PRIMARY_KINDS if self.primary else _KINDS)[self.position]

    @property
    def on_right(self) -> bool:
        """The patient's right, drawn on the left."""
        return self.quadrant in _RIGHT

    @property
    def fdi(self) -> str:
        return f"{self.quadrant}{self.position}"


_UPPER: Final = frozenset({1, 2, 5, 6})
_RIGHT: Final = frozenset({1, 4, 5, 8})
_PRIMARY: Final = frozenset({5, 6, 7, 8})
_KINDS: Final = dict(enumerate(("incisor", "incisor", "canine", "premolar", "premolar", "molar", "molar", "molar"), 1))
_PRIMARY_KINDS: Final = dict(enumerate(("incisor", "incisor", "canine", "molar", "molar"), 1))
_FRONT: Final = frozenset({"incisor", "canine"})


def _around(quadrants: tuple[int, ...], kinds: dict[int, str]) -> list[Tooth]:
    """The teeth as Universal counts them: from the upper right last tooth round to the lower right last."""
    outward = sorted(kinds)
    inward = outward[::-1]
    orders = (inward, outward, inward, outward)
    return [Tooth(q, p) for q, order in zip(quadrants, orders, strict=True) for p in order]


_PERMANENT_TEETH: Final = _around((1, 2, 3, 4), _KINDS)
_PRIMARY_TEETH: Final = _around((5, 6, 7, 8), _PRIMARY_KINDS)
_TEETH: Final[dict[Notation, dict[str, Tooth]]] = {
    Notation.FDI: {tooth.fdi: tooth for tooth in (*_PERMANENT_TEETH, *_PRIMARY_TEETH)},
    Notation.UNIVERSAL: {
        **{f"{number}": tooth for number, tooth in enumerate(_PERMANENT_TEETH, 1)},
        **{chr(ord("A") + number): tooth for number, tooth in enumerate(_PRIMARY_TEETH)},
    },
}


def arches() -> tuple[tuple[Tooth, ...], ...]:
    """The teeth from the patient's right to left: upper permanent, upper primary, lower primary, lower permanent."""
    permanent, primary = len(_PERMANENT_TEETH) // 2, len(_PRIMARY_TEETH) // 2
    return (
        tuple(_PERMANENT_TEETH[:permanent]),
        tuple(_PRIMARY_TEETH[:primary]),
        tuple(_PRIMARY_TEETH[: primary - 1 : -1]),
        tuple(_PERMANENT_TEETH[: permanent - 1 : -1]),
    )


def tooth(name: str, notation: Notation) -> Tooth | None:
    """The tooth meant, in the notation told; in the other one only where this one has no such tooth."""
    written = name.strip().upper().replace(".", "")
    other = Notation.UNIVERSAL if notation is Notation.FDI else Notation.FDI
    return _TEETH[notation].get(written) or _TEETH[other].get(written)


def numbered(name: str, notation: Notation) -> Tooth | None:
    """The tooth that this notation, and no other, writes so."""
    return _TEETH[notation].get(name)


def written(which: Tooth, notation: Notation) -> str:
    """A tooth as the notation writes it."""
    return next(name for name, tooth in _TEETH[notation].items() if tooth == which)


def region_of(which: Tooth, exam: Exam) -> Region | None:
    """The exam's region that shows a tooth. A primary molar counts as a molar, as in makers' charts for children."""
    ends = "anterior" if which.kind in _FRONT else "posterior"
    wanted = (f"{which.jaw}_{which.kind}", ends, which.jaw)
    return next((region for region in exam.regions if region.id in wanted), None)
