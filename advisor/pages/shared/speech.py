"""The reader's language, by what the browser asks for; until its translation is kept, as the sentences are written.

A run of the script speaks it, and so does each part that is drawn by itself: what a run has set ends with the run.
"""

from contextlib import AbstractContextManager
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Final

import streamlit as st

from advisor.language import AS_WRITTEN, speaking

DOMAIN: Final = "advisor"
FOLDER: Final = Path(__file__).resolve().parents[2] / "locale"  # <language>/LC_MESSAGES/advisor.mo, by msgfmt


def of_reader() -> AbstractContextManager[None]:
    """What is drawn within is said in the reader's language."""
    return speaking(catalogue(st.context.locale or ""))


def catalogue(asked: str) -> NullTranslations:
    """The sentences as a browser's language, en-GB, has them: those of the country first, then of the language."""
    kept = _kept()
    for name in (asked.replace("-", "_"), asked.partition("-")[0]):
        if name in kept:
            return translation(DOMAIN, FOLDER, [name])
    return AS_WRITTEN


@cache
def _kept() -> frozenset[str]:
    return frozenset(each.name for each in FOLDER.iterdir()) if FOLDER.is_dir() else frozenset()
