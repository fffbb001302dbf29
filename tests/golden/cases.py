"""The golden cases of cases.toml and the text of their reports."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from advisor import advise, read_case
from advisor.knowledge import Knowledge
from tests.golden.report_text import report_text

GOLDEN = Path(__file__).parent
REPORTS = GOLDEN / "reports"


def golden_cases() -> dict[str, Any]:
    return tomllib.loads((GOLDEN / "cases.toml").read_text(encoding="utf-8"))


def golden_text(slug: str, knowledge: Knowledge) -> str:
    told = golden_cases()[slug]
    facts = {key: value for key, value in told.items() if key != "name"}
    return report_text(told["name"], advise(read_case(facts, knowledge), knowledge))
