"""A question to click has one right answer, and each answer a reply of its own."""

import json
import re


def test_each_question_has_one_right_answer_and_each_answer_its_reply(pages):
    questions = [question for page in pages for question in page.soup.select(".question")]
    assert questions
    for question in questions:
        answers = question.select("details")
        asked = question.find(id=question["aria-labelledby"]).get_text()
        assert 2 <= len(answers) <= 4, asked
        assert [
            len(question.select(".right")),
            len(question.select("b[aria-label='Right.']")),
        ] == [
            1,
            1,
        ], asked
        replies = [answer.select_one("summary + div").get_text() for answer in answers]
        assert len(set(replies)) == len(answers), asked
        for reply in replies:
            assert re.match(r"\s*[✓✗] [\w(].{15}", reply), reply


def test_no_two_questions_share_their_answers(pages):
    for page in pages:
        names = [
            {answer["name"] for answer in question.select("details")}
            for question in page.soup.select(".question")
        ]
        assert all(len(own) == 1 for own in names), page.name
        assert len(set.union(set(), *names)) == len(names), page.name


def test_a_notebook_asks_what_its_page_asks(pages):
    asked = 0
    for page in pages:
        if not (link := page.soup.select_one('a.download[href$=".ipynb"]')):
            continue
        cells = json.loads((page.path.parent / link["href"]).read_text("utf-8"))["cells"]
        text = "".join(
            "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"
        )
        questions = page.soup.select(".predict")
        asked += len(questions)
        assert text.count("**Predict first.**") == len(questions), page.name
        assert text.count("<details>") == sum(len(q.select("details")) for q in questions)
        assert text.count("✓") >= len(questions), page.name
        assert ":right:" not in text, page.name
    assert asked


def test_the_quiz_sends_back_to_a_page_and_lists_its_answers(pages):
    (quiz,) = (page.soup for page in pages if page.name == "teach/quiz.html")
    right = []
    for question in quiz.select(".question"):
        answers = question.select("details")
        right += [k for k, answer in enumerate(answers) if "right" in answer.get("class", ())]
        for k, answer in enumerate(answers):
            assert bool(answer.select('a[href^="../"]')) == (k != right[-1]), answer.get_text()
    listed = quiz.select_one(".answers p").get_text()
    assert listed == " · ".join(f"{n} {'ABCD'[k]}" for n, k in enumerate(right, start=1))
