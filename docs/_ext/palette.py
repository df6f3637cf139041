"""The colours of figures: the tokens of the site, the greys beside them, and their dark twins.

Black words stand on coloured cells and turn white on dark pages: the dark steps of a map are dark
enough for that, as the light ones are light enough.
"""

from __future__ import annotations

import re
from pathlib import Path

STYLES = Path(__file__).parents[1] / "_static" / "tokens.css"
TOKEN = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")
TOKENS = {name: twins for name, *twins in TOKEN.findall(STYLES.read_text("utf-8"))}  # by name
# What figures need besides: words on cells, more lines, and steps without a sign.
GREYS = {
    "#000000": "#fafbfc",
    "#2f353b": "#cdd1d5",
    "#6b7279": "#8f979f",
    "#777d84": "#848c94",
    "#eceef0": "#22262b",
    "#d9dce0": "#31373d",
    "#c5cad0": "#40474e",
    "#b1b8bf": "#4e565f",
    "#9ca4ad": "#5c656f",
    "#878f99": "#69737e",
}
DARK = dict(TOKENS.values()) | GREYS
