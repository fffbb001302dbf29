"""The published data: nothing without a source, nothing implausible, nothing unchecked in an answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.advice import timed
from advisor.advice.report import Report
from advisor.case.vocabulary import Certainty, Spread, Strength, Topic, Verdict
from advisor.guidance.editions import StatementRow, in_force
from advisor.guidance.rules import RULES, TopicRule, facts
from advisor.guidance.rules.positions import CHOICES, FACTS, NUMBERS
from advisor.guidance.statement import Statement
from advisor.knowledge import Knowledge
from advisor.knowledge._references.statements import words_of
from tests.data_files import DATA, all_tables, files, rows, table, toml, used_rows
from tests.strategies import EXAMS, cases
from tests.test_cases import CASES, WORKED_CASES, reported
from tools.columns import COLUMNS
from tools.write_datapackage import FILE, ROWS, header, package_text

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
BLOGS = re.compile(r"\.(com|eu|org|net)\b|blog|practice page", re.IGNORECASE)
READ_IN = re.compile("as reported by|read in|as quoted|Miles and Langlais|news|release", re.IGNORECASE)
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

    assert {line.topic for line in RULES} == usable == worked == expected == set(Topic)


def test_a_case_tells_every_fact_that_a_statement_may_apply_to(knowledge: Knowledge) -> None:
    """And no other: what is declared for the loader is what a case has."""
    case = read_case({"patient": {"age_years": 7}, "exam": "bitewing"}, knowledge)

    assert facts(case).keys() == FACTS.keys()


def test_every_number_and_choice_that_is_declared_is_some_positions() -> None:
    """Nothing is described that no rule reads."""
    positions = [position for line in RULES for position in line.positions.values()]
    told = {name for each in positions for name in (*each.needs, *each.may, *each.one_of)}

    assert told == NUMBERS.keys() | CHOICES.keys()


@pytest.mark.parametrize("line", RULES, ids=lambda line: line.topic)
@settings(max_examples=30)  # of each of the rules
@given(data=st.data())
def test_a_rule_answers_every_position_that_it_declares(
    line: TopicRule, data: st.DataObject, knowledge: Knowledge
) -> None:
    """From the numbers and choices that are declared as needed alone, and with all that may be told."""
    case = timed(read_case(data.draw(cases()), knowledge), knowledge)
    name, position = data.draw(st.sampled_from(sorted(line.positions.items(), key=lambda each: each[0])))
    extra = (*position.one_of, *position.may) if data.draw(st.booleans()) else position.one_of[:1]
    told = (*position.needs, *extra)
    row = StatementRow(
        "X", line.topic, name, Strength.SHOULD, "says", "where", Certainty.SEEN_ONCE,
        numbers={each: data.draw(st.floats(0, 120)) for each in told if each in NUMBERS},
        choices={each: _chosen(each, data, knowledge) for each in told if each in CHOICES},
    )  # fmt: skip
    edition = replace(knowledge.editions[0], statement=(row,))

    answer = line.rule(case, edition.statements[0])

    assert answer is None or answer.verdict in set(Verdict)


def _chosen(name: str, data: st.DataObject, knowledge: Knowledge) -> list[str]:
    words = words_of(CHOICES[name][0], knowledge.by_exam)
    return data.draw(st.lists(st.sampled_from(sorted(words)) if words else st.just("a look"), min_size=1))


def test_every_statement_that_may_be_used_is_heard_in_a_worked_case(
    statements: dict[str, Statement], reports: list[Report]
) -> None:
    """So each of them is known to speak where it should."""
    heard = {opinion.statement.id for each in reports for opinion in spoken(each)}
    silent = {s.id for s in statements.values() if s.position == "withdrawn" or not s.citation.certainty.usable}

    assert statements.keys() - heard == silent | ENDED_FROM_THE_START


def test_editions_come_into_force_before_they_are_read(knowledge: Knowledge) -> None:
    for edition in knowledge.editions:
        assert edition.speaks_from <= edition.read_on, edition.id
        assert (edition.year is None) is (edition.in_force_from is None), edition.id


def test_an_undated_edition_is_the_oldest_and_keeps_silent_before_it_was_read(knowledge: Knowledge) -> None:
    """The year in which somebody read a page is never its year."""
    undated = [edition for edition in knowledge.editions if edition.year is None]

    assert undated
    for edition in undated:
        assert edition.age_days < min(each.age_days for each in knowledge.editions if each.year is not None)
        assert edition not in in_force(knowledge.editions, edition.reach, edition.read_on - timedelta(days=1))
        assert all(statement.dated == "(undated)" for statement in edition.statements)


def test_a_single_paper_neither_decides_nor_disputes(reports: list[Report]) -> None:
    """It informs beside the issuers."""
    findings = [finding for report in reports for step in report.steps for finding in step.findings]
    studies = [o for finding in findings for o in finding.opinions if o.statement.study]

    assert studies
    assert not any(finding.decides.statement.study for finding in findings)
    for finding in findings:
        verdicts = {o.answer.verdict for o in finding.opinions if not o.statement.study}
        assert not finding.disputed or len(verdicts - {Verdict.CANNOT_TELL}) > 1


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
        findings = [finding for step in report.steps for finding in step.findings]
        opinions = [opinion.statement for finding in findings for opinion in finding.opinions]
        assert {each.citation.source for each in (*opinions, *report.reference_levels)} <= knowledge.sources.keys()


def test_secondary_sources_are_worded_as_reports(statements: dict[str, Statement]) -> None:
    """What was read only in somebody else's words says so."""
    for statement in statements.values():
        if statement.citation.certainty is Certainty.SECONDARY:
            assert statement.says.startswith("As reported"), statement.id
            assert READ_IN.search(statement.citation.where), statement.id


def test_no_blog_stands_in_a_sentence(statements: dict[str, Statement]) -> None:
    """The issuer stands in front; how it was read stands behind, in the line of the source."""
    assert [statement.id for statement in statements.values() if BLOGS.search(statement.says)] == []


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


def test_every_place_is_part_of_the_world(knowledge: Knowledge) -> None:
    for place in knowledge.places.values():
        assert knowledge.lineage(place.code)[-1] == "WORLD"


# The package


def test_the_tables_are_what_their_description_says() -> None:
    """The Frictionless Data Package is valid, so that others can load the tables as they are."""
    report = Package(str(DATA / "datapackage.json")).validate()

    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_the_description_is_made_of_the_types_and_the_glossary() -> None:
    """If a row type or the glossary of columns was changed: python -m tools.write_datapackage."""
    assert FILE.read_text(encoding="utf-8") == package_text()


def test_the_glossary_names_no_column_that_is_in_no_table() -> None:
    columns = {f"{table}.{name}" for table in ROWS for name in header(table)}
    everywhere = {name.partition(".")[2] for name in columns}

    assert {name for name in COLUMNS if name not in (columns if "." in name else everywhere)} == set()


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
