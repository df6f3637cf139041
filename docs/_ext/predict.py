"""The directive ``predict``: a question to answer before the page does.

It has two to four answers, and each has a reply that says why it is right or wrong. ``right``
counts the right one from 1. Term and definition are those of a definition list, here in a script
and in Markdown::

    .. predict:: Leave unit 5 out of the sum. Which point comes out wrong?
       :right: 2

       (1, 1)
          Unit 5 is off there, so leaving it out changes nothing.
       (1, 0)
          Nothing else pulls down there, so the bias wins.

    ```{predict} Leave unit 5 out of the sum. Which point comes out wrong?
    :right: 2

    (1, 1)
    : Unit 5 is off there, so leaving it out changes nothing.

    (1, 0)
    : Nothing else pulls down there, so the bias wins.
    ```

No script is needed: an answer is the summary of a ``details`` element, and of those with one name
one is open at a time. They stand in a polite live region, so a screen reader says the reply that
appears. Print shows the right answer with its reply. The directive ``question`` is the same for a
quiz, without the heading and with letters for the answers; print keeps its replies closed. There,
``again`` names the page that a wrong answer sends back to.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

IN_SCRIPT = re.compile(
    r"^\.\. predict:: (?P<question>.+(?:\n +(?!:right:).+)*)\n +:right: (?P<right>\d)\n"
    r"(?P<answers>(?:\n| +.*\n?)+)",
    re.MULTILINE,
)
SIGNS = {"✓": "Right.", "✗": "Not this one."}
ANSWER = re.compile(r"^(\S.*)\n((?:\n| +.*\n?)+)", re.MULTILINE)


class element(nodes.General, nodes.Element):  # noqa: N801  docutils' nodes are named like this
    """An element of HTML that docutils has no node for."""

    def __init__(self, tag: str, *content: nodes.Node, **attributes: Any) -> None:
        """Hold the tag and what the element is made with."""
        super().__init__("", *content, tag=tag, attributes=attributes)


def visit(writer: HTML5Translator, node: element) -> None:
    """Open the element."""
    attributes = {name.replace("_", "-"): value for name, value in node["attributes"].items()}
    writer.body.append(writer.starttag(node, node["tag"], "", **attributes))


def depart(writer: HTML5Translator, node: element) -> None:
    """Close it."""
    writer.body.append(f"</{node['tag']}>")


class Question(SphinxDirective):
    """A question with answers to choose from."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"right": directives.positive_int, "again": directives.unchanged}
    title = ""

    def run(self) -> list[nodes.Node]:
        """Return the question, and under each answer its reply."""
        self.assert_has_content()
        name = nodes.make_id(f"{self.env.docname} {self.name} {self.env.new_serialno('predict')}")
        asks, problems = self.parse_inline(self.arguments[0])
        listed = self.parse_content_to_nodes()
        right = self.options.get("right", 0)
        answers = listed[0].children if isinstance(listed[0], nodes.definition_list) else []
        if len(listed) > 1 or not max(2, right) <= len(answers) <= 4 or not right:
            raise self.error(
                f"{self.name} wants a definition list of two to four answers with their replies, "
                f"and the number of the right one as :right:"
            )
        folded = []
        for number, (term, reply) in enumerate(answers, start=1):
            sign = "✓" if number == right else "✗"
            marked = element("b", nodes.Text(sign), role="img", aria_label=SIGNS[sign])
            reply[0].insert(0, [marked, nodes.Text(" ")])
            if number != right and "again" in self.options:
                page, _ = self.parse_inline(self.options["again"])
                reply[-1].extend([nodes.Text(" Read again: "), *page, nodes.Text(".")])
            answer = element(
                "details",
                element("summary", *term.children),
                nodes.container("", *reply.children),
                name=name,
            )
            answer["classes"] = ["right"] if number == right else []
            folded.append(answer)
        whole = element("div", role="group", aria_labelledby=name)
        whole["classes"] = sorted({"question", self.name})
        if self.title:
            whole += nodes.paragraph("", self.title, classes=["question-title"])
        whole += nodes.paragraph("", "", *asks, ids=[name])
        whole += element("div", *folded, aria_live="polite")
        return [whole, *problems]


class Predict(Question):
    """A question that the page answers later on."""

    title = "Predict first"


def in_markdown(text: str) -> str:
    """Turn the questions in the text of a script into Markdown for its notebook."""

    def ask(hit: re.Match[str]) -> str:
        answers = ANSWER.findall(dedent(hit["answers"]) + "\n")
        folded = (
            f"<details><summary>{answer}</summary>\n\n"
            f"{'✓' if number == int(hit['right']) else '✗'} {dedent(reply).strip()}\n\n</details>"
            for number, (answer, reply) in enumerate(answers, start=1)
        )
        question = " ".join(hit["question"].split())
        return "\n\n".join((f"**Predict first.** {question}", *folded)) + "\n\n"

    return IN_SCRIPT.sub(ask, text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_node(element, html=(visit, depart))
    app.add_directive("predict", Predict)
    app.add_directive("question", Question)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
