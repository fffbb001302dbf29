"""A browser's tab without a browser: speaks to the server as Streamlit's page does, and sees what it would draw."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

ANSWER_S: Final = 120.0  # of patience with a busy machine
LARGEST_MESSAGE: Final = 16 * 2**20
PAGES: Final = ("", "technique-chart", "audit", "learn", "record", "evidence")
_ENDED: Final = (
    ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
)  # fmt: skip
Place = tuple[int, ...]


@dataclass(slots=True)
class Tab:
    """One visit: what stands where, with the fragment that drew it, and what was told."""

    socket: ClientConnection
    url: str
    shown: dict[Place, tuple[Element, str]] = field(default_factory=dict)
    told: dict[str, WidgetState] = field(default_factory=dict)
    query: str = ""
    page: str = ""
    hashed: str = ""
    session: str = ""
    waits: bool = False  # for the end of a run

    @property
    def faults(self) -> list[str]:
        """What the visitor reads where the product has failed."""
        texts = (each.exception for each, _ in self.shown.values() if each.HasField("exception"))
        return [f"{each.type}: {each.message[:300]} {' '.join(each.stack_trace)[-500:]}" for each in texts]

    def drawn(self, kind: str) -> Iterable[Element]:
        return [each for each, _ in self.shown.values() if each.WhichOneof("type") == kind]

    async def run(self, fragment: str = "") -> None:
        """Ask for a run, and read until it has ended."""
        await self.ask(fragment)
        await self.settle()

    async def ask(self, fragment: str = "") -> None:
        asked = BackMsg()
        again = asked.rerun_script
        again.query_string, again.fragment_id = self.query, fragment
        if self.hashed:
            again.page_script_hash = self.hashed
        else:
            again.page_name = self.page
        again.widget_states.widgets.extend(self.told.values())
        about = again.context_info
        about.timezone, about.locale, about.url, about.color_scheme = "UTC", "en-GB", f"{self.url}/{self.page}", "light"
        await self.send(asked)
        self.told = {name: each for name, each in self.told.items() if each.WhichOneof("value") != "trigger_value"}

    async def send(self, asked: BackMsg) -> None:
        await self.socket.send(asked.SerializeToString())

    async def settle(self, quiet_s: float = 0.0) -> None:
        """Read until a run has ended, and where it is asked for, until none begins for so long after it."""
        self.waits = True
        while True:
            try:
                async with asyncio.timeout(ANSWER_S if self.waits else quiet_s):
                    self._read(await self.socket.recv())
            except TimeoutError:
                if self.waits:
                    raise
                return
            if not self.waits and not quiet_s:
                return

    def _read(self, told: bytes | str) -> None:
        """Take one message in."""
        message = ForwardMsg.FromString(told if isinstance(told, bytes) else told.encode())
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        if kind == "new_session" and not message.metadata.run.fragment_ids:
            self.shown.clear()
        elif kind == "navigation":
            self.hashed = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.HasField("new_element"):
            place = tuple(message.metadata.delta_path)
            self.shown[place] = (message.delta.new_element, message.delta.fragment_id)
        elif kind == "delta" and message.delta.HasField("add_block"):
            place = tuple(message.metadata.delta_path)
            self.shown = {at: each for at, each in self.shown.items() if at[: len(place)] != place}
        self.waits = (self.waits or kind == "new_session") and not (
            kind == "script_finished" and message.script_finished in _ENDED
        )


@asynccontextmanager
async def opened(address: str, page: str = "", query: str = "") -> AsyncIterator[Tab]:
    """A new tab at an address, before its first run."""
    socket = connect(
        address.replace("http", "ws") + "/_stcore/stream", origin=address, subprotocols=["streamlit"],
        max_size=LARGEST_MESSAGE,
    )  # fmt: skip
    async with socket as line:
        yield Tab(line, address, page=page, query=query)


async def remembered(tab: Tab, kept: str = '{"kept": ""}') -> None:
    """Answer for the browser's memory, each slot once, as long as another is asked."""
    for _ in range(4):
        asked = [each.bidi_component.id for each in tab.drawn("bidi_component") if _is_memory(each)]
        new = [name for name in asked if name not in tab.told]
        if not new:
            return
        tab.told |= {name: WidgetState(id=name, json_value=kept) for name in new}
        await tab.run()


def _is_memory(element: Element) -> bool:
    return element.bidi_component.component_name.endswith(".kept")
