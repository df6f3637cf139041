"""Lay a figure out anew for a narrow screen: its axes in a column, its words as large as before.

What stood side by side stands below each other, or two in a row where the axes are small; a colour
bar stands below. Words that are too long for their place get more lines, an axis fewer marks.
"""

from __future__ import annotations

import re
import textwrap
from itertools import combinations
from typing import TYPE_CHECKING, Any

from matplotlib.gridspec import GridSpec
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter, MaxNLocator

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend
    from matplotlib.text import Text
    from matplotlib.transforms import BboxBase

WIDTH = 3.43  # inches, 343 pixels: what a phone of 375 leaves beside its margins
SMALL = 2.6  # inches: axes of this width do with half of that
WORDS, SIDE = 0.75, 0.5  # inches, of what stands above and below a map, and beside it
LINE = 0.22  # inches
SMALLEST = 8.7  # points, 12 pixels
ROOMY = 0.84  # of a solid, beside which its names stand
BAR = 0.7  # inches, of a colour bar with its numbers
TALLEST = 3.6  # inches, of axes whose height is free
FORMULA = re.compile(r"\$[^$]*\$")


def _placed(figure: Figure) -> list[Axes]:
    """Return the axes that stand in a grid, in the order in which they are read."""
    placed = [ax for ax in figure.axes if ax.get_subplotspec() is not None]
    return sorted(placed, key=lambda ax: ax.get_subplotspec().num1)


def _name_sides(ax: Axes, grid: list[Axes], *, left: bool, low: bool) -> None:
    """Give numbers and names to the sides of axes that share them with others of their grid."""
    for side, here, shared in (
        ("x", low, ax.get_shared_x_axes()),
        ("y", left, ax.get_shared_y_axes()),
    ):
        others = [other for other in grid if other is not ax and shared.joined(ax, other)]
        if others and not hasattr(ax, "get_zlim"):
            names = [getattr(other, f"{side}axis").get_label_text() for other in (ax, *others)]
            name = next(filter(None, names), "")
            ax.tick_params(axis=side, **{"labelbottom" if side == "x" else "labelleft": here})
            getattr(ax, f"set_{side}label")(name if here else "")


def _height(ax: Axes, width: float, most: float) -> float:
    """Return the height that axes of a width need with their words, in inches."""
    if hasattr(ax, "get_zlim"):
        return width
    if ax.get_aspect() == "auto":
        return min(most, TALLEST)
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    return WORDS + (width - SIDE) * float(ax.get_aspect()) * abs((top - bottom) / (right - left))


def _stack(figure: Figure) -> None:
    """Put the axes into a narrow grid, and make the figure as high as that needs."""
    axes = _placed(figure)
    old = axes[0].get_gridspec()
    wide, high = figure.get_size_inches() / (old.ncols, old.nrows)
    columns = min(old.ncols, 2 if wide < SMALL and len(axes) > 3 else 1)
    rows = [axes[k : k + columns] for k in range(0, len(axes), columns)]
    heights = [max(_height(ax, WIDTH / columns, high) for ax in row) for row in rows]
    new = GridSpec(len(rows), columns, figure=figure, height_ratios=heights)
    for k, ax in enumerate(axes):
        row, column = divmod(k, columns)
        ax.set_subplotspec(new[row, column])
        if old.ncols > 1:
            _name_sides(ax, axes, left=column == 0, low=k + columns >= len(axes))
    bars = [ax for ax in figure.axes if ax.get_label() == "<colorbar>"]
    figure.set_size_inches(WIDTH, sum(heights) + BAR * len(bars))
    for ax in bars:
        _lay(figure, ax)
    for ax in axes:
        ax.set_anchor("N")  # else the title of a map is moved out of the figure


def _lay(figure: Figure, ax: Axes) -> None:
    """Put a colour bar below what it belongs to."""
    bar: Any = ax._colorbar  # noqa: SLF001  no public way
    ticks = bar.locator if isinstance(bar.locator, FixedLocator) else None
    look = {"label": ax.get_ylabel(), "extend": bar.extend, "boundaries": bar.boundaries}
    parents = ax._colorbar_info["parents"]  # noqa: SLF001
    bar.remove()
    figure.colorbar(bar.mappable, ax=parents, location="bottom", aspect=24, ticks=ticks, **look)


