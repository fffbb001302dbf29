"""Settings of one exposure: from several attributes the best, in the product's units, held against each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from advisor.case.exams import Exams, Limit
from advisor.case.vocabulary import Beam, Family
from advisor.intake.exposure import Figure
from advisor.intake.header import Elements, number, written
from advisor.intake.recognised import Recognised
from advisor.intake.repair import HowSure, Repair

WORKED_OUT: Final = "no usable time was told; it is worked out from mAs and mA"


@dataclass(slots=True)
class Found:
    """Values by field, with what was put right and what is questionable, while one exposure is being read."""

    values: dict[Figure, float] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    implausible: list[str] = field(default_factory=list)

    def repaired(
        self, name: str, stood: str, taken_for: float | None, why: str, sure: HowSure = HowSure.CERTAIN
    ) -> None:
        self.repairs.append(Repair(name, stood, taken_for, why, HowSure.NOT_TAKEN if taken_for is None else sure))

    def multiply(self) -> None:
        """mA x s is finer than whole mAs; where no charge was told it is that."""
        mA, exposure_s = self.values.get("mA"), self.values.get("exposure_s")
        if mA and exposure_s and "charge_mAs" not in self.values:
            self.values["charge_mAs"] = mA * exposure_s

    def divide(self, limits: Mapping[str, Limit]) -> None:
        """Where no usable time was told it is that of the charge at the current, if a unit can give both."""
        mA, charge_mAs = self.values.get("mA"), self.values.get("charge_mAs")
        if not mA or not charge_mAs or "exposure_s" in self.values:
            return
        worked_out: dict[Figure, float] = {"mA": mA, "exposure_s": rounded(charge_mAs / mA)}
        if not beyond(worked_out, limits):
            self.values |= worked_out
            self.repaired("exposure_s", f"{charge_mAs:g} mAs at {mA:g} mA", worked_out["exposure_s"], WORKED_OUT)

    def fields(self) -> dict[str, Any]:
        """The fields of an exposure that are settled by reading it."""
        return {
            **cast(dict[str, float], self.values),
            "repairs": tuple(self.repairs),
            "implausible": tuple(self.implausible),
            "warnings": tuple(self.warnings),
        }


@dataclass(frozen=True, slots=True)
class Attribute:
    """A DICOM attribute: what its value is times for the field's unit; zero of it is unknown; `whole`: rounded away."""

    keyword: str
    factor: float
    unit: str
    whole: bool = False


ATTRIBUTES: Final[Mapping[Figure, tuple[Attribute, ...]]] = {  # take first, then
    "kV": (Attribute("KVP", 1.0, "kV"),),
    "exposure_s": (
        Attribute("ExposureTimeInuS", 1e-6, "us"),
        Attribute("ExposureTimeInms", 1e-3, "ms"),
        Attribute("ExposureTime", 1e-3, "ms", whole=True),
    ),
    "mA": (
        Attribute("XRayTubeCurrentInuA", 1e-3, "uA"),
        Attribute("XRayTubeCurrentInmA", 1.0, "mA"),
        Attribute("XRayTubeCurrent", 1.0, "mA", whole=True),
    ),
    "charge_mAs": (
        Attribute("ExposureInuAs", 1e-3, "uAs"),
        Attribute("ExposureInmAs", 1.0, "mAs"),
        Attribute("Exposure", 1.0, "mAs", whole=True),
    ),
    "dap_mGycm2": (Attribute("ImageAndFluoroscopyAreaDoseProduct", 100.0, "dGy.cm2"),),
    "ctdi_vol_mGy": (Attribute("CTDIvol", 1.0, "mGy"),),
    "source_to_detector_mm": (Attribute("DistanceSourceToDetector", 1.0, "mm"),),
    "exposure_index": (Attribute("ExposureIndex", 1.0, ""),),
    "target_exposure_index": (Attribute("TargetExposureIndex", 1.0, ""),),
}
DOSES: Final = (Attribute("EntranceDoseInmGy", 1.0, "mGy"), Attribute("EntranceDose", 100.0, "dGy"))
SAME_SHARE: Final = 0.02
_SHORTEST_DISTANCE_MM: Final = 50.0  # a value below is no distance in mm from a tube to a receptor


def read_settings(where: Elements, found: Found) -> None:
    """All of them into `found`: the finer attribute first, a coarser one that differs is named as put aside."""
    for name, attributes in ATTRIBUTES.items():
        _best(where, name, attributes, found)
    deviation = number(written(where, "DeviationIndex"))
    if deviation is not None:
        found.values["deviation_index"] = deviation
    _distance(found)


