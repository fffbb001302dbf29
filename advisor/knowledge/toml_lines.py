"""A TOML text -> its tables, and on which line of it each key stands; tomli tells no lines."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import tomli

Where = tuple[str | int, ...]  # as ("question", 1, "option", 0, "says")
_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|\#[^\n]*|[\[\]{},=\n]|[^\s\[\]{},=\"'#]+|[ \t\r]+|.",
    re.DOTALL,
)
_INTEGER_BITS: Final = 64
_THOUSANDS_BITS: Final = 3_400  # more than a thousand digits
_LONG_NUMBER: Final = "has a number of thousands of digits"
_LONGEST_KEY: Final = 50  # names joined by points
_PART: Final = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY: Final = re.compile(rf"(?<![\w.-]){_PART}(?:\.[ \t]*+{_PART}){{{_LONGEST_KEY}}}")
_DEPTH: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


class _Word(NamedTuple):
    text: str
    line: int


class UnreadableError(ValueError):
    """A text that is TOML and cannot be used; says in words what it has, to stand after its name."""


def tables_of(text: str) -> dict[str, Any]:
    """The tables of a TOML text, wherever it comes from.

    Raises
    ------
    tomli.TOMLDecodeError
        Where it is no TOML.
    UnreadableError
        For a key of endless names, of which tomli takes the square of their number to read it; nesting beyond what
        Python follows; a number beyond TOML's own 64 bits, which Python may neither print nor take for a decimal.
    """
    if any(line.count(".") >= _LONGEST_KEY and _LONG_KEY.search(line) for line in text.split("\n")):
        raise UnreadableError("is nested too deeply")
    try:
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError:
        raise
    except RecursionError:
        raise UnreadableError("is nested too deeply") from None
    except ValueError:  # a decimal number of thousands of digits
        raise UnreadableError(_LONG_NUMBER) from None
    longest = _most_bits(tables)
    if longest > _INTEGER_BITS:
        raise UnreadableError(_LONG_NUMBER if longest > _THOUSANDS_BITS else "has a number beyond 64 bits")
    return tables


def _most_bits(value: Any) -> int:
    """Of the whole numbers anywhere in it."""
    left, most = [value], 0
    while left:
        each = left.pop()
        if isinstance(each, dict):
            left += each.values()
        elif isinstance(each, list):
            left += each
        elif isinstance(each, int):
            most = max(most, each.bit_length())
    return most


def line_of(text: str, where: Sequence[str | int]) -> int:
    """The line of a key of a readable TOML text, or of the nearest table around it that is written out; else 1."""
    lines = _lines(text)
    path = tuple(where)
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)


@lru_cache(maxsize=1)
def _lines(text: str) -> dict[Where, int]:
    found: dict[Where, int] = {}
    tables: dict[Where, int] = {}  # how many of each array of tables stand above
    table: Where = ()
    for words in _statements(text):
        if words[0].text == "[":
            table = _header(words, tables)
            for end in range(1, len(table) + 1):  # also of the tables around it that have no header of their own
                found.setdefault(table[:end], words[0].line)
        else:
            _pair(deque(words), table, found)
    return found


def _statements(text: str) -> Iterator[list[_Word]]:
    """The words of each header, and of each key with its value, however many lines it fills."""
    words: list[_Word] = []
    line, depth = 1, 0
    for token in _TOKEN.findall(text + "\n"):
        if token == "\n" and depth == 0 and words:
            yield words
            words = []
        elif token.strip() and not token.startswith("#"):
            words.append(_Word(token, line))
            depth += _DEPTH.get(token, 0)
        line += token.count("\n")


def _header(words: Sequence[_Word], tables: dict[Where, int]) -> Where:
    *around, last = _names(word.text for word in words if word.text not in _DEPTH)
    path: Where = ()
    for name in around:
        path = (*path, name)
        path = (*path, tables[path] - 1) if path in tables else path
    path = (*path, last)
    if words[1].text != "[":
        return path
    tables[path] = tables.get(path, 0) + 1
    return (*path, tables[path] - 1)


def _names(words: Iterator[str]) -> list[str]:
    """The parts of a dotted key."""
    each = ([word[1:-1]] if word[0] in "\"'" else filter(None, word.split(".")) for word in words)
    return [part for parts in each for part in parts]


def _pair(words: deque[_Word], table: Where, found: dict[Where, int]) -> None:
    line, key = words[0].line, []
    while words and words[0].text != "=":
        key.append(words.popleft().text)
    if words:
        words.popleft()
    here = (*table, *_names(iter(key)))
    for end in range(len(table) + 1, len(here) + 1):
        found.setdefault(here[:end], line)
    _value(words, here, found)


def _value(words: deque[_Word], here: Where, found: dict[Where, int]) -> None:
    opening = words.popleft().text if words else ""
    if opening not in ("[", "{"):
        while words and words[0].text not in (",", "]", "}"):  # a date and its time are two words
            words.popleft()
        return
    nth = 0
    while words and words[0].text not in ("]", "}"):
        if words[0].text == ",":
            words.popleft()
            nth += 1
        elif opening == "{":
            _pair(words, here, found)
        else:
            found[(*here, nth)] = words[0].line
            _value(words, (*here, nth), found)
    if words:
        words.popleft()
