"""The arrows between the modules and the absences that make the advice repeatable, held on the source itself."""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

MODULE_LINES: Final = 250
FUNCTION_LINES: Final = 40  # docstring not counted; twenty is the aim

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "advisor"

# What imports what is held by import-linter (pyproject.toml); here are the absences that imports do not show.
PURE: Final = ("case", "physics", "guidance", "advice")  # standard library only; no file, clock or environment
CORE: Final = (*PURE, "intake", "words")
FILE_CALLS: Final = frozenset(
    {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob", "getenv", "environ"}
)
CLOCK_CALLS: Final = frozenset({"today", "now", "utcnow"})
CLOCK_KEEPERS: Final = ("__main__", "pages")
UNSAFE_CALLS: Final = frozenset({"eval", "exec", "compile", "__import__"})
UNSAFE_MODULES: Final = frozenset({"pickle", "marshal", "shelve"})
NAMELESS: Final = frozenset({"utils", "util", "helpers", "helper", "base", "common", "misc", "manager", "services"})


def modules() -> list[str]:
    """The advisor's modules by dotted name within the package; the package itself is ""."""
    files = (path.relative_to(PACKAGE).with_suffix("").parts for path in sorted(PACKAGE.rglob("*.py")))
    return [".".join(part for part in parts if part != "__init__") for parts in files]


def path_of(module: str) -> Path:
    file = PACKAGE.joinpath(*module.split("."))
    return file / "__init__.py" if file.is_dir() else file.with_suffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> Iterator[str]:
    """Full dotted names of what a file imports, those for type checkers included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the import in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    """Modules of the advisor that a file imports."""
    known = set(modules())
    names = {
        name.removeprefix("advisor").removeprefix(".") for name in imported(path) if name.split(".")[0] == "advisor"
    }
    return {name if name in known else name.rpartition(".")[0] for name in names}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the called name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def sources() -> list[Path]:
    return [ROOT / "app.py", *(path_of(module) for module in modules())]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def where(path: Path, node: ast.AST) -> str:
    return f"{name_of(path)}:{getattr(node, 'lineno', 1)}"


def of(packages: Collection[str]) -> list[str]:
    return [module for module in modules() if module.split(".")[0] in packages]


def test_no_module_needs_itself() -> None:
    """Imports form no circle."""
    graph = {module: ours(path_of(module)) - {module, ""} for module in modules() if module}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(f"circular imports: {' -> '.join(circle.args[1])}")

    assert set(order) >= set(graph)


@pytest.mark.parametrize("module", of(PURE))
def test_the_core_needs_the_standard_library_only(module: str) -> None:
    """Advice can be given where neither a screen nor a data frame is installed."""
    others = {name.split(".")[0] for name in imported(path_of(module))} - {"advisor"}

    assert others - sys.stdlib_module_names == set()


def test_only_screens_and_server_import_streamlit() -> None:
    """The screen decides nothing, and nothing that decides knows the screen."""
    importers = {path for path in sources() if any(name.split(".")[0] == "streamlit" for name in imported(path))}
    allowed = {
        ROOT / "app.py",
        *(path_of(module) for module in modules() if module.split(".")[0] in {"pages", "server"}),
    }

    assert {name_of(path) for path in importers - allowed} == set()


def test_the_application_imports_only_screens() -> None:
    """app.py sets up the page and the navigation, and names the server that protects it; nothing else."""
    allowed = {"pages", "server"}

    assert {module for module in ours(ROOT / "app.py") if module.split(".")[0] not in allowed} == set()


@pytest.mark.parametrize("module", of(CORE))
def test_the_core_opens_no_file_and_reads_no_environment(module: str) -> None:
    """Only advisor/knowledge opens data/, by its strict reader; the core is handed what it needs."""
    path = path_of(module)
    opened = [where(path, call) for name, call in calls(path) if name in FILE_CALLS]
    environment = [name for name in imported(path) if name.split(".")[0] in {"os", "pathlib", "io", "subprocess"}]

    assert opened == []
    assert environment == []


@pytest.mark.parametrize("module", [module for module in modules() if module.split(".")[0] not in CLOCK_KEEPERS])
def test_only_the_doors_know_what_day_it_is(module: str) -> None:
    """The same case gives the same report tomorrow: its date is part of it."""
    path = path_of(module)
    assert [where(path, call) for name, call in calls(path) if name in CLOCK_CALLS] == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_nothing_runs_text_as_code_or_as_markup(path: Path) -> None:
    """No eval, no unpickling, no raw HTML."""
    run = [where(path, node) for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and _is_unsafe(node)]

    assert run == []
    assert {name.split(".")[0] for name in imported(path)} & UNSAFE_MODULES == set()


def _is_unsafe(call: ast.Call) -> bool:
    by_name = isinstance(call.func, ast.Name) and call.func.id in UNSAFE_CALLS
    return by_name or any(keyword.arg == "unsafe_allow_html" for keyword in call.keywords)


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_no_error_is_swallowed_and_no_name_comes_from_nowhere(path: Path) -> None:
    """Errors are caught by name, names are imported by name, state is passed and not global."""
    found = [where(path, node) for node in ast.walk(tree(path)) if _is_careless(node)]

    assert found == []


def _is_careless(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        return node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
    if isinstance(node, ast.ImportFrom):
        return any(alias.name == "*" for alias in node.names)
    return isinstance(node, ast.Global)


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_charts_are_told_their_fields_in_full(path: Path) -> None:
    """`encode(alt.X("dose_uSv:Q"))`: a bare string costs Altair nine milliseconds a chart, on every change."""
    shorthand = [
        where(path, call)
        for name, call in calls(path)
        if name == "encode"
        for value in (*call.args, *(keyword.value for keyword in call.keywords if keyword.arg))
        if _is_altair(path) and _holds_text(value)
    ]

    assert shorthand == []


def _is_altair(path: Path) -> bool:
    return any(name.split(".")[0] == "altair" for name in imported(path))


def _holds_text(value: ast.expr) -> bool:
    if isinstance(value, ast.List | ast.Tuple):
        return any(_holds_text(item) for item in value.elts)
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    """Past the limit it is split by noun."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_function_is_seen_at_once(path: Path) -> None:
    """Its explanation may be as long as it needs; what it does may not."""
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f"{where(path, node)} {node.name}": _lines(node) for node in functions if _lines(node) > FUNCTION_LINES}

    assert long == {}


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From the signature to the end, without the docstring."""
    first = function.body[0]
    told = ast.get_docstring(function, clean=False) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_modules_are_named_after_things_of_the_trade() -> None:
    """A stranger finds the part by its name."""
    assert {module for module in modules() if NAMELESS & set(module.split("."))} == set()
