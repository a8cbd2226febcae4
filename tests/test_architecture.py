"""The rules that hold the program together: its layers, what it imports when, and the shape of its modules."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import pmwizard
from pmwizard.questions import SECTIONS

PACKAGE = Path(pmwizard.__file__).parent
ROOT = PACKAGE.parent
DATA = Path(__file__).parent / "data"

LONGEST_MODULE, LONGEST_FUNCTION = 500, 40
MOST_MODULES, MOST_LINES, MOST_MODULES_OF_SCREENS, MOST_IN_A_FOLDER = 265, 41_349, 63, 12

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package, by its path in it."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {file.relative_to(PACKAGE).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the names of the modules that a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def is_of(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


# Layers


def test_modules_import_only_from_layers_below_them() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--config", str(ROOT / "pyproject.toml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_has_its_layer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"]: contract for contract in project["tool"]["importlinter"]["contracts"]}
    layers = contracts["A module imports only from layers below it"]["layers"]
    named = {name.strip().removeprefix("pmwizard.") for layer in layers for name in layer.split("|")}
    assert named == {name.partition("/")[0] for name in modules() if "/" in name}
    hidden = contracts["Only the screens know Textual"]
    assert {f"pmwizard.{name}" for name in named - {"cli", "ui", "terminal"}} == set(hidden["source_modules"])


def test_only_the_screens_import_textual_or_rich() -> None:
    others = {name: tree for name, tree in modules().items() if not name.startswith(("ui/", "terminal/"))}
    assert [name for name, tree in others.items() if any(is_of(one, "textual", "rich") for one in imported(tree))] == []


@pytest.mark.parametrize("name", ["errors.py", "options.py", "__init__.py"])
def test_what_every_layer_uses_imports_none_of_them(name: str) -> None:
    assert [one for one in imported(modules()[name]) if is_of(one, "pmwizard", "pydantic", "click")] == []


def test_model_and_checks_and_layouts_read_no_clock_and_no_environment() -> None:
    reading = re.compile(r"\.now\(|\.utcnow\(|\.today\(|\btime\.(?:time|monotonic)\(|\benviron\b|\bgetenv\(")
    pure = [name for name in modules() if name.startswith(("model/", "checks/", "layouts/"))]
    assert [name for name in pure if reading.search((PACKAGE / name).read_text(encoding="utf-8"))] == []


def test_the_model_touches_no_file() -> None:
    files = ("os", "pathlib", "io", "shutil", "tempfile", "subprocess", "socket")
    pure = {name: tree for name, tree in modules().items() if name.startswith(("model/", "checks/", "questions/"))}
    assert [name for name, tree in pure.items() if any(is_of(one, *files) for one in imported(tree))] == []


# What is imported when

_RUN = """
import json, sys
from pmwizard.cli.program import run
status = run(sys.argv[1:])
sys.stdout.flush()
print("\\n" + json.dumps([status, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def run(*arguments: str, folder: Path) -> tuple[int, set[str]]:
    """Run a command in a process of its own; return its status and the packages it imported."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout, done.stderr
    status, names = json.loads(done.stdout.splitlines()[-1])
    return status, set(names)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report."""
    shutil.copy(DATA / "full.toml", tmp_path / "INC-1.toml")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "INC-1.toml"),
        ("export", "INC-1.toml", "-t", "signoff", "-o", "post-mortem.md"),
        ("check", "INC-1.toml"),
        ("check", "INC-1.toml", "--json"),
        ("list",),
        ("list", "--json"),
        ("show", "INC-1.toml"),
        ("layouts",),
        ("layouts", "sre"),
        ("schema",),
        ("completion", "bash"),
    ],
    ids=" ".join,
)
def test_commands_without_a_screen_never_import_textual(folder: Path, arguments: tuple[str, ...]) -> None:
    status, packages = run(*arguments, folder=folder)
    assert status in {0, 3}
    assert packages & {"textual", "rich"} == set()


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("export", "--help"), ("new", "--help"), ("log", "-h")]
)
def test_version_and_help_import_neither_pydantic_nor_textual(folder: Path, arguments: tuple[str, ...]) -> None:
    status, packages = run(*arguments, folder=folder)
    assert status == 0
    assert packages & {"pydantic", "textual", "rich", "jinja2"} == set()


def test_a_screen_without_a_terminal_is_refused_before_textual_is_imported(folder: Path) -> None:
    status, packages = run("edit", "INC-1.toml", folder=folder)
    assert status == 2
    assert packages & {"textual", "rich"} == set()


# The shape of modules


def test_modules_are_short() -> None:
    lengths = {name: len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) for name in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_the_package_stays_small() -> None:
    lines = sum(len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) for name in modules())
    screens = [name for name in modules() if name.startswith("ui/")]
    assert len(modules()) <= MOST_MODULES
    assert lines <= MOST_LINES
    assert len(screens) <= MOST_MODULES_OF_SCREENS


def folders() -> dict[str, list[str]]:
    """The names of the modules in each folder, those of the folders themselves left out."""
    inside: dict[str, list[str]] = defaultdict(list)
    for name in modules():
        folder, _, module = name.rpartition("/")
        if module != "__init__.py":
            inside[folder].append(module.removesuffix(".py"))
    return inside


def test_no_folder_holds_more_than_can_be_seen_at_a_glance() -> None:
    assert {folder: len(names) for folder, names in folders().items() if len(names) > MOST_IN_A_FOLDER} == {}


