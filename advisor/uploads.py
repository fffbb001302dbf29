"""How much of visitors' files the server takes: counted as it arrives, bounded for each visit and for all."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

UPLOADS: Final = "/_stcore/upload_file/"
NO_ROOM: Final = "Too many files"
SMALLEST_UPLOAD: Final = 2**16  # bytes that each counts for at least, with its name and place
COUNTED_BY: Final = 2**20  # bytes; what lies in memory is looked at once for each of these
MOST_OF_A_VISIT: Final = 250 * 2**20  # bytes; somewhat more than an audit takes, so that its page can say so
MOST_OF_ALL: Final = 1_000 * 2**20


class Uploads:
    """How much of visitors' files may lie in memory at once: of one visit, and of all together.

    Streamlit bounds a file and not their number, and takes files that no page has asked for. What has arrived counts,
    not what was announced: else a few clients that announce files and send nothing would leave no room for others.
    """

    def __init__(self, held: Callable[[], Counter[str]] | None = None) -> None:
        self._held = held or _held  # bytes in memory, by visit
        self._coming = Counter[str]()  # bytes that have arrived of files on their way, by visit

    def refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Why a file is not begun with: its length is not told, or there is no room for it now."""
        if (visit := _uploading(scope)) is None:
            return None
        length = Headers(scope=scope).get("content-length", "")
        if not re.fullmatch("[0-9]{1,12}", length):
            return PlainTextResponse("Length Required", status_code=411)
        return None if self._has_room(visit, int(length)) else PlainTextResponse(NO_ROOM, status_code=413)

    @contextmanager
    def counted(self, scope: Scope, receive: Receive) -> Iterator[Receive]:
        """What a request brings, counted as it arrives until it is answered; HTTPException 413 without room."""
        if (visit := _uploading(scope)) is None:
            yield receive
            return
        arrived, counted = 0, SMALLEST_UPLOAD
        self._coming[visit] += counted

        async def heard() -> Message:
            nonlocal arrived, counted
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > counted:
                more = max(arrived - counted, COUNTED_BY)
                if not self._has_room(visit, more):
                    raise HTTPException(413, NO_ROOM)
                self._coming[visit] += more
                counted += more
            return message

        try:
            yield heard
        finally:
            self._coming -= Counter({visit: counted})  # and with nothing on its way a visit is forgotten

    def _has_room(self, visit: str, size: int) -> bool:
        held = self._held() + self._coming
        size = max(size, SMALLEST_UPLOAD)
        return held[visit] + size <= MOST_OF_A_VISIT and held.total() + size <= MOST_OF_ALL


def _uploading(scope: Scope) -> str | None:
    """Whose visit a request brings a file for; None where it brings none."""
    is_file = scope["method"] == "PUT" and scope["path"].startswith(UPLOADS)
    return scope["path"].removeprefix(UPLOADS).partition("/")[0] if is_file else None


def _held() -> Counter[str]:
    """Bytes of the files in memory, by visit."""
    files = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if not isinstance(files, MemoryUploadedFileManager):
        return Counter()
    return Counter(
        {
            visit: sum(max(len(each.data), SMALLEST_UPLOAD) for each in list(held.values()))
            for visit, held in list(files.file_storage.items())
        }
    )