def _best(where: Elements, name: Figure, attributes: Iterable[Attribute], found: Found) -> None:
    for attribute in attributes:
        stood = written(where, attribute.keyword)
        if not stood:
            continue
        value = number(stood)
        shown = f"{attribute.keyword} {stood[:24]}".rstrip()
        if value is None:
            found.repaired(name, shown, None, "is no number")
        elif value <= 0:
            found.repaired(name, shown, None, "zero stands for unknown" if value == 0 else "is below zero")
        elif name not in found.values:
            found.values[name] = value * attribute.factor
        elif abs(value * attribute.factor - found.values[name]) > SAME_SHARE * found.values[name]:
            whole = f"is in whole {attribute.unit}; the finer attribute holds"
            why, sure = (whole, HowSure.CERTAIN) if attribute.whole else ("the finer one holds", HowSure.LIKELY)
            found.repaired(name, f"{shown} {attribute.unit}", rounded(found.values[name]), why, sure)


def _distance(found: Found) -> None:
    told = found.values.get("source_to_detector_mm")
    if told is not None and told < _SHORTEST_DISTANCE_MM:
        del found.values["source_to_detector_mm"]
        found.repaired("source_to_detector_mm", f"{told:g}", None, "is no distance in mm, and its unit is not known")


def limits_of(family: Family | None, exams: Exams, terms: Recognised) -> Mapping[str, Limit]:
    """What a unit of such exams can give; where the exam is not known, any X-ray unit."""
    return exams.limits[family] if family else terms.limits_beyond_dental


def beyond(values: Mapping[Figure, float], limits: Mapping[str, Limit]) -> list[Figure]:
    """The fields whose values lie outside the limits."""
    return [
        name for name, value in values.items() if name in limits and not limits[name][0] <= value <= limits[name][1]
    ]


def question(found: Found, family: Family | None, exams: Exams, terms: Recognised, beam: Beam | None = None) -> None:
    """Mark what such a unit cannot give, and say where two values contradict each other."""
    limits = limits_of(family, exams, terms)
    what = f"an exposure of this kind ({family})" if family else "an X-ray exposure"
    for name in beyond(found.values, limits):
        value, (low, high) = found.values[name], limits[name]
        found.implausible.append(name)
        found.warnings.append(f"{name}: {value:g} is not plausible for {what}; accepted is {low:g} to {high:g}")
    if not {"mA", "exposure_s"}.intersection(found.implausible):
        found.multiply()
    _question_charge(found, terms)
    _question_field(found, family, terms, beam)


def _question_charge(found: Found, terms: Recognised) -> None:
    mA, exposure_s, told = (found.values.get(name) for name in ("mA", "exposure_s", "charge_mAs"))
    if mA is None or exposure_s is None or told is None:
        return
    product, most = mA * exposure_s, terms.contradiction.of
    if not 1 / most <= product / told <= most:
        coarse = abs(told - round(told)) == 0 and abs(product - told) < 1
        if coarse:
            found.values["charge_mAs"] = product
            found.repaired("charge_mAs", f"{told:g} mAs", rounded(product), "is in whole mAs; mA x time is finer")
        else:
            found.warnings.append(f"charge_mAs: {told:.4g} mAs told, but mA x time is {product:.4g} mAs; one is wrong")


def _question_field(found: Found, family: Family | None, terms: Recognised, beam: Beam | None) -> None:
    product = found.values.get("dap_mGycm2")
    kerma = found.values.get("entrance_kerma_mGy") or found.values.get("entrance_dose_mGy")
    if family is not Family.INTRAORAL or not product or not kerma:
        return
    (low, high), field_cm2 = terms.contradiction.field_cm2, product / kerma
    told = f"dap_mGycm2: {product:.4g} mGy.cm2 over {kerma:.4g} mGy would be a field of {field_cm2:.3g} cm2"
    if not low <= field_cm2 <= high:
        found.warnings.append(f"{told}; {low:g} to {high:g} is usual, so a unit may be wrong")
    elif beam is Beam.RECTANGULAR and field_cm2 > terms.contradiction.rectangular_most_cm2:
        found.warnings.append(f"{told}, as of a round beam, but the collimator is told as rectangular")


def rounded(value: float) -> float:
    return float(f"{value:.6g}")
