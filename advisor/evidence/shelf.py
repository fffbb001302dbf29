"""Every row by its id, with what it was derived from and what rests on it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from advisor.case.model import Source
from advisor.case.vocabulary import Certainty
from advisor.evidence import sheets as tables
from advisor.evidence.links import RowKind, ids_in
from advisor.evidence.published import Cells, PublishedTables, ReaderWords, Sheet
from advisor.knowledge import Knowledge

_KIND: Final[Mapping[str, RowKind]] = {
    tables.STATEMENTS: RowKind.STATEMENT,
    tables.SOURCES: RowKind.SOURCE,
    tables.PLACES: RowKind.PLACE,
}


class ShelfRow(NamedTuple):
    sheet: Sheet
    row: Cells

    @property
    def kind(self) -> RowKind:
        return _KIND.get(self.sheet.id, RowKind.ROW)

    @property
    def id(self) -> str:
        return self.row["id"]

    @property
    def certainty(self) -> Certainty | None:
        """None where a row is no citation, as a place."""
        written = self.row.get("certainty")
        return Certainty(written) if written else None


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    knowledge: Knowledge
    sheets: Mapping[str, Sheet]
    by_id: Mapping[str, tuple[ShelfRow, ...]]
    named: Mapping[str, str]  # ids of rows by what reports call them
    reader_words: ReaderWords

    def find(self, kind: RowKind, id: str) -> tuple[ShelfRow, ...]:
        """The rows of that id; a `row` may be anything that has it, as formulas name statements and rows alike."""
        found = self.by_id.get(id, ()) or self.by_id.get(self.named.get(id, ""), ())
        exact = tuple(each for each in found if each.kind is kind)
        return exact or (found if kind is RowKind.ROW else ())

    def source(self, row: Cells) -> Source | None:
        return self.knowledge.sources.get(row.get("source", ""))

    def parents(self, found: ShelfRow) -> tuple[ShelfRow, ...]:
        """The rows that a derived number came from."""
        row = found.row
        named = " ".join(row.get(column) or "" for column in ("derived_from", "rows"))
        return tuple(each for id in ids_in(named, self.by_id) for each in self.by_id[id][:1] if id != found.id)

    def children(self, found: ShelfRow) -> tuple[ShelfRow, ...]:
        """What was derived from a row."""
        return tuple(
            other for each in self.by_id.values() for other in each if found.id in {p.id for p in self.parents(other)}
        )

    def rests_on(self, source: str) -> tuple[ShelfRow, ...]:
        """Every row that cites a source."""
        return tuple(each for found in self.by_id.values() for each in found if each.row.get("source") == source)

    @property
    def waiting(self) -> tuple[ShelfRow, ...]:
        """What is stored but not used: nobody has read it whole yet."""
        rows = (each for found in self.by_id.values() for each in found)
        return tuple(each for each in rows if each.certainty is not None and not each.certainty.usable)


def shelf(knowledge: Knowledge, published: PublishedTables) -> Shelf:
    """Put every row on the shelf, once."""
    all_sheets = tables.sheets(knowledge, published)
    by_id: dict[str, list[ShelfRow]] = defaultdict(list)
    for sheet in all_sheets.values():
        for row in sheet.rows:
            by_id[row["id"]].append(ShelfRow(sheet, row))
    named = {row["receptor"]: row["id"] for row in all_sheets["receptors"].rows}
    return Shelf(
        knowledge, all_sheets, {id: tuple(found) for id, found in by_id.items()}, named, published.reader_words
    )
