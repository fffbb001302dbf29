"""A page in Streamlit's own harness, without a browser: opened, run, read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from streamlit.testing.v1 import AppTest

_PATIENCE_S: Final = 600  # a page that is busy is not wrong; this long is only looked at one that hangs
_APP: Final = Path(__file__).resolve().parents[2] / "app.py"


def page_of(script: Callable[[], None]) -> AppTest:
    """What a script draws, not yet run: its state and address may still be told."""
    return AppTest.from_function(script, default_timeout=_PATIENCE_S)


def whole_app() -> AppTest:
    """The product as its first visitor meets it, not yet run."""
    return AppTest.from_file(str(_APP), default_timeout=_PATIENCE_S)


def ran(touched: Any) -> AppTest:
    """The page after a widget of it was touched, or as it is; no error is on it."""
    at: AppTest = touched.run()

    assert not at.exception

    return at


def text(at: AppTest) -> str:
    """All that is to be read on the page, a line an element, without what keeps a name from being markup."""
    shown = (*at.title, *at.header, *at.subheader, *at.markdown, *at.caption)
    said = (*at.info, *at.success, *at.warning, *at.error)
    lines = [*(str(each.value) for each in (*shown, *said)), *(str(box.label) for box in at.expander)]
    return "\n".join(lines).replace("\\", "")
