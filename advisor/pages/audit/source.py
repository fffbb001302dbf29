"""Where the exposures come from: files given, an example, a folder of this computer, the generator."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st

from advisor.evidence.telling import inert
from advisor.intake.files import Given, on_disk
from advisor.intake.refusal import Refusal
from advisor.knowledge import DATA
from advisor.pages.audit import generator, words

MOST_MB: Final = 25  # of one file; server.maxUploadSize must be as much
MOST_TOGETHER_MB: Final = 200
MOST_FILES: Final = 500
_MB: Final = 1_000_000
_LOOPBACK_NAMES: Final = {"localhost", "127.0.0.1"}
_HANDED_ON: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_FILES, _EXAMPLE, _FOLDER = "audit_files", "audit_example", "audit_folder"
_READ, _TURN = "audit_folder_read", "audit_folder_turn"


@dataclass(frozen=True, slots=True)
class Source:
    """Files to be read; `key` is the same as long as they are."""

    key: str
    count: int
    files: Callable[[], Iterator[Given]]
    note: str | None = None


def ask() -> Source | None:
    """What is given; None before anything is."""
    given = st.file_uploader(
        words.FILES, accept_multiple_files=True, key=_FILES, max_upload_size=MOST_MB, on_change=_forget_example,
        help=words.FILES_HELP.format(most=MOST_MB, files=MOST_FILES, together=MOST_TOGETHER_MB),
    )  # fmt: skip
    if not given and not st.session_state.get(_EXAMPLE):
        st.button(words.EXAMPLE, key="audit_try", icon=words.EXAMPLE_ICON, on_click=_take_example)
    with st.expander(words.OTHER, key="audit_other", on_change="rerun") as other:
        if other.open:
            _from_here()
    if generator.held():  # forgotten as soon as other files, or a folder, are given
        return Source(generator.held_key(), 1, generator.files, words.OF_GENERATOR)
    if st.session_state.get(_READ):
        return _folder(str(st.session_state[_READ]))
    if given:
        return _uploaded(given)
    return _example() if st.session_state.get(_EXAMPLE) else None


def _take_example() -> None:
    st.session_state[_EXAMPLE] = True


def _forget_example() -> None:
    st.session_state[_EXAMPLE] = False
    st.session_state[_READ] = None
    generator.forget()


def _example() -> Source:
    path = DATA / "examples" / "log.csv"
    return Source("example", 1, lambda: on_disk([path]), words.EXAMPLE_NOTE)


def _uploaded(given: Sequence[Any]) -> Source | None:
    together = sum(each.size for each in given)
    if len(given) > MOST_FILES or together > MOST_TOGETHER_MB * _MB:
        told = {"count": len(given), "mb": together // _MB, "files": MOST_FILES, "together": MOST_TOGETHER_MB}
        st.error(words.TOO_MUCH.format(**told))
        return None
    key = hashlib.sha256("\0".join(f"{each.file_id}{each.name}" for each in given).encode()).hexdigest()
    return Source(key, len(given), lambda: (_given(each) for each in given))


def _given(file: Any) -> Given:
    return Given(Path(file.name).name, lambda most: bytes(file.getbuffer()[:most]))


def here() -> bool:
    """Whether the reader sits at the computer that this runs on.

    What a browser says of its own address is not enough: anybody can write `localhost` there. So nobody does where this
    computer answers to another name as well, or where a proxy handed the visit on.
    """
    names = {str(name).lower() for name in st.get_option("server.allowedHosts") or ()}
    if not names or not names <= _LOOPBACK_NAMES or any(name in st.context.headers for name in _HANDED_ON):
        return False
    try:
        host = urlsplit(st.context.url or "").hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _from_here() -> None:
    if not here():
        st.caption(words.AFAR)
        return
    st.text_input(words.FOLDER, key=_FOLDER, help=words.FOLDER_HELP)
    st.button(words.FOLDER_READ, key="audit_folder_go", on_click=_take_folder)
    generator.ask()


def _take_folder() -> None:
    """Anew at each touch: as many files may hold other exposures."""
    st.session_state[_READ] = (st.session_state.get(_FOLDER) or "").strip() or None
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    generator.forget()


def _folder(name: str) -> Source | None:
    try:
        files = list(on_disk([name]))
    except (Refusal, OSError) as error:
        st.error(words.CANNOT.format(reason=inert(f"{error}")))
        return None
    return Source(f"folder {name} {st.session_state.get(_TURN)}", len(files), lambda: iter(files), words.OF_FOLDER)
