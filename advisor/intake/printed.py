"""A line that the command `read` printed -> the exposure again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from advisor.intake.exposure import Exposure
from advisor.intake.refusal import Refusal, Why

Exposure.__pydantic_config__ = ConfigDict(extra="ignore", allow_inf_nan=False)  # type: ignore[attr-defined]
_ADAPTER: Final[TypeAdapter[Exposure]] = TypeAdapter(Exposure)


def printed_exposure(row: Mapping[str, Any], file: str) -> Exposure:
    """The exposure of a printed line; Refusal about the first field that is none."""
    try:
        return replace(_ADAPTER.validate_python(dict(row)), objects=(), moment=None)
    except (ValidationError, RecursionError) as error:
        where = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
        path = ".".join(str(part) for part in where) or "exposure"
        raise Refusal("", Why.NOT_PRINTED_BY_READ, path=path, file=file) from None


def exposure_schema() -> dict[str, Any]:
    """The fields of a printed exposure as JSON Schema, for tools/write_schema.py."""
    return _ADAPTER.json_schema()
