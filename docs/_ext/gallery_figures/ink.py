"""Recolour a figure for the dark colour mode.

Wherever an artist has a colour with a twin, or a map of colours consists of them, it gets the twin
instead; every other colour stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colorizer import ColorizingArtist
from matplotlib.colors import ListedColormap, to_hex, to_rgb, to_rgba_array
from mpl_toolkits.mplot3d.axis3d import Axis as Axis3D

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

PROPERTIES = (
    "color",
    "edgecolor",
    "facecolor",
    "hatchcolor",
    "markeredgecolor",
    "markerfacecolor",
)


def swap(colours: Any, twins: dict[str, str]) -> Any:
    """Return the twins of colours, each alpha kept, or None if none of them has one."""
    if colours is None or (isinstance(colours, str) and colours in {"auto", "none"}):
        return None
    rgba = to_rgba_array(colours)
    known, where = np.unique(rgba[:, :3], axis=0, return_inverse=True)
    found = [twins.get(to_hex(colour)) for colour in known]
    if not any(found):
        return None
    rgb = np.array([to_rgb(twin or one) for twin, one in zip(found, known, strict=True)])
    swapped = np.column_stack((rgb[where.ravel()], rgba[:, 3]))
    return swapped if np.ndim(colours) == 2 else tuple(swapped[0])


def artists(figure: Figure) -> Iterator[Artist]:
    """Yield every artist, also those that matplotlib does not count among the children."""
    for artist in figure.findobj():
        yield artist
        for hidden in ("_bbox_patch", "arrow_patch", "line", "pane"):
            if getattr(artist, hidden, None) is not None:
                yield getattr(artist, hidden)


def recolour(figure: Figure, twins: dict[str, str]) -> None:
    """Swap the colours of a figure for their twins, in place; draw it once before."""
    for artist in list(artists(figure)):
        if isinstance(artist, ColorizingArtist) and artist.get_array() is not None:
            shades = artist.get_cmap()
            if (steps := swap(shades(np.arange(shades.N)), twins)) is not None:
                artist.set_cmap(ListedColormap(steps, shades.name))
        for name in PROPERTIES:
            get, put = (getattr(artist, verb + name, None) for verb in ("get_", "set_"))
            if get and put and (colour := swap(get(), twins)) is not None:
                put(colour)
        if isinstance(artist, Axis3D):  # has colours of its own that it applies at each draw
            own = artist._axinfo  # noqa: SLF001  no public way
            for name, part in own.items():
                if (
                    isinstance(part, dict)
                    and (colour := swap(part.get("color"), twins)) is not None
                ):
                    own[name] = {**part, "color": colour}
