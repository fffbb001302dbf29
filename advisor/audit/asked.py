"""A table of exposures that the plan's questions can be put to: how it is asked, how exactly, what its words mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from advisor.audit.plan import KERMA, KEYS, PRODUCT

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    Ask = Callable[..., pa.Table]  # a question of the plan and what it is told besides the table
    Question = Callable[..., ir.Table]

Meant = Callable[[str, str], str | None]  # field, the word that stands in it
RegionMeant = Callable[[str, str], str | None]  # exam, the words that tell the region
FINEST_BINS: Final = 1e9  # of a logarithm: every time by itself


def as_it_stands(_: str, word: str) -> str:
    """Of a table whose words are the engine's own."""
    return word


@dataclass(frozen=True, slots=True)
class ExposureTable:
    """`exact`: every value is looked at, else values within half a per cent are counted together."""

    ask: Ask
    exact: bool = True
    bins_per_e: float = FINEST_BINS
    told: tuple[str, ...] = (PRODUCT, KERMA)  # quantities that the table has at all
    keys: tuple[str, ...] = KEYS  # of the plan, those that the table tells at all
    rows_told: bool = True
    meant: Meant = as_it_stands
    region_meant: RegionMeant = as_it_stands
