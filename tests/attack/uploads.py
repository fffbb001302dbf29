"""Files without end by hand-made clients: how much of the server's memory they can fill, and what they give back.

    python -m tests.attack.uploads [--visits 6] [--files 40] [--MB 25] [--silent 200]

So many files are announced first and never sent, which must keep nobody out. Then each visit opens the first page
and puts one file after another, which no field of the page has asked for. Prints what was taken, and the memory before,
after, and once the visits have gone; bounded by the numbers told.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import socket
import sys
from collections import Counter
from contextlib import AsyncExitStack
from typing import Final
from uuid import uuid4

from tests.attack.served import ended
from tests.attack.tab import opened
from tests.bench.forty import server_process, used

UPLOADS: Final = "/_stcore/upload_file"
MOST_MB: Final = 4_000
_GONE_S: Final = 3.0
_BOUNDARY: Final = "0" * 30


def token(server: str) -> str:
    """What Streamlit gives to each page, and wants back with each file."""
    link = http.client.HTTPConnection(server.removeprefix("http://"), timeout=60)
    link.request("GET", "/_stcore/health")
    given = link.getresponse().getheader("Set-Cookie") or ""
    link.close()
    return given.partition("=")[2].partition(";")[0]


def announced(server: str, session: str, megabytes: int) -> socket.socket:
    """The head of a file of which nothing follows; it stays open."""
    its, (host, port) = token(server), server.removeprefix("http://").split(":")
    link = socket.create_connection((host, int(port)), timeout=60)
    head = {"Host": f"{host}:{port}", "Content-Length": str(megabytes * 2**20), "X-Xsrftoken": its}
    head |= {"Cookie": f"_streamlit_xsrf={its}", "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
    lines = [f"PUT {UPLOADS}/{session}/{uuid4()} HTTP/1.1", *(f"{name}: {told}" for name, told in head.items()), "", ""]
    link.sendall("\r\n".join(lines).encode())
    return link


def put(server: str, session: str, megabytes: int) -> int:
    """Put one file, as an uploader does; the status of the answer."""
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'.encode()
    body = head + bytes(megabytes * 2**20 - 1_000) + f"\r\n--{_BOUNDARY}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
    kind |= {"X-Xsrftoken": (its := token(server)), "Cookie": f"_streamlit_xsrf={its}"}
    link = http.client.HTTPConnection(server.removeprefix("http://"), timeout=60)
    try:
        link.request("PUT", f"{UPLOADS}/{session}/{uuid4()}", body, kind)
        return link.getresponse().status
    except OSError:  # refused before it was sent to its end
        return 413
    finally:
        link.close()


async def attacked(server: str, asked: argparse.Namespace) -> Counter[str]:
    ends, process = Counter[str](), server_process()
    before = used(process)
    async with AsyncExitStack() as visits:
        silent = await visits.enter_async_context(opened(server))
        await silent.run()
        for _ in range(asked.silent):
            visits.enter_context(await asyncio.to_thread(announced, server, silent.session, asked.MB))
        for _ in range(asked.visits):
            tab = await visits.enter_async_context(opened(server))
            await tab.run()
            for _ in range(min(asked.files, MOST_MB // (asked.MB * asked.visits))):
                ends[f"status {await asyncio.to_thread(put, server, tab.session, asked.MB)}"] += 1
        full = used(process)
    await asyncio.sleep(_GONE_S)
    print(
        f"memory {before.resident_MB} MB before, {full.resident_MB} MB after, {full.most_resident_MB} MB at most,",
        end=" ",
    )
    print(f"{used(process).resident_MB} MB once the visits had gone")
    return ends


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--visits", type=int, default=6)
    options.add_argument("--files", type=int, default=40)
    options.add_argument("--MB", type=int, default=25)
    options.add_argument("--silent", type=int, default=200)
    asked = options.parse_args()
    return ended(lambda server: attacked(server, asked))


if __name__ == "__main__":
    sys.exit(main())
