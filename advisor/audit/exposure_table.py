"""The table that an audit is made of: one row an exposure, the same columns whatever they are of; how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from advisor.audit.plan import GRADE, KERMA, KEYS, NUMBERS, PRODUCT, TEXTS, Tells
from advisor.intake.exposure import Exposure

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    Ask = Callable[..., pa.Table]  # a question of the plan and what it is told besides the table
    Question = Callable[..., ir.Table]

UNTOLD_UNIT: Final = "unit not told"
Meant = Callable[[str, str], str | None]  # field, the word that stands in it


def as_it_stands(_: str, word: str) -> str:
    """Of a table whose words are the engine's own."""
    return word


@dataclass(frozen=True, slots=True)
class ExposureTable:
    """`exact`: every dose is looked at, else nearly equal ones are counted together.

    Times within one of `bins_per_e` of a logarithm are counted together; None: each by itself.
    """

    ask: Ask
    exact: bool = True
    bins_per_e: float | None = None
    told: tuple[str, ...] = (PRODUCT, KERMA)  # quantities that the table has at all
    keys: tuple[str, ...] = KEYS  # of the plan, those that the table tells at all
    grade_keys: tuple[str, ...] = GRADE
    rows_told: bool = True
    constants: tuple[tuple[str, float], ...] = ()  # keys that are the same in each row
    timed: bool = False  # each row has a time
    meant: Meant = as_it_stands

    @property
    def tells(self) -> Tells:
        listed = self.told if self.exact else ()
        keys = tuple(key for key in self.keys if key not in dict(self.constants))
        return Tells(keys, self.timed, listed, self.rows_told and PRODUCT in listed, not self.exact)


def table_of(exposures: Sequence[Exposure]) -> pa.Table:
    """Exposures as a table; a value that such a unit cannot give is left out, and named in `implausible`."""
    import pyarrow as pa

    columns: dict[str, Any] = {
        "row": pa.array([each.row for each in exposures], pa.int64()),
        "on": pa.array([None if "on" in each.implausible else each.on for each in exposures], pa.date32()),
        "retake": pa.array([each.retake for each in exposures], pa.bool_()),
        "file": pa.array([each.file for each in exposures], pa.string()),
        "unit": pa.array([each.unit or UNTOLD_UNIT for each in exposures], pa.string()),
        "implausible": pa.array([" ".join(each.implausible) or None for each in exposures], pa.string()),
    }
    for name in NUMBERS:
        columns[name] = pa.array(list(_plausible(exposures, name)), pa.float64())
    for name in TEXTS:
        if name not in columns:
            columns[name] = pa.array([_word(getattr(each, name)) for each in exposures], pa.string())
    return pa.table(columns)


def _plausible(exposures: Iterable[Exposure], name: str) -> Iterable[float | None]:
    return (None if name in each.implausible else getattr(each, name) for each in exposures)


def _word(value: Any) -> str | None:
    return None if value is None else str(value)
