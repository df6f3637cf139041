"""A script's figures open in windows, or are saved beside it where no window can open."""

import runpy
import sys
from types import ModuleType

import matplotlib.image
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.registry import BackendFilter, backend_registry

import actdemo as ad
from actdemo.plots import windows

SCRIPT = """
import matplotlib.pyplot as plt
import actdemo as ad

for k in range({figures}):
    plt.figure(figsize=(1 + k, 1), dpi=100)
ad.plots.show()
"""


@pytest.fixture(autouse=True)
def _without_figures():
    plt.close("all")
    yield
    plt.close("all")


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a script with some figures, and names what lies beside it."""
    script = tmp_path / "drawing.py"

    def start(figures):
        script.write_text(SCRIPT.format(figures=figures), "utf-8")
        plt.close("all")
        runpy.run_path(str(script), run_name="__main__")
        return sorted(path.name for path in tmp_path.iterdir() if path != script)

    return start


@pytest.fixture
def opened(monkeypatch):
    """The numbers of the figures that were open whenever windows would have opened."""
    shown = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(plt.get_fignums()))
    return shown


def test_what_draws_into_files_only_is_what_matplotlib_says():
    files_only = backend_registry.list_builtin(BackendFilter.NON_INTERACTIVE)
    assert set(files_only) == windows.WINDOWLESS


@pytest.mark.parametrize("backend", ["TkAgg", "module://matplotlib_inline.backend_inline"])
def test_windows_open_once_with_all_figures(run, opened, monkeypatch, backend, caplog):
    monkeypatch.setattr(plt, "get_backend", lambda: backend)
    assert run(3) == []
    assert opened == [[1, 2, 3]]
    assert caplog.text == ""


@pytest.mark.parametrize("backend", ["agg", "AGG", "svg"])
def test_without_a_window_every_figure_is_a_file(
    run, opened, monkeypatch, backend, tmp_path, caplog
):
    monkeypatch.setattr(plt, "get_backend", lambda: backend)
    assert run(3) == ["drawing_1.png", "drawing_2.png", "drawing_3.png"]
    assert opened == []
    for k in (1, 2, 3):
        picture = matplotlib.image.imread(tmp_path / f"drawing_{k}.png")
        assert picture.shape[:2] == (100, 100 * k)
        assert (picture[..., 3] == 1).all()  # paper, also for who looks in the dark
    names = "drawing_1.png, drawing_2.png, drawing_3.png"
    said = f"No window can open here; the figures are saved in {tmp_path}: {names}"
    assert caplog.messages == [said]


def test_a_second_run_writes_over_the_figures_of_the_first(run, tmp_path):
    run(2)
    before = (tmp_path / "drawing_1.png").stat().st_mtime_ns
    assert run(2) == ["drawing_1.png", "drawing_2.png"]
    assert (tmp_path / "drawing_1.png").stat().st_mtime_ns > before


def test_a_file_of_someone_else_stays_and_nothing_is_saved(run, tmp_path):
    theirs = tmp_path / "drawing_2.png"
    plt.imsave(theirs, np.zeros((2, 2)))
    data = theirs.read_bytes()
    with pytest.raises(OSError, match=r"^no window can open, .*drawing_2.png is not a figure of"):
        run(2)
    assert theirs.read_bytes() == data
    assert not (tmp_path / "drawing_1.png").exists()


def test_where_nothing_can_be_saved_the_reason_is_told(run, tmp_path):
    (tmp_path / "drawing_1.png").mkdir()
    with pytest.raises(OSError, match=r"^no window can open, and figures can't be saved: \[Errno"):
        run(1)


def test_without_figures_nothing_is_saved_or_said(run, caplog):
    assert run(0) == []
    assert caplog.text == ""


def test_without_a_script_figures_are_left_to_what_runs_the_code(monkeypatch, tmp_path, caplog):
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    monkeypatch.chdir(tmp_path)
    plt.figure()
    ad.plots.show()
    assert list(tmp_path.iterdir()) == []
    assert caplog.text == ""
