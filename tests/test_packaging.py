"""What a stranger with a fresh clone relies on: lock files that match, commands that are the ones tested."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from advisor import __version__

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([\w.-]+)==([\w.!+-]+)", re.MULTILINE)
RUN = (
    "python3 -m venv .venv && .venv/bin/pip install --no-compile --require-hashes -r requirements.lock"
    " && .venv/bin/python -m advisor serve"
)
TEST = (
    "python3 -m venv .venv && .venv/bin/pip install --no-compile --require-hashes -r requirements-dev.lock"
    " && .venv/bin/python -m pytest"
)


@pytest.fixture(scope="session")
def project(root: Path) -> dict[str, Any]:
    """The project table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def pins(root: Path, lock: str) -> dict[str, set[str]]:
    """The versions that a lock file holds, by package; one Python may get another version than the next."""
    found: dict[str, set[str]] = {}
    for name, version in PINNED.findall((root / lock).read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def imported(path: Path) -> Iterator[str]:
    """The packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_what_is_imported_is_declared(root: Path, project: dict[str, Any]) -> None:
    """Nothing is there by chance, because something else needs it too."""
    declared = {canonicalize_name(Requirement(each).name) for each in project["dependencies"]}
    used = {name for path in (root / "app.py", *(root / "advisor").rglob("*.py")) for name in imported(path)}
    others, from_where = used - sys.stdlib_module_names - {"advisor"}, packages_distributions()

    assert {name for name in others if declared.isdisjoint(map(canonicalize_name, from_where.get(name, ())))} == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_what_the_project_asks_for(root: Path, project: dict[str, Any], lock: str) -> None:
    """Every dependency is there, at versions that pyproject.toml allows."""
    held = pins(root, lock)
    developers = project["optional-dependencies"]["dev"] if lock == "requirements-dev.lock" else []
    for wanted in map(Requirement, [*project["dependencies"], *developers]):
        assert held.get(canonicalize_name(wanted.name), set()), (
            f"{lock} lacks {wanted.name}: lock again (CONTRIBUTING.md)"
        )
        assert all(version in wanted.specifier for version in held[canonicalize_name(wanted.name)]), wanted


def test_developers_use_the_versions_that_users_get(root: Path) -> None:
    """What is tested is what is run."""
    users, developers = (pins(root, lock) for lock in LOCKS)

    assert {name: developers.get(name) for name in users} == users


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_works_on_any_machine(root: Path, lock: str) -> None:
    """Every pin has hashes, and none says where to fetch it from."""
    text = (root / lock).read_text(encoding="utf-8")

    assert re.search(r"https?:|file:|git\+|^-|index-url|find-links|@ ", text, re.MULTILINE) is None
    assert len(PINNED.findall(text)) == len(re.findall(r"^[\w.-]+==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE))


@pytest.mark.parametrize("command", [RUN, TEST])
def test_the_readme_gives_the_commands_as_single_lines(root: Path, command: str) -> None:
    """One line to copy for those who try it, one for those who change it; .ci/run runs the second word for word."""
    lines = [line.strip() for line in (root / "README.md").read_text(encoding="utf-8").splitlines()]

    assert lines.count(command) == 1


def test_the_citation_names_the_version(root: Path) -> None:
    """As does the program."""
    assert f"\nversion: {__version__}\n" in (root / "CITATION.cff").read_text(encoding="utf-8")
