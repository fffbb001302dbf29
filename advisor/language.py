"""Sentences in the reader's language, looked up when they are drawn; without a catalogue they stand as written here.

`_` and `ngettext` are those of GNU gettext, and Babel's extractor finds their calls. A sentence is looked up where it
is used and never kept: a constant made at import would freeze the language of whoever came first. A module that holds
nothing but sentences ends in `spoken(__name__)`: each is looked up when it is read from there, so `words.START` does.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from types import ModuleType
from typing import Any, Final, NamedTuple

_FOR_STREAMLIT: Final = ("ICON", "COLOUR")
AS_WRITTEN: Final = NullTranslations()
_CATALOGUE: Final[ContextVar[NullTranslations]] = ContextVar("catalogue", default=AS_WRITTEN)


def _(sentence: str) -> str:
    """The sentence as the reader's language has it."""
    return _CATALOGUE.get().gettext(sentence) if sentence else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The form that a number takes: {number} image, {number} images."""
    return _CATALOGUE.get().ngettext(one, many, number)


class Plural(NamedTuple):
    """A sentence with a number in it, as a constant: looked up when its number is known."""

    one: str
    many: str

    def of(self, number: int, **more: Any) -> str:
        """The form that the number takes, with the number, and whatever else it names, in it."""
        return ngettext(self.one, self.many, number).format(number=number, **more)


def as_written() -> bool:
    """Whether sentences are said as they stand in the code."""
    return _CATALOGUE.get() is AS_WRITTEN


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """All that is drawn within is said by this catalogue."""
    before = _CATALOGUE.set(catalogue)
    try:
        yield
    finally:
        _CATALOGUE.reset(before)


class _Spoken(ModuleType):
    """A module of sentences, which gives each in the language of the moment."""

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        return _told(value) if name.isupper() and not as_written() and is_said(name) else value


def is_said(name: str) -> bool:
    """Whether a constant holds sentences, by its name: icons and colours are for Streamlit."""
    return not name.endswith(_FOR_STREAMLIT)


def _told(value: Any) -> Any:
    """A sentence, or all those that a mapping or a plain tuple holds; anything else as it is."""
    if type(value) is str:
        return _(value)
    if isinstance(value, Mapping):
        return {key: _told(each) for key, each in value.items()}
    return tuple(map(_told, value)) if type(value) is tuple else value


def spoken(module: str) -> None:
    """From here on the module's sentences are looked up when they are read: `spoken(__name__)`, as its last line."""
    sys.modules[module].__class__ = _Spoken
