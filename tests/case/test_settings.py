"""One table of settings: whatever asks, limits, keeps, prints or describes a setting takes it from there."""

from __future__ import annotations

from dataclasses import fields

import pytest

from advisor.case.model import Setup
from advisor.case.settings import BY_NAME, OF_UNIT, SETTINGS, Kind, Setting, asked_of
from advisor.case.vocabulary import Family
from advisor.handout import record_settings
from advisor.intake.equivalents import SetupIn
from advisor.knowledge import Knowledge
from advisor.pages.shared import case as check_case
from advisor.words import labels
from tools.write_schema import case_schema, unit_schema

MEASURED = [each for each in SETTINGS if each.kind in (Kind.NUMBER, Kind.COUNT, Kind.SIZE)]
ON_SHEETS = {"field_cm": record_settings.words.FIELD}


def test_every_setting_that_can_be_told_stands_in_the_table_once() -> None:
    assert sorted(BY_NAME) == sorted(field.name for field in fields(SetupIn))
    assert len(BY_NAME) == len(SETTINGS)


def test_another_way_to_tell_a_setting_is_no_setting_of_its_own() -> None:
    ways = {each.name: each.means for each in SETTINGS if each.means}

    assert set(ways) == {field.name for field in fields(SetupIn)} - {field.name for field in fields(Setup)}
    assert set(ways.values()) <= {field.name for field in fields(Setup)}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.name)
def test_every_setting_has_a_label_and_a_description(setting: Setting) -> None:
    assert setting.name in {**labels.QUESTION, **ON_SHEETS}
    for schema in (case_schema(), unit_schema()):
        assert schema["$defs"]["SetupIn"]["properties"][setting.name]["description"] == setting.about


@pytest.mark.parametrize("family", Family)
def test_every_number_has_limits_where_it_is_asked_for(knowledge: Knowledge, family: Family) -> None:
    limits = knowledge.exams.limits[family]
    asked = {each.name for each in MEASURED if family in each.families and each.name != "dap"}  # told in any unit

    assert asked <= limits.keys()
    assert limits.keys() <= {each.name for each in MEASURED}


@pytest.mark.parametrize("exam", ["bitewing", "panoramic", "cephalometric_lateral", "cbct"])
def test_the_form_asks_for_what_the_table_says(knowledge: Knowledge, exam: str) -> None:
    known = knowledge.by_exam[exam]
    asked = check_case.asked(known) & {*BY_NAME, *check_case.FIELD_CM}
    wanted = set(asked_of(known.family)) - {"field_cm"}
    other_ways = {each.name for each in SETTINGS if not each.asked}  # a display's own unit, impulses and their timer

    assert wanted <= asked
    assert asked - set(check_case.FIELD_CM) - wanted <= other_ways
    assert ("field_cm" in asked_of(known.family)) is bool(asked & set(check_case.FIELD_CM))


def test_what_a_unit_keeps_is_what_stays_from_patient_to_patient() -> None:
    assert "kV" in OF_UNIT
    assert "dap_unit" in OF_UNIT
    assert not {"images", "dap_mGycm2", "field_cm", "exposure_impulses"} & set(OF_UNIT)
