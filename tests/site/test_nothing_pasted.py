"""No number that code computes is typed into prose.

The sources of the pages and the prose of the gallery's scripts are searched for what looks like a
result: decimals, percentages, powers of ten, and whole numbers of three digits or more. Free are
code, formulas, citations, versions, years, and the settings of the recipe.
"""

import ast
import re

import pytest

RESULT = re.compile(
    r"""(?<![\w.])[-+−±≈]?(?:
        \d+[.,]\d+(?:[eE×]\S*)?     # decimals, and 1,234
        | \d+(?:[eE][-+−]?\d+)      # powers of ten
        | \d+\s?%                   # percentages
        | \d{3,}                    # large counts
    )""",
    re.VERBOSE,
)
FREE = [
    r"learning rate(?: of)? 0\.1\b",
    r"momentum(?: of)? 0\.4\b",
    r"\b10,000 (?:seeds|runs|networks)",
    r"\b(?:Python|NumPy|Matplotlib|matplotlib|version|v)\s?\d+(?:\.\d+)*\+?",
    r"(?:§|[Ss]ection|[Cc]hapter)\s?\d+(?:\.\d+)*",
    r"\b(?:1[89]|20)\d\d\b(?:-\d\d-\d\d)?",
    r"(?:arXiv:|doi:)\S+",
    r"https?://\S+",
]
# Directives whose body is no prose.
NO_PROSE = {
    *("bibliography", "code", "code-block", "code-cell", "eval-rst", "image", "include"),
    *("literalinclude", "math", "minigallery", "raw", "toctree"),
}
MARKDOWN = [
    r"\A---\n(?:.*\n)*?---\n",
    r"<!--[\s\S]*?-->",
    r"\$\$[\s\S]*?\$\$",
    r"(?:\{[\w:-]+\})?(?P<ticks>`+).+?(?P=ticks)",
    r"\$[^$\n]+\$",
    r"\]\([^)]*\)",
    r"^:[\w-]+:(?=\s).*$",
]
RST = [
    rf"^(?P<margin> *)\.\. (?:{'|'.join(NO_PROSE)})::.*\n(?:(?P=margin) +\S.*\n| *\n)*",
    r"^ *\.\. [_[].*$",
    r"^ *:[\w-]+:(?=\s).*$",
    r"``.+?``",
    r"(?::[\w:-]+:)?`[^`]+`_{0,2}",
]


def blank(patterns, text):
    """Empty what matches, line by line, so that the numbers of the lines stay."""
    for pattern in patterns:
        text = re.sub(pattern, lambda hit: "\n" * hit[0].count("\n"), text, flags=re.MULTILINE)
    return text


def markdown_prose(source):
    """Return Markdown without its fences, and without what lies in a fence that is no prose."""
    prose, fences = [], []  # the open fences, each with whether it holds prose
    for line in source.splitlines():
        fence = re.match(r"\s*(`{3,}|:{3,})\s*(?:\{([\w:-]+)\}|(\w+))?", line)
        if fence and fences and not line.strip().strip(fences[-1][0][0]):
            if len(line.strip()) >= len(fences[-1][0]):
                fences.pop()
            prose.append("")
        elif fence and all(holds for _mark, holds in fences):
            directive = fence[2]
            fences.append((fence[1], directive is not None and directive not in NO_PROSE))
            prose.append("")
        else:
            prose.append(line if all(holds for _mark, holds in fences) else "")
    return "\n".join(prose) + "\n"


def script_prose(source):
    """Return the docstring and the `# %%` blocks of a script, each line at its place."""
    lines = source.splitlines()
    prose = [""] * len(lines)
    docstring = ast.parse(source).body[0]
    for number in range(docstring.lineno - 1, docstring.end_lineno):
        prose[number] = lines[number].strip("\"'")
    inside = False
    for number, line in enumerate(lines):
        inside = line.startswith("#") and (inside or line.startswith("# %%"))
        if inside and not line.startswith("# %%"):
            prose[number] = line[2:]
    return "\n".join(prose) + "\n"


def pasted(text, markup):
    """List what looks like a typed result, with the number of its line."""
    text = blank(markup + FREE, text)
    return [
        (number, hit[0].strip())
        for number, line in enumerate(text.splitlines(), 1)
        for hit in RESULT.finditer(line)
    ]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("The loss ends at 0.031.", ["0.031"]),
        ("It works for 53 % of the seeds.", ["53 %"]),
        ("Of 10000 seeds 5312 succeed.", ["10000", "5312"]),
        ("An error of 1e-8 or −2.5.", ["1e-8", "−2.5"]),
        ("Learning rate 0.2.", ["0.2"]),
        ("One `code` and 1,234 times.", ["1,234"]),
        (
            "```{note}\nIt is 0.7.\n```\nThen 0.8.\n```python\n0.9\n```\nAnd 0.11",
            ["0.7", "0.8", "0.11"],
        ),
        ("::::{note}\n:::{math}\n0.1\n:::\n0.2\n::::", ["0.2"]),
    ],
)
def test_a_typed_result_is_seen(text, hits):
    assert [hit for _line, hit in pasted(markdown_prose(text), MARKDOWN)] == hits


@pytest.mark.parametrize(
    "text",
    [
        "With learning rate 0.1 and momentum 0.4 over 50 epochs, from −3 to 3, a 2-5-1 network.",
        "Needs Python 3.11 and NumPy 2.0 (2024). See section 6.1 or https://example.org/1.2.",
        "A formula $x = 0.25$, code `0.25`, and glue {glue:text}`loss:.3f`.",
        "```{code-cell}\nx = 0.25\n```\n\n```python\n0.5\n```\n\n$$\n0.5\n$$",
        ":::{math}\n0.5\n:::",
        "---\nversion: 0.25\n---\n# Title",
    ],
)
def test_what_is_free_is_not_seen(text):
    assert pasted(markdown_prose(text), MARKDOWN) == []


def test_prose_of_a_script_is_searched_and_its_code_is_not():
    source = '''"""
Title 0.1
=========

Ends at 0.2 and ``0.3``, :math:`0.4`.
"""
x = 0.5  # 0.6
# 0.7

# %%
# The result is 0.8.
#
# .. math::
#
#    z = 0.9
#
# Then 0.11.
y = """0.12"""
'''
    assert pasted(script_prose(source), RST) == [(2, "0.1"), (5, "0.2"), (11, "0.8"), (17, "0.11")]


def sources(root):
    """Yield each source of the site with its prose and its markup."""
    docs = root / "docs"
    galleries = {path.name for path in (root / "gallery").iterdir()}
    for path in sorted(docs.rglob("*.md")):
        if path.relative_to(docs).parts[0] not in {"_build", "jupyter_execute", *galleries}:
            yield path, markdown_prose(path.read_text("utf-8")), MARKDOWN
    for path in sorted((root / "gallery").rglob("*.rst")):
        yield path, path.read_text("utf-8"), RST
    for path in sorted((root / "gallery").rglob("*.py")):
        yield path, script_prose(path.read_text("utf-8")), RST


def test_no_result_is_typed_into_prose(root):
    searched = list(sources(root))
    assert {path.suffix for path, _text, _markup in searched} == {".md", ".rst", ".py"}
    found = [
        f"{path.relative_to(root)}:{line}: {hit}"
        for path, text, markup in searched
        for line, hit in pasted(text, markup)
    ]
    assert found == []
