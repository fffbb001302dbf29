"""The published data: nothing without a source, nothing implausible, nothing unchecked in an answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from itertools import chain
from typing import Any

import pytest
from frictionless import Package

from advisor import advise, read_case
from advisor.advice.report import Report
from advisor.case.vocabulary import Beam, Certainty, Dentition, Family, Indication, Receptor, Spread, Topic, VisitKind
from advisor.exchange.report_json import report_json
from advisor.guidance.rules import RULES, facts
from advisor.guidance.statement import Statement
from advisor.knowledge import Knowledge
from tests.data_files import DATA, all_tables, files, rows, table, toml, used_rows
from tests.strategies import EXAMS, REGIONS
from tests.test_cases import CASES, WORKED_CASES, reported

MIRRORS = re.compile(
    "scribd|easymanua|manualslib|docshare|researcher.life|coek|documentine|proxy|dokumen.tips|healthdocbox|fdocuments"
    "|fdokumen|yumpu|medworm|alljournals|ouci.dntb|scilit|booksci|paperai|cld.bz|liquisearch|qammunity|faqs.tips|vdoc.pub"
    "|wikiwand|wikizero|ilovetranslation|pdfprof|abcdocz|pedrad.org|pr-optout|melakarnets",
    re.IGNORECASE,
)
PLAIN_HTTP = {  # hosts whose page was read without encryption; no others
    "abrda.ca",
    "aerb.gov.in",
    "belv.be",
    "blog.teethremoval.com",
    "cancer-code-europe.iarc.fr",
    "eadmfr.info",
    "edocket.access.gpo.gov",
    "health.phys.iit.edu",
    "imagegently.org",
    "nuclearsafety.gc.ca",
    "petersandman.com",
    "rada.or.jp",
    "vbg.mycity24.at",
    "www.aaomr.org",
    "www.ansto.gov.au",
    "www.cjrmp.net",
    "www.evidencebasedendo.com",
    "www.priory.com",
    "www.triumf.ca",
    "www.wsda.org",
}
WORDS: dict[str, set[Any]] = {
    "child": {True, False},
    "extraoral": {True, False},
    "contacts_visible": {True, False},
    "signs_of_disease": {True, False},
    "pregnant": {True, False},
    "handheld": {True, False},
    "thyroid_near_beam": {True, False},
    "family": set(Family),
    "exam": set(EXAMS),
    "region": set(chain.from_iterable(REGIONS.values())),
    "visit_kind": set(VisitKind),
    "dentition": set(Dentition),
    "indication": set(Indication),
    "beam": set(Beam),
    "receptor": set(Receptor),
    "risk_two_level": {"not_increased", "increased"},
    "risk_three_level": {"low", "moderate", "high"},
}
SHIELD = ("use", "use_if_clear", "use_unless_judged", "do_not_use", "not_required", "not_required_if_careful")
POSITIONS: dict[Topic, dict[str, set[str]]] = {  # what a rule knows, and the numbers or choices that it needs for it
    Topic.EARLIER_IMAGES: {"check_first": set()},
    Topic.CLINICAL_EXAM_FIRST: {"examine_first": set()},
    Topic.SELECTION: {
        "needs_indication": set(),
        "these_exams": {"exams"},
        "may_need_none": set(),
        "not_indicated": set(),
        "judgement": set(),
        "alternative": {"alternatives"},
        "consider_at_age": {"from_age", "to_age"},
    },
    Topic.BITEWING_INTERVAL: {"interval": {"min_months", "max_months"}, "judgement": set()},
    Topic.PREGNANCY: {"defer_elective": set()},
    Topic.RECEPTOR: {"accepts": {"accepts", "prefer"}},
    Topic.CBCT_INDICATION: {"only_when_needed": set(), "not_indicated": set(), "first_line": set(), "judgement": set()},
    Topic.BEAM_SHAPE: {"rectangular": set(), "restrict": set(), "min_cone": {"min_cone_cm", "above_kV"}},
    Topic.FIELD_OF_VIEW: {"smallest": set(), "limited": set()},
    Topic.THYROID_COLLAR: {**{word: set() for word in SHIELD}, "use_near_beam": set(), "limited": set()},
    Topic.APRON: {word: set() for word in SHIELD},
    Topic.EXPOSURE_TIME: {"child_size": set(), "child_programme": set(), "under": {"max_s"}},
    Topic.TUBE_VOLTAGE: {"between": set()},
    Topic.HANDHELD: {"equivalent": set(), "exceptional": set(), "conditions": set()},
}
LIKE = {"intraoral": "periapical", "cephalometric_pa": "cephalometric_lateral"}  # kept rows of no exam of ours
ENDED_FROM_THE_START = {"CB-9"}  # a draft whose final version came into force on the same day


@pytest.fixture(scope="module")
def statements(knowledge: Knowledge) -> dict[str, Statement]:
    return {statement.id: statement for edition in knowledge.editions for statement in edition.statements}


@pytest.fixture(scope="module")
def reports(knowledge: Knowledge) -> list[Report]:
    return [reported(case, knowledge) for case in WORKED_CASES.values()]


# Provenance


def test_every_document_cited_is_in_the_list_and_every_document_listed_is_cited() -> None:
    """Nothing without a source, no source without a use."""
    told = [each.get("source") for name, each in all_tables() if name != "sources.toml"]
    cited = {source for source in told if isinstance(source, str)}
    cited |= {document["id"] for lesson in map(toml, files("lessons/*.toml")) for document in lesson["source"]}

    assert cited == toml("sources.toml").keys()


def test_every_row_says_where_and_how_well_it_was_seen() -> None:
    """A row derived from others names them instead; a statement is of its edition's source unless it names another."""
    for name, row in rows():
        assert row["certainty"] in set(Certainty), f"{name}: {row['id']}"
        cited = row.get("source") or name.startswith("guidance/")
        assert row.get("derived_from") or (cited and row["where"]) or name == "receptors.csv", f"{name}: {row['id']}"


