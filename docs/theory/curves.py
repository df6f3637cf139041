"""Small pictures for the pages of this folder: curves as SVG, in the colour of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from IPython.display import HTML

WIDTH, HEIGHT, LEFT, TOP = 320, 190, 42, 26  # of a panel, and of its margins
DASHES = ("", "7 4", "2 3")  # the curves differ in their strokes, not in colour
Curve = tuple[str, Sequence[float], Sequence[float]]  # name, x, y


def panel(title: str, curves: Sequence[Curve], says: str, x_label: str = "x") -> str:
    """Return one panel; curves without a name are drawn thin, and `says` tells the numbers."""
    every_x, every_y = ([value + 0.0 for curve in curves for value in curve[k]] for k in (1, 2))
    (x0, x1), (y0, y1) = ((min(every), max(every)) for every in (every_x, every_y))

    def path(x: Iterable[float], y: Iterable[float]) -> str:
        places = (
            f"{LEFT + (WIDTH - LEFT - 8) * (a - x0) / (x1 - x0):.1f},"
            f"{HEIGHT - (HEIGHT - TOP) * (b - y0) / (y1 - y0):.1f}"
            for a, b in zip(x, y, strict=True)
        )
        return f'<polyline points="{" ".join(places)}" fill="none" stroke="currentColor" '

    drawn, legend, named = "", "", 0
    for name, x, y in curves:
        if not name:
            drawn += path(x, y) + 'stroke-width="1" opacity=".45"/>'
            continue
        dash, place = f'stroke-width="2" stroke-dasharray="{DASHES[named]}"', LEFT + 92 * named
        drawn += path(x, y) + f"{dash}/>"
        legend += f'<path d="M{place} {HEIGHT + 38}h22" stroke="currentColor" {dash}/>'
        legend += f'<text x="{place + 27}" y="{HEIGHT + 42}">{name}</text>'
        named += 1
    told = says.replace(" -", " −")
    axes = f'<path d="M{LEFT} {TOP}V{HEIGHT}H{WIDTH - 8}" fill="none" stroke="currentColor" '
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT + 50}" role="img" aria-label="{title}: {told}" '
        'fill="currentColor" font-size="13" font-family="sans-serif">'
        f'<text x="{LEFT}" y="15" font-weight="bold">{title}</text>{axes}opacity=".4"/>'
        f'<text x="{LEFT - 5}" y="{TOP + 9}" text-anchor="end">{y1:.2g}</text>'
        f'<text x="{LEFT - 5}" y="{HEIGHT}" text-anchor="end">{y0:.2g}</text>'
        f'<text x="{LEFT}" y="{HEIGHT + 16}">{x0:.3g}</text>'
        f'<text x="{WIDTH / 2}" y="{HEIGHT + 16}" text-anchor="middle">{x_label}</text>'
        f'<text x="{WIDTH - 8}" y="{HEIGHT + 16}" text-anchor="end">{x1:.3g}</text>'
        f"{drawn}{legend}</svg>"
    ).replace(">-", ">−")


def show(*panels: str) -> HTML:
    """Show panels side by side, or one below the other where there is no room."""
    return HTML("<div>" + " ".join(panels) + "</div>")
