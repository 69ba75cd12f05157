"""The lessons every school begins with: complete, plain, without blame, and every link leads somewhere."""

from __future__ import annotations

import re

import pytest

from portal.courses.lesson.library import FOLDER, library
from portal.courses.lesson.rendering import lessons_linked, shown
from portal.courses.lesson.shape import BlockKind, Heading, Lesson, Stage, Topic
from tests.house.test_catalogues import NEVER_SAID, STYLE

ASKED_FOR = {
    "before-leaving", "weekly-call", "says-nothing", "homework-far", "grandparents-rules", "screens", "body-safety",
    "bullying-signs", "drowning-home", "adolescence", "coming-home", "when-to-ask",
}  # fmt: skip
LESSONS = pytest.mark.parametrize("lesson", library().values(), ids=library())
HAN = re.compile(r"[\u3400-\u9fff]")
NEVER_IN_A_LESSON = re.compile(r"留守|都怪你|你不配|没良心|白养|不孝|单亲|缺爱|问题孩子|监护不力|" + "|".join(NEVER_SAID))


def body(lesson: Lesson) -> str:
    """The text without front matter and questions."""
    return lesson.source.split("---", 2)[2].split("\n? ")[0]


def spoken(lesson: Lesson) -> str:
    """Everything a reader reads, without the marks of the format."""
    return re.sub(r"(?m)^(\([-+!]\)|[-+?=>]|#+) |\]\(lesson:[a-z-]+\)|\[", "", lesson.source.split("---", 2)[2])


def test_the_library_holds_what_families_far_away_ask_for() -> None:
    assert set(library()) >= ASKED_FOR
    assert {lesson.topic for lesson in library().values()} == set(Topic)
    assert {lesson.heading for lesson in library().values()} == set(Heading), "all six headings of the law"
    assert {stage for lesson in library().values() for stage in lesson.stages} == set(Stage)
    assert len(library()) == len(list(FOLDER.glob("*.md")))


@LESSONS
def test_a_lesson_is_long_enough_and_short_enough(lesson: Lesson) -> None:
    assert len(HAN.findall(body(lesson))) >= 600
    assert 3 <= lesson.minutes <= 6
    assert 3 <= len(lesson.sections) <= 6


@LESSONS
def test_a_lesson_has_one_idea_two_examples_and_one_thing_for_tonight(lesson: Lesson) -> None:
    kinds = [block.kind for section in lesson.sections for block in section.blocks]
    assert 8 <= len(lesson.idea) <= 30
    assert len(re.findall(r"(?m)^> ", body(lesson))) == 2
    assert kinds.count(BlockKind.PAIR) >= 1
    assert kinds.count(BlockKind.TONIGHT) == 1
    assert kinds[-1] is BlockKind.TONIGHT


@LESSONS
def test_a_lesson_asks_three_small_questions_and_the_right_answer_is_not_always_in_one_place(lesson: Lesson) -> None:
    assert len(lesson.questions) == 3
    assert all(len(question.options) == 3 for question in lesson.questions)
    assert len({question.right for question in lesson.questions}) > 1


@LESSONS
def test_a_lesson_says_where_it_comes_from_and_speaks_english_on_its_cover(lesson: Lesson) -> None:
    assert any("家庭教育促进法" in source or "未成年人保护法" in source for source in lesson.sources)
    assert lesson.english.isascii()
    assert len(lesson.english_summary) > 30
    assert lesson.summary.endswith("。")


@LESSONS
def test_a_lesson_labels_nobody_blames_nobody_and_keeps_the_house_style(lesson: Lesson) -> None:
    assert not NEVER_IN_A_LESSON.findall(lesson.source)
    for pattern, words in STYLE.items():
        assert not re.findall(pattern, spoken(lesson)), words
    longest = max(re.split(r"[。？；：」\n]", spoken(lesson)), key=len)
    assert len(longest) <= 70, f"too long to be read aloud: {longest}"


@LESSONS
def test_every_link_of_a_lesson_leads_to_another_one(lesson: Lesson) -> None:
    assert set(lessons_linked(lesson)) <= set(library()) - {lesson.id}
    assert "http" not in lesson.source


@LESSONS
def test_nothing_of_a_lesson_is_lost_when_it_is_shown(lesson: Lesson) -> None:
    page = "".join(block.words + block.instead for section in shown(lesson, "/courses") for block in section.blocks)
    assert len(HAN.findall(page)) + len(HAN.findall("".join(one.title for one in lesson.sections))) == len(
        HAN.findall(body(lesson))
    )