def test_no_two_rows_that_may_be_mixed_up_share_an_id() -> None:
    """Only a measured effect may stand twice: as a number in a table, and in words among the notes."""
    named: dict[str, list[str]] = defaultdict(list)
    for name, row in rows():
        named[row["id"]].append(name)
    allowed = ["dose_factors.csv", "evidence_notes.toml"]

    assert {row: where for row, where in named.items() if len(where) > 1 and sorted(where) != allowed} == {}


def test_every_row_that_a_parameter_or_a_derived_row_rests_on_exists_and_is_checked() -> None:
    """No parameter of a model, and no derived row, rests on anything that nobody has read."""
    certainties = {row["id"]: Certainty(row["certainty"]) for _, row in rows()}
    certainties |= {unit: Certainty(each["certainty"]) for unit, each in toml("units.toml").items()}
    derived = [(name, parent) for name, row in rows() for parent in (row.get("derived_from") or "").split()]
    named = [*used_rows(), *derived]

    assert {row for _, row in named} - certainties.keys() == set()
    assert {row for _, row in used_rows() if not certainties[row].usable} == set()


def test_links_lead_to_the_issuer_and_never_to_a_copy() -> None:
    """Where only a copy was found there is no link; a mirror may vanish or change what it copies."""
    for name, source in toml("sources.toml").items():
        url = source.get("url", "")
        assert not MIRRORS.search(url), name
        assert url == "" or url.startswith("https://") or url.split("/")[2] in PLAIN_HTTP, name


def test_everything_that_may_grow_old_says_when_to_look_again() -> None:
    """Every source, edition and place was read on a day and is due for review on a later one."""
    dated = [*toml("sources.toml").values(), *map(toml, files("guidance/*.toml")), *map(toml, files("places/*.toml"))]
    for each in dated:
        assert isinstance(each["read_on"], date)
        assert each["read_on"] < each["review_by"]


# Statements


def test_every_topic_has_a_rule_statements_and_worked_cases(statements: dict[str, Statement]) -> None:
    """A topic is a rule, a published sentence and a file of cases that a clinician can read."""
    usable = {statement.topic for statement in statements.values() if statement.citation.certainty.usable}
    worked = {topic for topic in Topic if (CASES / f"{topic}.toml").is_file()}
    expected = {topic for case in WORKED_CASES.values() for topic in case["expect"].get("verdicts", {})}

    assert {line.topic for line in RULES} == usable == worked == expected == set(Topic) == POSITIONS.keys()


