"""What an exam paper came to: a mark an item, by competency and in all, and as a table for the teacher."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from advisor.__about__ import __version__
from advisor.spreadsheet import as_csv
from advisor.student.exam_paper import ExamPaper, Item

_COLUMNS: Final = ("seed", "fingerprint", "version", "item", "lesson", "question", "competency", "score")
_PERCENT: Final = 100.0


class Share(NamedTuple):
    """Points of a number of items."""

    points: float
    items: int

    @property
    def percent(self) -> float:
        return _PERCENT * self.points / self.items


@dataclass(frozen=True, slots=True)
class Result:
    """A paper with one mark an item, 0 to 1."""

    paper: ExamPaper
    marks: tuple[float, ...]
    pass_percent: float

    @property
    def whole(self) -> Share:
        return _share(self.marks)

    @property
    def passed(self) -> bool:
        return self.whole.percent >= self.pass_percent

    @property
    def marked(self) -> tuple[tuple[Item, float], ...]:
        return tuple(zip(self.paper.items, self.marks, strict=True))

    @property
    def by_competency(self) -> dict[str, Share]:
        """In the order of the alphabet, so that two papers can be laid side by side."""
        drawn = sorted({item.competency for item in self.paper.items})
        return {each: _share(mark for item, mark in self.marked if item.competency == each) for each in drawn}


def _share(marks: Iterable[float]) -> Share:
    points = tuple(marks)
    return Share(sum(points), len(points))


def result_csv(result: Result) -> str:
    """One row an item; no cell is taken for a formula by a spreadsheet, and no name is in it."""
    paper = result.paper
    whole = {"seed": paper.seed, "fingerprint": paper.fingerprint, "version": __version__}
    return as_csv(
        _COLUMNS,
        [
            {
                **whole,
                "item": str(number),
                "lesson": item.lesson.id,
                "question": str(item.number + 1),
                "competency": item.competency,
                "score": f"{mark:.2f}",
            }
            for number, (item, mark) in enumerate(result.marked, start=1)
        ],
    )
