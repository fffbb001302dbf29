"""What a unit that displays the dose-area product would show after a change of setup."""

from dataclasses import replace
from math import isclose

from advisor.case.model import Case, Setup
from advisor.physics import beam, dose
from advisor.physics.dose_tables import DoseTables
from advisor.physics.saving import unit_ratio


def after_change(before: Case, after: Case, tables: DoseTables) -> Setup:
    """The changed setup, its displayed dose-area product brought along.

    A display told before the change no longer holds after it: it is scaled as the model scales, and stays as it is
    where the change does not touch it (a collar). Another programme of an extraoral unit also brings its own kV, mA
    and time, which nobody told; they are left open.
    """
    setup = after.setup
    shown = beam.dose_area_product(before.setup, before.exam, tables.beam)
    if shown is None:
        return setup
    if before.exam.intraoral:
        if setup.dap_mGycm2 is None:
            return setup
        return replace(setup, dap_mGycm2=_scaled(shown.typical, _intraoral_ratio(before, after, tables)))
    same_programme = setup.programme is before.setup.programme
    if setup.dap_mGycm2 is None and same_programme:
        return setup
    setup = replace(setup, dap_mGycm2=_scaled(shown.typical, _published_ratio(before, after, tables)))
    return setup if same_programme else replace(setup, kV=None, mA=None, exposure_s=None, exposure_mAs=None)


def _scaled(dap_mGycm2: float, ratio: float) -> float:
    return dap_mGycm2 if isclose(ratio, 1.0) else dap_mGycm2 * ratio


def _intraoral_ratio(before: Case, after: Case, tables: DoseTables) -> float:
    """Of kerma x area; what neither setup tells is the same in both."""
    usual_kV = tables.beam.parameters["reference_kV"].typical
    old, new = before.setup, after.setup
    kV, mA, exposure_s = old.kV or usual_kV, old.mA or 1.0, old.exposure_s or old.exposure_mAs or 1.0
    then = replace(old, dap_mGycm2=None, kV=kV, mA=mA, exposure_s=exposure_s)
    time_s = new.exposure_s or new.exposure_mAs or exposure_s
    now = replace(new, dap_mGycm2=None, kV=new.kV or kV, mA=new.mA or mA, exposure_s=time_s)
    products = (beam.dose_area_product(setup, before.exam, tables.beam) for setup in (now, then))
    changed, present = (each.typical if each else 1.0 for each in products)
    return changed / present


def _published_ratio(before: Case, after: Case, tables: DoseTables) -> float:
    """What the change does to the dose of this unit, brought from dose to dose-area product."""
    shown = [undisplayed(case) for case in (before, after)]
    per_dap = [dose.effective_dose(undisplayed(case, dap_mGycm2=1.0), tables).typical for case in (after, before)]
    return unit_ratio(shown[0], shown[1], tables).typical * per_dap[1] / per_dap[0]


def undisplayed(case: Case, dap_mGycm2: float | None = None) -> Case:
    """An extraoral case without its display and what makes it, or with another display [mGy cm2]."""
    bare = replace(case.setup, dap_mGycm2=dap_mGycm2, kV=None, mA=None, exposure_s=None, exposure_mAs=None)
    return replace(case, setup=bare)
