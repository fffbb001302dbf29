"""The JSON Schema of a guidance file: the types that read it, and what is declared beside each rule."""

from typing import Any

from pydantic import TypeAdapter

from advisor.guidance.editions import Edition
from advisor.guidance.rules import RULES, WITHDRAWN, Position, TopicRule
from advisor.guidance.rules.positions import CHOICES, FACTS, NUMBERS, Reference, Words
from advisor.knowledge.strict import STRICT

SAID_OF_GUIDANCE = {
    "id": "Never given twice; of an edition the name of its file.",
    "issuer": "Who says so; of several editions of one issuer the latest in force speaks.",
    "title": "Title of the edition.",
    "year": "Year of publication; left out where the document bears no date.",
    "kind": "guidance of an issuer, or a study: a paper informs beside the issuers and never decides.",
    "source": "The document, a key of data/sources.toml; of a statement only where it is not the edition's.",
    "in_force_from": "From this day it speaks.",
    "reach": "Codes of data/places/: where it speaks. WORLD is everywhere.",
    "read_on": "The day on which somebody read it.",
    "review_by": "When somebody should look again.",
    "statement": "What it says, one sentence each.",
    "ends": "Topics on which another edition stops speaking once this one is in force.",
    "updates": "Topics on which another edition keeps speaking, with a remark.",
    "note": "Anything a reader of the data should know.",
    "topic": "The line of the checklist that it speaks on.",
    "position": "What it takes: one of the words that the rule of the topic understands, or withdrawn.",
    "strength": "How strongly it is said.",
    "says": "Paraphrased in one plain sentence.",
    "where": "Page, table or section of the document.",
    "certainty": "How well it was seen; part_seen and from_memory never advise.",
    "applies": "The cases it speaks of: facts with the value that each must have.",
    "numbers": "The numbers that its position needs.",
    "choices": "The words that its position needs.",
    "edition": "The id of the other edition.",
    "topics": "The topics.",
    "remark": "What is said beside its statements.",
}


def guidance_schema() -> dict[str, Any]:
    """The JSON Schema of a file of data/guidance/, with what is declared beside each rule."""
    inside = TypeAdapter(dict[str, Edition], config=STRICT).json_schema()["$defs"]
    schema = {**inside.pop("Edition"), "$defs": inside}
    statement = schema["$defs"]["StatementRow"]
    fields = statement["properties"]
    fields["applies"] = _closed({name: _words(words) for name, words in FACTS.items()})
    fields["numbers"] = _closed({name: {"type": "number", "description": said} for name, said in NUMBERS.items()})
    fields["choices"] = _closed(
        {
            name: {"type": "array", "items": _words(words), "description": said}
            for name, (words, said) in CHOICES.items()
        }
    )
    statement["allOf"] = [_of_topic(line) for line in RULES]
    for table in (schema, *schema["$defs"].values()):
        for name, field in table.get("properties", {}).items():
            field.pop("title", None)
            field["description"] = SAID_OF_GUIDANCE[name]
    about = "One edition of an issuer's guidance, as data/guidance/ holds it; what it names is checked on loading."
    return published(schema, "Guidance of the dental imaging exposure advisor", about)


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _words(words: Words) -> dict[str, Any]:
    if words is bool:
        return {"type": "boolean"}
    if isinstance(words, Reference):
        return {"type": "string", "description": words.value}
    return {"enum": [str(word) for word in words]}


def _of_topic(line: TopicRule) -> dict[str, Any]:
    """The positions of a topic, and what each of them needs and may have."""
    positions = [{"position": {"const": name}, **_told(each)} for name, each in line.positions.items()]
    withdrawn = {"position": {"const": WITHDRAWN}}
    needed = [[*_tables(each)] for each in line.positions.values()]
    ways = [
        {"properties": properties, **({"required": tables} if tables else {})}
        for properties, tables in zip([*positions, withdrawn], [*needed, []], strict=True)
    ]
    about = {"properties": {"topic": {"const": line.topic}}, "required": ["topic"]}
    accepted = {"position": {"enum": [*line.positions, WITHDRAWN]}}
    return {"if": about, "then": {"properties": accepted, "anyOf": ways}}


def _tables(position: Position) -> list[str]:
    """The tables that a position needs at all."""
    needed = {"numbers": NUMBERS, "choices": CHOICES}
    return [
        name for name, known in needed.items() if any(each in known for each in (*position.needs, *position.one_of))
    ]


def _told(position: Position) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table, known in (("numbers", NUMBERS), ("choices", CHOICES)):
        may = [name for name in (*position.needs, *position.one_of, *position.may) if name in known]
        found[table] = {"propertyNames": {"enum": may}} if may else {"maxProperties": 0}
        if needs := [name for name in position.needs if name in known]:
            found[table]["required"] = needs
        if any(name in known for name in position.one_of):
            found[table]["minProperties"] = 1
    return found


def published(schema: dict[str, Any], title: str, description: str) -> dict[str, Any]:
    """A schema with its heading."""
    opening = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**opening, **schema, "title": title, "description": description}
