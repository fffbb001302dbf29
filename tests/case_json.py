"""Case -> the JSON of the contract (data/schema/case.schema.json): reading it again gives the same case."""

from __future__ import annotations

from dataclasses import asdict

from advisor.case.model import Case, ReferenceSetting
from advisor.exchange._guidance_json import Json, plain


def case_json(case: Case) -> Json:
    """A case under the keys of the contract: reading it again gives the same case."""
    told = {
        "on": case.on,
        "place": case.place,
        "patient": {name: value for name, value in asdict(case.patient).items() if name != "child"},
        "visit": asdict(case.visit),
        **_image_json(case),
    }
    further = [_also_json(each, case) for each in case.also]
    told |= {"also": further} if further else {}
    return plain({name: plain(value) if isinstance(value, dict) else value for name, value in told.items()})


def _also_json(case: Case, first: Case) -> Json:
    """A further image; its indication only where its question is another one."""
    asked = case.visit.indication
    own = {"indication": asked} if asked is not first.visit.indication else {}
    told = {**_image_json(case), **own}
    return plain({name: plain(value) if isinstance(value, dict) else value for name, value in told.items()})


def _image_json(case: Case) -> Json:
    reference = case.reference_setting
    return {
        "exam": case.exam.id,
        "region": case.region.id if case.region else None,
        "setup": asdict(case.setup),
        "reference_setting": _reference_json(reference) if reference else None,
    }


def _reference_json(reference: ReferenceSetting) -> Json:
    return asdict(reference) | {"region": reference.region.id if reference.region else None}
