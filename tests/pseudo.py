"""Languages that nobody speaks, so that a test sees which sentences were looked up: in brackets, or in wide letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from gettext import NullTranslations

_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_MARKUP = re.compile(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", re.DOTALL)
_LETTERS = re.compile(r"[A-Za-z]{3}")
_WIDE = {code: code + 0xFEE0 for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))}
_NO_WORD = re.compile(
    r"(\{[^{}]*\}|\]\([^)]*\)|:?[a-z-]*-badge\[|:material/\w+:|:small\[|<[^>]+>|https?://\S+)"
)  # what a translator leaves as it is


class Pseudo(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


class Wide(NullTranslations):
    """Every letter of a sentence is wide; what is put into it, and what was never looked up, keeps its own."""

    def gettext(self, message: str) -> str:
        parts = _NO_WORD.split(message)
        return "".join(part if number % 2 else part.translate(_WIDE) for number, part in enumerate(parts))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def lines_of(html: str) -> list[str]:
    """What a sheet says, without its markup, its style and what is drawn."""
    return [line.strip() for line in _MARKUP.sub("\n", html).splitlines()]


def unmarked(shown: Iterable[str], *names: str) -> list[str]:
    """What reaches the reader and was not looked up: words outside all brackets that are no name."""
    return sorted({each for each in shown if _LETTERS.search(_outside(each, names))})


def _outside(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "")
    while (left := _INNERMOST.sub("", text)) != text:
        text = left
    return text
