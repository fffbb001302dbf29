"""Every name in data/ is of something there: a misspelt one stops the program, and the right one is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from advisor import load_knowledge
from advisor.intake.refusal import Refusal
from advisor.knowledge import DataError, Knowledge
from advisor.lessons.course import load_course
from advisor.lessons.reading import load_lessons
from tests.data_files import DATA, files, toml
from tools.guidance_schema import guidance_schema
from tools.write_schema import schema_file, schema_text

CAMPAIGN = "guidance/image_gently_2014.toml"
ADA = "guidance/ada_2024.toml"
MISSPELT = [  # file, what stands there, what is written instead, key, nearest word
    pytest.param(CAMPAIGN, 'position = "use"', 'position = "usee"', "statement.*.position", "use", id="position"),
    pytest.param(CAMPAIGN, "child = true", "chidl = true", "statement.*.applies.chidl", "child", id="fact"),
    pytest.param(CAMPAIGN, 'reach = ["WORLD"]', 'reach = ["WRLD"]', "reach.0", "WORLD", id="place that it reaches"),
    pytest.param(CAMPAIGN, 'id = "image_gently_2014"', 'id = "image_gently"', "id", None, id="id and name of the file"),
    pytest.param(CAMPAIGN, 'source = "image_gently', 'source = "imge_gently', "source", "image_gently", id="document"),
    pytest.param(CAMPAIGN, 'topic = "receptor"', 'topic = "recepter"', "statement.*.topic", "receptor", id="topic"),
    pytest.param(CAMPAIGN, '"film_e"', '"film_ee"', "statement.*.choices.accepts.*", "film_e", id="receptor accepted"),
    pytest.param(
        "guidance/ada_fda_2012.toml",
        'exam = "bitewing"',
        'exam = "bitewng"',
        "statement.*.applies.exam",
        "bitewing",
        id="exam that a statement applies to",
    ),
    pytest.param(
        "guidance/ada_fda_2012.toml",
        'visit_kind = "recall"',
        'visit_kind = "recal"',
        "statement.*.applies.visit_kind",
        "recall",
        id="value of a fact",
    ),
    pytest.param(
        "guidance/ada_fda_2012.toml",
        "min_months =",
        "min_month =",
        "statement.*.numbers.min_month",
        "min_months",
        id="number of a position",
    ),
    pytest.param(
        "guidance/ada_2024.toml",
        '[[ends]]\nedition = "',
        '[[ends]]\nedition = "x',
        "ends.0.edition",
        "",
        id="edition that is ended",
    ),
    pytest.param("places/US-NY.toml", 'part_of = ["US"]', 'part_of = ["USA"]', "part_of.0", "US", id="place around"),
    pytest.param(
        "places/KR.toml",
        'exam = "panoramic"',
        'exam = "panormic"',
        "reference_level.*.exam",
        "panoramic",
        id="exam of a reference level",
    ),
    pytest.param("places/KR.toml", 'source = "', 'source = "x', "*.source", "", id="document of a place"),
    pytest.param("places/IE.toml", 'region = "', 'region = "x', "reference_level.*.region", "", id="region of a level"),
    pytest.param(
        "places/KR.toml",
        'quantity = "incident_air_kerma_mGy"',
        'quantity = "incident_air_kerma_mGyy"',
        "reference_level.*.quantity",
        "incident_air_kerma_mGy",
        id="quantity of a level",
    ),
    pytest.param("places/KR.toml", 'code = "KR"', 'code = "KP"', "code", None, id="code and name of the file"),
    pytest.param(
        "exams.toml",
        'default_region = "posterior"',
        'default_region = "postrior"',
        "exam.*.default_region",
        "posterior",
        id="region of an exam",
    ),
    pytest.param("exams.toml", '"D113"', '"D113q"', "exam.*.images.rows.0", "D113", id="row behind an exam"),
    pytest.param("exams.toml", 'id = "periapical"', 'id = "bitewing"', "exam.*.id", None, id="exam told twice"),
    pytest.param(
        "exams.toml",
        "shows_contacts =",
        "shows_contact =",
        "exam.*.shows_contact",
        "shows_contacts",
        id="property of an exam",
    ),
    pytest.param(
        "technique.toml",
        'region = "mandible_molar"',
        'region = "mandible_moler"',
        "reference.region",
        "mandible_molar",
        id="region of reference",
    ),
    pytest.param(
        "technique.toml",
        '"T050"',
        '"T5050"',
        "parameter.reference_output.rows.*",
        "T050",
        id="row behind a time",
    ),
    pytest.param("dose_model.toml", '"T101"', '"T1011"', "*.rows.*", "T101", id="row behind a dose"),
    pytest.param(
        "dose_model.toml",
        "[collar_near_beam]",
        "[collar_near_bem]",
        "collar_near_bem",
        "collar_near_beam",
        id="parameter of the dose model",
    ),
    pytest.param("units.toml", 'source = "', 'source = "x', "*.source", "", id="document of a unit"),
    pytest.param(
        "units.toml",
        'family = "intraoral"',
        'family = "intraorl"',
        "*.family",
        "intraoral",
        id="family of a unit",
    ),
    pytest.param("primer.toml", 'source = "', 'source = "x', "paragraph.0.source", "", id="document of the primer"),
    pytest.param(
        "primer.toml",
        'topic = "radon"',
        'topic = "radn"',
        "paragraph.*.topic",
        "radon",
        id="topic of the primer",
    ),
    pytest.param("evidence_notes.toml", 'source = "', 'source = "x', "note.0.source", "", id="document of a note"),
    pytest.param(
        "evidence_notes.toml",
        'about = "dose"',
        'about = "dos"',
        "note.*.about",
        "dose",
        id="subject of a note",
    ),
]
CELLS = [  # table, column, what is written there
    pytest.param("doses.csv", "exam", "panormic", "panoramic", id="exam of a dose"),
    pytest.param("doses.csv", "source", "ludlow_2088", "ludlow_2008", id="document of a dose"),
    pytest.param("doses.csv", "weighting", "icrp_103", "icrp103", id="weighting of a dose"),
    pytest.param("doses.csv", "population", "adlt", "adult", id="population of a dose"),
    pytest.param("doses.csv", "id", "D001", None, id="id that is another's"),
    pytest.param("conversions.csv", "region", "maxila", "maxilla", id="region of a conversion"),
    pytest.param("dose_factors.csv", "concerns", "colar", "collar", id="concern of a factor"),
    pytest.param("dose_factors.csv", "derived_from", "D0011", "D001", id="row behind a factor"),
    pytest.param("tube_outputs.csv", "quantity", "transmision", "transmission", id="quantity of an output"),
    pytest.param("technique_charts.csv", "unit", "planmeca_intr", "planmeca_intra", id="unit of a chart"),
    pytest.param("technique_charts.csv", "region", "maxilla_moler", "maxilla_molar", id="region of a chart"),
    pytest.param("comparators.csv", "audience", "parents", "parent", id="audience of a comparator"),
    pytest.param("receptors.csv", "derived_from", "F0144", "F014", id="row behind a receptor"),
    pytest.param("growth.csv", "sex", "femal", "female", id="sex of the growth reference"),
    pytest.param("growth.csv", "source", "rcpch_uk09", "rcpch_uk90", id="document of the growth reference"),
    pytest.param("spectra.csv", "kV", "thirty", None, id="number of the spectra"),
]


@pytest.fixture(scope="module")
def one_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("spoiled") / "data"))


@pytest.fixture
def copy(one_copy: Path) -> Iterator[Path]:
    """The data folder, free to be spoiled: what a test wrote into is put right after it."""
    began = {path: path.stat().st_mtime_ns for path in one_copy.rglob("*") if path.is_file()}
    yield one_copy
    for path, written in began.items():
        if path.stat().st_mtime_ns != written:
            shutil.copy2(DATA / path.relative_to(one_copy), path)


@pytest.mark.parametrize(("name", "right", "wrong", "key", "near"), MISSPELT)
def test_a_misspelt_name_is_refused_with_its_line_and_the_nearest(
    copy: Path, name: str, right: str, wrong: str, key: str, near: str | None
) -> None:
    file = copy / name
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(DataError) as refusal:
        load_knowledge(copy)

    said = re.fullmatch(rf"{re.escape(name)}, line (\d+), ([^:]+): (.*)", str(refusal.value), re.DOTALL)
    assert said, str(refusal.value)
    assert re.fullmatch(key.replace(".", r"\.").replace("*", r".+"), said[2]), said[2]
    assert wrong.splitlines()[-1] in file.read_text(encoding="utf-8").splitlines()[int(said[1]) - 1]
    assert near is None or f"did you mean {near}" in said[3], said[3]


@pytest.mark.parametrize(("name", "column", "wrong", "near"), CELLS)
def test_a_misspelt_cell_is_refused_with_its_line_and_the_nearest(
    copy: Path, name: str, column: str, wrong: str, near: str | None
) -> None:
    """In the second row, in a table of at least two."""
    file = copy / name
    lines = file.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index(column)
    cells = re.findall(r'(?:^|,)("(?:[^"]|"")*"|[^,]*)', lines[2])
    lines[2] = ",".join([*cells[:at], wrong, *cells[at + 1 :]])
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    with pytest.raises(DataError, match=rf"^{re.escape(name)}, line 3, {column}: ") as refusal:
        load_knowledge(copy)

    assert near is None or str(refusal.value).endswith(f"did you mean {near}?")


def test_a_number_that_a_position_needs_is_asked_for(copy: Path) -> None:
    file = copy / "guidance" / "ada_fda_2012.toml"
    text = file.read_text(encoding="utf-8")
    spoiled = text.replace(", max_months = 12.0", "", 1)
    assert spoiled != text
    file.write_text(spoiled, encoding="utf-8")

    with pytest.raises(DataError, match=r"numbers\.max_months: is needed for the position interval$"):
        load_knowledge(copy)


def test_a_number_never_rests_on_a_row_that_nobody_read(copy: Path) -> None:
    file = copy / "dose_factors.csv"
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("F022,"))
    file.write_text(text.replace(line, line.replace("seen_once", "from_memory")), encoding="utf-8")

    with pytest.raises(DataError, match=r"^dose_model.toml, line \d+, collar_near_beam.rows.1: F022 is from_memory"):
        load_knowledge(copy)


@pytest.mark.parametrize(
    ("name", "removed", "said"),
    [
        ("technique.toml", r"\[parameter.tissue_depth\].*?(?=\n\[)", r"needs \[parameter.tissue_depth\]"),
        ("dose_model.toml", r"\[collar_panoramic\].*?(?=\n\[)", r"needs \[collar_panoramic\]"),
        ("dose_fit.toml", r"\[intraoral_dose_per_dap.single\].*?(?=\n\[)", r"needs \[intraoral_dose_per_dap.single\]"),
        ("exams.toml", r"\[family.cbct\].*?(?=\n\[)", r"needs \[family.cbct\] and \[limits.cbct\]"),
        ("exams.toml", r"\[\[exam\]\]\nid = \"cbct\".*", "has no exam of the family cbct"),
        ("receptors.csv", r"N-E,[^\n]*\n", "has 0 rows for film_e"),
        ("spectra.csv", r"P30-0.5,[^\n]*\n", "needs a row of 30 kV and 0.5 mm Al"),
        ("places/WORLD.toml", r"default = true\n", r"needs a \[\[background\]\] with default = true"),
    ],
)
def test_what_a_model_cannot_do_without_is_asked_for(copy: Path, name: str, removed: str, said: str) -> None:
    file = copy / name
    spoiled, times = re.subn(removed, "", file.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
    assert times == 1
    file.write_text(spoiled, encoding="utf-8")

    with pytest.raises(DataError, match=rf"^{re.escape(name)}: {said}"):
        load_knowledge(copy)


def test_a_competency_cites_a_document_that_is_listed(copy: Path) -> None:
    file = copy / "competencies.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('source = "', 'source = "x', 1), encoding="utf-8")

    with pytest.raises(DataError, match=r"^competencies.toml, line \d+, competency\.\w+\.source: .* did you mean "):
        load_course(copy)


def test_a_quantity_without_numbers_to_touch_is_refused(copy: Path) -> None:
    file = copy / "competencies.toml"
    file.write_text(re.sub(r"\nkerma_mGy = .*", "", file.read_text(encoding="utf-8")), encoding="utf-8")

    with pytest.raises(
        DataError, match=r"^competencies.toml, line \d+, marking\.rungs: needs kerma_mGy, with the numbers"
    ):
        load_course(copy)


@pytest.mark.parametrize(
    ("key", "pattern"), [("exam", r'^exam = "'), ("competency", r'^competency = \["'), ("source", r'^id = "')]
)
def test_a_lesson_names_what_is_there(copy: Path, knowledge: Knowledge, key: str, pattern: str) -> None:
    file = copy / "lessons" / "longer_cone.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(pattern, lambda found: f"{found[0]}x", text, count=1, flags=re.MULTILINE), encoding="utf-8")

    with pytest.raises(Refusal, match=rf"^lessons/longer_cone.toml:\d+: {key}"):
        load_lessons(copy, knowledge)


# The schema of a guidance file


def test_the_published_schema_is_what_the_loader_accepts() -> None:
    """If a type or what is declared beside a rule was changed: python -m tools.write_schema."""
    assert schema_file("guidance").read_text(encoding="utf-8") == schema_text(guidance_schema())


def _told(name: str) -> dict[str, object]:
    edition = toml(name)
    return {
        key: f"{value}" if key in ("read_on", "review_by", "in_force_from") else value for key, value in edition.items()
    }


@pytest.mark.parametrize("name", files("guidance/*.toml"))
def test_every_edition_fits_the_schema(name: str) -> None:
    jsonschema.Draft202012Validator(guidance_schema()).validate(_told(name))


@pytest.mark.parametrize(
    "changed",
    [
        {"position": "usee"},
        {"applies": {"chidl": True}},
        {"applies": {"child": "true"}},
        {"numbers": {"min_months": 6}},
        {"choices": {"exams": ["cbct"]}},
        {"topic": "bitewing_interval", "position": "interval"},
        {"topic": "bitewing_interval", "position": "interval", "numbers": {"min_months": 6}},
    ],
)
def test_the_schema_refuses_what_a_rule_would_not_understand(changed: dict[str, object]) -> None:
    edition = _told(CAMPAIGN)
    first = next(each for each in toml(CAMPAIGN)["statement"] if each["topic"] == "thyroid_collar")
    validator = jsonschema.Draft202012Validator(guidance_schema())

    assert validator.is_valid(edition | {"statement": [first]})
    assert not validator.is_valid(edition | {"statement": [{**first, **changed}]})
