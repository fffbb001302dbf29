"""A chart of the screen -> SVG for paper: a font of the machine, the width of its column, its words as title."""

from typing import Any, Final
from xml.sax.saxutils import escape

from altair import SCHEMA_VERSION

from advisor.charts.picture import Picture

FONT: Final = "DejaVu Sans"
_VEGA_LITE: Final = SCHEMA_VERSION.removeprefix("v").rpartition(".")[0]
_PX_PER_POINT: Final = 4.0 / 3.0
_SHARE: Final = 0.9  # of the size of the text round it
_PRINT: Final[dict[str, Any]] = {
    "labelColor": "#000000",
    "titleColor": "#000000",
    "gridColor": "#cccccc",
    "domainColor": "#000000",
    "tickColor": "#000000",
}


def drawing(picture: Picture, *, width_px: int, points: float, height_px: int | None = None) -> str:
    """An SVG element that says in its title what it shows, as PDF/UA and screen readers want it.

    `height_px`: of a picture whose rows are closer on paper than on the screen; None keeps its own.
    """
    from vl_convert import vegalite_to_svg

    spec = picture.specification
    spec |= {"width": width_px, **({"height": height_px} if height_px else {})}
    size = {"labelFontSize": points * _PX_PER_POINT * _SHARE, "titleFontSize": points * _PX_PER_POINT * _SHARE}
    spec["config"] = {**spec["config"], "font": FONT, "axis": {**spec["config"]["axis"], **_PRINT, **size}}
    svg = vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    opening, rest = svg.split(">", 1)
    return f"{opening}><title>{escape(picture.alternative)}</title>{rest}"
