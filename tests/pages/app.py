"""A page in Streamlit's own harness, without a browser: opened, run, read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from tests.patience import PATIENCE_S

_APP: Final = Path(__file__).resolve().parents[2] / "app.py"
_SHOWN: Final = frozenset({"body", "label", "help", "placeholder", "options", "content", "alt", "text"})


def page_of(script: Callable[[], None]) -> AppTest:
    """What a script draws, not yet run: its state and address may still be told."""
    return AppTest.from_function(script, default_timeout=PATIENCE_S)


def whole_app() -> AppTest:
    """The product as its first visitor meets it, not yet run."""
    return AppTest.from_file(str(_APP), default_timeout=PATIENCE_S)


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


def shown(at: AppTest) -> list[str]:
    """Every string that reaches the reader: of words, of widgets with their choices and help, of tables."""
    found = [each for element in at.main if element.proto is not None for each in _strings(element.proto)]
    tables = [each.value.reset_index() if each.value.index.name else each.value for each in at.table]
    return [*found, *(str(each) for table in tables for each in (*table.columns, *table.to_numpy().ravel()))]


def _strings(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        for each in value if field.is_repeated else (value,):
            if isinstance(each, Message):
                yield from _strings(each)
            elif isinstance(each, str) and field.name in _SHOWN:
                yield each
