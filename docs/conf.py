"""Sphinx configuration; what it can't say lies in the extensions in ``_ext``."""

import os
import sys
from importlib.metadata import metadata
from pathlib import Path

from sphinx_gallery.sorting import ExplicitOrder

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from palette import DARK, TOKENS

project = "actdemo"
version = release = metadata(project)["Version"]
summary = metadata(project)["Summary"]
author = "The actdemo authors"
language = "en"
nitpicky = True
suppress_warnings = ["sphinx_gallery.space_in_filename"]  # where the project lies, they do no harm
extensions = [
    "about",
    "alone",
    "code_folds",
    "computed",
    "folds",
    "formulas",
    "galleries",
    "gallery_figures",
    "light",
    "llms",
    "margin",
    "moving",
    "other_documents",
    "playground",
    "predict",
    "related",
    "search_words",
    "shared",
    "take_along",
    "terms",
    "topics",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinx_gallery.gen_gallery",
    "myst_nb",
    "sphinxcontrib.bibtex",
    "sphinx_copybutton",
    "sphinx_reredirects",
]

# Where the site and its sources are published, for what needs an address.
html_baseurl = os.environ.get("ACTDEMO_BASE_URL", "")
repository_url = os.environ.get("ACTDEMO_REPOSITORY_URL", "")
redirects = {}  # a page that has moved, and the address of the new one as seen from there
redirect_html_template_file = "_templates/moved.html"

html_theme = "furo"
html_title = "actdemo"
html_static_path = ["_static"]
html_css_files = ["tokens.css", "site.css", "pages.css", "predict.css"]
html_js_files = [("storage.js", {"priority": 1}), "reader.js", "terms.js", "turned.js"]
html_favicon = "_static/favicon.svg"
templates_path = ["_templates"]
template_bridge = "page.Pages"  # policy and names on every page
html_math_renderer = "katex"
html_additional_pages = {"404": "404.html"}
html_copy_source = False
html_domain_indices = False
html_show_copyright = False
pygments_style = pygments_dark_style = "bw"  # for books; the site has its own two inks

autodoc_typehints = "none"
autodoc_member_order = "bysource"
numpydoc_show_class_members = False

myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/latex", 5)]

bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"

copybutton_selector = ":is(.highlight-default, .highlight-Python, .highlight-ipython3) pre"
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# Galleries and scripts in the order of the argument; a script that is not named stops the build.
GALLERIES = {
    "tutorial": "ten_minutes purpose network training surface units weights sparsity",
    "explaining": "many_answers classic_story symmetries your_network mistakes",
    "activations": "atlas hidden_or_output saturation around_zero your_function last_digits",
    "training": "coin_toss width which_activation dying kink rate_and_momentum losers",
    "geometry": "creases flat_pieces boundary hidden_space facets counting depth",
    "beyond": "wont_learn inputs gains plasticity adam lottery "
    "far_away one_path lazy frequencies few_bits",
}
chapters = [f"tutorial/{name}" for name in GALLERIES["tutorial"].split()[1:]]  # after an overview
gallery_figures = {"paper": TOKENS["paper"], "dark": DARK, "style": "actdemo.figures"}
code_still_open = Path(__file__).with_name("still_open.txt").read_text("utf-8").split()
scripts = [f"{name}.py" for names in GALLERIES.values() for name in names.split()]
sphinx_gallery_conf = {
    "examples_dirs": [f"../gallery/{name}" for name in GALLERIES],
    "gallery_dirs": list(GALLERIES),
    "filename_pattern": r"\.py$",
    "within_subsection_order": ExplicitOrder(scripts),
    "image_scrapers": ("gallery_figures.shown.scrape",),
    "reset_modules": ("matplotlib", "gallery_figures.shown.listen"),
    "reset_modules_order": "both",
    "capture_repr": (),
    "abort_on_example_error": True,
    "remove_config_comments": True,
    "doc_module": ("actdemo",),
    "exclude_implicit_doc": {r"plots\.show$"},  # every script ends with it
    "backreferences_dir": "reference/backreferences",
    "thumbnail_size": (560, 350),
    "write_computation_times": False,
    "min_reported_time": 3600,
    "show_signature": False,
    "css": (),
}

exclude_patterns = [
    "_build",
    "_ext",
    "reference/backreferences",
    "playground/*",  # in _static; the extension playground publishes it
    # What sphinx-gallery writes beside its pages is not for myst-nb.
    *(f"{name}/*.{kind}" for name in GALLERIES for kind in ("ipynb", "py", "md5", "json", "zip")),
]
