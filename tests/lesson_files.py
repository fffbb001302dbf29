"""The lessons as their files tell them, and what the published report says of their cases: without advisor.lessons."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from advisor import advise, load_knowledge, read_case
from advisor.advice.agreed import agreed
from advisor.advice.report import Report
from advisor.exchange.report_json import report_json
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from tests.data_files import files, toml

ON = date(2026, 11, 22)
NAMES = files("lessons/*.toml")
PARTS = ("setup", "visit", "patient")
CHANGED = ("exam", "region")
URGENT = ("avoid", "improve")


@cache
def known() -> Knowledge:
    return load_knowledge()


def questions() -> list[tuple[str, int, dict[str, Any]]]:
    """Every question: its lesson's file, its place there, and its table."""
    return [(name, nth, each) for name in NAMES for nth, each in enumerate(toml(name)["question"])]


def answered(name: str, question: dict[str, Any]) -> Any:
    """What is right about a question: keys of what to pick, a number, a factor, an order, or None for a talk."""
    case = toml(name).get("case", {})
    return _ANSWERS[question["answer"]](case, question)


def answered_days(name: str) -> list[float]:
    """Low, typical and high of a lesson's case, in days of background."""
    days: list[float] = _told(toml(name)["case"])["background"]["days_now"]
    return days


def _report(case: dict[str, Any]) -> Report:
    told = {"on": ON, **case}
    return advise(read_case(told, known()), known())


def _told(case: dict[str, Any]) -> dict[str, Any]:
    return report_json(_report(case))


def _changed(case: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    merged = {part: {**case.get(part, {}), **change.get(part, {})} for part in PARTS}
    return {**case, **merged, **{key: change[key] for key in CHANGED if key in change}}


def _verdict(case: dict[str, Any], question: dict[str, Any]) -> set[str]:
    return {each["verdict"] for each in _told(case)["steps"] if each["step"] == question["step"]}


def _steps(case: dict[str, Any], question: dict[str, Any]) -> set[str]:
    return {each["step"] for each in _told(case)["steps"] if each["verdict"] in URGENT}


def _settings(case: dict[str, Any], question: dict[str, Any]) -> set[str]:
    good = set()
    for nth, option in enumerate(question["option"]):
        changed = _changed(case, option)
        told, exposure_s = _told(changed), changed["setup"].get("exposure_s")
        low_s = told["exposure"]["low_s"]
        if not _wants(told) and not (exposure_s is not None and low_s is not None and exposure_s < low_s):
            good.add(f"{nth}")
    return good


def _wants(told: dict[str, Any]) -> bool:
    """Whether any finding that nobody contests, or that law settles, asks for a change."""
    findings = [finding for step in told["steps"] for finding in step["findings"]]
    settled = [each for each in findings if not each["disputed"] or each["opinions"][0]["strength"] == "law"]
    return any(each["opinions"][0]["verdict"] in URGENT for each in settled)


def _quantity(of: str, case: dict[str, Any]) -> float:
    told = _told(case)
    if of == "saved_percent":
        report = _report(case)
        now, after = report.dose_now, agreed(report, known()).dose
        return 100.0 * (1.0 - after.effective_dose_uSv.typical / now.effective_dose_uSv.typical)
    value: float = {
        "dose_uSv": told["dose"]["now"]["typical_uSv"],
        "exposure_s": told["exposure"]["set_s"],
        "background_days": told["background"]["days_now"][1],
        "kerma_mGy": told["entrance_kerma_mGy"].get("typical"),
        "dap_mGycm2": told["dap_mGycm2"].get("typical"),
    }[of]
    return value


def _number(case: dict[str, Any], question: dict[str, Any]) -> float:
    return _quantity(question["of"], case)


def _factor(case: dict[str, Any], question: dict[str, Any]) -> float:
    after = _changed(case, question["after"])
    ratio = _quantity(question["of"], after) / _quantity(question["of"], case)
    fields = [each["setup"].get("fov") for each in (case, after)]
    if question["of"] != "dose_uSv" or fields[0] == fields[1]:
        return ratio
    model = toml("dose_model.toml")  # another field on one unit: a power of the area instead of another unit's dose
    areas = [model["cbct_field"][fov]["typical"] for fov in fields]
    shares = [min(1.0, area / model["cbct_field_full"]["typical"]) for area in areas]
    return ratio * shares[0] / shares[1] * float((areas[1] / areas[0]) ** model["cbct_field_exponent"]["typical"])


def _order(case: dict[str, Any], question: dict[str, Any]) -> list[str]:
    doses = {f"{nth}": _quantity("dose_uSv", item["case"]) for nth, item in enumerate(question["item"])}
    return sorted(doses, key=lambda key: doses[key])


def _opinions(case: dict[str, Any], topic: str) -> list[dict[str, Any]]:
    findings = [finding for step in _told(case)["steps"] for finding in step["findings"] if finding["topic"] == topic]
    return [opinion for finding in findings for opinion in finding["opinions"]]


def _issuers(case: dict[str, Any], question: dict[str, Any]) -> set[str]:
    said = _opinions(case, question["topic"])
    return {each["issuer"] for each in said if each["verdict"] == question["verdict"]}


def _opinion(case: dict[str, Any], question: dict[str, Any]) -> set[str]:
    said = _opinions(case, question["topic"])
    return {each["verdict"] for each in said if each["issuer"] == question["issuer"]}


def _field(case: dict[str, Any], question: dict[str, Any]) -> set[str]:
    try:
        _report(case)
    except Refusal as error:
        return {error.field}
    return set()


def _level(case: dict[str, Any], question: dict[str, Any]) -> set[str]:
    rows = [row for name in files("places/*.toml") for row in toml(name).get("reference_level", ())]
    row = next(row for row in rows if row.get("id") == question["reference_level"])
    enough = question.get("images_measured", 10) >= 10
    if not enough or question.get("quantity", row["quantity"]) != row["quantity"]:
        return {"cannot_tell"}
    return {"above" if question["value"] > row["value"] else "below"}


def _marked(case: dict[str, Any], question: dict[str, Any]) -> set[str]:
    return {f"{nth}" for nth, option in enumerate(question["option"]) if option["right"]}


def _talk(case: dict[str, Any], question: dict[str, Any]) -> None:
    return None


_ANSWERS = {
    "verdict": _verdict,
    "steps": _steps,
    "settings": _settings,
    "number": _number,
    "factor": _factor,
    "order": _order,
    "issuers": _issuers,
    "opinion": _opinion,
    "field": _field,
    "level": _level,
    "choice": _marked,
    "find_bad": _marked,
    "dialogue": _talk,
}
