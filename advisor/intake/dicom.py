"""DICOM pictures -> exposures: intraoral, panoramic, cephalometric, cone-beam CT. Headers only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from advisor.case.vocabulary import Beam, Family, Receptor
from advisor.intake.dose_report import is_dose_report, report_exposures
from advisor.intake.exposure import Exposure, Figure, Origin, Quality, Status, hashed, moment_of
from advisor.intake.header import Elements, broken, clock, code, day, header, items, number, text, written
from advisor.intake.patient import age_in_header, credible
from advisor.intake.recognised import Recognised
from advisor.intake.refusal import Refusal, Why
from advisor.intake.settings import DOSES, Found, question, read_settings
from advisor.intake.which_exam import CT_CLASSES, exposure_told, which_exam
from advisor.knowledge import Knowledge

_REJECTION_CLASS: Final = "1.2.840.10008.5.1.4.1.1.88.59"  # Key Object Selection
_REJECTED: Final = ("113001", "113037")
_X_RAY: Final = frozenset({"IO", "PX", "DX", "CR", "CT", "XA", "RG"})
_NNT_TAG: Final = 0x00191029
_NNT_CREATOR: Final = 0x00190010
_MAKERS_KEY: Final = re.compile(r"(DAP|tech_fact_kV|tech_fact_mA|tech_fact_s)=([0-9.]{1,12})")
_MAKERS_FIELD: Final[Mapping[str, Figure]] = {
    "DAP": "dap_mGycm2",
    "tech_fact_kV": "kV",
    "tech_fact_mA": "mA",
    "tech_fact_s": "exposure_s",
}
_COMMENT: Final = re.compile(r"DAP:\s*([0-9.]{1,12})\s*mGy\s*\.?cm", re.IGNORECASE)
_DAYS: Final = ("AcquisitionDate", "StudyDate", "ContentDate")
_BEAMS: Final = {"ROUND": Beam.ROUND, "CIRCULAR": Beam.ROUND, "RECTANGULAR": Beam.RECTANGULAR}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A picture that a list of rejected ones names, as its hash, and why it was rejected."""

    picture: str
    reason: str | None


def read_dicom(
    raw: bytes, file: str, terms: Recognised, knowledge: Knowledge, today: date | None = None
) -> tuple[list[Exposure], list[Rejected], list[Refusal]]:
    """The exposures of one file's first bytes, the pictures that it names as rejected, and what of it was left out.

    Raises
    ------
    Refusal
        For a file that is none or holds no exposure, each with the reason in words.
    """
    where = header(raw)
    sop_class = text(where, "SOPClassUID")
    if sop_class in terms.no_exposure:
        raise _no_exposure(terms.no_exposure[sop_class])
    if sop_class == _REJECTION_CLASS:
        return [], _rejections(where, terms), []
    if is_dose_report(where):
        found, left_out = report_exposures(where, file, terms, knowledge, today)
        if not found:
            raise _no_exposure(left_out[0] if left_out else "dose report without a single exposure")
        return found, [], [_no_exposure(each) for each in left_out]
    modality = text(where, "Modality").upper()
    if modality == "SR":
        raise _no_exposure("structured report that is no dose report: no exposure")
    if modality not in _X_RAY:
        what = f"modality {modality[:8]}" if modality else "no modality told"
        raise Refusal("", Why.NO_PICTURE, what=what)
    return [_picture(where, file, terms, knowledge, today)], [], []


def _no_exposure(what: str) -> Refusal:
    return Refusal("", Why.NO_EXPOSURE, what=what)


def _picture(where: Elements, file: str, terms: Recognised, knowledge: Knowledge, today: date | None) -> Exposure:
    which = which_exam(where, terms, knowledge.by_exam)
    found = Found(warnings=[which.warning] if which.warning else [])
    on = next(filter(None, (day(text(where, each)) for each in _DAYS)), None)
    age = age_in_header(where, credible(on, today, found, terms), found, terms)
    beam = _BEAMS.get(text(where, "CollimatorShape").upper()) if which.family is Family.INTRAORAL else None
    _read_figures(where, which.family, beam, found, terms, knowledge)
    told = exposure_told(where, file, Origin.IMAGE, which, found, on, age, terms)
    return replace(
        told,
        event=_event(where),
        at=clock(text(where, "AcquisitionTime")) or clock(text(where, "StudyTime")),
        receptor=_receptor(where, terms),
        beam=beam,
        status=_status(where) or told.status,
        quality=Quality.NOT_ACCEPTABLE if _is_rejected(where) else None,
        objects=(hashed(text(where, "SOPInstanceUID")),),
        moment=_moment(where),
    )


def _is_rejected(where: Elements) -> bool:
    return any(code(each) in _REJECTED for each in items(where, "ConceptNameCodeSequence"))


