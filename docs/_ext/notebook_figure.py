"""Figures of the pages that are notebooks: as in the galleries, for light and dark pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
from gallery_scraper import publish
from IPython.display import Markdown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOCS = Path(__file__).parents[1]


def show(figure: Figure, name: str) -> Markdown:
    """Write a figure under a name beside the page; return what shows it, with its numbers."""
    folder = Path.cwd() / "images"
    folder.mkdir(exist_ok=True)
    _, _, shows = publish(figure, folder / name, DOCS)
    plt.close(figure)
    return Markdown(f"```{{eval-rst}}\n{shows}\n```")
