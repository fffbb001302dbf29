"""Dental imaging exposure advisor: a case in, a report under every issuer's guidance out.

Three names make the whole interface: `load_knowledge`, `read_case`, `advise`.
"""

from advisor.__about__ import __version__
from advisor.advice import advise
from advisor.intake.case import read_case
from advisor.knowledge import load_knowledge

__all__ = ["__version__", "advise", "load_knowledge", "read_case"]
