"""Recolour a figure for the dark colour mode.

The style sheet ``actdemo.figures`` draws text, axes and grid in three inks. Wherever an artist has
one of them, it gets the dark mode's instead; every other colour stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import to_rgba_array
from mpl_toolkits.mplot3d.axis3d import Axis as Axis3D

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

INKS = {"#1f2328": "#e3e7ec", "#59636e": "#a3adb8", "#d5dbe1": "#343a42"}
PROPERTIES = (
    "color",
    "edgecolor",
    "facecolor",
    "hatchcolor",
    "markeredgecolor",
    "markerfacecolor",
)


def swap(colours: Any) -> Any:
    """Return the colours with the inks swapped and each alpha kept, or None if none is an ink."""
    if colours is None or (isinstance(colours, str) and colours in {"auto", "none"}):
        return None
    rgba = to_rgba_array(colours)
    swapped = rgba.copy()
    for light, dark in INKS.items():
        same = np.all(np.abs(rgba[:, :3] - to_rgba_array(light)[0, :3]) < 1 / 255, axis=1)
        swapped[same, :3] = to_rgba_array(dark)[0, :3]
    if np.array_equal(rgba, swapped):
        return None
    return swapped if np.ndim(colours) == 2 else tuple(swapped[0])


def artists(figure: Figure) -> Iterator[Artist]:
    """Yield every artist, also those that matplotlib does not count among the children."""
    for artist in figure.findobj():
        yield artist
        for hidden in ("_bbox_patch", "arrow_patch", "line", "pane"):
            if getattr(artist, hidden, None) is not None:
                yield getattr(artist, hidden)


def darken(figure: Figure) -> None:
    """Swap the inks of a figure, in place; draw it once before."""
    for artist in artists(figure):
        for name in PROPERTIES:
            get, put = (getattr(artist, verb + name, None) for verb in ("get_", "set_"))
            if get and put and (colour := swap(get())) is not None:
                put(colour)
        if isinstance(artist, Axis3D):  # has colours of its own that it applies at each draw
            own = artist._axinfo  # noqa: SLF001  no public way
            for name, part in own.items():
                if isinstance(part, dict) and (colour := swap(part.get("color"))) is not None:
                    own[name] = {**part, "color": colour}