def test_every_statement_takes_a_position_that_its_rule_knows(statements: dict[str, Statement]) -> None:
    """With the numbers and choices that this position needs."""
    for statement in statements.values():
        if statement.position == "withdrawn":
            continue
        needed = POSITIONS[statement.topic].get(statement.position)
        assert needed is not None, f"{statement.id}: {statement.position}"
        assert needed <= statement.numbers.keys() | statement.choices.keys(), statement.id


def test_numbers_and_choices_of_statements_are_ordered_and_known(statements: dict[str, Statement]) -> None:
    """Bands rise, and receptors and exams are words of ours."""
    for statement in statements.values():
        numbers, choices = statement.numbers, statement.choices
        for low, high in (("min_months", "max_months"), ("from_age", "to_age"), ("min_kV", "max_kV")):
            assert numbers.get(low, 0.0) <= numbers.get(high, float("inf")), statement.id
        assert {*choices.get("accepts", ()), *choices.get("prefer", ())} <= set(Receptor), statement.id
        assert set(choices.get("prefer", ())) <= set(choices.get("accepts", ())), statement.id
        assert set(choices.get("exams", ())) <= set(EXAMS), statement.id
        assert set(choices.get("local", ())) <= set(Indication), statement.id


def test_conditions_are_named_facts_with_words_that_they_can_have(
    statements: dict[str, Statement], knowledge: Knowledge
) -> None:
    """A misspelt condition would silence a statement without anybody noticing."""
    case = read_case({"patient": {"age_years": 7}, "exam": "bitewing"}, knowledge)

    assert facts(case).keys() == WORDS.keys()
    for statement in statements.values():
        for name, value in statement.applies.items():
            assert value in WORDS[name], f"{statement.id}: {name} = {value}"


def test_no_statement_waits_for_an_exam_that_its_topic_is_never_asked_about(
    statements: dict[str, Statement], knowledge: Knowledge
) -> None:
    exams = {line.topic: line.exams for line in RULES}
    for statement in statements.values():
        wanted = [knowledge.by_exam[name] for name in exams[statement.topic]]
        fits = [
            exam
            for exam in wanted
            if statement.applies.get("exam", exam.id) == exam.id
            and statement.applies.get("family", exam.family) == exam.family
        ]
        assert fits, statement.id


def test_every_statement_that_may_be_used_is_heard_in_a_worked_case(
    statements: dict[str, Statement], reports: list[Report]
) -> None:
    """So each of them is known to speak where it should."""
    heard = {opinion.statement.id for each in reports for opinion in spoken(each)}
    silent = {s.id for s in statements.values() if s.position == "withdrawn" or not s.citation.certainty.usable}

    assert statements.keys() - heard == silent | ENDED_FROM_THE_START


def test_editions_end_and_update_editions_that_exist(knowledge: Knowledge) -> None:
    """File name, id and places too are known."""
    editions = {edition.id for edition in knowledge.editions}

    assert {f"guidance/{edition}.toml" for edition in editions} == set(files("guidance/*.toml"))
    for edition in knowledge.editions:
        assert {each.edition for each in (*edition.ends, *edition.updates)} <= editions - {edition.id}
        assert set(edition.reach) <= knowledge.places.keys(), edition.id
        assert edition.in_force_from <= edition.read_on, edition.id


# Reports


def spoken(report: Report) -> list[Any]:
    return [opinion for step in report.steps for finding in step.findings for opinion in finding.opinions]


def test_nothing_unchecked_is_ever_shown(reports: list[Report]) -> None:
    """Not as an opinion, a level, a background or the evidence of a number."""
    unchecked = {row["id"] for _, row in rows() if not Certainty(row["certainty"]).usable}
    for report in reports:
        citations = [opinion.statement.citation for opinion in spoken(report)]
        citations += [level.citation for level in report.reference_levels] + [report.background.citation]
        assert all(citation.certainty.usable for citation in citations)
        evidence = {*report.dose_now.evidence, *report.dose_after.evidence, *report.exposure.evidence}
        words = {word.strip(",;:") for line in evidence for word in line.split()}
        assert not words & unchecked


