"""How long forty people wait who use the Check page at the same time, on one server process of this machine.

    python -m tests.bench.forty [--people 40] [--think 5] [--seconds 60] [--seed 7]

Each person is a plain websocket client that speaks to the server as Streamlit's page does: opens the Check page, enters
a case widget by widget and then changes one widget after another, thinking in between (exponential, mean --think).
Measured is the time from sending a change to the end of the script, without a browser; what the browser needs to draw
is measured by tests.bench.rerun. Processor and memory are read from /proc (Linux). Prints; judges nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from advisor.pages.check import words
from advisor.pages.shared import browser, pick
from advisor.words.labels import QUESTION
from tests.browser.server import free_port, product, running

MOST_PEOPLE: Final = 200
MOST_SECONDS: Final = 600.0
MOST_THINK_S: Final = 60.0
ANSWER_S: Final = 60.0  # one that takes longer is a failure
LARGEST_MESSAGE: Final = 16 * 2**20
ENTERED: Final[tuple[tuple[str, float | str], ...]] = (
    ("age_years", 7), ("exam", "bitewing"), ("receptor", "D"), ("beam", "Round"),
)  # fmt: skip
CHANGED: Final[Mapping[str, Sequence[float | str]]] = {
    "age_years": (5, 7, 9, 12),
    "receptor": tuple(words.RECEPTOR.values()),
    "beam": ("Round", "Rectangular"),
    "collar": tuple(words.COLLAR.values()),
}
TRIGGER: Final = "$$STREAMLIT_INTERNAL_KEY_{}__events"  # Streamlit's own name for a component's touches
ENDED: Final = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
VISIT: Final = "first visit"
ENTRY: Final = "entering the case"
CHANGE: Final = "change"


@dataclass(slots=True)
class Person:
    """One browser tab: what it shows, what was told in it, and how long it waited."""

    socket: ClientConnection
    url: str
    dice: random.Random
    think_s: float
    waited_ms: dict[str, list[float]]
    patience_s: float = ANSWER_S
    shown: dict[str, Element] = field(default_factory=dict)  # by label
    told: dict[str, WidgetState] = field(default_factory=dict)  # by widget
    query: str = ""
    page: str = ""
    charts: int = 0

    async def visit(self) -> None:
        """Open the page; its component then tells what the browser keeps, here nothing, and the page runs again."""
        await self._run(VISIT)
        for name in (browser.SETTINGS.key, browser.SERVER.key):
            component = self.shown[name].bidi_component.id
            self.told[component] = WidgetState(id=component, json_value='{"kept": ""}')
        await self._run(VISIT + ", browser's memory")

    async def enter(self) -> None:
        for name, value in ENTERED:
            await self._think()
            await self._tell(name, value, ENTRY)

    async def change(self, until: float) -> None:
        """Change one widget after another; what a widget holds already is no change."""
        held: dict[str, float | str] = dict(ENTERED)
        while await self._think(until):
            name = self.dice.choice(list(CHANGED))
            held[name] = self.dice.choice([value for value in CHANGED[name] if value != held.get(name)])
            await self._tell(name, held[name], CHANGE)
            if not self.charts:
                raise RuntimeError(f"no answer after {name} = {held[name]}")

    async def _think(self, until: float = math.inf) -> bool:
        """Whether the thinking ended in time; a change once begun is waited for."""
        ready = time.monotonic() + self.dice.expovariate(1 / self.think_s)
        await asyncio.sleep(min(ready, until) - time.monotonic())
        return ready < until

    async def _tell(self, name: str, value: float | str, measure: str) -> None:
        state = _state(self.shown[QUESTION[name]], value)
        self.told[state.id] = state
        await self._run(measure)
        if state.HasField("json_trigger_value"):  # a touch is told once
            del self.told[state.id]

    async def _run(self, measure: str) -> None:
        """Ask for a run with all that is told, as the page does, and read until it has ended."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_script_hash = self.page
        asked.rerun_script.widget_states.widgets.extend(self.told.values())
        about = asked.rerun_script.context_info
        about.timezone, about.locale, about.url, about.color_scheme = "UTC", "en-GB", self.url, "light"
        begun = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(self.patience_s):
            while not self._has_ended(await self.socket.recv()):
                pass
        self.waited_ms[measure].append((time.perf_counter() - begun) * 1000)

    def _has_ended(self, told: bytes | str) -> bool:
        message = ForwardMsg.FromString(told if isinstance(told, bytes) else told.encode())
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.charts = 0
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._show(message.delta.new_element)
        return kind == "script_finished" and message.script_finished in ENDED

    def _show(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(f"the page failed: {element.exception.type} {element.exception.message}")
        self.charts += kind == "vega_lite_chart"
        self.shown[_question(element) or kind] = element


def _question(element: Element) -> str:
    """What is asked by it; the slot of a part of the browser's memory."""
    component = element.bidi_component
    if component.component_name == pick.NAME:
        return str(json.loads(component.json)["name"])
    if component.component_name == browser.NAME:
        return component.id.rpartition("-")[2]
    return getattr(getattr(element, element.WhichOneof("type")), "label", "")


def _state(element: Element, value: float | str) -> WidgetState:
    """What the page sends when a value is entered or an option is pressed."""
    if element.HasField("bidi_component"):
        touched = [{"event": "touched", "value": {"value": value}}]
        return WidgetState(id=TRIGGER.format(element.bidi_component.id), json_trigger_value=json.dumps(touched))
    if element.HasField("number_input"):
        return WidgetState(id=element.number_input.id, double_value=value)
    group = element.button_group
    if value not in [option.content for option in group.options]:
        raise RuntimeError(f"{group.label or element.WhichOneof('type')} does not offer {value}")
    state = WidgetState(id=group.id)
    state.string_array_value.data.append(value)
    return state


@dataclass(frozen=True, slots=True)
class Used:
    """What a process has used of the machine so far."""

    at_s: float
    processor_s: float
    resident_MB: int
    most_resident_MB: int


def server_process() -> Path:
    """The one process that this one started."""
    ours = f"\nPPid:\t{os.getpid()}\n"
    (found,) = (each.parent for each in Path("/proc").glob("[0-9]*/status") if ours in each.read_text())
    return found


def used(process: Path) -> Used:
    ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
    lines = (line.split() for line in (process / "status").read_text().splitlines())
    kB = {line[0]: int(line[1]) for line in lines if line[0] in ("VmRSS:", "VmHWM:")}
    processor_s = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return Used(time.monotonic(), processor_s, kB["VmRSS:"] // 1024, kB["VmHWM:"] // 1024)


async def measured(address: str, asked: argparse.Namespace) -> tuple[dict[str, list[float]], Used, Used]:
    """Every single wait in ms, by what was waited for, and what the server had used before and after the changes."""
    waited_ms: dict[str, list[float]] = defaultdict(list)
    everybody_has_entered = asyncio.Barrier(asked.people)
    server, marks = server_process(), list[Used]()

    async def person(number: int) -> None:
        dice = random.Random(asked.seed * MOST_PEOPLE + number)
        await asyncio.sleep(asked.think * number / asked.people)
        async with connect(
            address.replace("http", "ws") + "/_stcore/stream",
            origin=address,  # as a browser on this machine sends it
            subprotocols=["streamlit"],
            max_size=LARGEST_MESSAGE,
        ) as socket:
            somebody = Person(socket, address + "/", dice, asked.think, waited_ms, asked.patience)
            await somebody.visit()
            await somebody.enter()
            await everybody_has_entered.wait()
            marks.append(used(server))
            await somebody.change(marks[0].at_s + asked.seconds)
            marks.append(used(server))

    longest_s = asked.seconds + 20 * len(ENTERED) * asked.think + 4 * asked.patience
    async with asyncio.timeout(longest_s), asyncio.TaskGroup() as people:
        for number in range(asked.people):
            people.create_task(person(number))
    return waited_ms, marks[0], marks[-1]


def reported(measure: str, waited_ms: list[float]) -> str:
    p95 = statistics.quantiles(waited_ms, n=20, method="inclusive")[-1]
    middle = statistics.median(waited_ms)
    return f"{measure:29} n {len(waited_ms):5}  p50 {middle:6.0f}  p95 {p95:6.0f}  max {max(waited_ms):6.0f} ms"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=40)
    options.add_argument("--think", type=float, default=5.0, help="seconds between two changes of a person, mean")
    options.add_argument("--seconds", type=float, default=60.0, help="of changes, after everybody has entered a case")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--patience", type=float, default=ANSWER_S, help="seconds, after which a wait is a failure")
    asked = options.parse_args()
    if not (2 <= asked.people <= MOST_PEOPLE and 0 < asked.think <= MOST_THINK_S and 0 < asked.seconds <= MOST_SECONDS):
        sys.exit(f"at most {MOST_PEOPLE} people (at least 2), {MOST_THINK_S:g} s to think and {MOST_SECONDS:g} s")
    port = free_port()
    with running(product(port), port) as address:
        waited_ms, before, after = asyncio.run(measured(address, asked))
    elapsed_s = after.at_s - before.at_s
    print(f"{asked.people} people, a change each {asked.think:g} s on average, for {asked.seconds:g} s")
    for measure, waits in waited_ms.items():
        print(reported(measure, waits))
    share = (after.processor_s - before.processor_s) / elapsed_s
    print(f"changes {len(waited_ms[CHANGE]) / elapsed_s:.1f} a second; server {share:.0%} of one processor,", end=" ")
    print(f"RSS {after.resident_MB} MB (most {after.most_resident_MB} MB)")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"machine: {os.cpu_count()} processors, load average {load}; the clients share it")


if __name__ == "__main__":
    main()
