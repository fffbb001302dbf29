"""Write data/dose_fit.toml, the fitted parameters of the dose model, from the published rows of data/.

python -m tools.fit_dose_model
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from advisor import load_knowledge
from advisor.physics.dose_tables import Parameter
from advisor.validation.dose_fit import fitted

FILE = Path(__file__).resolve().parent.parent / "data" / "dose_fit.toml"
HEAD = """\
# Parameters of the effective-dose model that are fitted to published doses, ICRP 103 throughout: written by
# `python -m tools.fit_dose_model`, never by hand (a test runs it again). Keys as in dose_model.toml: the median and the
# 90 % range for one more study; the spread of studies is in the range of a level or coefficient and nowhere else.
"""
AGES = ("at_age", "adult_from_age", "youngest")


def fit_text(found: Mapping[str, Parameter]) -> str:
    """The file as TOML."""
    return HEAD + "".join(f"\n{table}\n" for table in map("\n".join, map(_table, found, found.values())))


def _table(name: str, parameter: Parameter) -> Iterator[str]:
    yield f"[{name}]"
    yield f"unit = {json.dumps(parameter.unit)}"
    for age in AGES:
        if (years := getattr(parameter, age)) is not None:
            yield f"{age} = {years}"
    yield f"typical = {parameter.typical}"
    yield f"low = {parameter.low}"
    yield f"high = {parameter.high}"
    yield f'spread = "{parameter.spread}"'
    yield f"rows = {json.dumps(list(parameter.rows))}"
    yield f"formula = {json.dumps(parameter.formula, ensure_ascii=False)}"
    yield f'certainty = "{parameter.certainty}"'


if __name__ == "__main__":
    FILE.write_text(fit_text(fitted(load_knowledge())), encoding="utf-8")
