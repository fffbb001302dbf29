"""The absences that make the advice repeatable and the modules readable, each held on all of the source at once.

What may import what is held by import-linter, careless habits by ruff (both in pyproject.toml).
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, TypeGuard

MODULE_LINES: Final = 250
FUNCTION_LINES: Final = 22  # of its body, without the docstring

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "advisor"
PURE: Final = ("case", "physics", "guidance", "advice")  # standard library only; no file, clock or environment
CORE: Final = (*PURE, "intake", "words")
FILE_CALLS: Final = frozenset(
    {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob", "getenv", "environ"}
)
FILE_READERS: Final = ("intake/files.py", "intake/cells.py")  # what a practice gives to be read; a workbook's parts
CLOCK_CALLS: Final = frozenset({"today", "now", "utcnow"})
CLOCK_KEEPERS: Final = ("__main__.py", "pages")
UNSAFE_CALLS: Final = frozenset({"eval", "exec", "compile", "__import__"})
ENGINE: Final = (*PURE, "command_line", "exchange", "intake", "knowledge", "validation", "words", "xray_unit")
NAMELESS: Final = frozenset({"utils", "util", "helpers", "helper", "base", "common", "misc", "manager", "services"})


@cache
def sources() -> tuple[Path, ...]:
    """Every module of the product."""
    return (ROOT / "app.py", *sorted(PACKAGE.rglob("*.py")))


def within(*folders: str) -> list[Path]:
    """Modules of the advisor in these folders, or of these names."""
    return [path for path in sources()[1:] if path.relative_to(PACKAGE).parts[0] in folders]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))))


def imported(path: Path) -> Iterator[str]:
    """Full dotted names of what a file imports, those for type checkers included."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the called name."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def test_the_source_is_found() -> None:
    """A check of nothing would always hold."""
    assert len(sources()) > 200
    assert all(within(folder) for folder in (*CORE, *CLOCK_KEEPERS))


def test_the_core_needs_the_standard_library_only() -> None:
    """Advice can be given where neither a screen nor a data frame is installed."""
    others = {name.split(".")[0] for path in within(*PURE) for name in imported(path)} - {"advisor"}

    assert others - sys.stdlib_module_names == set()


def test_the_application_imports_only_screens() -> None:
    """app.py sets up the page, its face and the navigation, and names the server that protects it; nothing else."""
    ours = {tuple(name.split(".")[:2]) for name in imported(ROOT / "app.py") if name.startswith("advisor.")}

    assert ours <= {("advisor", "pages"), ("advisor", "pictograms"), ("advisor", "server")}


def test_the_core_opens_no_file_and_reads_no_environment() -> None:
    """Only advisor/knowledge opens data/, by its strict reader; the core is handed what it needs."""
    core = [path for path in within(*CORE) if str(path.relative_to(PACKAGE)) not in FILE_READERS]
    opened = [where(path, call) for path in core for name, call in calls(path) if name in FILE_CALLS]

    assert opened == []


def test_only_the_doors_know_what_day_it_is() -> None:
    """The same case gives the same report tomorrow: its date is part of it."""
    others = set(sources()) - set(within(*CLOCK_KEEPERS))

    assert [where(path, call) for path in others for name, call in calls(path) if name in CLOCK_CALLS] == []


def test_nothing_runs_text_as_code_or_as_markup() -> None:
    """No eval, no raw HTML."""
    run = [
        where(path, call)
        for path in sources()
        for name, call in calls(path)
        if (isinstance(call.func, ast.Name) and name in UNSAFE_CALLS)
        or any(keyword.arg == "unsafe_allow_html" for keyword in call.keywords)
    ]

    assert run == []


def test_no_field_for_files_says_by_their_endings_which_it_takes() -> None:
    """Streamlit would put its own page of errors in place of ours for another ending, as hand-made clients send it.

    And a browser would let no DICOM file without an ending be chosen. What is read decides, and refuses in a sentence.
    """
    fields = [(path, call) for path in sources() for name, call in calls(path) if name == "file_uploader"]

    assert len(fields) >= 5
    assert [where(path, call) for path, call in fields if any(each.arg == "type" for each in call.keywords)] == []


def test_a_filled_button_is_asked_for_where_its_label_can_be_read() -> None:
    """Streamlit writes white on it, also on the pale blue of a dark page: `pictures.strong` knows which page it is."""
    filled = [
        where(path, call)
        for path in sources()
        for _, call in calls(path)
        if any(each.arg == "type" and getattr(each.value, "value", None) == "primary" for each in call.keywords)
    ]

    assert filled == []


def test_few_modules_lie_loose() -> None:
    """What is not in a room is a door or serves all rooms."""
    loose = {path.stem for path in PACKAGE.glob("*.py")}

    assert loose == {
        "__about__",
        "__init__",
        "__main__",
        "doorkeeper",
        "hooks",
        "language",
        "server",
        "shipped",
        "spreadsheet",
        "uploads",
    }


