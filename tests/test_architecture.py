"""The rooms and the one straight line of imports between them."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import gridctl

HOUSE = Path(gridctl.__file__).parent
MODULES = sorted(HOUSE.rglob("*.py"))
LONGEST_MODULE = 300

# room: the rooms it may import, besides itself
MAY_IMPORT = {
    "errors": set[str](),
    "domain": {"errors"},
    "regulation": {"domain", "errors"},
    "settings": {"domain", "errors"},
    "store": {"domain", "errors"},
    "services": {"store", "regulation", "domain", "errors"},
    "intake": {"domain", "errors"},
    "forms": {"domain", "errors"},
    "cli": {"services", "regulation", "intake", "forms", "domain", "settings", "errors"},
}
# library: the one room that may import it
ONLY_IN = {
    "sqlalchemy": "store",
    "sqlite3": "store",
    "alembic": "store",
    "filelock": "store",
    "openpyxl": "forms",
    "python_calamine": "intake",
    "typer": "cli",
    "rich": "cli",
    "platformdirs": "settings",
    "pypinyin": "services",
    "chinese_calendar": "regulation",
}
IMPURE = {"os", "sys", "io", "pathlib", "subprocess", "socket", "time", "random", "logging", "tempfile", "shutil"}


def named(path: Path) -> str:
    return path.relative_to(HOUSE.parent).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST], path: Path) -> Iterator[str]:
    """Full names of the modules that the nodes import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def everywhere(path: Path) -> set[str]:
    return set(imported(ast.walk(tree_of(path)), path))


def at_start(path: Path) -> set[str]:
    """What is imported when the module is: not inside functions, not for type checking alone."""

    def outside(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            lazy = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            if not lazy and not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
                yield child
                yield from outside(child)

    return set(imported(outside(tree_of(path)), path))


def rooms_in(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith("gridctl.")}


def offenders(what: Callable[[Path], object], *rooms: str) -> dict[str, object]:
    """By module (of some rooms, or any), what is wrong with it."""
    asked = [path for path in MODULES if not rooms or room_of(path) in rooms]
    assert asked
    return {named(path): found for path in asked if (found := what(path))}


def test_imports_run_one_way() -> None:
    assert (
        offenders(
            lambda path: rooms_in(everywhere(path)) - {room_of(path), "__version__"} - MAY_IMPORT[room_of(path)],
            *MAY_IMPORT,
        )
        == {}
    )
    doors = {path for path in MODULES if room_of(path) not in MAY_IMPORT}
    assert doors == {HOUSE / "__init__.py", HOUSE / "__main__.py"}


def test_each_library_has_its_room() -> None:
    def strangers(path: Path) -> set[str]:
        found = {name.split(".")[0] for name in everywhere(path)} & ONLY_IN.keys()
        return {library for library in found if ONLY_IN[library] != room_of(path)}

    assert offenders(strangers) == {}


def test_the_domain_touches_nothing_outside() -> None:
    def outside(path: Path) -> set[str]:
        clocks = {"now", "utcnow", "today"}
        called = {node.func.attr for node in ast.walk(tree_of(path)) if is_method_call(node)}  # type: ignore[attr-defined]
        return {name.split(".")[0] for name in everywhere(path)} & IMPURE | called & clocks

    assert offenders(outside, "domain") == {}


def is_method_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def test_the_command_line_starts_light() -> None:
    def heavy(path: Path) -> set[str]:
        names = at_start(path)
        rooms = rooms_in(names) - {"cli", "errors", "settings", "__version__"}
        return rooms | {name.split(".")[0] for name in names} & {"rich", "json", "csv", "sqlite3"}

    assert offenders(heavy, "cli") == {}


def test_typer_is_used_by_its_public_names() -> None:
    def private(path: Path) -> set[str]:
        parts = [name.split(".") for name in everywhere(path)]
        return {".".join(each) for each in parts if each[0] == "click" or (each[0] == "typer" and hidden(each))}

    def hidden(parts: list[str]) -> bool:
        return any(part.startswith("_") for part in parts)

    assert offenders(private) == {}


def test_a_module_can_be_read_in_one_sitting() -> None:
    def too_long(path: Path) -> int:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        return lines if lines > LONGEST_MODULE else 0

    assert offenders(too_long) == {}


def test_every_module_and_public_function_says_what_it_is() -> None:
    def silent(path: Path) -> list[str]:
        tree = tree_of(path)
        nameless = [] if ast.get_docstring(tree) else ["the module"]
        return nameless + [node.name for node in public(tree) if not ast.get_docstring(node)]

    assert offenders(silent) == {}


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def test_no_room_is_a_lumber_room() -> None:
    stems = {part.removesuffix(".py") for path in MODULES for part in path.relative_to(HOUSE).parts}
    assert not stems & {"utils", "util", "common", "misc", "manager", "base", "helpers"}
    assert {room_of(path) for path in MODULES} - {"__init__", "__main__"} == MAY_IMPORT.keys()
