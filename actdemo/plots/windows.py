"""Show what has been drawn: in windows, or in files where no window can open."""

import logging
import sys
from pathlib import Path

import matplotlib.pyplot as plt

MARK = "actdemo.plots.show"  # stands in each file that it saves; no other is written over
WINDOWLESS = {"agg", "cairo", "pdf", "pgf", "ps", "svg", "template"}  # what draws into files only


def show() -> None:
    """Open all figures in windows and wait until they are closed: a script's last line.

    Where no window can open, the figures of ``NAME.py`` are saved beside it as ``NAME_1.png`` and
    so on, and a line on the standard error says so.  A notebook shows its figures by itself.

    Raises
    ------
    OSError
        If they can't be saved there, or a file of such a name is there that was not saved so.

    Examples
    --------
    >>> import actdemo as ad
    >>> ad.plots.show()  # opens nothing, as nothing has been drawn
    """
    if plt.get_backend().lower() not in WINDOWLESS:
        plt.show()
        return
    script = Path(getattr(sys.modules["__main__"], "__file__", ""))
    figures = [plt.figure(number) for number in plt.get_fignums() if script.name]
    paths = [script.with_name(f"{script.stem}_{k}.png") for k in range(1, len(figures) + 1)]
    try:
        for path in paths:
            if path.exists() and MARK.encode() not in path.read_bytes():
                raise FileExistsError(f"{path} is not a figure of this script")
        for path, figure in zip(paths, figures, strict=True):
            figure.savefig(path, transparent=False, metadata={"Software": MARK})
    except OSError as error:
        raise OSError(f"no window can open, and figures can't be saved: {error}") from None
    if paths:
        names = ", ".join(path.name for path in paths)
        words = "No window can open here; the figures are saved in %s: %s"
        logging.getLogger(__name__).warning(words, script.parent, names)
