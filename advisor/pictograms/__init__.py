"""The face of the product: its mark, its name, and a pictogram for each of the six steps, drawn for this project.

Each is a tile with a ground of its own, so that it reads on light, on dark and in grey, from 20 px upwards; yellow is
what the step is about. They say nothing that words beside them do not, so they have no text alternative.
"""

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from advisor.case.vocabulary import Step

_FOLDER: Final = Path(__file__).parent
_IN_TEXT: Final = "![](data:image/svg+xml;base64,{code})"
_PLAIN: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40"'
_SIZED: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="{size}" height="{size}"'


def _drawn(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


MARK: Final = _drawn("mark")  # also the icon of the browser's tab
WORDMARK: Final = _drawn("wordmark")  # the mark with the name; the name is dark or light as the page is
IN_MOUTH: Final = _drawn("in_mouth")  # for families: a child at an intraoral unit, and at one that goes round the head
ROUND_HEAD: Final = _drawn("round_head")
STEP: Final[Mapping[Step, str]] = {step: _drawn(step.value) for step in Step}


def in_text(pictogram: str, px: int = 28) -> str:
    """A pictogram within Markdown; in the label of a button, Streamlit shows it as high as the letters."""
    return _IN_TEXT.format(code=b64encode(sized(pictogram, f"{px}px").encode()).decode())


def sized(pictogram: str, size: str) -> str:
    """The same SVG element as large as told in CSS."""
    return pictogram.replace(_PLAIN, _SIZED.format(size=size), 1)


def inline(pictogram: str, size: str, title: str) -> str:
    """For a sheet, which holds it as an element and names it, as PDF/UA asks: `inline(STEP[step], "9mm", "Select")`."""
    opening, rest = sized(pictogram, size).split(">", 1)
    return f"{opening}><title>{escape(title)}</title>{rest}"
