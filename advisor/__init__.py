"""Dental imaging exposure advisor: a case in, a report under every issuer's guidance out.

Three names make the whole interface: `load_knowledge`, `read_case`, `advise`. Each is imported
when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from advisor.__about__ import __version__

if TYPE_CHECKING:
    from advisor.advice import advise
    from advisor.intake.case import read_case
    from advisor.knowledge import load_knowledge

__all__ = ["__version__", "advise", "load_knowledge", "read_case"]

_ROOMS: Final = {"advise": "advice", "read_case": "intake.case", "load_knowledge": "knowledge"}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
