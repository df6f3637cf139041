"""What every image on a page needs: its words, its size, its dark twin, its other versions.

Beside ``name.svg`` may lie ``name_dark.svg`` for the dark colour mode, ``name_narrow.svg`` for a
narrow screen, ``name.txt`` with the text alternative and, for pixels, ``name_2x.webp`` for dense
screens. They are found by their names, whoever asks for the image, so a page shows a figure of the
gallery by its address alone.
"""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from docutils import nodes
from PIL import Image
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from gallery_figures.options import keep, option

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
POINT = 100 / 72  # pixels per point: figures have 100 pixels to the inch


def size(path: Path) -> tuple[int, int]:
    """Return width and height of an image file in CSS pixels."""
    if path.suffix != ".svg":
        with Image.open(path) as image:
            return image.size
    root = ET.parse(path).getroot()  # noqa: S314  our own file
    width, height = (
        float(root.attrib[side].removesuffix("pt").removesuffix("px"))
        * (POINT if root.attrib[side].endswith("pt") else 1)
        for side in ("width", "height")
    )
    return round(width), round(height)


def _beside(app: Sphinx, uri: str, suffix: str) -> str | None:
    """Have the version of an image that `suffix` stands for copied, and name it, if it exists."""
    path = PurePosixPath(uri)
    name = str(path.with_name(path.stem + suffix + path.suffix))
    if not (app.srcdir / name).is_file():
        return None
    app.env.images.add_file(app.env.docname, name)
    return name


def _add_twin(node: nodes.image, uri: str) -> nodes.image:
    """Put the dark twin of an image behind it, in a link of its own where the image is in one."""
    twin = node.deepcopy()
    twin["uri"] = uri
    twin["candidates"] = {"*": uri}
    twin["ids"] = []
    pairs = [(node, twin)]
    if isinstance(node.parent, nodes.reference):
        link_twin = node.parent.copy()
        link_twin["ids"] = []
        link_twin += twin
        pairs.append((node.parent, link_twin))
    for shown, other in pairs:
        shown["classes"].append("only-light")
        other["classes"].append("only-dark")
    shown, other = pairs[-1]
    shown.parent.insert(shown.parent.index(shown) + 1, other)
    return twin


def complete(app: Sphinx, doctree: nodes.document) -> None:
    """Give each image its words, its size, its 2x version and its dark twin."""
    for node in list(doctree.findall(nodes.image)):
        if node["uri"] not in app.env.images:
            continue
        words = (app.srcdir / node["uri"]).with_suffix(".txt")
        if not node.get("alt") and words.is_file():
            node["alt"] = words.read_text("utf-8")
        if "alt" not in node:
            logger.warning("image without :alt: %s", node["uri"], location=node, type="images")
        dark = _beside(app, node["uri"], "_dark")
        for image in [node, _add_twin(node, dark)] if dark else [node]:
            image["size"] = size(app.srcdir / image["uri"])
            if dense := _beside(app, image["uri"], "_2x"):
                image["dense"] = dense
            if narrow := _beside(app, image["uri"], "_narrow"):
                image["narrow"] = narrow
                image["narrow_size"] = size(app.srcdir / narrow)
                if dense := _beside(app, narrow, "_2x"):
                    image["narrow_dense"] = dense


def _register(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Tell the builder which other versions to copy."""
    for node in doctree.findall(nodes.image):
        for kind in {"dense", "narrow", "narrow_dense"} & set(node.attributes):
            app.builder.images[node[kind]] = app.env.images[node[kind]][1]


def _address(self: HTML5Translator, uri: str) -> str:
    """Return the address of an image as seen from the page."""
    return posixpath.join(self.builder.imgpath, quote(self.builder.images[uri]))


def _sources(self: HTML5Translator, node: nodes.image, once: str, dense: str) -> str:
    """Return the addresses of a version of an image at its densities."""
    source = _address(self, node[once])
    return f"{source} 1x, {_address(self, node[dense])} 2x" if dense in node else source


def _tag(name: str, attributes: dict[str, str]) -> str:
    """Return a tag without content."""
    written = " ".join(f'{key}="{escape(text)}"' for key, text in attributes.items())
    return f"<{name} {written} />"


def visit_image(self: HTML5Translator, node: nodes.image) -> None:
    """Write an ``img`` that takes its room before it loads, and loads when it comes into view."""
    if node["uri"] not in self.builder.images or "size" not in node:
        HTML5Translator.visit_image(self, node)
        return
    align = [f"align-{node['align']}"] if "align" in node else []
    width, height = map(str, node["size"])
    attributes = {
        "class": " ".join(node["classes"] + align),
        "src": _address(self, node["uri"]),
        "alt": node.get("alt", ""),
        "width": width,
        "height": height,
        "loading": "lazy",
        "decoding": "async",
    }
    if "dense" in node:
        attributes["srcset"] = _sources(self, node, "uri", "dense")
    image = _tag("img", attributes)
    if "narrow" in node:
        width, height = map(str, node["narrow_size"])
        media = f"screen and (max-width: {option('narrow')})"
        where = {"media": media, "width": width, "height": height}
        where["srcset"] = _sources(self, node, "narrow", "narrow_dense")
        image = f"<picture>{_tag('source', where)}{image}</picture>"
    self.body.append(image)


def depart_image(self: HTML5Translator, node: nodes.image) -> None:
    """Close nothing: an ``img`` has no content."""
    if "size" not in node:
        HTML5Translator.depart_image(self, node)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the steps; a late priority lets Sphinx collect the images first."""
    app.add_node(nodes.image, override=True, html=(visit_image, depart_image))
    app.add_config_value("gallery_figures", {}, "env", dict)
    app.connect("config-inited", keep, priority=100)
    app.connect("doctree-read", complete, priority=900)
    app.connect("doctree-resolved", _register)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
