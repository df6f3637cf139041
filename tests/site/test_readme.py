"""The picture in the README is the one that the build draws."""

import numpy as np
from PIL import Image


def test_picture_is_from_the_build(root, site):
    names = ("docs/_static/surface.webp", "_images/sphx_glr_ten_minutes_001_2x.webp")
    kept, drawn = (
        np.asarray(Image.open(path).convert("RGB"), dtype=float)
        for path in (root / names[0], site / names[1])
    )
    assert kept.shape == drawn.shape
    assert np.abs(kept - drawn).mean() < 1, f"copy {names[1]} to {names[0]}"
