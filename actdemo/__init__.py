"""actdemo: what an activation function does inside a neural network."""

from . import plots
from .activations import (
    Activation,
    absolute,
    activations,
    elu,
    gelu,
    gelu_tanh,
    identity,
    leaky_relu,
    mish,
    relu,
    selu,
    sigmoid,
    silu,
    sine,
    softplus,
    softsign,
    squared_relu,
    step,
    tanh,
)
from .boundary import decision_boundary, flat_regions
from .data import xnor, xor
from .equations import Equations, equations
from .explain import Entry, Explanation, Unit, explain
from .losses import Loss, losses
from .network import Gradients, Network, Trace
from .outcomes import Outcomes, Share, classify, share
from .outputs import log_sigmoid, log_softmax, softmax
from .regions import Crease, Region, creases, regions
from .training import Run, Sgd, train

__version__ = "0.1.0"

__all__ = [
    "Activation",
    "Crease",
    "Entry",
    "Equations",
    "Explanation",
    "Gradients",
    "Loss",
    "Network",
    "Outcomes",
    "Region",
    "Run",
    "Sgd",
    "Share",
    "Trace",
    "Unit",
    "absolute",
    "activations",
    "classify",
    "creases",
    "decision_boundary",
    "elu",
    "equations",
    "explain",
    "flat_regions",
    "gelu",
    "gelu_tanh",
    "identity",
    "leaky_relu",
    "log_sigmoid",
    "log_softmax",
    "losses",
    "mish",
    "plots",
    "regions",
    "relu",
    "selu",
    "share",
    "sigmoid",
    "silu",
    "sine",
    "softmax",
    "softplus",
    "softsign",
    "squared_relu",
    "step",
    "tanh",
    "train",
    "xnor",
    "xor",
]
