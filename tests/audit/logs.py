"""Logs of invented practices with a planted truth each, for an audit to find."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from typing import Any

HEADINGS = ("Date", "Age", "Exam", "Region", "Unit", "Receptor", "kV", "mA", "Exposure time (ms)", "DAP (mGycm2)",
            "Grade", "Reason")  # fmt: skip
ADULT_MS = {"mandible_molar": 160, "maxilla_molar": 200, "posterior": 160}
CHILD = {4: 0.56, 6: 0.63, 8: 0.70, 10: 0.76, 12: 0.82, 14: 0.9, 16: 0.95}
STEPS = (40, 50, 63, 80, 100, 125, 160, 200, 250)
PRODUCT_PER_MAS = 20.0  # mGy cm2 of a round beam at 60 kV: 0.75 mGy/mAs x 27 cm2
Row = dict[str, Any]


def step(ms: float) -> int:
    return min(STEPS, key=lambda each: abs(each - ms))


def sized(age: int) -> float:
    """The share of the adult's time that a child needs."""
    return CHILD[max(each for each in CHILD if each <= age)] if age < 18 else 1.0


def practice(
    *, seed: int, children: int = 120, adults: int = 120, unit: str = "Surgery 1", fall: bool = True,
    bad: float = 0.03, change: Callable[[Row, random.Random], Row] = lambda row, _: row,
) -> list[Row]:  # fmt: skip
    """Bitewings and periapicals of one unit, half of them of children."""
    dice = random.Random(seed)
    rows = []
    for nth in range(children + adults):
        age = dice.randint(4, 11) if nth < children else dice.randint(20, 80)
        exam = dice.choice(("bitewing", "periapical"))
        region = "posterior" if exam == "bitewing" else dice.choice(("mandible_molar", "maxilla_molar"))
        ms = step(ADULT_MS[region] * (sized(age) if fall else 1.0))
        rejected = dice.random() < bad
        row = {
            "Date": f"2025-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}", "Age": age, "Exam": exam,
            "Region": region, "Unit": unit, "Receptor": "sensor", "kV": 60, "mA": 7, "Exposure time (ms)": ms,
            "DAP (mGycm2)": round(7 * ms / 1000 * PRODUCT_PER_MAS * dice.uniform(0.95, 1.05), 2),
            "Grade": "N" if rejected else "A", "Reason": dice.choice(("positioning", "blur")) if rejected else "",
        }  # fmt: skip
        rows.append(change(row, dice))
    return rows


def as_csv(rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def falling() -> list[Row]:
    return practice(seed=1)


def not_falling() -> list[Row]:
    return practice(seed=2, fall=False, bad=0.2)


def swapped_units() -> list[Row]:
    """Two rooms; in the second the product of every exposure is written in dGy.cm2 under the same heading."""

    def in_another_unit(row: Row, _: random.Random) -> Row:
        return {**row, "DAP (mGycm2)": row["DAP (mGycm2)"] / 100}

    return practice(seed=3) + practice(seed=4, unit="Surgery 2", change=in_another_unit)


def some_seconds() -> list[Row]:
    """Every tenth time is written in seconds under a heading of milliseconds."""

    def in_seconds(row: Row, dice: random.Random) -> Row:
        return row | ({"Exposure time (ms)": row["Exposure time (ms)"] / 1000} if dice.random() < 0.1 else {})

    return practice(seed=5, change=in_seconds)


def three_children() -> list[Row]:
    return practice(seed=6, children=3, fall=False)


def one_wrong_product() -> list[Row]:
    """One exposure of 240 has ten times the product that its setting gives."""
    rows = practice(seed=7)
    return [*rows[:100], {**rows[100], "DAP (mGycm2)": rows[100]["DAP (mGycm2)"] * 10}, *rows[101:]]


def many(count: int, seed: int = 8) -> Iterator[Row]:
    """A chain of clinics, row by row."""
    dice = random.Random(seed)
    rows = [row for nth in range(20) for row in practice(seed=100 + nth, unit=f"Clinic {nth}", fall=nth % 2 == 0)]
    for _ in range(count):
        yield dice.choice(rows)
