"""The equation of a dose as a picture: what it says."""

from __future__ import annotations

from typing import Final

TIMES: Final = "× "
MOVED: Final = "moved"
STILL: Final = "as pinned"
FACTOR: Final = "{name} {value}"
EQUATION: Final = "The dose as a product: {factors}; together {dose}. A chip is as wide as its range."
AXIS: Final = "range, as a multiple of the typical value"
NAME: Final = "factor"
TYPICAL: Final = "typical"
LOW: Final = "low"
HIGH: Final = "high"
