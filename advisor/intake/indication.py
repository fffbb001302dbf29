"""The clinical question in words of one's own, of a visit and of its further images."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.case.vocabulary import Indication


def known_indications(told: Any) -> Any:
    """An indication in words of its own counts as told, as OTHER; its words go no further."""
    if not isinstance(told, Mapping):
        return told
    if isinstance(told.get("visit"), Mapping):
        told = {**told, "visit": _known_indication(told["visit"])}
    if isinstance(told.get("also"), list | tuple):
        told = {**told, "also": [_known_indication(each) for each in told["also"]]}
    return told


def _known_indication(told: Any) -> Any:
    if not isinstance(told, Mapping) or not isinstance(told.get("indication"), str):
        return told
    plain = told["indication"].strip().lower().replace(" ", "_").replace("-", "_")
    return {**told, "indication": plain if plain in set(Indication) else Indication.OTHER.value}
