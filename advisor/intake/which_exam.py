"""Which exam a picture or a dose report is of: from codes, else from words, which is then said to be inferred."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from advisor.case.model import Exam
from advisor.case.teeth import Tooth
from advisor.case.vocabulary import Family
from advisor.intake.exposure import Exposure, Origin, Status
from advisor.intake.header import Elements, code, items, text
from advisor.intake.recognised import Recognised, plain, tooth_codes
from advisor.intake.settings import Found

INTRAORAL_CLASSES: Final = ("1.2.840.10008.5.1.4.1.1.1.3", "1.2.840.10008.5.1.4.1.1.1.3.1")
CT_CLASSES: Final = ("1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.2.1", "1.2.840.10008.5.1.4.1.1.2.2")
THREE_D_CLASS: Final = "1.2.840.10008.5.1.4.1.1.13.1.1"
_TEXTS: Final = (
    "ProtocolName", "SeriesDescription", "StudyDescription", "AcquisitionDeviceProcessingDescription",
    "PerformedProcedureStepDescription", "ViewPosition",
)  # fmt: skip
_CEPHALOSTAT: Final = "CEPHALOSTAT"


@dataclass(frozen=True, slots=True)
class Which:
    """What is known of it; the exam is None where only the family is known, and the family where not even that is."""

    family: Family | None = None
    exam: str | None = None
    inferred: bool = False
    region: str | None = None
    teeth: tuple[str, ...] = ()
    warning: str | None = None


def exposure_told(
    where: Elements,
    file: str,
    origin: Origin,
    which: Which,
    found: Found,
    on: date | None,
    age_years: float | None,
    terms: Recognised,
) -> Exposure:
    """What every DICOM file tells of an exposure. Its unit is what a practice can tell units by: no serial number.

    One whose patient is called Phantom or Physics is nobody's.
    """
    test = terms.test_pattern.search(plain(text(where, "PatientName")))
    if test:
        found.warnings.append(f"status: the patient is called {test[0]}, so this is taken for one of a phantom")
    maker, model, station = (
        text(where, each)[:40] for each in ("Manufacturer", "ManufacturerModelName", "StationName")
    )
    return Exposure(
        file=file,
        origin=origin,
        on=on,
        age_years=age_years,
        status=Status.PHANTOM if test else None,
        family=which.family,
        exam=which.exam,
        exam_inferred=which.inferred,
        region=which.region,
        teeth=which.teeth,
        unit=" / ".join(filter(None, (maker, model, station))) or None,
        maker=maker or None,
        model=model or None,
        **found.fields(),
    )


def which_exam(where: Elements, terms: Recognised, exams: Mapping[str, Exam]) -> Which:
    """From the header of a picture."""
    sop_class, modality = text(where, "SOPClassUID"), text(where, "Modality").upper()
    anatomy = tuple(items(where, "AnatomicRegionSequence"))
    codes = {code(item) for item in anatomy}
    words = " ".join(filter(None, (text(where, name) for name in _TEXTS)))
    if sop_class in INTRAORAL_CLASSES or modality == "IO":
        return _intraoral(where, anatomy, codes, words, terms, exams)
    if sop_class in CT_CLASSES or sop_class == THREE_D_CLASS or modality == "CT":
        return _volume(codes, f"{words} {text(where, 'BodyPartExamined')}", terms)
    return _projection(where, modality, codes, words, terms)


def _intraoral(
    where: Elements,
    anatomy: Iterable[Elements],
    codes: set[str],
    words: str,
    terms: Recognised,
    exams: Mapping[str, Exam],
) -> Which:
    teeth = _teeth(where, anatomy)
    views = {code(item) for item in items(where, "ViewCodeSequence")}
    told = next((exam for exam, each in terms.exam_codes.items() if views.intersection(each)), None)
    named = terms.exam_in(words)
    named = named if named and named in exams and exams[named].intraoral else None
    jaws: set[str] = {tooth.jaw for tooth in teeth}
    usual = terms.usual_exams
    by_teeth = (usual.both_jaws if len(jaws) > 1 else usual.one_jaw) if jaws else None
    region_jaw = next((jaw for jaw, each in terms.jaw_codes.items() if set(each).intersection(codes)), None)
    exam = told or named or by_teeth or (usual.one_jaw if region_jaw else None)
    modifiers = {code(each) for item in anatomy for each in items(item, "AnatomicRegionModifierSequence")}
    area = next((kind for kind, each in terms.tooth_region_codes.items() if set(each).intersection(modifiers)), None)
    region = region_for(exam, teeth, region_jaw, area, exams)
    warning = None if exam else "exam: intraoral, kind unknown: neither view, teeth nor words tell it"
    fdi = tuple(tooth.fdi for tooth in teeth)
    return Which(Family.INTRAORAL, exam, told is None and exam is not None, region, fdi, warning)


def _teeth(where: Elements, anatomy: Iterable[Elements]) -> tuple[Tooth, ...]:
    by_code = tooth_codes()
    within = [each for item in anatomy for each in items(item, "PrimaryAnatomicStructureSequence")]
    found = (by_code.get(code(each)) for each in (*within, *items(where, "PrimaryAnatomicStructureSequence")))
    return tuple(dict.fromkeys(each for each in found if each is not None))


def region_for(
    exam: str | None, teeth: Collection[Tooth], jaw: str | None, area: str | None, exams: Mapping[str, Exam]
) -> str | None:
    """The region of the exam that all teeth lie in; None where they lie in several or none is told."""
    if exam is None:
        return None
    jaws: set[str] = {tooth.jaw for tooth in teeth} or ({jaw} if jaw else set())
    kinds: set[str] = {tooth.kind for tooth in teeth} or ({area} if area else set())
    ends = {"anterior" if kind in ("incisor", "canine") else "posterior" for kind in kinds}
    one_jaw, one_kind, one_end = (next(iter(each)) if len(each) == 1 else None for each in (jaws, kinds, ends))
    wanted = (f"{one_jaw}_{one_kind}", one_end, one_jaw)
    return next((region.id for region in exams[exam].regions if region.id in wanted), None)


def _volume(codes: set[str], words: str, terms: Recognised) -> Which:
    volume = terms.usual_exams.volume
    if terms.exam_in(words) == volume or terms.dental(words) or codes.intersection(terms.dental_regions.codes):
        return Which(Family.CBCT, volume, inferred=True)
    return Which(warning="exam: a CT of no dental region; not taken for a cone-beam CT of the jaws")


def _projection(where: Elements, modality: str, codes: set[str], words: str, terms: Recognised) -> Which:
    positioner = text(where, "PositionerType").upper()
    named, usual = terms.exam_in(words), terms.usual_exams
    if positioner == _CEPHALOSTAT:
        return _cephalometric(where, usual.cephalostat, inferred=False)
    if positioner == "PANORAMIC" or modality == "PX":
        if modality == "PX" and positioner != "PANORAMIC" and named == usual.cephalostat:
            return _cephalometric(where, usual.cephalostat, inferred=True)
        return Which(Family.PANORAMIC, usual.rotation)
    if named == usual.rotation:
        return Which(Family.PANORAMIC, usual.rotation, inferred=True)
    if named == usual.cephalostat:
        return _cephalometric(where, usual.cephalostat, inferred=True)
    body = text(where, "BodyPartExamined")
    if codes.intersection(terms.dental_regions.codes) or terms.dental(f"{body} {words}"):
        return Which(warning="exam: a radiograph of jaws or head; neither positioner nor words tell which")
    return Which(warning=f"exam: no dental exam{f' (body part {body[:16]})' if body else ''}")


def _cephalometric(where: Elements, exam: str, *, inferred: bool) -> Which:
    view = " ".join((text(where, "ViewPosition"), *(text(i, "CodeMeaning") for i in items(where, "ViewCodeSequence"))))
    if any(each in view.lower().split() for each in _FROM_THE_FRONT):
        return Which(
            Family.CEPHALOMETRIC, warning="exam: cephalometric, but not from the side; no exam of this product"
        )
    return Which(Family.CEPHALOMETRIC, exam, inferred)


_FROM_THE_FRONT: Final = ("pa", "ap", "postero-anterior", "antero-posterior")


def exam_of_event(
    protocol: str,
    target: tuple[str, str],
    event_type: str,
    report_words: str,
    terms: Recognised,
    exams: Mapping[str, Exam],
) -> Which:
    """From one event of a dose report: its protocol's words first, then what the report says of itself.

    `target` is the region, by its code and in words.
    """
    region, meaning = target
    named = terms.exam_in(protocol) or terms.exam_in(report_words)
    dental = region in terms.dental_regions.codes or terms.dental(f"{protocol} {report_words} {meaning}")
    if named and named in exams and (dental or exams[named].intraoral):
        jaw = next((each for each, listed in terms.jaw_codes.items() if region in listed), None)
        return Which(exams[named].family, named, True, region_for(named, (), jaw, None, exams))
    if not dental:
        return Which(warning=f"exam: no dental exam{f' (region {meaning[:24]})' if meaning else ''}")
    if event_type == ROTATIONAL:
        return Which(warning="exam: a rotation about jaws or head, panoramic or cone-beam CT: not told which")
    return Which(warning="exam: an exposure of jaws or head; which exam is not told")


ROTATIONAL: Final = "113613"
