"""actdemo: what an activation function does inside a neural network."""

from typing import TYPE_CHECKING

from . import plots
from .activation import Activation, activations
from .arithmetic.equality import by_value
from .data import xnor, xor
from .explanation.diagnosis import Diagnosis, Trial, diagnose
from .explanation.equations import Equations, equations
from .explanation.ledger import Explanation, explain
from .explanation.records import Entry, Unit
from .explanation.tables import table
from .geometry.boundary import decision_boundary, flat_regions
from .geometry.flat_pieces import Crease, Region, creases, regions
from .loss import Loss, losses
from .network import Gradients, Network, Trace
from .output import log_sigmoid, log_softmax, softmax
from .reading import read_network
from .training.optimizers import Adam, Sgd
from .training.outcomes import Outcomes, classify
from .training.train import Run, train
from .training.wilson import Share, share

__version__ = "1.0.0"

__all__ = ["Activation", "Gradients", "Loss", "Network", "Trace", "activations", "log_sigmoid"]
__all__ += ["log_softmax", "losses", "read_network", "softmax", "xnor", "xor"]
__all__ += ["Adam", "Outcomes", "Run", "Sgd", "Share", "classify", "share", "train"]
__all__ += ["Crease", "Region", "creases", "decision_boundary", "flat_regions", "regions"]
__all__ += ["Diagnosis", "Entry", "Equations", "Explanation", "Trial", "Unit", "diagnose"]
__all__ += ["equations", "explain", "plots", "table"]

for kind in (Activation, Crease, Entry, Gradients, Network, Outcomes, Region, Run, Trace, Unit):
    by_value(kind)  # all that hold arrays
vars().update(activations)  # each has its own name here, too: actdemo.relu
__all__ += list(activations)

if TYPE_CHECKING:

    def __getattr__(name: str) -> Activation: ...