def _event(where: Elements) -> str:
    told = text(where, "IrradiationEventUID") or next(
        (text(each, "IrradiationEventUID") for each in _groups(where, "CTAcquisitionDetailsSequence")), ""
    )
    if told:
        return hashed(told)
    study, at = text(where, "StudyInstanceUID"), text(where, "AcquisitionTime") or text(where, "AcquisitionDateTime")
    if text(where, "SOPClassUID") in CT_CLASSES:
        return hashed(study, text(where, "SeriesInstanceUID"))
    if not study or not at:
        return hashed(text(where, "SOPInstanceUID") or id(where))
    settings = (written(where, name) for name in ("KVP", "XRayTubeCurrent", "ExposureTime", "ExposureTimeInuS"))
    return hashed(study, text(where, "AcquisitionDate"), at, *settings)


def _moment(where: Elements) -> str | None:
    """By what the report of the exposure finds its picture."""
    on = day(text(where, "AcquisitionDate")) or day(text(where, "StudyDate"))
    return moment_of(text(where, "StudyInstanceUID"), on, clock(text(where, "AcquisitionTime")))


def _groups(where: Elements, keyword: str) -> Iterable[Elements]:
    """A functional group of an enhanced object: the shared one first, else that of the first frame."""
    for name in ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"):
        for group in items(where, name, 1):
            yield from items(group, keyword, 1)


def _read_figures(
    where: Elements, family: Family | None, beam: Beam | None, found: Found, terms: Recognised, knowledge: Knowledge
) -> None:
    """Settings and dose, questioned; enhanced CT keeps its settings in functional groups."""
    read_settings(where, found)
    for keyword in ("CTExposureSequence", "CTXRayDetailsSequence", "IrradiationEventIdentificationSequence"):
        for group in _groups(where, keyword):
            within = Found()
            read_settings(group, within)
            found.values = {**within.values, **found.values}
            found.repairs += within.repairs
    _dose(where, found)
    question(found, family, knowledge.exams, terms, beam)
    _witnesses(where, found, terms)


def _dose(where: Elements, found: Found) -> None:
    """The entrance dose by its kind: in air without backscatter, or at the skin."""
    kind = text(where, "EntranceDoseDerivation").upper()
    for attribute in DOSES:
        value = number(written(where, attribute.keyword))
        if value:
            name: Figure = "entrance_kerma_mGy" if kind.startswith("IAK") else "entrance_dose_mGy"
            found.values.setdefault(name, value * attribute.factor)
            return


def _receptor(where: Elements, terms: Recognised) -> Receptor | None:
    told = terms.detectors.get(text(where, "DetectorType").upper())
    if told is None and text(where, "PlateID") and not text(where, "DetectorID"):
        return Receptor.PSP  # with a detector named as well it is not told which of the two it was
    return Receptor(told) if told else None


def _status(where: Elements) -> Status | None:
    if text(where, "ExposureStatus").upper() == "ABORTED":
        return Status.ABORTED
    return Status.PHANTOM if text(where, "QualityControlImage").upper() == "YES" else None


def _witnesses(where: Elements, found: Found, terms: Recognised) -> None:
    """A maker's own text beside the attributes: it may confirm or contradict, never stand alone."""
    told = {_MAKERS_FIELD[key]: number(value) for key, value in _MAKERS_KEY.findall(_private(where))}
    comment = _COMMENT.search(text(where, "ImageComments"))
    if comment:
        told["dap_mGycm2"] = number(comment[1])
    for name, value in told.items():
        held = found.values.get(name)
        if not value or held is None:
            continue
        most = terms.contradiction.of
        if not 1 / most <= held / value <= most:
            found.warnings.append(f"{name}: {held:g} in the attribute, {value:g} in the maker's own text; one is wrong")
        elif name == "dap_mGycm2":
            found.warnings.append(f"{name}: confirmed by the maker's own text, which says {value:g} mGy.cm2")


def _private(where: Elements) -> str:
    try:
        if str(where.converted(_NNT_CREATOR)).strip() != "NNT":
            return ""
        value = where.converted(_NNT_TAG)
    except broken():
        return ""
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value)


def _rejections(where: Elements, terms: Recognised) -> list[Rejected]:
    """The pictures that a key object selection calls rejected, with the reason it gives."""
    if not _is_rejected(where):
        raise _no_exposure("key object selection that rejects nothing: no exposure")
    modifiers = [each for item in items(where, "ContentSequence") for each in items(item, "ConceptCodeSequence")]
    reason = next((terms.reject_codes[c] for c in map(code, modifiers) if c in terms.reject_codes), None)
    return [
        Rejected(hashed(text(picture, "ReferencedSOPInstanceUID")), reason)
        for study in items(where, "CurrentRequestedProcedureEvidenceSequence")
        for series in items(study, "ReferencedSeriesSequence")
        for picture in items(series, "ReferencedSOPSequence", 1000)
    ]


def with_rejections(exposures: Iterable[Exposure], rejected: Iterable[Rejected]) -> list[Exposure]:
    """The exposures, those whose picture is on a list of rejected ones marked so."""
    reasons = {each.picture: each for each in rejected}
    if not reasons:
        return list(exposures)

    def marked(exposure: Exposure) -> Exposure:
        found = next((reasons[each] for each in exposure.objects if each in reasons), None)
        if found is None:
            return exposure
        return replace(exposure, quality=Quality.NOT_ACCEPTABLE, reject_reason=found.reason)

    return [marked(each) for each in exposures]
