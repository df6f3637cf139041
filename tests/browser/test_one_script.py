"""Modules become one classic script, and what would not survive that is refused."""

import json
import re
import subprocess

import pytest
from one_script import joined
from playground_constants import FOLDER, modules

MODULES = {
    "ground.js": "export const base = 2;\n\nexport function double(x) {\n  return base * x;\n}\n",
    "middle.js": (
        'import {\n  base,\n  double,\n} from "./ground.js";\n\n'
        'export class Middle {\n  say() {\n    return double(base) + " import export";\n  }\n}\n'
    ),
    "top.js": (
        'import { Middle } from "./middle.js";\n\nexport const said = new Middle().say();\n'
    ),
}


@pytest.fixture
def write(tmp_path):
    def files(**changed):
        named = {f"{name}.js": text for name, text in changed.items()}
        for name, text in (MODULES | named).items():
            (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / "top.js"

    return files


def test_it_runs_and_offers_what_the_entry_exports(write):
    script = joined(write(), "Top")
    show = (
        "console.log(JSON.stringify([Top.said, Top.double(3), Object.keys(Top), typeof Middle]))"
    )
    done = subprocess.run(["node", "-e", script + show], capture_output=True, check=True)
    found = json.loads(done.stdout)
    assert found == ["4 import export", 6, ["base", "double", "Middle", "said"], "undefined"]


def test_a_worker_can_be_made_of_its_text(write):
    script = joined(write(), "Top")
    show = "console.log(JSON.stringify(eval(`(${makeTop})().said`)))"
    done = subprocess.run(["node", "-e", script + show], capture_output=True, check=True)
    assert json.loads(done.stdout) == "4 import export"


def test_a_script_of_its_own_is_not_joined_again(write):
    entry = write(
        ground="export async function double(x) {\n  return 2 * x;\n}\n\nexport const base = 2;\n"
    )
    ground = entry.with_name("ground.js")
    scripts = joined(ground, "Ground") + joined(entry, "Top", {"Ground": [ground]})
    assert scripts.count("async function double") == 1
    show = "[x, Top.said, Object.keys(Ground), Object.keys(Top)]"
    show = f"Ground.double(3).then((x) => console.log(JSON.stringify({show})))"
    done = subprocess.run(["node", "-e", scripts + show], capture_output=True, check=True)
    offered = ["double", "base"], ["said"]  # nothing stands on the last script
    assert json.loads(done.stdout) == [6, "[object Promise] import export", *offered]


def test_a_name_of_another_script_is_not_declared_again(write):
    entry = write(top='import { Middle } from "./middle.js";\nconst base = 3;\n')
    ground = entry.with_name("ground.js")
    with pytest.raises(ValueError, match="more than one module declares base"):
        joined(entry, "Top", {"Ground": [ground]})


@pytest.mark.parametrize(
    "line",
    [
        'import Ground from "./ground.js";',
        'import * as ground from "./ground.js";',
        'import { base as two } from "./ground.js";',
        'import "./ground.js";',
        'import { thing } from "elsewhere";',
        "export default 3;",
        'export * from "./ground.js";',
        "export let changing = 1;",
        "export { base };",
        'export { base } from "./ground.js";',
    ],
)
def test_other_imports_and_exports_are_refused(write, line):
    with pytest.raises(ValueError, match="can't be joined"):
        joined(write(middle=f"{line}\n"), "Top")


def test_a_circle_is_refused(write):
    entry = write(ground='import { Middle } from "./middle.js";\nexport const base = 2;\n')
    with pytest.raises(ValueError, match="circle"):
        joined(entry, "Top")


def test_a_name_declared_twice_is_refused(write):
    entry = write(
        middle='import { base } from "./ground.js";\n'
        "function double() {}\n\nexport class Middle {}\n"
    )
    with pytest.raises(ValueError, match="more than one module declares double"):
        joined(entry, "Top")


def test_each_constant_is_used():
    written = modules()
    others = [path for path in FOLDER.glob("*.js") if path not in written]
    text = "\n".join(path.read_text("utf-8") for path in others)
    names = re.findall(r"^export const (\w+)", "\n".join(written.values()), re.MULTILINE)
    assert len(names) > 15
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_the_published_script_leaves_one_name(visit):
    page = visit("playground.html")
    assert page.evaluate("typeof Arithmetic.Run") == "function"
    assert page.evaluate("typeof activations + typeof boundary") == "undefined" * 2


def early(scripts):
    """Return where a name is used before the statement that declares it."""
    command = ["node_modules/.bin/tsc", "--ignoreConfig", "--noEmit", "--allowJs", "--checkJs"]
    done = subprocess.run(
        [*command, "--target", "esnext", *map(str, scripts)],
        capture_output=True,
        text=True,
        check=False,
        cwd=FOLDER.parents[2],
    )
    assert "error TS" in done.stdout  # scripts have no types, so it always has something to say
    return re.findall(r".*error TS24(?:48|54|74): .*", done.stdout)


def test_what_is_published_uses_no_name_before_it_is_declared(site, tmp_path):
    wrong = tmp_path / "wrong.js"
    wrong.write_text("function f(e) {\n  const [a] = b.all(), b = e.rows;\n  return a + b;\n}\n")
    assert len(early([wrong])) == 1
    scripts = sorted((site / "_static/playground").glob("*.js"))
    assert len(scripts) == 14
    assert early(scripts) == []
