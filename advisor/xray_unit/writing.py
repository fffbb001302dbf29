"""A UnitProfile -> the text of its file, TOML or JSON: reading it again gives the same profile."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from advisor.case.model import ReferenceSetting, Setup
from advisor.case.unit import UnitProfile

Json = dict[str, Any]


def unit_json(unit: UnitProfile) -> Json:
    """A unit under the keys of the contract; what nobody told is left out."""
    setup = setup_told(unit.setup)
    timer = setup.pop("timer", None)
    return _told(
        {
            "name": unit.name,
            "maker": unit.maker,
            "model": unit.model,
            "family": unit.family.value,
            "kV_choices": [*unit.kV_choices],
            "mA_choices": [*unit.mA_choices],
            "timer": timer,
            "output_measured_on": unit.output_measured_on.isoformat() if unit.output_measured_on else None,
            "second_receptor": unit.second_receptor.value if unit.second_receptor else None,
            "child_kV": plain(unit.child_kV),
            "setup": setup,
            "known_good": [reference_told(each) for each in unit.known_good],
            "in_use": [reference_told(each) for each in unit.in_use],
        }
    )


def setup_told(setup: Setup) -> Json:
    """The settings of a setup that were told, as the contract writes them."""
    return _told(asdict(setup))


def reference_told(reference: ReferenceSetting) -> Json:
    """A setting known to be good, as the contract writes it."""
    return _told(asdict(reference) | {"region": reference.region.id if reference.region else None})


def _told(values: Mapping[str, Any]) -> Json:
    return {name: plain(value) for name, value in values.items() if value not in (None, [], {})}


def plain(value: Any) -> Any:
    """Enums as their words, tuples as lists, whole numbers without a point."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def unit_json_text(unit: UnitProfile) -> str:
    """As JSON, in the order of the contract."""
    return json.dumps(unit_json(unit), ensure_ascii=False, indent=1) + "\n"


def unit_toml_text(unit: UnitProfile) -> str:
    """As TOML: what stands alone first, then the setup and each setting as a table."""
    written = unit_json(unit)
    alone = {name: value for name, value in written.items() if not _is_table(value)}
    parts = ["\n".join(_lines(alone | {"output_measured_on": unit.output_measured_on}))]
    for name, value in written.items():
        if isinstance(value, dict):
            parts.append("\n".join([f"[{name}]", *_lines(value)]))
        elif _is_table(value):
            parts += ["\n".join([f"[[{name}]]", *_lines(each)]) for each in value]
    return "\n\n".join(parts) + "\n"


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, date):
            yield f"{name} = {value.isoformat()}"
        elif value is not None:  # JSON's texts, numbers, words and lists are TOML's, but for one character
            written = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            yield f"{name} = {written}"
