"""What a project chooses in its conf.py: ``gallery_figures = {"paper": ("#fff", "#111"), ...}``.

It lies in the environment, so that notebooks know it, which run in processes of their own.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PLACE = "GALLERY_FIGURES"
DEFAULTS = {
    "paper": ("#ffffff", "#131517"),  # behind the figures of light and of dark pages
    "dark": {"#000000": "#fafbfc", "#ffffff": "#131517"},  # the twin of each light colour
    "style": None,  # of matplotlib, which every figure has to be drawn in
    "narrow": "46rem",  # the widest page on which a figure of usual width would shrink
    "numbers": "Numbers of this figure",  # what opens its tables
}


def keep(app: Sphinx, config: Config) -> None:
    """Put the options where every process of the build finds them."""
    given = config.gallery_figures
    if unknown := set(given) - set(DEFAULTS):
        raise ConfigError(f"gallery_figures takes {', '.join(DEFAULTS)}; got {unknown}")
    os.environ[PLACE] = json.dumps(DEFAULTS | given | {"sources": str(app.srcdir)})


def option(name: str) -> Any:
    """Return an option of the project whose pages are built."""
    return json.loads(os.environ[PLACE])[name]
