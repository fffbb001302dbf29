"""Sentences in the reader's language, looked up when they are drawn; without a catalogue they stand as written here.

`_` and `ngettext` are those of GNU gettext, and Babel's extractor finds their calls. A sentence is looked up where it
is used and never kept: a constant made at import would freeze the language of whoever came first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import Final

_CATALOGUE: Final[ContextVar[NullTranslations]] = ContextVar("catalogue", default=NullTranslations())  # noqa: B039


def _(sentence: str) -> str:
    """The sentence as the reader's language has it."""
    return _CATALOGUE.get().gettext(sentence)


def ngettext(one: str, many: str, number: int) -> str:
    """The form that a number takes: {number} image, {number} images."""
    return _CATALOGUE.get().ngettext(one, many, number)


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """All that is drawn within is said by this catalogue."""
    before = _CATALOGUE.set(catalogue)
    try:
        yield
    finally:
        _CATALOGUE.reset(before)
