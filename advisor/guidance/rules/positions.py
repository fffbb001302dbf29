"""What a statement may say to a rule: positions, the numbers and choices they need, the facts they apply to.

The rules, the loader of data/, the tests and the JSON Schema of a guidance file all read what is declared here and
beside each rule in the checklist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from advisor.case.body import Teeth
from advisor.case.vocabulary import Beam, Dentition, Family, Indication, Receptor, VisitKind


class Reference(StrEnum):
    """Words that data/ itself defines, or that are free."""

    EXAM = "the id of an exam in data/exams.toml"
    REGION = "the id of a region in data/exams.toml"
    TEXT = "words of the source's own"


Words = type[StrEnum] | type[bool] | tuple[str, ...] | Reference


@dataclass(frozen=True, slots=True)
class Position:
    """A position that a rule understands: numbers and choices that its statement tells, or may tell."""

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()  # of which it tells one at least


BARE: Final = Position()
WITHDRAWN: Final = "withdrawn"  # understood on every topic: what the issuer said before is said no longer
NUMBERS: Final[Mapping[str, str]] = {  # name -> what it is
    "above_kV": "tube voltage in kV above which this holds",
    "from_age": "age in years from which this holds",
    "to_age": "age in years below which this holds",
    "max_age": "highest age in years of which this speaks",
    "max_kV": "highest tube voltage in kV",
    "max_months": "latest time for the next bitewings, months after the last",
    "max_s": "exposure time in seconds to stay below",
    "min_cone_cm": "shortest distance from the source to the end of the cone in cm",
    "min_kV": "lowest tube voltage in kV",
    "min_months": "earliest time for the next bitewings, months after the last",
}
RISING: Final = (("min_months", "max_months"), ("from_age", "to_age"), ("min_kV", "max_kV"))
CHOICES: Final[Mapping[str, tuple[Words, str]]] = {  # name -> its words, and what it is
    "accepts": (Receptor, "receptors that keep to this"),
    "alternatives": (Reference.TEXT, "ways to the answer without ionising radiation"),
    "exams": (Reference.EXAM, "exams that are named"),
    "local": (Indication, "clinical questions that a small field answers"),
    "prefer": (Receptor, "what to change to, best first"),
}
FACTS: Final[Mapping[str, Words]] = {  # what `applies` may ask for; `answering.facts` gives a case's
    "child": bool,
    "extraoral": bool,
    "family": Family,
    "exam": Reference.EXAM,
    "region": Reference.REGION,
    "teeth": Teeth,
    "visit_kind": VisitKind,
    "dentition": Dentition,
    "risk_two_level": ("not_increased", "increased"),
    "risk_three_level": ("low", "moderate", "high"),
    "contacts_visible": bool,
    "signs_of_disease": bool,
    "indication": Indication,
    "pregnant": bool,
    "handheld": bool,
    "beam": Beam,
    "receptor": Receptor,
    "thyroid_near_beam": bool,
}
