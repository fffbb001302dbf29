"""What no browser of ours sends, and touches faster than any hand's: odd values, poisoned memory, bursts, reloads.

    python -m tests.attack.touches [--visits 300] [--seed 7] [--minutes 30]

Each visit opens a page of a running server by a hand-made client (`tests.attack.tab`), whose memory holds what it
likes, and touches one thing after the other: with what is offered or with anything else, one by one or several without
a wait. Prints how many of each page ended how; status 1 where one ended in an error, on the page or in the log.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.attack.kinds import KEPT, NOW, PROGRESS
from tests.attack.served import ended
from tests.attack.tab import PAGES, Tab, opened, remembered

MOST: Final = 10_000
QUIET_S: Final = 0.4
_STREAMLIT_SAYS: Final = "Failed to deserialize component state"  # of text that is no JSON, and goes on without it
_TRIGGER: Final = "$$STREAMLIT_INTERNAL_KEY_{}__events"
_JUNK: Final[tuple[Any, ...]] = (
    None, True, 0, -1, 7, 7.5, 1e308, 10**40, "", "x", "7", "bitewing", "cbct", "\x00\u202e", "<b>", "a" * 3000, [],
    [[]], {}, {"value": 7}, {"value": []}, {"value": {"a": 1}}, {"value": True}, {"kept": 5}, {"kept": {}},
    {"kept": "[]"},
    {"kept": '{"version": 1}'}, {"kept": None, "turn": "x"}, {"narrow": "yes"}, {"narrow": []}, [{"event": 1}],
)  # fmt: skip
_KEPT: Final = tuple(raw.decode() for raw in (KEPT, PROGRESS, NOW))


def memory(dice: random.Random) -> str:
    """What a browser may hold: nothing, what the product wrote, some of it exchanged, or none of it."""
    text = dice.choice(("", *_KEPT, "null", "[]", "{}", "9" * 5000, "[" * 3000, json.dumps(dice.choice(_JUNK))))
    if dice.random() < 0.5:
        text = text.replace(
            dice.choice(('"', "1", ":", "a", "}")), dice.choice(("", "[", "null", "{}", "9999999999")), 1
        )
    return json.dumps({"kept": text}) if dice.random() < 0.9 else json.dumps(dice.choice(_JUNK))


def state(element: Element, dice: random.Random) -> WidgetState | None:
    """What a touch of it tells; None for what cannot be touched."""
    kind = element.WhichOneof("type")
    told = getattr(element, kind)
    match kind:
        case "button":
            return WidgetState(id=told.id, trigger_value=True)
        case "checkbox":
            return WidgetState(id=told.id, bool_value=dice.random() < 0.5)
        case "number_input":
            return WidgetState(
                id=told.id, double_value=dice.choice((0, -1, 7, 60.5, 0.16, 1e308, 1e-308, 5000, told.min))
            )
        case "text_input" | "text_area":
            return WidgetState(
                id=told.id, string_value=dice.choice(("", "x", "64", "$x$ <b>", "\x00", "\u202e", "a" * 5000))
            )
        case "selectbox" | "radio":
            return _chosen(WidgetState(id=told.id), list(told.options), dice)
        case "button_group" | "multiselect":
            offered = [getattr(each, "content", each) for each in told.options]
            found = WidgetState(id=told.id)
            found.string_array_value.data.extend(dice.sample(offered, min(len(offered), dice.choice((0, 1, 1, 1, 2)))))
            return found
        case "slider":
            found = WidgetState(id=told.id)
            if told.options:
                found.string_array_value.data.append(dice.choice(told.options))
            else:
                found.double_array_value.data.append(dice.choice((told.min, told.max, told.min + told.step)))
            return found
        case "bidi_component":
            return _of_component(told, dice)
    return None


def _chosen(found: WidgetState, offered: list[str], dice: random.Random) -> WidgetState:
    if offered:
        found.string_value = dice.choice(offered)
    return found


def _of_component(told: Any, dice: random.Random) -> WidgetState:
    if told.component_name.endswith(".pick") and dice.random() < 0.9:
        cells = json.loads(told.json or "{}").get("cells", [])
        offered = [cell["value"] for cell in cells]
        value = dice.choice((dice.choice(offered or [None]), dice.choice(_JUNK)))
        touched = dice.choice(([{"event": "touched", "value": {"value": value}}], {"event": "touched", "value": value}))
        return WidgetState(id=_TRIGGER.format(told.id), json_trigger_value=json.dumps(touched))
    return WidgetState(id=told.id, json_value=json.dumps(dice.choice(_JUNK)))


def touchable(tab: Tab, dice: random.Random) -> Iterator[tuple[WidgetState, str]]:
    """Everything that stands there, in any order."""
    shown = list(tab.shown.values())
    dice.shuffle(shown)
    for element, fragment in shown:
        if found := state(element, dice):
            yield found, fragment


async def burst(tab: Tab, dice: random.Random) -> str:
    """One touch to three, the next within some milliseconds of the last; what was touched."""
    names = []
    for _ in range(dice.choice((1, 1, 2, 3))):
        found = next(touchable(tab, dice), None)
        if found is None:
            break
        tab.told[found[0].id] = found[0]
        names.append(f"{found[0]}"[:160].replace("\n", " "))
        await tab.ask(dice.choice((found[1], found[1], "")))
        await asyncio.sleep(dice.choice((0, 0.005, 0.015, 0.05)))
    if names:
        await tab.settle(QUIET_S)
    return "; ".join(names)


async def visited(server: str, page: str, dice: random.Random) -> str:
    query = dice.choice(("", "", "age_years=7&exam=bitewing", "age_years=45&exam=cbct"))
    for _ in range(dice.choice((1, 1, 2))):  # the second is a reload: another session, the same memory
        async with opened(server, page, query) as tab:
            await tab.run()
            await remembered(tab, memory(dice))
            for _ in range(dice.randint(1, 6)):
                before = list(tab.faults)
                touched = await burst(tab, dice)
                if tab.faults:
                    print(f"{page or 'check'}?{query}: {touched}\n  {tab.faults[0]}\n  before: {before}", flush=True)
                    return "FAULT"
    return "stands"


async def attacked(server: str, asked: argparse.Namespace) -> Counter[str]:
    ends, until = Counter[str](), time.monotonic() + 60.0 * asked.minutes
    for number in range(min(asked.visits, MOST)):
        if time.monotonic() > until:
            break
        page = PAGES[number % len(PAGES)]
        ends[f"{page or 'check'}: {await visited(server, page, random.Random(f'{asked.seed} {number}'))}"] += 1
    return ends


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--visits", type=int, default=300)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--minutes", type=float, default=30.0, help="after which it ends with what it has")
    asked = options.parse_args()
    return ended(lambda server: attacked(server, asked), _STREAMLIT_SAYS)


if __name__ == "__main__":
    sys.exit(main())