def test_every_package_has_its_folder_of_tests() -> None:
    """Who looks for the test of a module finds it where the module is."""
    packages = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}

    assert {name for name in packages if not any((ROOT / "tests" / name).rglob("test_*.py"))} == set()


def test_the_engine_names_no_exam() -> None:
    """Rules, models and their proof go by family or by a property, so that one more table of exams is enough."""
    exams = tomllib.loads((ROOT / "data" / "exams.toml").read_text(encoding="utf-8"))
    ids = {exam["id"] for exam in exams["exam"]} - exams["family"].keys()
    named = [where(path, each) for path in within(*PURE, "validation") for each in nodes(path) if _is_one_of(each, ids)]

    assert named == []


def _is_one_of(node: ast.AST, words: set[str]) -> bool:
    return isinstance(node, ast.Constant) and node.value in words


def test_charts_are_told_their_fields_in_full() -> None:
    """`encode(alt.X("dose_uSv:Q"))`: a bare string costs Altair nine milliseconds a chart, on every change."""
    shorthand = [
        where(path, call)
        for path in sources()
        if any(name.split(".")[0] == "altair" for name in imported(path))
        for name, call in calls(path)
        if name == "encode"
        for value in (*call.args, *(keyword.value for keyword in call.keywords if keyword.arg))
        if _holds_text(value)
    ]

    assert shorthand == []


def _holds_text(value: ast.expr) -> bool:
    if isinstance(value, ast.List | ast.Tuple):
        return any(_holds_text(item) for item in value.elts)
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def test_a_module_is_read_in_one_sitting() -> None:
    """Past the limit it is split by noun."""
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}

    assert {name: count for name, count in lines.items() if count > MODULE_LINES} == {}


def test_a_function_is_seen_at_once() -> None:
    """Its explanation may be as long as it needs; what it does may not."""
    long = {
        f"{where(path, node)} {node.name}": _lines(node)
        for path in sources()
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > FUNCTION_LINES
    }

    assert long == {}


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From what it does first to the end: neither signature nor docstring."""
    told = ast.get_docstring(function, clean=False) is not None
    does = function.body[told:] or function.body
    return (function.end_lineno or 0) - does[0].lineno + 1


def test_a_docstring_explains_arguments_that_there_are() -> None:
    functions = (node for path in sources() for node in nodes(path) if isinstance(node, ast.FunctionDef))
    found = set()
    for function in functions:
        _, _, explained = (ast.get_docstring(function) or "").partition("Parameters\n----------\n")
        names = re.findall(r"^(\w+(?:, \w+)*) : ", explained, re.MULTILINE)
        taken = {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}
        found |= {f"{function.name}: {name}" for line in names for name in line.split(", ") if name not in taken}

    assert found == set()


def test_modules_are_named_after_things_of_the_trade() -> None:
    """A stranger finds the part by its name."""
    assert [path for path in sources() if NAMELESS & {path.stem, *path.relative_to(ROOT).parts}] == []


@cache
def taken_from_outside() -> dict[str, set[str]]:
    """By package: the rooms and names of it that other packages import."""
    taken: dict[str, set[str]] = {}
    for path in sources():
        own = path.relative_to(PACKAGE).parts[0] if path.is_relative_to(PACKAGE) else ""
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == "advisor" and len(parts) > 2 and parts[1] != own and (PACKAGE / parts[1]).is_dir():
                taken.setdefault(parts[1], set()).update(parts[2:3] if own else ())
                taken[parts[1]].update(part for part in parts[2:] if part.startswith("_"))
    return taken


def test_an_underscore_is_nobody_elses() -> None:
    """Whoever changes such a room or name need look no further than its package."""
    private = {
        f"{package}.{name}" for package, names in taken_from_outside().items() for name in names if name[0] == "_"
    }

    assert private == set()


def test_the_face_of_a_package_of_the_engine_names_what_others_take() -> None:
    """Its docstring names each room that another package imports, `__all__` each name that the face itself holds."""
    missing = {}
    for package in ENGINE:
        tree = ast.parse((PACKAGE / package / "__init__.py").read_text(encoding="utf-8"))
        face = {node.value for each in tree.body if _is_face(each) for node in ast.walk(each) if _is_text(node)}
        face |= set(re.findall(r"\w+", ast.get_docstring(tree) or ""))
        missing[package] = taken_from_outside().get(package, set()) - face

    assert {package: names for package, names in missing.items() if names} == {}


def _is_face(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_the_drawing_of_the_house_names_every_room() -> None:
    """ARCHITECTURE.md draws the layers that pyproject.toml holds."""
    drawn = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Where does it go?")[0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    listed = {name.strip() for line in layers for name in line.split("|")}

    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - listed == set()
    assert {room for room in listed if not re.search(rf"^ *(__main__ +)?{room}\b", drawn, re.MULTILINE)} == set()
