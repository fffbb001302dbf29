"""A measured setting of a unit touches four files: a copy of the product with one more knows it everywhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

pytestmark = pytest.mark.slow
ROOT: Final = Path(__file__).parents[2]
NAME: Final = "copper_mmCu"
LABEL: Final = "Copper (mm Cu)"
FILES: Final = {  # each with the line before which, and what is added
    "advisor/case/model.py": ("    filtration_mmAl: float | None = None\n", f"    {NAME}: float | None = None\n"),
    "advisor/case/settings.py": (
        '    Setting("filtration_mmAl"',
        f'    Setting("{NAME}", Kind.NUMBER, "Added filtration in mm of copper.", unit="mm Cu", step=0.1, slide=0.1,\n'
        '            mistaken=(("micrometres", MILLI),), of_unit=True, dose_by=_FROM_SETTINGS, dose_in=_KERMA),\n',
    ),
    "advisor/words/labels.py": ('    "filtration_mmAl"', f'    "{NAME}": "{LABEL}",\n'),
    "data/exams.toml": ("filtration_mmAl =", f"{NAME} = [0.1, 1.0]\n"),
}
ASKED: Final = """
import json
from streamlit.testing.v1 import AppTest
from advisor import advise, load_knowledge, read_case
from advisor.case.vocabulary import Basis, Family
from advisor.charts.picture import LIGHT
from advisor.charts.unit_panel import unit_panel
from advisor.handout.record_settings import visit_rows
from advisor.intake.refusal import Refusal
from advisor.pages.check import asks
from advisor.student import bench
from advisor.technique_chart.in_words import facts
from advisor.xray_unit.reading import unit_from_text
from advisor.xray_unit.writing import unit_toml_text
from tools.write_schema import case_schema, record_schema, unit_schema

def of_check():
    from advisor import load_knowledge
    from advisor.pages.check import asks
    exam = load_knowledge().by_exam["bitewing"]
    for name in asks.without_adult_time(exam):
        asks.show(name, exam)

def of_unit():
    from advisor import load_knowledge
    from advisor.pages.my_units import form
    unit = form.Form("new")
    form.begin(unit)
    form.rest(unit, load_knowledge())

def labels(page):
    at = AppTest.from_function(page, default_timeout=60).run()
    assert not at.exception, at.exception
    return [each.label for each in at.number_input]

def read(**setup):
    return read_case({"patient": {"age_years": 9}, "exam": "bitewing", "setup": setup}, knowledge)

def refused(**setup):
    try:
        read(**setup)
    except Refusal as error:
        return str(error)

knowledge = load_knowledge()
case = read(copper_mmCu=0.3)
unit = unit_from_text('name = "Room 1"\\n[setup]\\nreceptor = "sensor"\\ncopper_mmCu = 0.3\\n', knowledge)
print(json.dumps({
    "schemas": ["copper_mmCu" in json.dumps(schema()) for schema in (case_schema, unit_schema, record_schema)],
    "about": "Added filtration in mm of copper." in json.dumps(case_schema()),
    "plausible": [refused(copper_mmCu=30), refused(copper_mmCu=300), refused(coper_mmCu=0.3)],
    "panoramic": asks.behind(asks.Step.CHILD_SIZE, knowledge.by_exam["panoramic"]),
    "record": [list(row[:2]) for row in visit_rows(advise(case, knowledge), knowledge)],
    "picture": unit_panel(case, LIGHT).alternative,
    "unit": unit_toml_text(unit),
    "facts": facts(unit),
    "check": labels(of_check),
    "form": labels(of_unit),
    "bench": [bench.start(knowledge.by_exam["bitewing"], knowledge)["copper_mmCu"],
              "copper_mmCu" in bench.ASKED[Family.INTRAORAL][Basis.CALCULATED]],
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the copy says of the setting, part by part."""
    copy = tmp_path_factory.mktemp("product")
    for name in ("advisor", "data", "tools"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (before, added) in FILES.items():
        text = (copy / name).read_text(encoding="utf-8")
        (copy / name).write_text(text.replace(before, added + before), encoding="utf-8")
    (copy / "ask_all.py").write_text(ASKED, encoding="utf-8")
    done = subprocess.run([sys.executable, "ask_all.py"], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_measured_setting_touches_four_files() -> None:
    """Its field, its row in the table, its label, what is plausible; beside them only what makes something of it."""
    assert len(FILES) == 4
    assert all(before in (ROOT / name).read_text(encoding="utf-8") for name, (before, _) in FILES.items())


def test_schemas_know_it(told: dict[str, Any]) -> None:
    assert told["schemas"] == [True, True, True]
    assert told["about"] is True


def test_what_is_not_plausible_of_it_is_refused(told: dict[str, Any]) -> None:
    """With the unit it is likely told in by mistake, and the name that was meant."""
    too_much, micrometres, misspelt = told["plausible"]

    assert "setup.copper_mmCu: 30 is not plausible" in too_much
    assert "micrometres" in micrometres
    assert NAME in misspelt


def test_check_and_the_form_of_a_unit_ask_for_it(told: dict[str, Any]) -> None:
    assert LABEL in told["check"]
    assert LABEL in told["form"]
    assert NAME in told["panoramic"]


def test_the_bench_lets_it_be_set(told: dict[str, Any]) -> None:
    start, asked = told["bench"]

    assert asked
    assert 0.1 <= start <= 1.0


def test_a_unit_keeps_it_and_its_chart_says_it(told: dict[str, Any]) -> None:
    assert f"{NAME} = 0.3" in told["unit"]
    assert "0.3 mm Cu" in told["facts"]


def test_the_record_and_the_picture_of_a_lesson_say_it(told: dict[str, Any]) -> None:
    assert [LABEL, "0.3"] in told["record"]
    assert "0.3 mm Cu" in told["picture"]