def test_no_beginning_of_a_name_is_shared_by_three_modules_of_a_folder() -> None:
    for folder, names in folders().items():
        begun = Counter(name.partition("_")[0] for name in names if "_" in name)
        assert {f"{folder}/{begin}_*": number for begin, number in begun.items() if number > 2} == {}


def defined(tree: ast.Module) -> Iterator[str]:
    """Yield the public names that a module defines itself."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
        else:
            continue
        yield from (name for name in names if not name.startswith("_"))


def test_a_public_name_stands_in_one_module() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for module, tree in modules().items():
        for name in defined(tree):
            places[name].add(module)
    assert {name: sorted(found) for name, found in places.items() if len(found) > 1} == {}


def parents() -> dict[str, list[str]]:
    """Each class of the package, with the classes of the package that it inherits from."""
    found: dict[str, list[str]] = {}
    for tree in modules().values():
        ours = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and is_of(node.module, "pmwizard"):
                ours |= {alias.asname or alias.name for alias in node.names}
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
                found[node.name] = [base.id for base in bases if isinstance(base, ast.Name) and base.id in ours]
    return found


def test_no_class_has_a_single_heir() -> None:
    heirs = Counter(parent for above in parents().values() for parent in above)
    assert [name for name in parents() if heirs[name] == 1] == []


def test_at_most_one_class_of_ours_stands_between_a_widget_and_textual() -> None:
    above = parents()

    def depth(name: str) -> int:
        return 1 + max((depth(parent) for parent in above[name]), default=0)

    screens = {
        node.name
        for module, tree in modules().items()
        if module.startswith(("ui/", "terminal/"))
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    assert {name: depth(name) for name in screens if depth(name) > 2} == {}


def imports_of_ours() -> dict[str, set[str]]:
    """For each module the modules of the package that it imports when it is loaded or for its types, by dotted name."""
    dotted = {
        name: f"pmwizard/{name}".removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in modules()
    }
    known = set(dotted.values())
    found: dict[str, set[str]] = {}
    for name, tree in modules().items():
        wanted = found.setdefault(dotted[name], set())
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                below = {f"{node.module}.{alias.name}" for alias in node.names} & known
                wanted |= below or ({node.module} & known)
        wanted.discard(dotted[name])
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = imports_of_ours()
    shrinks = True
    while shrinks:
        wanted = {name for below in graph.values() for name in below}
        # What imports nothing that is left, or is imported by nothing that is left, is in no circle.
        kept = {name: below & graph.keys() for name, below in graph.items() if below & graph.keys() and name in wanted}
        shrinks = kept != graph
        graph = kept
    assert sorted(graph) == []


def test_functions_are_short() -> None:
    lengths = {
        f"{name}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, Function)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def public(tree: ast.Module | ast.ClassDef, begin: str) -> Iterator[tuple[str, ast.ClassDef | Function]]:
    """Yield the classes, functions and methods that others may use, by name."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield f"{begin}{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node, f"{begin}{node.name}.")


def test_every_public_name_says_what_it_is_for() -> None:
    silent = [name for name, tree in modules().items() if not ast.get_docstring(tree)]
    for module, tree in modules().items():
        silent += [f"{module}: {name}" for name, node in public(tree, "") if not ast.get_docstring(node)]
    assert silent == []


def test_nothing_points_outside_the_project() -> None:
    outside = re.compile("|".join(["[.][.]/" + "shared", "/" + "work/", "contract" + "[.]md", "UX" + "-[0-9]{2}"]))
    texts = [
        file
        for folder in ("pmwizard", "tests", "styles")
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in {".py", ".toml", ".tcss", ".j2", ".md", ".ambr"}
    ]
    texts += [ROOT / "README.md", ROOT / "pyproject.toml"]
    found = [str(file.relative_to(ROOT)) for file in texts if outside.search(file.read_text(encoding="utf-8"))]
    assert found == []


def test_what_is_not_code_stands_where_the_program_looks_for_it() -> None:
    layouts = {file.name for file in (PACKAGE / "layouts" / "builtin").glob("*.md.j2")}
    assert layouts == {f"{name}.md.j2" for name in ("trading", "review", "signoff", "hotfix", "sre")}
    assert list((PACKAGE / "demo").glob("*.toml"))
    assert (PACKAGE / "py.typed").is_file()
    assert list((ROOT / "styles").glob("*.tcss"))
    assert not (PACKAGE / "styles").exists()


PATHS_THAT_ARE_NAMED = {
    "checks/rules/": "a rule is about the answers that it names",
    "store/merge/": "a file is merged without the questions; these are the lists whose rows have ids",
    "ui/sections/timeline/figures.py": "the length of the impact is the one figure that is a question as well",
}
"""Where paths of answers are written out, and why there."""


def test_what_is_true_of_a_question_stands_with_the_question() -> None:
    asked = [one for section in SECTIONS for one in section.questions]
    paths = {one.path for question in asked for one in (question, *question.columns) if "." in one.path}
    home = ("model/", "questions/", "layouts/", *PATHS_THAT_ARE_NAMED)
    named = [
        f"{module}: {node.value}"
        for module, tree in modules().items()
        if not module.startswith(home)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in paths
    ]
    assert named == []
    for place in PATHS_THAT_ARE_NAMED:
        texts = [ast.dump(tree) for module, tree in modules().items() if module.startswith(place)]
        assert any(repr(path) in text for path in paths for text in texts), f"{place} names no path any more"
