"""The checker of the exercises: what it says of right, wrong and unruly answers."""

import importlib.util
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import actdemo as ad

DOCS = Path(__file__).parents[2] / "docs"
CHECK = DOCS / "exercises" / "check.py"
TEMPLATES = {path.stem: path for path in CHECK.parent.glob("*.py") if path != CHECK}
SOLUTIONS = {path.stem: path for path in (DOCS / "teach" / "solutions").glob("*.py")}
NAMES = sorted(TEMPLATES)

spec = importlib.util.spec_from_file_location("check", CHECK)
check = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check)


def run(*command):
    environment = {**os.environ, "MPLBACKEND": "agg", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-W", "error", *map(str, command)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def hints(name, source):
    """Return what the checks say of a source that defines an answer, in this process."""
    answer, said = {}, []
    exec(compile(source, "answer.py", "exec"), answer)
    for one in check.EXERCISES[name]:
        try:
            with check.in_words("answer.py"):
                one(answer)
        except check.Wrong as wrong:
            said.append(str(wrong))
    return said


def test_each_exercise_has_checks_a_template_a_page_and_a_solution():
    assert len(NAMES) >= 12
    assert set(check.EXERCISES) == set(NAMES) == set(SOLUTIONS)
    assert {path.stem for path in CHECK.parent.glob("*.md")} == {*NAMES, "index"}
    for name in NAMES:
        for path in (TEMPLATES[name], SOLUTIONS[name]):
            assert f'\nEXERCISE = "{name}"\n' in path.read_text("utf-8"), path


@pytest.mark.parametrize("name", NAMES)
def test_a_right_answer_passes(name):
    done = run(CHECK, SOLUTIONS[name])
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""
    assert done.stdout.count("✓") == 2 + len(check.EXERCISES[name])
    assert "✗" not in done.stdout
    assert done.stdout.endswith("\nAll right.\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_runs_to_its_end_and_says_what_is_missing(name, capsys):
    runpy.run_path(TEMPLATES[name], run_name="__main__")
    assert "Still missing" in capsys.readouterr().out
    checked = run(CHECK, TEMPLATES[name])
    assert checked.returncode == 1
    assert checked.stdout.startswith("✓ the file runs to its end\n✓ EXERCISE says")
    assert len(re.findall(r"^Hint: .", checked.stdout, re.MULTILINE)) == 1
    if name != "old_story":  # which is not empty but wrong
        assert re.search(r"missing|still holds None", checked.stdout)


# Each a solution with a change that makes it wrong, and words of the hint that this gets.
WRONG = [
    ("read_ledger", "wrong_point = (0, 1)", "logit and label agree"),
    ("read_ledger", "wrong_point = (2, 2)", "one of the four points"),
    ("read_ledger", "wrong_point = 4", "must have shape (2,)"),
    ("read_ledger", "dead_units = [0, 3]", "counted from 1"),
    ("read_ledger", "dead_units = {1, 3, 4}", "Too many"),
    ("read_ledger", "dead_units = 1", "off at every point"),
    ("read_ledger", "strongest = 1", "counted from 1"),
    ("read_ledger", "strongest = 5", "row called adds"),
    ("read_ledger", "without_bias = 2.284", "with the bias"),
    ("read_ledger", "without_bias = 2.182", "the sign of the bias"),
    ("read_ledger", "without_bias = 1", "nothing else"),
    ("kill_a_unit", "logits = [None] * 4", "None"),
    ("kill_a_unit", "logits = [1, 2, 3]", "shape (4,)"),
    ("kill_a_unit", "logits = net(X)[:, 0]", "with unit 2"),
    ("kill_a_unit", "logits = 2 * net(X)[:, 0] - logits", "twice"),
    ("kill_a_unit", "logits = net(X)[:, 0] - net.forward(X).activations[0][:, 1]", "a weight"),
    ("kill_a_unit", "logits = [1.240, -2.656, -1.645, 1.124]", "unit 3"),
    ("kill_a_unit", "logits = [1.465, -2.411, -1.734, 1.124]", "unit 1"),
    ("kill_a_unit", "logits = [z - net.biases[1][0] for z in logits]", "bias out"),
    ("kill_a_unit", "logits = net(X)[:, 0] - logits", "What is left"),
    ("kill_a_unit", "logits = ad.sigmoid(logits)", "probabilities"),
    ("kill_a_unit", "logits = logits[::-1]", "order"),
    ("kill_a_unit", "logits = [*logits[:3], 0]", "3 of 4"),
    ("leaky_relu", "leaky_relu = lambda x: np.maximum(x, 0)", "that is ReLU"),
    ("leaky_relu", "leaky_relu = abs", "negative value"),
    ("leaky_relu", "leaky_relu = lambda x: np.where(x > 0, x, 0.1 * x)", "given in the task"),
    ("leaky_relu", "leaky_relu = lambda x: 0.01 * x", "as it went in"),
    ("leaky_relu", "leaky_relu = lambda x: x if x > 0 else 0.01 * x", "np.where"),
    ("leaky_relu", "leaky_relu = lambda x: 3.0", "must keep the shape"),
    ("leaky_relu", "leaky_relu = 3", "must be a function"),
    (
        "leaky_relu",
        "def leaky_relu(x):\n    x[x < 0] *= 0.01\n    return x",
        "changes the array",
    ),
    (
        "leaky_relu",
        "def leaky_relu(x):\n    y = x.copy()\n    y[x < 0] = 0.01 * x[x < 0]\n    return y",
        "whole numbers",
    ),
    (
        "leaky_relu",
        "def leaky_relu(x):\n    return x if x.ravel()[0] > 0 else 0.01 * x",
        "by its own sign",
    ),
    ("leaky_relu", "derivative = leaky_relu", "the values again"),
    ("leaky_relu", "derivative = lambda x: 1.0 * (x > 0)", "not level"),
    ("leaky_relu", "derivative = lambda x: np.where(x > 0, x, 0.01)", "equals the input"),
    ("leaky_relu", "derivative = lambda x: np.where(x > 0, 1, 0.01 * x)", "same everywhere"),
    ("leaky_relu", "derivative = lambda x: np.where(x > 0, 1, 0.01) + (x == 0)", "at 0"),
    ("two_units", "W1 = None", "W1 is still missing"),
    ("two_units", "W2 = [1, -2]", "must have shape (2, 1)"),
    ("two_units", "W1 = 'hand'", "numbers only"),
    ("two_units", "b1 = [0, float('nan')]", "must be finite"),
    ("two_units", "b2 = [0]", "exactly 0"),
    ("two_units", "W2, b2 = [[-1], [2]], [0.5]", "labels swapped"),
    ("two_units", "b1 = [5, 5]", "weighted sum"),
    ("two_units", "W2 = [[1], [0]]", "Three of four"),
    ("two_units", "b2 = [2]", "wrong at (1, 1), (0, 0)"),
    ("boundary", "network = None", "still missing"),
    ("boundary", "network = net", "as it was"),
    (
        "boundary",
        "network = ad.Network((W1, W2), (b1, b2 + net([place])[0, 0]))",
        "wrong direction",
    ),
    (
        "boundary",
        "network = ad.Network((W1, W2), (b1, b2 - net([place[::-1]])[0, 0]))",
        "mirrored",
    ),
    ("boundary", "network = ad.Network((W1, W2), (b1, b2 - 0.372))", "rounded"),
    ("boundary", "network = ad.Network((W1, W2), (b1, b2 - 0.2))", "elsewhere"),
    ("boundary", "network = ad.Network((W1, W2), (b1, b2 - 2))", "too large there"),
    ("boundary", "network = ad.train(net, X, y)", ".network"),
    ("boundary", "network = ad.Network((W1, W2), (b1, b2), 'tanh')", "Stay with ReLU"),
    ("boundary", "network = ad.Network.initialized((2, 1))", "sizes 2-H-1"),
    ("boundary", "network = 'bias'", "one ad.Network"),
    ("find_the_bug", "wrong_at = None", "still missing"),
    ("find_the_bug", "wrong_at = 3", "not looked yet"),
    ("find_the_bug", "derivative = lambda x: 1 / (1 + x) ** 2", "as it was given"),
    ("find_the_bug", "derivative = lambda x: 1 / (1 + abs(x))", "a square"),
    ("find_the_bug", "derivative = lambda x: 1 / (1 - x) ** 2", "the other side"),
    (
        "find_the_bug",
        "import numpy as np\nderivative = lambda x: np.sign(x) / (1 + abs(x)) ** 2",
        "falling",
    ),
    ("find_the_bug", "derivative = lambda x: 0 * x", "is different"),
    ("rescue_a_seed", "SEED = 0", "solves the task by itself"),
    ("rescue_a_seed", "SEED = '4'", "whole number"),
    ("rescue_a_seed", "start['sizes'] = (2, 5, 1)", "change nothing"),
    ("rescue_a_seed", "recipe['seed'] = 0", "seed of its own"),
    ("rescue_a_seed", "recipe = 50", "must stay a dict"),
    ("rescue_a_seed", "start['sizes'], recipe['epochs'] = (2, 5, 1), 60", "3 of 5 units are dead"),
    ("rescue_a_seed", "start['sizes'], start['hidden'] = (2, 5, 1), 'identity'", ".losses"),
    ("count_regions", "counts['A'] = None", "A is still missing"),
    ("count_regions", "counts['A'] = 7.5", "A: there are fewer"),
    ("count_regions", "counts = [7, 5, 8, 7, 12]", "a dict with the keys"),
    ("count_regions", "counts['B'] = 11", "B: that is the most"),
    ("count_regions", "counts['C'] = 16", "C: not every pattern"),
    ("count_regions", "counts['E'] = 6", "never cross"),
    ("count_regions", "counts['D'] = 6", "D: there are more"),
    ("count_regions", "counts['E'] = 13", "E: there are fewer"),
    ("width_one", "networks.pop((1, 1, 1, 1))", "of 16 patterns"),
    ("width_one", "networks = {}", "of 16 patterns"),
    ("width_one", "networks[1, -1, -1, 1] = (0, 0, 0, 0, 1)", "both tables"),
    ("width_one", "networks[1, 1, 1, 1] = (0, 0, 0, 0, -1)", "the opposite"),
    ("width_one", "networks[1, 1, 1, 1] = (0, 0, 0, 0, 0)", "a logit is 0"),
    ("width_one", "networks[1, 1, 1, 1] = (1, 1, 0, 1, -1.5)", "other signs"),
    ("width_one", "networks[1, 1, 1, 1] = (0, 0, 1)", "must have shape (5,)"),
    ("width_one", "multipliers[1, -1, -1, 1] = (0, 0, 0, 0)", "prove nothing"),
    ("width_one", "multipliers[1, -1, -1, 1] = (1, -1, -1, 2)", "times the bias b"),
    ("width_one", "multipliers[1, -1, -1, 1] = (2, -1, -2, 1)", "times each point"),
    ("width_one", "multipliers[1, -1, -1, 1] = (-1, 1, 1, -1)", "negative where"),
    ("width_one", "multipliers = 'none'", "must stay dicts"),
    ("one_unit", "network = None", "still missing"),
    ("one_unit", "network = ad.Network.initialized((2, 2, 1), mine)", "The task allows one"),
    ("one_unit", "network.hidden = ad.absolute", "Design your own"),
    ("one_unit", "network.hidden = ad.Activation('m', function, function)", "a small step"),
    (
        "one_unit",
        "network.hidden = ad.Activation('m', function, lambda h: -derivative(h))",
        "the wrong sign",
    ),
    (
        "one_unit",
        "network.hidden = ad.Activation('m', lambda h: h**3, lambda h: 3 * h**2)",
        "has to turn",
    ),
    ("one_unit", "network = ad.Network(([[1], [1]], [[-1]]), ([-1], [0.5]), mine)", "swapped"),
    ("one_unit", "network = ad.Network(([[1], [1]], [[1]]), ([-1], [0.5]), mine)", "is wrong at"),
    ("old_story", "parts[0, 0] = ['unit 2']", "old story"),
    ("old_story", "parts[1, 0] = ['unit 1', 'unit 3', 'unit 4', 'unit 5']", "unit 4 is off"),
    ("old_story", "parts[1, 0] = ['unit 1', 'unit 3']", "is missing"),
    ("old_story", "parts = {p: set(u) - {'output bias'} for p, u in parts.items()}", "What else"),
    ("old_story", "parts = []", "four points as keys"),
    ("old_story", "positive_from = 'unit 2'", "supplies nothing"),
    ("old_story", "positive_from = 'bias'", "as in parts"),
    ("old_story", "dead = ['unit 2', 'unit 4']", "unit 4 is on somewhere"),
    ("old_story", "dead = []", "one is missing"),
    ("three_classes", "network = run", ".network"),
    ("three_classes", "network = ad.Network.initialized((2, 4, 1))", "a logit of its own"),
    ("three_classes", "network = start", "been trained"),
    (
        "three_classes",
        "network = ad.train(start, X, targets, 'softmax_cross_entropy', epochs=40).network",
        "train longer",
    ),
    ("three_classes", "probabilities = ad.sigmoid(network(X))", "don't add up"),
    ("three_classes", "probabilities = ad.softmax(network(X), axis=0)", "columns"),
    ("three_classes", "probabilities = targets", "must come from"),
    ("three_classes", "probabilities = None", "still missing"),
]


@pytest.fixture(scope="module")
def secrets():
    """What no hint of an exercise may say: its solution."""
    net = check.trained(0)
    killed = net([[0, 1]])[0, 0] - (net.forward([[0, 1]]).activations[0] * net.weights[1].T)[0, 1]
    return {
        "read_ledger": ["(0, 0)", "1 and 4", "[1, 4]", "2.386"],
        "kill_a_unit": [f"{killed:.3f}", f"{killed:.2f}"],
        "leaky_relu": ["0.01"],
        "two_units": ["tent", "-2", "0.5", "[["],
        "boundary": ["output bias", f"{net([check.PLACE])[0, 0]:.3f}"],
        "find_the_bug": ["abs", "|", "negative"],
        "rescue_a_seed": ["sizes", "leaky", "16"],
        "width_one": ["(1, -1, -1, 1),"],
        "one_unit": ["bump", "h**2"],
        "old_story": ["output bias"],
        "three_classes": ["eye", "200"],
    }


@pytest.mark.parametrize(("name", "change", "words"), WRONG)
def test_a_common_wrong_answer_gets_a_hint_of_its_own(name, change, words, secrets):
    said = hints(name, SOLUTIONS[name].read_text("utf-8") + "\n" + change)
    assert said
    assert words in said[0]
    told = [secret for secret in secrets.get(name, ()) for hint in said if secret in hint]
    assert told == []


@pytest.mark.parametrize(("seed", "rescued"), [(1, True), (4, False), (11, False)])
def test_a_hint_about_more_epochs_agrees_with_what_they_do(seed, rescued):
    (X, y), ends = ad.xnor(), [49 * 2**k for k in range(1, 6)]
    net = ad.Network.initialized((2, 5, 1), seed=seed)
    states = ad.train(net, X, y, epochs=ends[-1], seed=seed, snapshots=ends).snapshots
    assert rescued == any(ad.classify(states[end], X, y).success for end in ends)
    change = f"SEED, start['sizes'], recipe['epochs'] = {seed}, (2, 5, 1), 49"
    source = f"{SOLUTIONS['rescue_a_seed'].read_text('utf-8')}\n{change}"
    (said,) = hints("rescue_a_seed", source)
    assert ("Does it only need more epochs?" in said) == rescued
    assert ("up to 32 times as many, does not rescue it" in said) != rescued


ODD = "type('Odd', (), {'__repr__': lambda self: 1 / 0})()"
STRANGE = [
    *(
        "'text'",
        "b'text'",
        "1 + 1j",
        "[1 + 1j]",
        "np.array([1j, 1, 1, 1])",
        "['1', '2', '3', '4']",
    ),
    *("[[1], [2, 3]]", "[[1], [[2]]]", "{}", "{1: 2}", "set()", "[{}]", "[set()]", "[[1], [2]]"),
    *("np.array(2)", "np.array([[1, 4], [1, 4]])", "np.zeros((0, 3))", "np.array(['1', 4])"),
    *("10**400", "-1", "float('nan')", "np.inf", "True", "[True, False]", "...", "object()"),
    *(
        "print",
        "int",
        "np",
        "ad.xor",
        "ad.Network",
        "ad.relu",
        "lambda *_: 1j",
        "lambda x: x + 0j",
    ),
    *(
        "lambda x: x.astype(str)",
        "lambda x: [[1], [2, 3]]",
        "lambda x: {}",
        "lambda x: x * np.inf",
    ),
    *(ODD, "'\\ud800'", "['\\ud800']"),
    *("ad.Network.initialized((2, 3, 1), seed=range(3))", "ad.Network.initialized((3, 1))"),
    *("np.array([1, 2], dtype='m8[s]')", "(n for n in ())", "range(3)", "{(0, 0): {}, 'x': []}"),
]
ASKED = {
    "read_ledger": ["wrong_point", "dead_units", "strongest", "without_bias"],
    "kill_a_unit": ["logits"],
    "leaky_relu": ["leaky_relu", "derivative"],
    "two_units": ["W1", "b1", "W2", "b2"],
    "boundary": ["network"],
    "find_the_bug": ["wrong_at", "derivative"],
    "rescue_a_seed": ["SEED", "start", "recipe"],
    "count_regions": ["counts", "counts['A']"],
    "width_one": ["networks", "multipliers", "networks[1, 1, 1, 1]", "multipliers['x']"],
    "one_unit": ["network", "network.hidden"],
    "old_story": ["parts", "parts[0, 0]", "positive_from", "dead"],
    "three_classes": ["network", "probabilities"],
}


RAISING = {"int", "ad.xor", "ad.Network", *(value for value in STRANGE if "initialized" in value)}
STRANGE_BUT_RIGHT = {
    ("read_ledger", "dead_units", "np.array([[1, 4], [1, 4]])"),
    ("read_ledger", "strongest", "np.array(2)"),
    ("find_the_bug", "wrong_at", "-1"),
    ("rescue_a_seed", "recipe", "{}"),
}


@pytest.mark.parametrize(("name", "asked"), [(n, each) for n in ASKED for each in ASKED[n]])
def test_a_strange_answer_gets_a_hint_in_words(name, asked):
    """An error is told of as such only where the answer, or the package, has raised it."""
    assert set(ASKED) == set(NAMES)
    solution = SOLUTIONS[name].read_text("utf-8") + "\nimport numpy as np, actdemo as ad\n"
    for value in STRANGE:
        said = hints(name, f"{solution}{asked} = {value}")
        assert bool(said) == ((name, asked, value) not in STRANGE_BUT_RIGHT), (value, said)
        assert all(re.match(r"\S.{9,}", hint) for hint in said)
        called = asked in {"leaky_relu", "derivative"} and value in RAISING
        if name not in {"rescue_a_seed", "one_unit"} and value != ODD and not called:
            assert not [hint for hint in said if hint.startswith("Stopped: ")], (value, said)


COPIES = [
    *("ad.absolute", "ad.absolute.variant(kink=0.5)", "ad.leaky_relu.variant(slope=-0.5)"),
    *("ad.Activation('m', ad.silu, ad.silu.derivative)", "ad.Activation('m', np.abs, np.sign)"),
    "ad.Activation('m', *2 * [ad.leaky_relu.variant(slope=-2)])",
    "ad.Activation('m', lambda h: ad.elu.variant(alpha=-3)(h), np.sign)",
    "ad.Activation('mine', lambda h: np.sin(h), np.cos)",
]


@pytest.mark.parametrize("copy", COPIES)
def test_what_the_package_has_is_not_ones_own(copy):
    source = SOLUTIONS["one_unit"].read_text("utf-8") + "\nimport numpy as np\n"
    said = hints("one_unit", f"{source}network.hidden = {copy}")
    assert re.match(r"That is \w+, which the package has\. Design your own\.$", said[0])


RIGHT = [
    ("rescue_a_seed", "SEED = np.int64(SEED)"),
    ("read_ledger", "strongest, dead_units = np.int8(strongest), np.array(list(dead_units))"),
    ("read_ledger", "without_bias = np.float32(without_bias)"),
    (
        "kill_a_unit",
        "from fractions import Fraction\nlogits = [Fraction(float(z)) for z in logits]",
    ),
    ("leaky_relu", "old = derivative\nderivative = lambda x: old(x).tolist()"),
    ("old_story", "positive_from = [positive_from]"),
    ("count_regions", "counts = {name: np.int64(n) for name, n in counts.items()}"),
    ("count_regions", "pictures = {}"),
]


@pytest.mark.parametrize(("name", "change"), RIGHT)
def test_a_right_answer_may_come_in_another_kind(name, change):
    source = SOLUTIONS[name].read_text("utf-8") + "\nimport numpy as np\n"
    assert hints(name, source + change) == []


def test_no_count_can_be_left_out():
    source = SOLUTIONS["count_regions"].read_text("utf-8")
    for change in ("counts = {}", "counts = pictures = {}", "counts.pop('A')"):
        said = hints("count_regions", f"{source}\n{change}")
        assert said[0] == "counts must be a dict with the keys A, B, C, D, E."
    template = {}
    exec(TEMPLATES["count_regions"].read_text("utf-8"), template)
    assert template["pictures"] == check.PICTURES


def test_an_activation_that_is_only_called_relu_is_none():
    change = "network = ad.Network((W1, W2), (b1, b2), ad.Activation('relu', abs, abs))"
    source = SOLUTIONS["boundary"].read_text("utf-8")
    assert "Stay with ReLU" in hints("boundary", f"{source}\n{change}")[0]


def test_each_exercise_knows_common_wrong_answers():
    counts = {name: sum(case[0] == name for case in WRONG) for name in NAMES}
    assert min(counts.values()) >= 5, counts


def test_no_hint_says_how_many_regions_there_are():
    truth = {"A": 7, "B": 5, "C": 8, "D": 7, "E": 12}
    source = SOLUTIONS["count_regions"].read_text("utf-8")
    for name, count in truth.items():
        for guess in {*range(2, 20), 32} - {count}:
            said = hints("count_regions", f"{source}\ncounts[{name!r}] = {guess}")
            assert not re.search(rf"\b{count}\b", said[0]), said


def test_the_counts_are_those_of_a_fine_grid():
    answer = {}
    exec(SOLUTIONS["count_regions"].read_text("utf-8"), answer)
    side = np.linspace(-5.03, 5.01, 300)
    points = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    for name, (W, b) in answer["pictures"].items():
        on = points @ np.array(W, dtype=float) + b > 0
        assert len(np.unique(on, axis=0)) == answer["counts"][name]


def test_time_alone_rescues_some_seeds_with_dead_units_and_not_that_of_the_solution():
    X, y = ad.xnor()
    seeds = (4, 8)
    net = ad.Network.initialized((2, 5, 1), seed=seeds)
    run = ad.train(net, X, y, epochs=1000, seed=seeds, snapshots=(50,))
    before, after = (ad.classify(end, X, y) for end in (run.snapshots[50], run.network))
    assert before.dead.sum(axis=0).tolist() == [3, 3]
    assert before.right.tolist() == [3, 3]
    assert after.right.tolist() == [3, 4]


def test_the_network_of_the_old_story_is_like_the_printed_one():
    X, y = ad.xnor()
    net = check.trained(35927)
    assert ((net(X) > 0) == y).all()
    assert net(X)[0] == net(X)[3]
    assert list(net.weights[1][:, 0] > 0) == [False, True, False, False, False]


@pytest.fixture
def judged(tmp_path, capsys, monkeypatch):
    """Return a function that checks a source as a file, and gives exit code and words."""
    monkeypatch.setattr(check, "LIMIT", 20)

    def judge(source, limit=None):
        if limit:
            monkeypatch.setattr(check, "LIMIT", limit)
        path = tmp_path / "my answer.py"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return check.main(str(path)), capsys.readouterr().out

    return judge


HEAD = 'EXERCISE = "leaky_relu"\n'


def test_an_empty_answer(judged):
    code, said = judged("")
    assert code == 1
    assert "✓ the file runs to its end" in said
    assert "Hint: EXERCISE is still missing." in said


def test_an_answer_to_an_unknown_exercise(judged):
    code, said = judged('EXERCISE = "leaky"\n')
    assert code == 1
    assert "EXERCISE must be one of" in said
    assert "'leaky'" in said


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (HEAD + "x = 1 / 0\n", "in line 2, 'x = 1 / 0': ZeroDivisionError"),
        (HEAD + "x = (\n", "in line 2, 'x = (': SyntaxError"),
        (HEAD + "import nothing_there\n", "ModuleNotFoundError: No module named 'nothing_there'"),
        (HEAD + "number = input()\n", "Nobody can type"),
        (HEAD + "def f():\n    f()\nf()\n", "in line 3, 'f()': RecursionError"),
        (b"x = '\xff'\n", "SyntaxError"),
        (b"x = 1\0\n", "null bytes"),
        (HEAD + "raise KeyboardInterrupt\n", "KeyboardInterrupt"),
        (HEAD + "import sys\nsys.exit(0)\n", "ends Python"),
        (HEAD + "def leaky_relu(x):\n    return x.nothing\n", "in line 3, 'return x.nothing'"),
        (HEAD + "import sys\ndef leaky_relu(x):\n    sys.exit(0)\n", "ends Python"),
        (b"# coding: klingon\n", "unknown encoding"),
        (HEAD + "raise ValueError('\\ud800')\n", r"ValueError: \ud800"),
        ("EXERCISE = ['leaky_relu']\n", "must be one of read_ledger, "),
        ("EXERCISE = '\\udcff'\n", "must be one of read_ledger, "),
        (
            HEAD + "class Odd(Exception):\n    __str__ = None\nraise Odd\n",
            "in line 4, 'raise Odd': Odd",
        ),
    ],
)
def test_a_crashing_answer_is_told_its_line(judged, source, words):
    code, said = judged(source)
    assert code == 1
    assert words in said
    assert "Traceback" not in said
    assert "check.py" not in said


