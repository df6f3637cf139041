"""Sphinx configuration; what it can't say lies in the extensions in ``_ext``."""

import logging
import os
import sys
from importlib.metadata import metadata
from pathlib import Path

from sphinx_gallery.sorting import ExplicitOrder

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS / "_ext"))

from shared import settle_date  # noqa: E402 - lies there

# Notebooks run the same everywhere: no backend from outside, which would turn figures into text,
# and a profile of their own, which also keeps the kernel from chatting on stderr.
os.environ.pop("MPLBACKEND", None)
os.environ["IPYTHONDIR"] = str(DOCS / "_build" / "ipython")
_profile = DOCS / "_build" / "ipython" / "profile_default"
_profile.mkdir(parents=True, exist_ok=True)
_start = [
    f"import sys; sys.path.append({str(DOCS / '_ext')!r})",  # notebook_figure
    "sys.stdout.flush_interval = 3600",  # a cell prints as one: pieces would part within a line
]
(_profile / "ipython_kernel_config.py").write_text(
    'get_config().Application.log_level = "ERROR"\n'
    f"get_config().IPKernelApp.exec_lines = {_start!r}\n"
)
logging.getLogger("traitlets").setLevel("WARNING")

project = "actdemo"
version = release = metadata(project)["Version"]
author = "The actdemo authors"
language = "en"
nitpicky = True
exclude_patterns = [
    "_build",
    "jupyter_execute",
    "**.ipynb_checkpoints",
    "reference/backreferences",
    "playground/*",  # in _static; the extension playground publishes it
]
extensions = [
    "fresh",
    "images",
    "katex_html",
    "light",
    "notebook_text",
    "playground",
    "same_twice",
    "shared",
    "shown_in",
    "take_along",
    "works_once",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinx_gallery.gen_gallery",
    "myst_nb",
    "sphinxcontrib.bibtex",
    "sphinx_copybutton",
]

html_theme = "furo"
html_title = "actdemo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["reader.js", "from_disk.js"]
html_favicon = "_static/favicon.svg"
templates_path = ["_templates"]
template_bridge = "whole_page.Pages"  # policy and names on every page
html_math_renderer = "katex"
html_copy_source = False
html_domain_indices = False
html_show_copyright = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

# Where the site and its sources are published, for what needs an address.
html_baseurl = os.environ.get("ACTDEMO_BASE_URL", "")
repository_url = os.environ.get("ACTDEMO_REPOSITORY_URL", "")
html_context = {"date": settle_date()}
summary = metadata(project)["Summary"]
moved_pages = {}  # an old page, and where its content is now
html_additional_pages = {"404": "404.html"}

autodoc_typehints = "none"
autodoc_member_order = "bysource"
numpydoc_show_class_members = False

myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
nb_execution_mode = "auto"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/latex", 5)]

bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"

copybutton_selector = ":is(.highlight-default, .highlight-Python, .highlight-ipython3) pre"
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# Galleries and scripts in the order of the argument; a script that is not named stops the build.
GALLERIES = ("tutorial", "explaining", "activations", "training", "geometry")
SCRIPTS = (
    "ten_minutes.py",
    "purpose.py",
    "network.py",
    "training.py",
    "surface.py",
    "units.py",
    "weights.py",
    "sparsity.py",
    "many_answers.py",
    "classic_story.py",
    "symmetries.py",
    "mistakes.py",
    "atlas.py",
    "hidden_or_output.py",
    "saturation.py",
    "around_zero.py",
    "last_digits.py",
    "coin_toss.py",
    "width.py",
    "which_activation.py",
    "dying.py",
    "kink.py",
    "rate_and_momentum.py",
    "losers.py",
    "creases.py",
    "flat_pieces.py",
    "boundary.py",
    "hidden_space.py",
    "facets.py",
    "counting.py",
)

SCRIPT_DIR = DOCS.parent / "gallery"
galleries = [name for name in GALLERIES if (SCRIPT_DIR / name / "GALLERY_HEADER.rst").is_file()]
for _name in galleries:  # what sphinx-gallery writes beside its pages is not for myst-nb
    exclude_patterns += [f"{_name}/*.{kind}" for kind in ("ipynb", "py", "md5", "json", "zip")]

sphinx_gallery_conf = {
    "examples_dirs": [f"../gallery/{name}" for name in galleries],
    "gallery_dirs": galleries,
    "filename_pattern": r"\.py$",
    "within_subsection_order": ExplicitOrder(SCRIPTS),
    "image_scrapers": ("gallery_scraper.scrape",),
    "reset_modules": ("matplotlib", "fresh.watch"),
    "reset_modules_order": "both",
    "capture_repr": (),
    "abort_on_example_error": True,
    "remove_config_comments": True,
    "doc_module": ("actdemo",),
    "backreferences_dir": "reference/backreferences",
    "thumbnail_size": (560, 350),
    "write_computation_times": False,
    "min_reported_time": 3600,
    "show_signature": False,
    "css": (),
}
