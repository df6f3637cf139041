"""The house: each room stands on those below it, no name hides a module, and it stays small."""

import ast
import importlib
import tokenize
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

import actdemo

HOUSE = Path(actdemo.__file__).parent
ROOT = Path(__file__).parents[1]
NETWORK = ["activation", "data", "loss", "network", "output", "propagation", "reading"]
GROUND = ["arithmetic", "network", "outcomes"]
UPPER = ["training", "geometry", "explanation"]
# What a room may import besides itself.
STANDS_ON = {
    "arithmetic": [],
    "network": ["arithmetic"],
    "outcomes": ["arithmetic", "network"],
    **dict.fromkeys(UPPER, GROUND),
    "explanation": [*GROUND, "training"],  # a diagnosis trains again with one thing changed
    "plots": [*GROUND, *UPPER],
    "actdemo": [*GROUND, *UPPER, "plots"],
}
SINGLE = {
    "actdemo": "actdemo",  # what opens all the rooms
    "actdemo.checks": "arithmetic",
    "actdemo.training.outcomes": "outcomes",
    **{f"actdemo.{name}": "network" for name in NETWORK},
}


def modules(house):
    """Return the files of a package by the names of their modules."""
    paths = {
        path.relative_to(house.parent).with_suffix("").parts: path
        for path in sorted(house.rglob("*.py"))
    }
    return {".".join(name).removesuffix(".__init__"): path for name, path in paths.items()}


def imported(node, package, known):
    """Return the names of the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        base = resolve_name("." * node.level + (node.module or ""), package)
        names = {alias.name: f"{base}.{alias.name}" for alias in node.names}
        return {full if full in known else base for full in names.values()}
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
        return {resolve_name(ast.literal_eval(node.args[0]), package)}
    return set()


def graph(house):
    """Return which modules each module of a package imports, wherever in it that happens."""
    known, found = modules(house), {}
    for name, path in known.items():
        package = name if path.stem == "__init__" else name.rpartition(".")[0]
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        found[name] = set().union(*(imported(node, package, known) for node in nodes)) & set(known)
    return found


def room(name):
    return SINGLE.get(name) or name.split(".")[1]


def faults(found):
    """Name the imports that lead up, and a circle if there is one."""
    said = [
        f"{name} imports {other}"
        for name, others in found.items()
        for other in sorted(others)
        if room(other) not in [room(name), *STANDS_ON[room(name)]]
    ]
    try:
        TopologicalSorter(found).prepare()
    except CycleError as error:
        said.append("a circle: " + ", ".join(error.args[1]))
    return said


def code_lines(path):
    """Count the lines of a module that are neither docstring nor comment nor blank."""
    with tokenize.open(path) as file:
        source = file.read()
    documented = [
        node.body[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node) is not None
    ]
    said = {line for text in documented for line in range(text.lineno, text.end_lineno + 1)}
    silent = {"COMMENT", "NL", "NEWLINE", "INDENT", "DEDENT", "ENDMARKER"}
    code = {
        line
        for token in tokenize.generate_tokens(iter(source.splitlines(keepends=True)).__next__)
        if tokenize.tok_name[token.type] not in silent
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(code - said)


@pytest.fixture
def house(tmp_path):
    """Return a function that names the faults of a package of these sources."""

    def build(sources):
        for name, source in sources.items():
            path = tmp_path / "actdemo" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, "utf-8")
        return faults(graph(tmp_path / "actdemo"))

    return build


def test_every_module_has_a_room():
    assert {room(name) for name in modules(HOUSE)} == set(STANDS_ON)
    assert set(SINGLE) <= set(modules(HOUSE))


def test_no_import_leads_up_or_in_a_circle():
    assert faults(graph(HOUSE)) == []


@pytest.mark.parametrize(
    "line",
    [
        "from ..training import train",
        "from ..training.train import Run",
        "from actdemo.training.train import Run",
        "import actdemo.training.train",
        "def late():\n    from ..training import train",
        "if TYPE_CHECKING:\n    from ..training.train import Run",
        'importlib.import_module("..training.train", __package__)',
    ],
)
def test_an_import_that_leads_up_is_seen(house, line):
    sources = {"geometry/boundary.py": line, "training/train.py": "from ..network import Network"}
    said = house(sources | {"network.py": ""})
    assert said == ["actdemo.geometry.boundary imports actdemo.training.train"]


def test_a_circle_is_seen(house):
    back = "def late():\n    import actdemo.network"
    (said,) = house({"network.py": "from .data import xor", "data.py": back})
    assert said.startswith("a circle: ")


def test_what_leads_down_is_no_fault(house):
    sources = {
        "arithmetic/elementary.py": "import numpy as np",
        "arithmetic/formulas.py": "from numpy import ndarray\nfrom . import elementary",
        "network.py": "from .arithmetic.formulas import relu",
        "plots/__init__.py": "from .plane import surface",
        "plots/plane.py": "from actdemo.network import Network",
        "__init__.py": "from . import plots\nfrom .network import Network",
    }
    assert house(sources) == []


@pytest.mark.parametrize("name", [name for name in modules(HOUSE) if name != "actdemo"])
def test_no_name_hides_a_module(name):
    module = importlib.import_module(name)
    package, _, last = name.rpartition(".")
    assert getattr(importlib.import_module(package), last) is module


def test_the_house_is_small():
    lines = {name: code_lines(path) for name, path in modules(HOUSE).items()}
    del lines["actdemo.arithmetic.formulas"]  # grows with each activation function
    first, rest = sum(lines[f"actdemo.{name}"] for name in NETWORK), sum(lines.values())
    assert first <= 800
    grown = f"{rest} lines of code: write it shorter or, if it needs them all, raise this number"
    assert rest <= 3583, grown


def test_a_line_of_a_script_has_a_hundred_characters_at_most():
    parts = ("docs/_static", "tests")
    scripts = {path for part in parts for path in ROOT.glob(f"{part}/**/*.js")}
    written = ("constants.js", "phrases.js")  # by the build
    scripts -= {ROOT / "docs/_static/playground" / name for name in written}
    assert len(scripts) > 50
    lines = [(path.name, line) for path in scripts for line in path.read_text("utf-8").split("\n")]
    # Tools that know no Unicode count bytes.
    assert [name for name, line in lines if len(line.encode()) > 100] == []


def test_lines_are_counted_without_words(tmp_path):
    path = tmp_path / "module.py"
    path.write_text('"""One\n\nline."""\n\n# why\nx = """a\n\nb"""\n\ndef f():\n    """Say."""\n')
    assert code_lines(path) == 4
