"""A slide shows the figure that it speaks of: pages number their figures, and may change them."""

FIGURES = {
    "Four points, two classes": "(0, 0)",
    "Two bends make a tent": "relu(s)",
    "A network": "2-5-1",
    "Training: many small steps": "epoch",
    "A landscape": "Surface of heights",
    "Made of ramps": "Unit 2",
    "Switched off": "Units that are on",
    "Luck": "losers",
    "At the end: a probability": "sigmoid",
}


def test_each_figure_is_that_of_its_slide(pages):
    (soup,) = (page.soup for page in pages if page.name == "teach/slides.html")
    shown = {
        section.h2.get_text().removesuffix("¶"): " ".join(
            img["alt"] for img in section.select("img")
        )
        for section in soup.select("article > section > section")
        if section.img
    }
    assert list(shown) == list(FIGURES)
    for title, words in FIGURES.items():
        assert words in shown[title], (title, shown[title])
