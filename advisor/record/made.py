"""An entry of what Check was told, or of an exposure that a practice's files told."""

from advisor.advice.report import Report
from advisor.case.day import of_date
from advisor.case.model import Case, Setup
from advisor.intake.exposure import Exposure
from advisor.intake.refusal import Refusal, Why
from advisor.physics.estimate import DoseEstimate
from advisor.record.entry import Entry, Estimate
from advisor.record.reading import settings_of

_OF_EXPOSURE = ("receptor", "kV", "mA", "exposure_s", "dap_mGycm2")
_FIGURES = 2  # significant: an estimate is no measurement


def entries_of_report(
    report: Report, *, why: str | None = None, where: str | None = None, asked_by: str | None = None
) -> tuple[Entry, ...]:
    """The image of a case and those that were made beside it, with their settings on its day.

    The dose of each is as the engine estimates it.

    Raises
    ------
    Refusal
        Where the case has no day.
    """
    return tuple(_entry(each, why, where, asked_by) for each in (report, *report.also))


def _entry(report: Report, why: str | None, where: str | None, asked_by: str | None) -> Entry:
    case = report.case
    if case.on is None:
        raise Refusal("on", Why.NO_DAY_TOLD)
    return Entry(
        on=of_date(case.on),
        exam=case.exam.id,
        region=case.region.id if case.region else None,
        age_years=case.patient.age_years,
        why=why or _reason(case),
        where=where,
        asked_by=asked_by,
        setup=settings_of(case.setup),
        estimate=_estimate(report.dose_now),
    )


def _reason(case: Case) -> str | None:
    """The clinical question in the words of the contract."""
    indication = case.visit.indication
    return indication.value.replace("_", " ") if indication else None


def _estimate(estimate: DoseEstimate) -> Estimate:
    dose = estimate.effective_dose_uSv
    return Estimate(*(float(f"{end:.{_FIGURES}g}") for end in (dose.low, dose.typical, dose.high)))


def entry_of_exposure(exposure: Exposure) -> Entry | None:
    """The image of an exposure read from a file; None where nobody told the day or the exam, or no patient was imaged.

    What is implausible is left out, as it was named when it was read.
    """
    if exposure.on is None or "on" in exposure.implausible or exposure.exam is None or exposure.status is not None:
        return None
    told = {name: getattr(exposure, name) for name in _OF_EXPOSURE if name not in exposure.implausible}
    kerma = exposure.entrance_kerma_mGy if "entrance_kerma_mGy" not in exposure.implausible else None
    return Entry(
        on=of_date(exposure.on),
        exam=exposure.exam,
        region=exposure.region,
        teeth=exposure.teeth,
        age_years=exposure.age_years,
        setup=Setup(**told),
        air_kerma_mGy=kerma,
        event=exposure.event,
    )
