"""The colours of all figures: a hue means a sign, or a class; all else is ink on paper."""

from matplotlib.colors import ListedColormap

# The light colours of docs/_static/tokens.css; the site swaps each for its dark twin.
INK, MUTED, PAPER, PANEL = "#15181c", "#535b65", "#ffffff", "#f3f5f7"
PLUS, MINUS = "#1f70b8", "#c8590c"
DOWN = ("#d66721", "#e78243", "#f1a069", "#f7bd92", "#fbd7bb", "#fdecdf")
UP = ("#e6f0f9", "#cbe1f3", "#abcfec", "#86b9e1", "#5e9fd3", "#3b84c2")
GREYS = ("#eceef0", "#d9dce0", "#c5cad0", "#b1b8bf", "#9ca4ad", "#878f99")
#: Colour and marker of each class.
CLASSES = {1: ("#0a4584", "o"), 0: ("#8d3500", "s")}
#: Colours of signed heights: six steps a side, of equal height, and as high as two the paper.
SIGNED = ListedColormap((*DOWN, PAPER, PAPER, *UP), "signed")
#: Colours of shares and counts, which have no sign: from the paper towards the ink.
SHADES = ListedColormap((PAPER, *GREYS), "shades")
