"""A network goes elsewhere as a program or a file, and means the same there."""

import hashlib
import io
import json
import tomllib
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest
from _nets import POINTS, as_lists, networks

import actdemo as ad

ROOT = Path(__file__).parents[2]
RECORDED = tomllib.loads((ROOT / "docs/quoted.toml").read_text("utf-8"))["elsewhere"]["programs"]
NETS = networks()


@pytest.fixture(scope="module")
def written(ask):
    given = {"nets": list(map(as_lists, NETS.values())), "points": POINTS}
    return dict(zip(NETS, ask("elsewhere.js", "exported", given), strict=True))


def test_the_networks_have_one_layer_to_three_of_every_activation():
    for sizes in (3, 4, 5):
        functions = {
            f for net in NETS.values() if len(net.sizes) == sizes for f in net.functions[:-1]
        }
        assert {function.name for function in functions} == {*ad.activations}


@pytest.mark.parametrize("name", NETS)
def test_a_program_of_numpy_prints_the_logits(written, name):
    said = io.StringIO()
    with redirect_stdout(said):
        exec(compile(written[name]["numpy"], "program", "exec"), {})
    printed = [float(line.split("] ")[1]) for line in said.getvalue().splitlines()]
    assert np.allclose(printed, NETS[name](POINTS)[:, 0], rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", NETS)
def test_a_program_of_pytorch_printed_the_logits(written, name):
    text, recorded = written[name]["torch"], RECORDED[name]
    digest = hashlib.sha256(text.encode()).hexdigest()
    again = "run python3 noxfile.py -s bench -- elsewhere --record"
    assert digest == recorded["sha256"], f"another program than the one that ran: {again}"
    assert np.allclose(recorded["logits"], NETS[name](POINTS)[:, 0], rtol=0, atol=1e-12)


def test_nothing_is_recorded_that_is_no_longer_written():
    assert RECORDED.keys() == NETS.keys()


@pytest.mark.parametrize("name", NETS)
def test_a_file_is_the_one_that_the_package_writes(written, name):
    net, again = NETS[name], written[name]["again"]
    assert json.loads(written[name]["file"]) == net.to_dict()
    assert ad.read_network(json.loads(written[name]["file"])) == net
    assert again == {**as_lists(net), "sizes": list(net.sizes), "leftOut": []}


def test_a_zero_keeps_its_sign(ask):
    net = {"sizes": [2, 1, 1], "hidden": ["relu"], "weights": [[[-0.0], [5e-324]], [[1e21]]]}
    given = {"nets": [{**net, "biases": [[0.0], [-1e-7]]}], "points": POINTS}
    (told,) = ask("elsewhere.js", "exported", given)
    weights = ad.read_network(json.loads(told["file"])).weights
    assert str(weights[0][0, 0]) == "-0.0"
    assert (weights[0][1, 0], weights[1][0, 0]) == (5e-324, 1e21)
