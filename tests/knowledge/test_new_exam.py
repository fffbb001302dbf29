"""An exam is one table: a copy of the product with one more exam judges it, on the command line and on the screen."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from advisor import advise, load_knowledge, read_case
from advisor.case.vocabulary import Step, Topic, Verdict
from advisor.handout.page import Room
from advisor.handout.parent import parent
from advisor.knowledge import DataError, Knowledge
from tests.data_files import DATA

OCCLUSAL = """
[[exam]]
id = "occlusal_panoramic"
label = "Occlusal panoramic"
family = "intraoral"
"""
VERTICAL = """
[[exam]]
id = "bitewing_vertical"
label = "Vertical bitewing"
family = "intraoral"
shows_contacts = true
default_region = "back"

[[exam.regions]]
id = "back"
label = "back teeth, upright"
relative_exposure = { typical = 1.08, low = 1.0, high = 1.28, rows = ["K010"], formula = "as for a bitewing" }
thyroid_near = ["round"]
"""
EXTRAORAL = """
[[exam]]
id = "jaw_from_the_side"
label = "Jaw from the side"
family = "panoramic"
"""
FACTS: dict[str, Any] = {"patient": {"age_years": 9}, "place": "US", "on": "2026-11-21"}
PAGES = """
import sys
from streamlit.testing.v1 import AppTest
for reader in ("clinician", "student", "parent"):
    at = AppTest.from_file("app.py", default_timeout=600)
    at.query_params.update({"age_years": "9", "exam": sys.argv[1], "place": "US"})
    at.session_state["check_reader"] = reader
    at.run()
    assert not at.exception, at.exception
    assert [*at.header, *at.markdown, *at.subheader]
    print(reader)
for name in ("evidence", "technique_chart", "learn", "audit"):
    at = AppTest.from_string(f"from advisor.pages.{name}.page import page\\npage()", default_timeout=600)
    at.query_params.update({"exam": sys.argv[2]} if name == "evidence" else {})
    at.run()
    assert not at.exception, at.exception
    print(name)
"""
COMMANDS = r"""
from advisor.__main__ import main
for command in ("advise", "dose", "exposure"):
    assert main([command, "case.json"]) == 0
    print("\0", end="")
assert main(["chart", "unit.toml"]) == 0
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The data folder, free to be added to."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def added(copy: Path, table: str) -> Knowledge:
    with (copy / "exams.toml").open("a", encoding="utf-8") as exams:
        exams.write(table)
    return load_knowledge(copy)


@pytest.mark.parametrize(
    ("table", "exam"),
    [(OCCLUSAL, "occlusal_panoramic"), (VERTICAL, "bitewing_vertical"), (EXTRAORAL, "jaw_from_the_side")],
)
def test_one_table_is_enough_for_a_judged_report(copy: Path, table: str, exam: str) -> None:
    """Every step but that of another family has a verdict, with a dose and, inside the mouth, a time."""
    known = added(copy, table)
    case = read_case(FACTS | {"exam": exam, "setup": {"kV": 65, "mA": 7, "receptor": "sensor"}}, known)
    report = advise(case, known)
    verdicts = {step.step: step.verdict for step in report.steps}

    assert verdicts[Step.CBCT] is Verdict.NOT_APPLICABLE
    assert Verdict.NOT_APPLICABLE not in {each for step, each in verdicts.items() if step is not Step.CBCT}
    assert report.dose_now.effective_dose_uSv.typical > 0
    assert (report.exposure.set_s is not None) is case.exam.intraoral
    assert parent(report, known, "", Room(points=11))["benefit"]


def test_what_it_shows_decides_what_is_asked_about_it(copy: Path) -> None:
    """The interval between bitewings is a question of contact surfaces, not of a name; nobody speaks of these yet."""
    known = added(copy, VERTICAL + OCCLUSAL)
    vertical, occlusal = (
        advise(read_case(FACTS | {"exam": exam}, known), known) for exam in ("bitewing_vertical", "occlusal_panoramic")
    )

    assert Topic.BITEWING_INTERVAL in vertical.unaddressed
    assert Topic.BITEWING_INTERVAL not in occlusal.unaddressed


def test_what_an_exam_lacks_is_as_in_its_family(copy: Path) -> None:
    exam = added(copy, OCCLUSAL).by_exam["occlusal_panoramic"]

    assert (exam.images.typical, exam.plausible_uSv, exam.collar_may_enter_field) == (1, (0.1, 60.0), False)
    assert exam.default_region == "mandible_molar"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            OCCLUSAL.replace("intraoral", "intraorl"),
            r"exam\.8\.family: 'intraorl' is not known.*did you mean intraoral",
        ),
        (OCCLUSAL.replace('label = "Occlusal panoramic"\n', ""), r"exam\.8\.label: "),
        (OCCLUSAL.replace('"Occlusal panoramic"', '" "'), r"exam\.8\.label: is empty"),
        (OCCLUSAL.replace("occlusal_panoramic", "bitewing"), r"exam\.8\.id: 'bitewing' stands twice"),
        (VERTICAL.replace('"back"', '"posterior"'), r"exam\.8\.regions\.0\.id: 'posterior' is told twice"),
    ],
)
def test_an_exam_that_cannot_be_judged_is_refused_in_one_sentence(copy: Path, table: str, said: str) -> None:
    with pytest.raises(DataError, match=rf"^exams\.toml, line \d+, {said}"):
        added(copy, table)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A copy of the product with one more exam."""
    folder = tmp_path_factory.mktemp("product")
    for name in ("advisor", "data", ".streamlit"):
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "app.py", folder)
    with (folder / "data" / "exams.toml").open("a", encoding="utf-8") as exams:
        exams.write(OCCLUSAL + VERTICAL)
    return folder


def run(product: Path, *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=product, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_line_answers_about_it(product: Path) -> None:
    """Each command that is asked about a case, and the chart of a unit."""
    told = FACTS | {"exam": "occlusal_panoramic", "setup": {"kV": 65, "mA": 7, "receptor": "sensor"}}
    unit = 'name = "Surgery 1"\n[setup]\nreceptor = "sensor"\nkV = 65\nmA = 7\ncone_cm = 20\n'
    (product / "case.json").write_text(json.dumps(told), encoding="utf-8")
    (product / "unit.toml").write_text(unit, encoding="utf-8")

    *answers, chart = run(product, "-c", COMMANDS).split("\0")
    assert all(map(json.loads, answers))
    assert "bitewing_vertical" in chart


def test_every_page_opens_with_it(product: Path) -> None:
    """Check to every reader; the others as they are opened first, Evidence at the statements that reach the exam."""
    opened = run(product, "-c", PAGES, "occlusal_panoramic", "bitewing_vertical").split()

    assert opened == ["clinician", "student", "parent", "evidence", "technique_chart", "learn", "audit"]
