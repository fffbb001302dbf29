"""Write data/datapackage.json, the Frictionless description of the CSV tables, from their row types and one glossary.

    python -m tools.write_datapackage

Order of the columns as in the files; types, needed cells and allowed words as the loader reads them. Exams, regions and
units are those of exams.toml and units.toml, so that a new one changes nothing here.
"""

import csv
import json
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from advisor.__about__ import __version__
from advisor.knowledge import DATA
from advisor.knowledge.tables import (
    ChartRow,
    ComparatorRow,
    ConversionRow,
    DoseRow,
    FactorRow,
    GrowthRow,
    OutputRow,
    ReceptorRow,
    SpectrumRow,
)
from tools.columns import COLUMNS, TABLES

FILE: Final = DATA / "datapackage.json"
ROWS: Final[dict[str, type[Any]]] = {
    "doses": DoseRow,
    "conversions": ConversionRow,
    "dose_factors": FactorRow,
    "tube_outputs": OutputRow,
    "technique_charts": ChartRow,
    "comparators": ComparatorRow,
    "receptors": ReceptorRow,
    "growth": GrowthRow,
    "spectra": SpectrumRow,
}
_NUMBER: Final = {float: "number", int: "integer"}
_KEY: Final = "[a-z0-9_]+"
_KEYS: Final = ("source", "exam", "region", "unit")  # of other files
_LEAST: Final = {"images": 1}  # of all other numbers 0


def package() -> dict[str, Any]:
    """The description of all tables."""
    return {
        "profile": "tabular-data-package",
        "name": "dental-exposure-advisor-data",
        "title": "Dental imaging exposure: published doses, factors, charts and comparators",
        "version": __version__,
        "description": "Each row names the document it was read in (column source, see sources.toml), where, and how "
        "well it was seen. See README.md.",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [_resource(table, noun) for table, noun in ROWS.items()],
    }


def _resource(table: str, noun: type[Any]) -> dict[str, Any]:
    hints = {name.removesuffix("_"): hint for name, hint in get_type_hints(noun).items()}
    return {
        "name": table.replace("_", "-"),
        "title": TABLES[table],
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(table, name, hints[name]) for name in header(table)],
            "missingValues": [""],
            "primaryKey": "id",
        },
    }


def header(table: str) -> list[str]:
    """The columns of a table as its file has them."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


def _field(table: str, name: str, hint: Any) -> dict[str, Any]:
    column = COLUMNS.get(f"{table}.{name}") or COLUMNS[name]
    type_ = _without_none(hint)
    field: dict[str, Any] = {"name": name, "type": _NUMBER.get(type_, "string"), "description": column.is_}
    if column.unit:
        field["unit"] = column.unit
    constraints = _constraints(name, type_, required=type_ is hint)
    return field | ({"constraints": constraints} if constraints else {})


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not NoneType)
    return hint


def _constraints(name: str, type_: Any, *, required: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if required else {}
    if name == "id":
        found["unique"] = True
    if type_ in _NUMBER:
        found["minimum"] = _LEAST.get(name, 0)
    if name.startswith("transmission_"):
        found["maximum"] = 1
    if get_origin(type_) is Literal:
        found["enum"] = [str(word) for word in get_args(type_)]
    elif isinstance(type_, type) and issubclass(type_, StrEnum):
        found["enum"] = [word.value for word in type_]
    elif name in _KEYS:
        found["pattern"] = _KEY
    return found


def package_text() -> str:
    return json.dumps(package(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path(FILE).write_text(package_text(), encoding="utf-8")
    print(f"written: {FILE}")
