"""How long advise takes a case in one process, and how long the first one waits for import and data.

    python -m tests.bench.advise [--cases 5000] [--starts 7] [--seed 7]

The cases are all different: every exam, place and kind of visit, facts told or not at random. Times are the
processor's. Prints; judges nothing.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from advisor import advise, load_knowledge, read_case
from advisor.case.model import Case
from advisor.case.vocabulary import CariesRisk, Indication, Receptor, VisitKind
from advisor.knowledge import Knowledge
from tests.strategies import EXAMS, INTRAORAL, PLACES, REGIONS

ROOT = Path(__file__).resolve().parents[2]
TOLD = 0.8  # how often a fact is told
START = "import time, advisor; advisor.load_knowledge(); print(time.process_time())"


def generated(dice: random.Random) -> dict[str, Any]:
    """One case of the published contract."""

    def told(value: Any) -> Any:
        return value if dice.random() < TOLD else None

    def number(low: float, high: float) -> Any:
        return told(round(dice.uniform(low, high), 3))

    def word(*words: str) -> Any:
        return told(dice.choice(words))

    def fact() -> Any:
        return told(dice.random() < 1 / 2)

    exam = dice.choice(EXAMS)
    intraoral = exam in INTRAORAL
    setup = {"receptor": word(*Receptor), "collar": fact(), "apron": fact(), "images": told(dice.randint(1, 2))}
    if intraoral:
        setup |= {"beam": word("round", "rectangular"), "handheld": fact(), "cone_cm": number(18, 40)}
        setup |= {"kV": number(55, 70), "mA": number(4, 8), "exposure_s": number(0.05, 0.5)}
    else:
        setup |= {"beam": word("full", "restricted"), "programme": word("child", "adult"), "kV": number(60, 90)}
        setup |= {"fov": word("small", "medium", "large")} if exam == "cbct" else {"dap_mGycm2": number(20, 200)}
    return {
        "on": f"{dice.randint(2005, 2027)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        "place": dice.choice(PLACES),
        "patient": {
            "age_years": round(dice.uniform(2, 80), 2),
            "caries_risk": word(*CariesRisk),
            "pregnant": fact(),
        },
        "visit": {
            "kind": word(*VisitKind),
            "clinical_exam_done": fact(),
            "earlier_images_checked": fact(),
            "months_since_bitewings": number(0, 48),
            "contacts_visible": fact(),
            "signs_of_disease": fact(),
            "two_d_insufficient": fact(),
            "indication": word(*Indication),
        },
        "exam": exam,
        "region": told(dice.choice(REGIONS[exam])) if exam in REGIONS else None,
        "setup": setup,
        "reference_setting": {"region": dice.choice(REGIONS["periapical"]), "exposure_s": 0.125}
        if intraoral and dice.random() < 1 / 4
        else None,
    }


def times_us(cases: list[Case], knowledge: Knowledge) -> list[float]:
    """Processor time of one advise each, in microseconds: other work on the machine does not count."""
    found = []
    gc.collect()
    gc.disable()
    for case in cases:
        begun = time.thread_time_ns()
        advise(case, knowledge)
        found.append((time.thread_time_ns() - begun) / 1000)
    gc.enable()
    return found


def read_us(cases: list[Case], knowledge: Knowledge) -> list[float]:
    """What a report works out only when it is read: what is asked for on each topic, and the setup as advised."""
    found = []
    for case in cases:
        report = advise(case, knowledge)
        begun = time.thread_time_ns()
        _ = (report.advice, report.as_advised)
        found.append((time.thread_time_ns() - begun) / 1000)
    return found


def start_s() -> float:
    """Processor time of a fresh process: the interpreter's own start, import and data."""
    done = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def reported(name: str, values: list[float], unit: str) -> str:
    tenths = statistics.quantiles(values, n=100)
    parts = (statistics.median(values), statistics.fmean(values), tenths[98], max(values))
    return f"{name:30} median {parts[0]:8.3g}  mean {parts[1]:8.3g}  99th {parts[2]:8.3g}  most {parts[3]:8.3g} {unit}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    dice, knowledge = random.Random(asked.seed), load_knowledge()
    told = [generated(dice) for _ in range(asked.cases)]
    begun = time.thread_time()
    cases = [read_case(each, knowledge) for each in told]
    reading_us = (time.thread_time() - begun) / len(cases) * 1e6
    print(f"{len(cases)} cases, seed {asked.seed}, Python {sys.version.split()[0]}")
    print(reported("advise, each case new", times_us(cases, knowledge), "us"))
    print(reported("advise, the same once more", times_us(cases, knowledge), "us"))
    print(reported("advice and setup after, read", read_us(cases, knowledge), "us"))
    print(f"{'read_case':30}   mean {reading_us:8.3g} us")
    print(reported("start, import, load_knowledge", [start_s() for _ in range(asked.starts)], "s"))


if __name__ == "__main__":
    main()
