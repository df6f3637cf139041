"""The numbers that a figure draws, as short tables for those who can't see it.

Lines, bars, points, maps and surfaces say themselves what they show. Long series are thinned to a
few rows that keep both ends, maps to a lattice that keeps the corners. What has a name in a legend
is told; nameless lines beside it are only drawn there to guide the eye.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.collections import PathCollection, QuadMesh
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer, ErrorbarContainer
from matplotlib.image import AxesImage
from matplotlib.path import Path
from matplotlib.ticker import FixedFormatter, FuncFormatter
from mpl_toolkits.mplot3d.art3d import Path3DCollection, Poly3DCollection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MANY = 12  # rows of a series
SLACK = 1e-9  # for places on the edge of a face
FEW = 5  # rows of a series in a figure with many axes; rows and columns of a lattice

DETAILS = """
.. raw:: html

    <details class="numbers"><summary>{summary}</summary>

{tables}
.. raw:: html

    </details>
"""
TABLE = """.. csv-table:: {caption}
   :header-rows: 1
   :stub-columns: 1

{rows}

"""


class Series(NamedTuple):
    """Numbers along one axis, and their name."""

    name: str
    x: Array
    y: Array


class Table(NamedTuple):
    """A table of words and numbers."""

    caption: str
    head: list[str]
    rows: list[list[str]]


def thin(length: int, most: int) -> list[int]:
    """Return at most so many indices, evenly spread, both ends among them."""
    return sorted({round(i) for i in np.linspace(0, length - 1, min(length, most))})


def word(axis: Axis, value: float) -> str:
    """Return what an axis calls a value: the label of a tick, or the number."""
    if _has_words(axis):
        places = axis.get_majorticklocs()
        near = 0.3 * np.diff(np.sort(places)).min(initial=1)  # marks may stand side by side
        for place, label in zip(places, axis.get_majorticklabels(), strict=False):
            if abs(place - value) < near and label.get_text():
                return str(label.get_text()).partition("\n")[0]
    return number(value)


def _has_words(axis: Axis) -> bool:
    """Tell whether the labels of an axis were given, in place of its numbers."""
    return isinstance(axis.get_major_formatter(), (FixedFormatter, FuncFormatter))


def number(value: float) -> str:
    """Return a number with four digits, and nothing for one that is not there."""
    if np.ma.is_masked(value) or np.isnan(value):
        return ""
    return f"{value + 0.0:.4g}".replace("-", "−").replace("inf", "∞")  # no minus zero


def _named(artist: Any) -> str:
    """Return the name of an artist in the legend, empty where it has none."""
    name = str(artist.get_label())
    return "" if name.startswith("_") else name


def _drawn(ax: Axes) -> Iterator[tuple[Line2D, str]]:
    """Yield the lines in the coordinates of the data, of error bars their middles, with names."""
    bars = [one for one in ax.containers if isinstance(one, ErrorbarContainer)]
    caps = [cap for one in bars for cap in one.lines[1]]
    names = {one.lines[0]: _named(one) for one in bars}
    for line in ax.lines:
        if line not in caps and line.get_transform() == ax.transData and len(line.get_xdata()):
            yield line, names.get(line) or _named(line)


def _lines(ax: Axes) -> list[Series]:
    """Return the lines of an axes that say something.

    A line without a name has that of a line in its colour: the legend may stand in another axes,
    or name the first alone of many marks.
    """
    figure = ax.get_figure(root=True)
    colours = {
        to_hex(line.get_color()): name for a in figure.axes for line, name in _drawn(a) if name
    }
    legend_here = any(name for _, name in _drawn(ax))
    found: dict[str, Series] = {}
    for number, (line, name) in enumerate(_drawn(ax)):
        x, y = (np.asarray(side, float) for side in line.get_data(orig=False))
        if not name and (len(x) == 1 or not legend_here):
            name = colours.get(to_hex(line.get_color()), "")  # noqa: PLW2901
        if name in found and len(x) == 1:
            x, y = np.append(found[name].x, x), np.append(found[name].y, y)
        found[name or str(number)] = Series(name, x, y)
    named = [series for series in found.values() if series.name]
    many = len({series.x.tobytes() for series in found.values()}) > FEW  # a drawing, not a record
    return named if named or many else list(found.values())


def _bars(ax: Axes) -> Iterator[Series]:
    """Yield the groups of upright bars."""
    for bars in ax.containers:
        if isinstance(bars, BarContainer) and bars.orientation == "vertical":
            middles = [bar.get_x() + bar.get_width() / 2 for bar in bars]
            yield Series(_named(bars), np.array(middles), np.asarray(bars.datavalues, float))


def _series_tables(ax: Axes, caption: str, most: int) -> Iterator[Table]:
    """Yield a table for each group of lines or bars that share their places."""
    lines = _lines(ax)
    across, up = ax.xaxis, ax.yaxis
    if _has_words(up) and not _has_words(across):  # what is drawn lies on its side
        across, up = up, across
        lines = [Series(line.name, line.y, line.x) for line in lines]
    place, height = (axis.get_label_text() for axis in (across, up))
    for found in (lines, list(_bars(ax))):
        for places, group in groupby(found, key=lambda one: [word(across, x) for x in one.x]):
            same = list(group)
            count = len(same)
            names = [height or "height"] if count == 1 else [f"line {k + 1}" for k in range(count)]
            names = [one.name or name for one, name in zip(same, names, strict=True)]
            rows = [
                [places[i], *(word(up, one.y[i]) for one in same)] for i in thin(len(places), most)
            ]
            yield Table(caption, [place or "place", *names], rows)


def _points_tables(ax: Axes, caption: str, most: int) -> Iterator[Table]:
    """Yield a table of the points in a plane, group by group, each from left to right."""
    rows = []
    for group in ax.collections:
        if isinstance(group, PathCollection):
            places = np.asarray(group.get_offsets(), float)
            places = places[np.lexsort(places.T[::-1])]
            for x, y in places[thin(len(places), most)]:
                rows.append([_named(group) or "point", word(ax.xaxis, x), word(ax.yaxis, y)])
    if rows:
        yield Table(caption, ["group", ax.get_xlabel() or "x", ax.get_ylabel() or "y"], rows)


def _grid(ax: Axes) -> Iterator[tuple[Array, Array, Array]]:
    """Yield the places and heights of maps and surfaces: (n,), (m,), (m, n)."""
    for mesh in ax.collections:
        if hasattr(mesh, "heights"):  # stripes
            x1, x2, z = mesh.heights
            yield x1[0], x2[:, 0], z
        elif isinstance(mesh, QuadMesh):
            places, z = mesh.get_coordinates(), np.ma.asarray(mesh.get_array())
            x, y = places[0, :, 0], places[:, 0, 1]
            if len(x) != z.shape[1]:  # corners of cells
                x, y = (x[:-1] + x[1:]) / 2, (y[:-1] + y[1:]) / 2
            yield np.round(x, 9), np.round(y, 9), z
        elif isinstance(mesh, Poly3DCollection):
            unused = np.broadcast_to(mesh._invalid_vertices, mesh._faces.shape[:2])  # noqa: SLF001
            faces = np.where(unused[..., None], np.nan, mesh._faces)  # noqa: SLF001  no public way
            low, high = np.nanmin(faces, axis=(0, 1)), np.nanmax(faces, axis=(0, 1))
            x, y = np.linspace(low, high, FEW).T[:2]
            yield x, y, np.array([[_height(faces, np.array([a, b])) for a in x] for b in y])
    for image in ax.images:
        z = np.ma.asarray(image.get_array())
        if isinstance(image, AxesImage) and z.ndim == 2:
            left, right, bottom, top = image.get_extent()
            m, n = z.shape
            x = left + (right - left) * (np.arange(n) + 0.5) / n
            down = image.origin == "upper"
            low, high = (top, bottom) if down else (bottom, top)
            yield x, low + (high - low) * (np.arange(m) + 0.5) / m, z


def _height(faces: Array, place: Array) -> float:
    """Return the height of a surface at a place, on the plane of the face that holds it."""
    low, high = np.nanmin(faces, axis=1)[:, :2] - SLACK, np.nanmax(faces, axis=1)[:, :2] + SLACK
    for face in faces[((low <= place) & (place <= high)).all(axis=1)]:
        x, y, z = face[~np.isnan(face[:, 0])].T
        outline = Path(np.column_stack([x, y]))
        if any(outline.contains_point(place, radius=radius) for radius in (SLACK, -SLACK)):
            plane = np.column_stack([x - place[0], y - place[1], np.ones_like(x)])
            return float(np.linalg.lstsq(plane, z)[0][2].round(9))
    return np.nan


def _grid_tables(ax: Axes, caption: str) -> Iterator[Table]:
    """Yield a table for each map or surface, and for the samples on a surface."""
    for x, y, z in _grid(ax):
        columns, rows = (
            thin(len(places), MANY if _has_words(axis) else FEW)
            for places, axis in ((x, ax.xaxis), (y, ax.yaxis))
        )
        corner = f"{ax.get_ylabel()} ↓ {ax.get_xlabel()} →".strip()
        head = [corner, *(word(ax.xaxis, x[j]) for j in columns)]
        body = [[word(ax.yaxis, y[i]), *(number(z[i, j]) for j in columns)] for i in rows]
        yield Table(caption, head, body)
    samples = [
        place
        for group in ax.collections
        if isinstance(group, Path3DCollection)
        for place in zip(*(np.asarray(side, float) for side in group._offsets3d), strict=True)  # noqa: SLF001
    ]
    if samples:
        head = [ax.get_xlabel(), ax.get_ylabel(), ax.get_zlabel() or "height"]
        yield Table(caption, head, [[number(c) for c in place] for place in sorted(samples)])


def tables(figure: Figure) -> list[Table]:
    """Return the tables of a figure, axes by axes."""
    shown = [ax for ax in figure.axes if ax.get_label() != "<colorbar>"]
    most = MANY if len(shown) <= 2 else FEW
    found = []
    for ax in shown:
        caption = ax.get_title() or figure.get_suptitle() or ax.get_ylabel() or ax.get_xlabel()
        maps = list(_grid_tables(ax, caption))
        flat = not hasattr(ax, "get_zlim")
        found += maps
        found += _series_tables(ax, caption, most) if flat else []
        found += _points_tables(ax, caption, most) if flat and not maps else []
    return found


def in_rst(text: str) -> str:
    """Return the text of a figure as RST, with its formulas."""
    parts = re.split(r"\$([^$]+)\$", " ".join(text.split()))
    plain = [re.sub(r"([\\*`|_])", r"\\\1", part) for part in parts[::2]]
    formulas = [rf"\ :math:`{part.strip()}`\ " for part in parts[1::2]]
    woven = [piece for pair in zip(plain, [*formulas, ""], strict=True) for piece in pair]
    return "".join(woven).removeprefix("\\ ").removesuffix("\\ ")


def rst(figure: Figure, summary: str) -> str:
    """Return the RST of a figure's numbers behind a summary, empty where it draws none."""
    text = ""
    for table in tables(figure):
        lines = (
            ", ".join('"' + in_rst(cell).replace('"', '""') + '"' for cell in row)
            for row in (table.head, *table.rows)
        )
        rows = "\n".join(f"   {line}" for line in lines)
        text += TABLE.format(caption=in_rst(table.caption), rows=rows)
    return DETAILS.format(summary=escape(summary), tables=text) if text else ""
