"""Values of the core as JSON has them: words, numbers, lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import floor, log10
from typing import Any, Final

_DIGITS: Final = 6
Json = dict[str, Any]


def plain(values: Mapping[str, Any]) -> Json:
    return {name: word(value) for name, value in values.items()}


def word(value: Any) -> Any:
    """Enums as their words, dates as text, tuples as lists."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return rounded(value) if isinstance(value, float) else value


def rounded(value: float) -> float:
    """Six significant figures: enough for savings to add up, no noise of binary fractions."""
    return 0.0 if value == 0 else round(value, _DIGITS - 1 - floor(log10(abs(value))))
