"""The same bits on every machine: trained weights against recorded hashes.

The hashes belong to the contract "same seed, same bits".  Whoever changes the arithmetic on
purpose runs this file, `python tests/test_same_bits.py`, puts what it prints in place of RECORDED,
and says in the changelog that old seeds give new digits.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

import actdemo as ad

RECORDED = {
    "relu, 16 units": "1abee029ee1d99e8dfec5ff9af5c644ce67affb645ed2b2d1f8d4f7c510bf82c",
    "relu, uniform": "e7a77eb978a4fc48ec1ff4ed9f38e8c677ff84705f4bc51775bb784288b79695",
    "gelu": "fbdfcd277f66fc7fe6493932b2fb816c8ae261452c34125d0d83d268236632df",
    "tanh": "947ee761ef9c6bd570bee2c3c74ab45a080330919bd1257c11e3e20f187cafa0",
    "sine": "c6d6906a9b2fc7e28cfe9fd841c9e8b825cf524c43c0b244bc034fae7653e81a",
    "selu": "a435f24f2524edfbe2ea533810aedf001653d5eb7ce00aba106c8cf14972f549",
    "mish": "ab77d36c82a4d48137f27ea16b08275c6c0de08e30e3b37acd572f86df42a798",
    "Adam": "93a22770e471faab5433f32ac8bf98183b8551798047d6edd77b14dd9bc7d14e",
}


def narrow(init):
    """Train the recipe of the source, with 16 hidden units."""
    net = ad.Network.initialized((2, 16, 1), init=init, seed=1)
    return ad.train(net, *ad.xnor(), seed=1)


def wide(hidden, loss, init):
    """Train on sums of nine terms and more: inputs, units, outputs, batch and epoch."""
    rng = np.random.default_rng(2)
    X, y = 2 * rng.random((20, 9)) - 1, np.eye(10)[np.arange(20) % 10]
    net = ad.Network.initialized((9, 16, 12, 10), hidden=hidden, init=init, seed=3)
    return ad.train(net, X, y, loss, ad.Sgd(lr=0.05, momentum=0.5), 10, batch_size=9, seed=4)


def other():
    """Train with what takes roots, a decay, the samples as they come, and functions at the end."""
    rng = np.random.default_rng(5)
    X, y = 2 * rng.random((20, 9)) - 1, rng.random((20, 10))
    functions = {"hidden": ("tanh", "silu"), "output": "softplus"}
    net = ad.Network.initialized((9, 16, 12, 10), **functions, seed=6)
    adam = ad.Adam(lr=0.01, weight_decay=0.001)
    return ad.train(net, X, y, "mean_squared_error", adam, 10, batch_size=9, order="fixed")


def digests():
    """Return the SHA-256 of the weights, biases and losses of each run."""
    runs = {
        "relu, 16 units": narrow("glorot_normal"),
        "relu, uniform": narrow("he_uniform"),
        "gelu": wide("gelu", "softmax_cross_entropy", "lecun_normal"),
        "tanh": wide("tanh", "sigmoid_cross_entropy", "glorot_uniform"),
        "sine": wide("sine", "mean_squared_error", "glorot_normal"),
        "selu": wide("selu", "sigmoid_mean_squared_error", "he_normal"),
        "mish": wide("mish", "softmax_cross_entropy", "he_uniform"),
        "Adam": other(),
    }
    return {
        name: hashlib.sha256(
            b"".join(
                np.asarray(part, "<f8").tobytes()
                for part in (*run.network.weights, *run.network.biases, run.losses)
            )
        ).hexdigest()
        for name, run in runs.items()
    }


def cpu_features():
    """Return the instructions beyond the least common ones for which NumPy has own loops here."""
    return [feature for feature in __cpu_dispatch__ if __cpu_features__[feature]]


@pytest.mark.parametrize("dispatch", ["on", "off"])
def test_weights_have_the_recorded_bits(dispatch):
    settings = dict(os.environ, PYTHONPATH=str(Path(ad.__file__).parents[1]))
    features = cpu_features()
    if dispatch == "off":
        switch = "NPY_DISABLE_CPU_FEATURES"
        settings[switch] = " ".join([settings.get(switch, ""), *features])
        features = []
    strict = ["-W", "error", "-W", "ignore::DeprecationWarning"]  # an old library's, seen new
    command = [sys.executable, *strict, __file__]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert json.loads(done.stdout) == {"cpu_features": features, "digests": RECORDED}


if __name__ == "__main__":
    json.dump({"cpu_features": cpu_features(), "digests": digests()}, sys.stdout, indent=4)
