"""A Record -> its file: reading it again gives the same record."""

import json
from dataclasses import asdict
from typing import Any, Final

from advisor.record.entry import Entry, Record
from advisor.record.reading import KIND, VERSION
from advisor.xray_unit.writing import plain, setup_told

Json = dict[str, Any]
_PLAIN: Final = ("exam", "region", "side", "age_years", "why", "where", "asked_by", "air_kerma_mGy")
_IDENTIFIERS: Final = ("event", "study_uid")


def record_json(record: Record) -> Json:
    """Under the keys of data/schema/record.schema.json; what nobody told is left out."""
    named = {"name": record.name} if record.name else {}
    return {"kind": KIND, "version": VERSION, **named, "entries": [entry_json(each) for each in record.entries]}


def entry_json(entry: Entry) -> Json:
    """One entry under the keys of the contract."""
    told: Json = {"on": f"{entry.on}", **{name: plain(getattr(entry, name)) for name in _PLAIN}}
    told |= {"teeth": list(entry.teeth), "setup": setup_told(entry.setup)}
    estimate = asdict(entry.estimate) if entry.estimate else {}
    told |= {"estimate": {end: plain(value) for end, value in estimate.items()}}
    told |= {name: getattr(entry, name) for name in _IDENTIFIERS}
    return {name: value for name, value in told.items() if value not in (None, [], {})}


def record_text(record: Record) -> str:
    """As the text of its file."""
    return json.dumps(record_json(record), ensure_ascii=False, indent=1) + "\n"