def test_every_source_in_a_report_can_be_looked_up(knowledge: Knowledge, reports: list[Report]) -> None:
    for report in reports:
        told = report_json(report)
        opinions = [o for step in told["steps"] for finding in step["findings"] for o in finding["opinions"]]
        cited = {each["source"] for each in (*opinions, *told["reference_levels"])}
        assert cited <= knowledge.sources.keys()


def test_secondary_sources_are_worded_as_reports(statements: dict[str, Statement]) -> None:
    """What was read only in somebody else's words says so."""
    for statement in statements.values():
        if statement.citation.certainty is Certainty.SECONDARY:
            assert statement.says.startswith("As reported by"), statement.id


# Numbers


@pytest.mark.parametrize("row", [row for row in table("doses.csv") if row["quantity"] == "effective_dose_uSv"], ids=str)
def test_every_published_effective_dose_is_plausible_for_its_exam(row: dict[str, str], knowledge: Knowledge) -> None:
    low, high = knowledge.by_exam[LIKE.get(row["exam"], row["exam"])].plausible_uSv
    for name in ("value", "low", "high"):
        assert not row[name] or low <= float(row[name]) <= high, f"{row['id']}: {name}"


def test_ranges_are_ordered_and_say_what_they_mean() -> None:
    """low <= value or typical <= high, and the spread is one of the words."""
    for name, each in all_tables():
        ends = [each.get("low"), each.get("typical", each.get("value")), each.get("high")]
        numbers = [float(end) for end in ends if isinstance(end, int | float) or (isinstance(end, str) and end)]
        assert numbers == sorted(numbers), f"{name}: {each}"
        assert each.get("spread", "none") in set(Spread), f"{name}: {each}"


def test_quantities_are_those_whose_unit_is_told() -> None:
    """Every quantity of a table or a place is explained in data/README.md, or is a ratio of one."""
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for name, each in all_tables():
        quantity = each.get("quantity")
        told = quantity is None or f"`{quantity}`" in readme or quantity.endswith("_ratio") or name == "growth.csv"
        assert told, f"{name}: {quantity}"


# Places


def test_a_place_has_at_most_one_background_to_use(knowledge: Knowledge) -> None:
    """Exactly one where any figure was read."""
    for place in knowledge.places.values():
        usable = [row for row in place.background if row.certainty.usable]
        default = [row for row in place.background if row.default]
        assert len(default) == (1 if usable else 0), place.code
        assert all(row in usable for row in default), place.code


def test_places_are_part_of_places_that_exist_and_are_named_after_their_file(knowledge: Knowledge) -> None:
    assert {f"places/{code}.toml" for code in knowledge.places} == set(files("places/*.toml"))
    for place in knowledge.places.values():
        assert set(place.part_of) <= knowledge.places.keys(), place.code
        assert knowledge.lineage(place.code)[-1] == "WORLD"


def test_reference_levels_speak_of_exams_regions_and_receptors_that_exist(knowledge: Knowledge) -> None:
    for place in knowledge.places.values():
        for row in place.reference_level:
            assert row.exam in EXAMS if row.exam else row.family in set(Family), place.code
            assert row.region is None or row.region in WORDS["region"], place.code
            assert row.receptor is None or row.receptor in set(Receptor), place.code
            assert row.population in ("adult", "child"), place.code


# The package


def test_the_tables_are_what_their_description_says() -> None:
    """The Frictionless Data Package is valid, so that others can load the tables as they are."""
    report = Package(str(DATA / "datapackage.json")).validate()

    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_the_description_names_every_table_and_the_readme_every_file() -> None:
    resources = {resource["path"] for resource in Package(str(DATA / "datapackage.json")).to_dict()["resources"]}
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    here = {path.name + ("/" if path.is_dir() else "") for path in DATA.iterdir()}

    assert resources == set(files("*.csv"))
    assert {name for name in here if f"`{name}`" not in readme} == {"README.md"}


def test_worked_cases_have_names_of_their_own() -> None:
    """A case is found by its sentence."""
    names = Counter(case["name"] for case in WORKED_CASES.values())

    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("exam", EXAMS)
def test_every_exam_gets_a_report_in_every_place(exam: str, knowledge: Knowledge) -> None:
    for place in knowledge.places:
        told = {"patient": {"age_years": 9}, "exam": exam, "place": place, "on": "2026-11-21"}
        assert advise(read_case(told, knowledge), knowledge).background.msv_per_year > 0
