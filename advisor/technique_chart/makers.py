"""What the maker of a unit prints for a region and a patient, to stand beside the time worked out for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.case.model import Range
from advisor.case.vocabulary import Programme, Receptor
from advisor.knowledge.tables import ChartRow, printed_time


@dataclass(frozen=True, slots=True)
class MakersTime:
    """All that a chart prints for one receptor, region and population: one row, or one for each of several sensors."""

    rows: tuple[ChartRow, ...]

    @property
    def time_s(self) -> Range:
        """From the shortest to the longest printed, with the geometric middle."""
        return printed_time(self.rows)

    @property
    def kV(self) -> float | None:  # noqa: N802 - SI units keep their case
        """Tube voltage, where all rows are printed for the same."""
        return _same(row.kV for row in self.rows)

    @property
    def mA(self) -> float | None:  # noqa: N802 - SI units keep their case
        """Tube current, where all rows are printed for the same."""
        return _same(row.mA for row in self.rows)


def makers_times(
    unit: str | None, receptor: Receptor | None, charts: Iterable[ChartRow]
) -> Mapping[tuple[str, Programme], MakersTime]:
    """The cells of a unit's chart for one receptor, by region and population; none for a receptor not told."""
    cells: dict[tuple[str, Programme], list[ChartRow]] = {}
    for row in charts:
        ours = row.unit == unit and row.receptor is not None and row.receptor is receptor
        if ours and row.region and row.time and row.certainty.usable:
            cells.setdefault((row.region, Programme(row.population)), []).append(row)
    return {at: MakersTime(tuple(rows)) for at, rows in cells.items()}


def _same(values: Iterable[float | None]) -> float | None:
    once = set(values)
    return once.pop() if len(once) == 1 else None