@pytest.mark.parametrize("where", ["", "def leaky_relu(x):\n    "])
def test_an_answer_that_ends_the_process(judged, where):
    code, said = judged(HEAD + "import os\n" + where + "os._exit(0)\n")
    assert code == 1
    assert "ended Python before the checks were through" in said


@pytest.mark.parametrize("where", ["", "def leaky_relu(x):\n    "])
def test_an_endless_answer_is_stopped(judged, where):
    code, said = judged(HEAD + where + "while True: pass\n", limit=4)
    assert code == 1
    assert "It took more than 4 seconds." in said
    assert ("✓ the file runs to its end" in said) == bool(where)


def test_a_chattering_answer_is_not_repeated(judged):
    chat = "import sys\nfor _ in range(50): print('x' * 100_000, file=sys.stdout)\n"
    chat += "print('y' * 5_000_000, file=sys.stderr)\n"
    code, said = judged(chat + SOLUTIONS["leaky_relu"].read_text("utf-8"))
    assert code == 0
    assert len(said) < 1000


def test_an_answer_may_import_what_lies_beside_it_and_show_a_figure(judged, tmp_path):
    (tmp_path / "mine.py").write_text("import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()")
    code, said = judged("import mine\n" + SOLUTIONS["leaky_relu"].read_text("utf-8"))
    assert code == 0, said


def test_a_file_that_is_not_there():
    done = run(CHECK, "nowhere.py")
    assert (done.returncode, done.stdout) == (2, "There is no file nowhere.py.\n")


def test_without_a_file_it_says_how_it_is_used():
    done = run(CHECK)
    assert done.returncode == 1
    assert "python check.py my_answer.py" in done.stderr


def test_without_the_package_it_says_so(tmp_path):
    (tmp_path / "actdemo.py").write_text("raise ImportError('No module named actdemo')")
    (tmp_path / "check.py").write_bytes(CHECK.read_bytes())
    done = run(tmp_path / "check.py", "x.py")
    assert done.returncode == 1
    assert "install the package first" in done.stderr
    assert "Traceback" not in done.stderr
