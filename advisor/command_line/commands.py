"""What each command does. Each loads what it needs itself, so that none waits for the others."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from advisor.advice import advise
from advisor.advice.report import Report
from advisor.case.unit import UnitProfile
from advisor.command_line.console import BAD_INPUT, STANDARD_INPUT, one_line, read, shown_to_reader
from advisor.intake.case import read_case
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text
from advisor.knowledge import DataError, Knowledge, load_knowledge

Day = Callable[[], date]  # the reader's own calendar day
CASE_TEXT: Final = Text("a case", 1_000_000, "see --help for an example of a case")


def run(asked: Namespace, day: Day) -> int:
    """Do what was asked for and print it; the exit status."""
    try:
        if asked.command == "lessons":
            return _lessons(asked, day)
        if asked.command == "serve":
            return _serve(asked, day)
        return shown_to_reader(_ANSWERS[asked.command](asked, day))
    except (Refusal, DataError) as error:
        print(one_line(f"{error}"), file=sys.stderr)
        return BAD_INPUT


def _case(asked: Namespace, day: Day) -> str:
    """The report of a case, or the part of it that the command names."""
    answer: Mapping[str, Any]
    report = _report(asked.case, asked.unit, day)
    if asked.command == "advise" and asked.format == "fhir":
        from advisor.exchange.fhir_report import report_bundle

        answer = report_bundle(report)
    else:
        from advisor.exchange.report_json import PARTS

        answer = PARTS[asked.command](report)
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _report(case: str, unit: str | None, day: Day) -> Report:
    if case == unit == STANDARD_INPUT:
        raise Refusal("--unit", Why.STDIN_FOR_BOTH)
    knowledge = load_knowledge()
    mapping = CASE_TEXT.json(read(case, CASE_TEXT), case)
    if isinstance(mapping, dict) and mapping.get("on") is None:
        mapping = {**mapping, "on": day().isoformat()}
    if unit is not None:
        from advisor.xray_unit.on_case import with_unit

        mapping = with_unit(mapping, _beside(unit, knowledge), knowledge)
    return advise(read_case(mapping, knowledge), knowledge)


def _beside(unit: str, knowledge: Knowledge) -> UnitProfile:
    """The unit for a case; what is wrong in its file is named as the unit's."""
    try:
        return _unit(unit, knowledge)
    except Refusal as error:
        raise error if error.field == unit else error.named(f"unit.{error.field}") from None


def _unit(name: str, knowledge: Knowledge) -> UnitProfile:
    from advisor.xray_unit.reading import UNIT_TEXT, unit_from_text

    return unit_from_text(read(name, UNIT_TEXT), knowledge, name)


def _chart(asked: Namespace, day: Day) -> str:
    from advisor.technique_chart.as_csv import chart_command

    knowledge = load_knowledge()
    return chart_command(asked, knowledge, lambda name: _unit(name, knowledge))


def _read(asked: Namespace, day: Day) -> str:
    from advisor.intake.telling import read_command

    return read_command(asked, load_knowledge(), read, day())


def _audit(asked: Namespace, day: Day) -> str:
    from advisor.audit.telling import audit_command
    from advisor.handout.audit import printer

    knowledge = load_knowledge()
    unit = _beside(asked.unit, knowledge) if asked.unit else None
    return audit_command(asked, knowledge, unit, on=day(), read=read, printed=printer(asked, knowledge))


def _sheet(asked: Namespace, day: Day) -> str:
    from advisor.handout.telling import sheet_command

    return sheet_command(asked, _report(asked.case, asked.unit, day), load_knowledge())


def _record(asked: Namespace, day: Day) -> str:
    from advisor.record.telling import record_command, record_of_file

    knowledge = load_knowledge()
    if asked.doing.endswith("fhir"):
        from advisor.exchange.fhir_record import fhir_command

        return fhir_command(asked, knowledge, read)
    if asked.doing != "card":
        return record_command(asked, knowledge, read, lambda case: _report(case, None, day))
    from advisor.handout.card import card_command

    return card_command(record_of_file(asked.files[0], knowledge, read), knowledge, asked)


def _lessons(asked: Namespace, day: Day) -> int:
    """Every problem of every file is told, so that a teacher can mend them in one go."""
    from advisor.lessons.reading import LESSON_TEXT
    from advisor.lessons.telling import check, listing

    if asked.doing == "list":
        return shown_to_reader(listing())
    files = {name: read(name, LESSON_TEXT) for name in asked.files}
    lines, wrong = check(files, day())
    for problem in wrong:
        print(one_line(problem), file=sys.stderr)
    return BAD_INPUT if wrong else shown_to_reader("".join(f"{one_line(line)}\n" for line in lines))


def _serve(asked: Namespace, day: Day) -> int:
    """The screens; loaded after the unit was read, as they take seconds."""
    from advisor.hooks import hooks_asked_for

    unit = _beside(asked.unit, load_knowledge()) if asked.unit else None
    hooks = hooks_asked_for(asked, unit, day)
    from advisor.server import serve

    serve(port=asked.port, public=asked.public_name, hooks=hooks)
    return 0


_ANSWERS: Final[Mapping[str, Callable[[Namespace, Day], str]]] = {
    "advise": _case,
    "exposure": _case,
    "dose": _case,
    "chart": _chart,
    "read": _read,
    "audit": _audit,
    "sheet": _sheet,
    "record": _record,
}
