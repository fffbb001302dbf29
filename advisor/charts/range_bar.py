"""How well a factor is known, as a bar small enough to stand in a line of text."""

from __future__ import annotations

from base64 import b64encode
from math import log
from typing import Final

from advisor.case.model import Range
from advisor.charts.picture import BLUE, VERMILION

_WIDTH_PX: Final = 240
_HEIGHT_PX: Final = 16
_TIMES: Final = 4.0  # of the typical value, at the right end; a quarter of it at the left
_LEAST_PX: Final = 3.0  # of what is known exactly
_GREY: Final = "#888888"  # reads on light and on dark
_IN_TEXT: Final = "![](data:image/svg+xml;base64,{code})"
_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    '<path d="M0 8H{width}M{middle} 1V15" stroke="{grey}"/>'
    '<rect x="{left:.1f}" y="3" width="{wide:.1f}" height="10" rx="3" fill="{colour}" fill-opacity=".45" '
    'stroke="{colour}"/></svg>'
)


def range_bar(value: Range, *, moved: bool) -> str:
    """An SVG on a logarithmic axis with the typical value in its middle; in another colour where it has `moved`."""
    left, right = (_place(end / value.typical) for end in (value.low, value.high))
    wide = max(_LEAST_PX, right - left)
    return _SVG.format(
        width=_WIDTH_PX, height=_HEIGHT_PX, middle=_WIDTH_PX // 2, grey=_GREY,
        left=min(left, _WIDTH_PX - wide) - (_LEAST_PX / 2 if right == left else 0), wide=wide,
        colour=VERMILION if moved else BLUE,
    )  # fmt: skip


def _place(times: float) -> float:
    share = 0.5 + log(times) / log(_TIMES) / 2
    return _WIDTH_PX * min(1.0, max(0.0, share))


def in_text(bar: str) -> str:
    """Within Markdown; the words beside it say the same, so it has no text alternative."""
    return _IN_TEXT.format(code=b64encode(bar.encode()).decode())
