"""A language that nobody speaks: each sentence in brackets, so that a test sees which ones were looked up."""

from __future__ import annotations

from gettext import NullTranslations


class Pseudo(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"
