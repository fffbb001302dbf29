"""The one reader of text from outside: its size, encoding, nesting and repeated keys are held before anything else."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import tomli

from advisor.intake.refusal import Refusal, Why
from advisor.knowledge.toml_lines import UnreadableError, tables_of

_NUMBER: Final = re.compile(r"[+-]?(\d++\.?\d*+|\.\d++)([eE][+-]?\d++)?", re.ASCII)
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")  # half of a character, as JSON writes it; two halves may be one
_MOST_NESTED: Final = 950
_BRACKET: Final = re.compile(r'"(?:\\.|[^"\\])*+"|[\[\]{}]')


@dataclass(frozen=True, slots=True)
class Text:
    """A kind of text: what it is called, how large it may be, and what to do where it is none."""

    what: str  # as "a case"
    most_bytes: int
    remedy: str
    form: str = "JSON"

    def plain(self, raw: str | bytes, name: str) -> str:
        """The text, small enough and in UTF-8; `name` is what it is called in a refusal."""
        self.check_size(raw, name)
        try:
            return (raw if isinstance(raw, bytes) else raw.encode()).decode("utf-8-sig")
        except UnicodeError:  # a browser's text may hold half a character, which no screen can be told
            raise Refusal(name, Why.NOT_UTF8, what=self.what, form=self.form) from None

    def check_size(self, raw: str | bytes, name: str) -> None:
        """Refuse what is too large to be of this kind."""
        if len(raw) > self.most_bytes:
            raise Refusal(name, Why.TOO_LARGE, most=self.most_bytes, what=self.what, form=self.form)

    def json(self, raw: str | bytes, name: str) -> Any:
        """What a JSON text tells."""
        return json_told(self.plain(raw, name), name, self.remedy)

    def toml(self, raw: str | bytes, name: str) -> dict[str, Any]:
        """The tables of a TOML text."""
        try:
            return tables_of(self.plain(raw, name))
        except tomli.TOMLDecodeError as error:
            raise Refusal(name, Why.NOT_TOML, error=" ".join(f"{error}".split()), remedy=self.remedy) from None
        except UnreadableError as error:
            raise Refusal(name, Why.BEYOND_TOML, error=error, remedy=self.remedy) from None


def json_told(text: str, name: str, remedy: str) -> Any:
    """What a JSON text tells; refused under `name` where it is none, or tells one thing twice."""
    if _has_endless_nesting(text):  # how much of it Python follows differs from version to version
        raise Refusal(name, Why.NOT_JSON, at="", remedy=remedy)
    try:
        told = json.loads(text, object_pairs_hook=_each_once)
        if _HALF.search(text):
            json.dumps(told, ensure_ascii=False).encode()
        return told
    except UnicodeEncodeError:
        raise Refusal(name, Why.HALF_CHARACTER) from None
    except RepeatedKeyError as error:
        raise Refusal(name, Why.TOLD_TWICE, key=error.args[0]) from None
    except json.JSONDecodeError as error:
        at = f" (line {error.lineno}, column {error.colno})"
        raise Refusal(name, Why.NOT_JSON, at=at, remedy=remedy) from None
    except (ValueError, RecursionError):  # a number of thousands of digits
        raise Refusal(name, Why.NOT_JSON, at="", remedy=remedy) from None


def plain_line(text: str) -> str:
    """One line of what somebody typed, without what no reader sees: control characters, turns of writing direction."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def number_told(text: str) -> float:
    """A number as people write one, with a decimal point; ValueError for what only Python takes, such as 1_0, nan."""
    if not _NUMBER.fullmatch(text.strip(" ")):
        raise ValueError(f"{text!r:.40} is no number")
    return float(text)


def web_address(text: str) -> SplitResult:
    """The parts of an http or https address that names a host and no log-in; ValueError for any other text."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or not text.isprintable():
        raise ValueError(f"{text!r:.60} is no address")
    _ = parts.port  # raises for a port that is none
    return parts


class RepeatedKeyError(ValueError):
    """A key that an object has twice: whichever was meant, the other would be lost."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        ((key, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise RepeatedKeyError(key)
    return mapping


def _has_endless_nesting(text: str) -> bool:
    if text.count("{") + text.count("[") <= _MOST_NESTED:
        return False
    depth = 0
    for token in _BRACKET.finditer(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token[0], 0)
        if depth > _MOST_NESTED:
            return True
    return False