def _wrap(text: Text, room: float, side: str) -> float:
    """Break a text into lines if it is longer than its place; return the height that they add."""
    length = getattr(text.get_window_extent(), side)
    words = text.get_text()
    if words and length > room:
        kept = FORMULA.sub(lambda formula: formula[0].replace(" ", "\0"), words)
        letters = max(8, int(len(kept) * room / length))
        lines = textwrap.wrap(kept, letters, break_long_words=False, break_on_hyphens=False)
        text.set_text("\n".join(lines).replace("\0", " "))
        return LINE * (len(lines) - 1)
    return 0.0


def _touch(texts: list[Text]) -> bool:
    """Tell whether two texts come too near each other."""
    boxes = [one.get_window_extent().padded(2) for one in texts if one.get_text()]
    return any(one.overlaps(other) for one, other in combinations(boxes, 2))


def _fit(ax: Axes) -> None:
    """Give the words in and around axes the room that there is."""
    marks = [one for one in ax.get_xticklabels() if one.get_visible()]
    if _touch(marks):
        if isinstance(ax.xaxis.get_major_locator(), MaxNLocator):
            ax.locator_params(axis="x", nbins=4)
        elif isinstance(ax.xaxis.get_major_formatter(), (FixedFormatter, FuncFormatter)):
            ax.tick_params(axis="x", labelrotation=90)
    if _touch(ax.texts):
        for text in ax.texts:
            text.set_fontsize(SMALLEST)
    legend = ax.get_legend()
    if legend is not None:
        if _within(legend, ax.get_window_extent()):
            legend.set_loc("best")
        else:
            _move(legend)


def _within(legend: Legend, place: BboxBase) -> bool:
    """Tell whether a legend is as narrow as its place and in it."""
    box = legend.get_window_extent()
    return bool(box.x0 >= place.x0 and box.x1 <= place.x1)


def _covers(legend: Legend, ax: Axes) -> bool:
    """Tell whether a legend lies on lines or marks."""
    box = legend.get_window_extent()
    marks = [one.get_offset_transform().transform(one.get_offsets()) for one in ax.collections]
    for line in ax.lines:
        path = line.get_transform().transform_path(line.get_path())
        if line.get_linestyle() != "None" and path.intersects_bbox(box, filled=False):
            return True
        marks.append(path.vertices)
    return any(box.count_contains(places) for places in marks)


def _move(legend: Legend) -> None:
    """Put a legend that has no room in its axes below the figure."""
    names = [text.get_text() for text in legend.get_texts()]
    columns = 1 if max(map(len, names)) > 16 else 2
    drawn = dict(zip(names, legend.legend_handles, strict=True))
    if legend.axes is not None:  # error bars keep their marks
        artists, labels = legend.axes.get_legend_handles_labels()
        drawn |= {
            name: artist for artist, name in zip(artists, labels, strict=True) if name in drawn
        }
    look = {
        "title": legend.get_title().get_text(),
        "ncols": columns,
        "handles": list(drawn.values()),
    }
    figure = legend.get_figure(root=True)
    legend.remove()
    figure.set_size_inches(WIDTH, figure.get_figheight() + LINE * (len(names) / columns + 1.5))
    figure.legend(labels=names, loc="outside lower center", **look)


def restack(figure: Figure) -> bool:
    """Lay out a figure that is too wide for a phone; say whether it was."""
    if figure.get_size_inches()[0] <= WIDTH:
        return False
    _stack(figure)
    figure.set_layout_engine("constrained")
    figure.draw_without_rendering()
    more = 0.0
    if figure._suptitle is not None:  # noqa: SLF001  no public way
        more += _wrap(figure._suptitle, 100 * WIDTH, "width")  # noqa: SLF001
    for legend in figure.legends:
        if not _within(legend, figure.bbox):
            _move(legend)
    for ax in figure.axes:
        place, box = ax.get_subplotspec(), ax.get_window_extent()
        columns = place.get_gridspec().ncols if place else 1
        middle = (box.x0 + box.x1) / 2 % (100 * WIDTH / columns)
        room = 2 * min(middle, 100 * WIDTH / columns - middle)
        more += _wrap(ax.title, 0.95 * room, "width") / columns
        if hasattr(ax, "get_zlim"):
            ax.set_box_aspect(None, zoom=ROOMY)
        else:
            _wrap(ax.xaxis.label, ax.get_window_extent().width, "width")
            _wrap(ax.yaxis.label, ax.get_window_extent().height, "height")
            _fit(ax)
    figure.set_figheight(figure.get_figheight() + more)
    figure.draw_without_rendering()
    legends = [(ax.get_legend(), ax) for ax in figure.axes]
    if covering := [one for one, ax in legends if one is not None and _covers(one, ax)]:
        for legend in covering:
            _move(legend)
        figure.draw_without_rendering()
    figure.set_layout_engine("none")
    return True
