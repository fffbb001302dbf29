"""What the command line gives of a report: the whole, or one part of it, of each image of the visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from advisor.advice.report import Report
from advisor.exchange.report_json import (
    dose_json,
    each_also,
    exposure_json,
    report_json,
    together_json,
    warnings_json,
)

Part = Callable[[Report], Mapping[str, Any]]


def _exposure(report: Report) -> Mapping[str, Any]:
    return exposure_json(report.exposure)


def _dose(report: Report) -> Mapping[str, Any]:
    return {**dose_json(report), "warnings": warnings_json(report)}


def _of_each(report: Report, part: Part) -> dict[str, Any]:
    """A part of the report, and that of the further images of the visit, where there are any."""
    return {**part(report), **({"also": each_also(report, part)} if report.also else {})}


def _sum(report: Report) -> dict[str, Any]:
    return {"together": together_json(report)} if report.also else {}


PARTS: Final[Mapping[str, tuple[str, Part]]] = {  # by command: what it gives
    "advise": ("one report as JSON", report_json),
    "exposure": ("only the exposure advice", lambda report: _of_each(report, _exposure)),
    "dose": ("only the dose estimate", lambda report: {**_of_each(report, _dose), **_sum(report)}),
}
