"""actdemo: what an activation function does inside a neural network."""

from . import plots
from .activation import (
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
from .data import xnor, xor
from .explanation.equations import Equations, equations
from .explanation.ledger import Explanation, explain
from .explanation.records import Entry, Unit
from .geometry.boundary import decision_boundary, flat_regions
from .geometry.flat_pieces import Crease, Region, creases, regions
from .loss import Loss, losses
from .network import Gradients, Network, Trace
from .output import log_sigmoid, log_softmax, softmax
from .training.optimizers import Sgd
from .training.outcomes import Outcomes, classify
from .training.train import Run, train
from .training.wilson import Share, share

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
