"""Every sentence that is looked up when it is drawn, for translators (gettext): `python -m tools.write_pot`.

Babel finds the calls of `_` and `ngettext`. Modules of sentences alone (`spoken(__name__)`, advisor/language.py) and
the constants that a module looks up with `_(NAME)` are read by value, as Babel sees names in them and no sentence. What
tables and their columns are called is read from the tables.
"""

import importlib
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from advisor import load_knowledge
from advisor.evidence.published import load_published
from advisor.evidence.sheets import sheets
from advisor.evidence.table_words import heading_of
from advisor.language import Plural, is_said

ROOT = Path(__file__).resolve().parent.parent
LOOKED_UP = {"_": None, "ngettext": (1, 2)}
NAMED = re.compile(r"\b_\([A-Z_]+[\[)]")  # a constant that is looked up
LETTERS = re.compile(r"[A-Za-z]{2}")


def sentences(value: Any) -> Iterator[str | tuple[str, str]]:
    """What can be translated in a constant; a name of a Material icon and a bare sign cannot."""
    if isinstance(value, Plural):
        yield (value.one, value.many)
    elif type(value) is str:
        bare = re.sub(r"\{[^}]*\}|:material/\w+:", "", value)
        if LETTERS.search(bare):
            yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from sentences(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from sentences(each)


def catalogue() -> Catalog:
    """All of them, each with the module where it stands."""
    found = Catalog(project="Dental imaging exposure advisor", charset="utf-8")
    for path in sorted((ROOT / "advisor").rglob("*.py")):
        text, where = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
        for line, message, comments, _context in extract_from_file("python", path, keywords=LOOKED_UP):
            found.add(message, locations=[(where, line)], auto_comments=comments)
        if "spoken(__name__)" in text.splitlines() or NAMED.search(text):
            module = importlib.import_module(where.removesuffix(".py").replace("/", "."))
            for name, value in vars(module).items():
                if name.isupper() and is_said(name) and re.search(rf"^{name}: Final", text, re.MULTILINE):
                    for sentence in sentences(value):
                        found.add(sentence, locations=[(where, text[: text.index(f"{name}: Final")].count("\n") + 1)])
    for sheet in sheets(load_knowledge(), load_published()).values():
        meant = (each for column in sheet.columns for each in (heading_of(column.name), column.meaning, column.unit))
        for sentence in (sheet.title, *meant):
            if LETTERS.search(sentence):
                found.add(sentence, locations=[(sheet.id, 1)])
    return found


if __name__ == "__main__":
    write_po(sys.stdout.buffer, catalogue(), sort_output=True)
    print(f"{len(catalogue())} sentences", file=sys.stderr)
