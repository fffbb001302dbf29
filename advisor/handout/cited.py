"""The documents that a page cites, numbered in the order of their first mention, as many as there is room for."""

from functools import lru_cache

from advisor.case.model import Source
from advisor.handout import words
from advisor.knowledge import Knowledge
from advisor.physics.estimate import DoseEstimate


class References:
    """Numbers for documents; past the room there are none, and the rest are counted."""

    def __init__(self, knowledge: Knowledge, room: int) -> None:
        self._knowledge, self._room = knowledge, room
        self._ids: list[str] = []

    def number(self, source: str) -> int | None:
        """The number to print beside what the document says; None past the room."""
        if source not in self._ids:
            self._ids.append(source)
        number = self._ids.index(source) + 1
        return number if number <= self._room else None

    def listed(self) -> list[str]:
        return [_reference(self._knowledge.sources[each]) for each in self._ids[: self._room]]

    def left_out(self) -> list[str]:
        count = len(self._ids) - self._room
        return [words.MORE_SOURCES.format(count=count)] if count > 0 else []

    def behind_dose(self, estimate: DoseEstimate) -> str:
        """The published rows that a dose was worked out from, by their documents."""
        rows = _documents(self._knowledge)
        used = [row for row in dict.fromkeys(estimate.evidence) if row in rows]
        documents = dict.fromkeys(_short(self._knowledge.sources[rows[row]]) for row in used)
        named, more = list(documents)[: self._room], len(documents) - self._room
        if more > 0:
            named.append(words.MORE.format(count=more))
        return words.DOSE_SOURCES.format(count=len(used), documents=", ".join(named))


@lru_cache(maxsize=8)
def _documents(knowledge: Knowledge) -> dict[str, str]:
    """The document of each published row, by the row's id."""
    tables = knowledge.tables
    rows = (*tables.doses, *tables.conversions, *tables.factors, *tables.outputs, *tables.charts, *tables.growth)
    return {row.id: row.source for row in rows}


def _reference(source: Source) -> str:
    form = words.SOURCE if source.year is None or str(source.year) in source.title else words.SOURCE_YEAR
    return form.format(issuer=source.issuer, title=source.title, year=source.year)


def _short(source: Source) -> str:
    return words.DOCUMENT.format(issuer=source.issuer, year=source.year or "").strip()
