"""The activations and losses of torch, jax and scipy, in double precision on one core.

A framework that is not installed is left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

NAMES = ("torch", "jax", "scipy")
Function = Callable[[Any], Any]


@dataclass(frozen=True)
class Framework:
    """Functions that take what `native` makes of an array; `wait` ends when a result is there."""

    version: str
    functions: dict[str, Function]
    losses: dict[str, Function]  # of the logit of the right class
    slope: Callable[[Function], Function] | None = None
    native: Function = np.asarray
    compiled: Callable[[Function], Function] = lambda function: function
    wait: Function = lambda result: result


def _torch() -> Framework:
    import torch
    from torch.nn import functional as F  # noqa: N812  its usual name

    torch.set_num_threads(1)

    def slope(function: Function) -> Function:
        def at(x: Any) -> Any:
            x = x.detach().requires_grad_()
            return torch.autograd.grad(function(x).sum(), x)[0]

        return at

    def softmax_cross_entropy(z: Any) -> Any:
        logits = torch.stack([z, torch.zeros_like(z)], dim=1)
        return F.cross_entropy(logits, torch.zeros(len(z), dtype=torch.long), reduction="none")

    def sigmoid_cross_entropy(z: Any) -> Any:
        return F.binary_cross_entropy_with_logits(z, torch.ones_like(z), reduction="none")

    functions = {
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": F.relu,
        "leaky_relu": F.leaky_relu,
        "elu": F.elu,
        "selu": F.selu,
        "softplus": F.softplus,
        "softsign": F.softsign,
        "gelu": F.gelu,
        "gelu_tanh": partial(F.gelu, approximate="tanh"),
        "silu": F.silu,
        "mish": F.mish,
        "sine": torch.sin,
        "absolute": torch.abs,
    }
    losses = {
        "sigmoid_cross_entropy": sigmoid_cross_entropy,
        "softmax_cross_entropy": softmax_cross_entropy,
    }
    return Framework(torch.__version__, functions, losses, slope, torch.from_numpy)


def _jax() -> Framework:
    import jax
    from jax import nn
    from jax import numpy as jnp

    jax.config.update("jax_enable_x64", True)  # noqa: FBT003  its own signature
    functions = {
        "sigmoid": nn.sigmoid,
        "tanh": nn.tanh,
        "relu": nn.relu,
        "leaky_relu": nn.leaky_relu,
        "elu": nn.elu,
        "selu": nn.selu,
        "softplus": nn.softplus,
        "softsign": nn.soft_sign,
        "gelu": partial(nn.gelu, approximate=False),
        "gelu_tanh": partial(nn.gelu, approximate=True),
        "silu": nn.silu,
        "mish": nn.mish,
        "sine": jnp.sin,
        "absolute": jnp.abs,
    }
    losses = {
        "sigmoid_cross_entropy": lambda z: -nn.log_sigmoid(z),
        "softmax_cross_entropy": lambda z: (
            -nn.log_softmax(jnp.stack([z, jnp.zeros_like(z)], axis=-1))[..., 0]
        ),
    }
    return Framework(
        jax.__version__,
        functions,
        losses,
        slope=lambda function: jax.vmap(jax.grad(function)),
        native=jnp.asarray,
        compiled=jax.jit,
        wait=lambda result: result.block_until_ready(),
    )


def _scipy() -> Framework:
    import scipy
    from scipy import special

    functions = {
        "sigmoid": special.expit,
        "gelu": lambda x: x * special.ndtr(x),
    }
    if hasattr(special, "softplus"):  # since 1.15
        functions["softplus"] = special.softplus
    losses = {
        "sigmoid_cross_entropy": lambda z: -special.log_expit(z),
        "softmax_cross_entropy": lambda z: (
            -special.log_softmax(np.stack([z, np.zeros_like(z)], axis=1), axis=1)[:, 0]
        ),
    }
    return Framework(scipy.__version__, functions, losses)


def one_core() -> None:
    """Keep everything that starts from here on to one core."""
    for name in ("OMP", "OPENBLAS", "MKL"):
        os.environ[f"{name}_NUM_THREADS"] = "1"
    if hasattr(os, "sched_setaffinity"):  # not everywhere; jax knows no variable
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def installed() -> dict[str, Framework]:
    """Return the frameworks that can be imported, by name, each held to one core."""
    one_core()
    found = {}
    for name, load in zip(NAMES, (_torch, _jax, _scipy), strict=True):
        try:
            found[name] = load()
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
    return found


def versions(found: dict[str, Framework]) -> str:
    """Return one line that names each framework's version, or says that it is missing."""
    return " · ".join(
        f"{name} {found[name].version}" if name in found else f"{name}: not installed"
        for name in NAMES
    )
