"""Cases nobody would write, and cases somebody might: each is advised or refused in one sentence.

    python -m tests.attack.cases [--count 100000] [--seed 7] [--minutes 60] [--followed]

A third are plausible, a third have one thing wrong, a third are anything at all; or all are plausible, and the advice
is followed: then it asks for nothing more. Prints how many ended how; status 1 where one ended in another way.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from advisor import advise, load_knowledge, read_case
from advisor.case.vocabulary import Beam, CariesRisk, Dentition, FieldOfView, Indication, Programme, Receptor, VisitKind
from advisor.exchange.report_json import report_json
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge

MOST: Final = 1_000_000
_WILD: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 7, 1e308, -1e308, 1e-308, float("nan"), float("inf"), 10**30, 10**5000, "", " ", "7",
    "nan", "\x00", "\ud800", "😀" * 50, "a" * 10_000, "__class__", "../../etc/passwd", "=1+1", "<b>", [], [1], [[[]]],
    {}, {"a": {}}, {"": None}, b"x", object(), (1, 2), {1: 2},
)  # fmt: skip
_STRANGERS: Final = ("ZZ", "US-ZZ")  # places that are none


def plausible(dice: random.Random, knowledge: Knowledge) -> dict[str, Any]:
    """A case that a form could have told, each fact told or not."""
    told: dict[str, Callable[[], Any]] = {
        "receptor": lambda: dice.choice(list(Receptor)), "beam": lambda: dice.choice(list(Beam)),
        "collar": lambda: dice.random() < 0.5, "apron": lambda: dice.random() < 0.5,
        "kV": lambda: round(dice.uniform(45, 120), 1), "mA": lambda: round(dice.uniform(0.5, 15), 1),
        "exposure_s": lambda: round(10 ** dice.uniform(-2, 1.2), 3), "cone_cm": lambda: dice.choice([10, 20, 30, 40]),
        "images": lambda: dice.randint(1, 22), "dap_mGycm2": lambda: round(10 ** dice.uniform(0, 4), 1),
        "filtration_mmAl": lambda: dice.choice([1.5, 2, 2.5]), "programme": lambda: dice.choice(list(Programme)),
        "fov": lambda: dice.choice(list(FieldOfView)), "handheld": lambda: dice.random() < 0.5,
        "output_mGy_per_mAs": lambda: round(dice.uniform(0.2, 2), 2),
    }  # fmt: skip
    visit: dict[str, Callable[[], Any]] = {
        "kind": lambda: dice.choice(list(VisitKind)), "indication": lambda: dice.choice(list(Indication)),
        "clinical_exam_done": lambda: dice.random() < 0.5, "signs_of_disease": lambda: dice.random() < 0.5,
        "months_since_bitewings": lambda: dice.randint(0, 60),
    }  # fmt: skip
    exam = dice.choice(list(knowledge.by_exam.values()))
    return {
        "patient": {
            "age_years": round(dice.uniform(0, 90), 1),
            **({"caries_risk": dice.choice(list(CariesRisk))} if dice.random() < 0.3 else {}),
            **({"dentition": dice.choice(list(Dentition))} if dice.random() < 0.3 else {}),
            **({"pregnant": dice.random() < 0.5} if dice.random() < 0.2 else {}),
        },
        "exam": exam.id,
        "place": dice.choice((*knowledge.places, *_STRANGERS)),
        "on": dice.choice([None, "2026-11-28", "2013-01-01", "2031-05-05"]),
        "setup": {name: make() for name, make in told.items() if dice.random() < 0.35},
        "visit": {name: make() for name, make in visit.items() if dice.random() < 0.4},
        **({"region": dice.choice(exam.regions).id} if exam.regions and dice.random() < 0.5 else {}),
    }


def spoilt(dice: random.Random, case: dict[str, Any]) -> dict[str, Any]:
    """With one thing that is wild, somewhere."""
    where = dice.choice([case, case["patient"], case["setup"], case["visit"]])
    where[dice.choice([*where, "stranger"])] = dice.choice(_WILD)
    return case


def anything(dice: random.Random, depth: int = 0) -> Any:
    if depth > 4 or dice.random() < 0.4:
        return dice.choice(_WILD)
    names = ("patient", "age_years", "exam", "setup", "kV", "visit", "place", "on", "region", "timer", "unit", "x")
    if dice.random() < 0.2:
        return [anything(dice, depth + 1) for _ in range(dice.randint(0, 4))]
    return {dice.choice(names): anything(dice, depth + 1) for _ in range(dice.randint(0, 5))}


def ending(case: Any, knowledge: Knowledge) -> str:
    """How it ends; anything but these is a fault."""
    try:
        report = advise(read_case(case, knowledge), knowledge)
    except Refusal as refused:
        return "refused" if f"{refused}".strip() else "refused without a word"
    json.dumps(report_json(report), allow_nan=False)
    return "advised"


def followed(case: Any, knowledge: Knowledge) -> str:
    """How it ends once all that is advised was done."""
    try:
        report = advise(read_case(case, knowledge), knowledge)
    except Refusal:
        return "refused"
    again = advise(replace(report.case, setup=report.setup_after), knowledge)
    if again.savings or again.setup_after != report.setup_after:
        print(f"{case!r}\n  {[(each.topic, each.change) for each in again.savings]}", flush=True)
        return "FAULT: followed advice asks for more"
    if report.dose_after.effective_dose_uSv.typical > report.dose_now.effective_dose_uSv.typical * 1.000001:
        return "at rest, with a higher estimate, as law asks"
    return "at rest"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--followed", action="store_true", help="follow the advice on plausible cases")
    options.add_argument("--minutes", type=float, default=60.0, help="after which it ends with what it has")
    asked = options.parse_args()
    dice, knowledge, ended = random.Random(asked.seed), load_knowledge(), Counter[str]()
    until = time.monotonic() + 60.0 * asked.minutes
    for number in range(min(asked.count, MOST)):
        if time.monotonic() > until:
            break
        case = plausible(dice, knowledge)
        if dice.random() < 0.1:
            further = plausible(dice, knowledge)
            case["also"] = [{name: further[name] for name in ("exam", "region", "setup") if name in further}]
        if asked.followed:
            ended[f"followed: {followed(case, knowledge)}"] += 1
            continue
        case = (case, spoilt(dice, case) if number % 3 == 1 else case, anything(dice))[number % 3]
        kind = ("plausible", "one thing wrong", "anything")[number % 3]
        try:
            ended[f"{kind}: {ending(case, knowledge)}"] += 1
        except Exception:  # noqa: BLE001 - what an attack looks for
            ended[f"{kind}: FAULT"] += 1
            if ended[f"{kind}: FAULT"] <= 3:
                print(repr(case)[:500])
                traceback.print_exc(file=sys.stdout)
    for how, count in sorted(ended.items()):
        print(f"{count:8} {how}", flush=True)
    return int(any("FAULT" in how or "without" in how for how in ended))


if __name__ == "__main__":
    sys.exit(main())
