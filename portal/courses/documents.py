"""Papers of courses, from plain data: certificate, a lesson to read on paper, the list of a session, the sheet for the home."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.core.filters import day
from portal.core.pdf.document import Document
from portal.courses.lesson.shape import BlockKind, Lesson
from portal.courses.shown_certificate import Shown

BOX = "□"


@dataclass(frozen=True)
class Sheet:
    """Whose paper it is."""

    school: str
    printed_by: str


def certificate_paper(shown: Shown) -> bytes:
    """The certificate on one sheet, with the code that confirms it."""
    paper = Document(title=shown.heading, school=shown.school, printed_by="", internal=False)
    paper.space(20).paragraph(shown.name, "title").paragraph(shown.learned, "big").paragraph(shown.wish, "big")
    for title in shown.lessons:
        paper.paragraph(title, "centre")
    paper.space(10).paragraph(shown.school, "right").paragraph(shown.day, "right").space(10)
    paper.qr(shown.link, _("Number %(number)s; scan this to have it confirmed.", number=shown.number), 28)
    return paper.bytes()


def lesson_paper(sheet: Sheet, lesson: Lesson, link: str) -> bytes:
    """A lesson to read on paper, for a family without a phone; the code opens it on one."""
    paper = Document(title=lesson.title, school=sheet.school, printed_by=sheet.printed_by, subtitle=lesson.idea, internal=False)
    for section in lesson.sections:
        paper.heading(section.title)
        for block in section.blocks:
            if block.kind is BlockKind.PAIR:
                paper.facts([(_("Less of this"), block.instead), (_("Try this"), block.words)], columns=1)
            elif block.kind is BlockKind.TONIGHT:
                paper.paragraph(f"{BOX} {block.words}", "indent")
            else:
                for part in plain_paragraphs(block.words):
                    paper.paragraph(part, "indent")
    return paper.qr(link, _("The same lesson on the phone, to listen to or read.")).bytes()


def code_paper(sheet: Sheet, title: str, day_of: date, begins: str, link: str) -> bytes:
    """The sheet for the wall: one large code."""
    paper = Document(title=title, school=sheet.school, printed_by="", subtitle=f"{day(day_of)} {begins}", internal=False)
    return (
        paper.space(20)
        .paragraph(_("Scan this with the phone you sign in with: you are on the list."), "big")
        .qr(link, "", 120)
        .bytes()
    )


def attendance_paper(sheet: Sheet, title: str, day_of: date, class_name: str, names: Sequence[str]) -> bytes:
    """The list to sign on, one line a family."""
    paper = Document(title=title, school=sheet.school, printed_by=sheet.printed_by, subtitle=f"{class_name} {day(day_of)}")
    head = (_("Child"), _("Who came"), _("Signature"), _("By video"))
    return paper.table(head, [(name, "", "", BOX) for name in names], widths=(3, 4, 4, 1.5)).bytes()


def home_paper(sheet: Sheet, child: str, lesson: Lesson, link: str) -> bytes:
    """What to take along to a home without signal: the lesson in short, and lines to write on."""
    paper = Document(title=_("A lesson brought to the home"), school=sheet.school, printed_by=sheet.printed_by, subtitle=child)
    paper.facts([(_("Which lesson"), lesson.title), (_("The one idea"), lesson.idea), (_("Day"), " ")], columns=1)
    for section in lesson.sections:
        for block in section.blocks:
            if block.kind is BlockKind.PAIR:
                paper.facts([(_("Less of this"), block.instead), (_("Try this"), block.words)], columns=1)
            elif block.kind is BlockKind.TONIGHT:
                paper.paragraph(f"{BOX} {block.words}", "indent")
    for words in (_("Who was there"), _("What was agreed")):
        paper.heading(words, 2).blank_lines(2)
    return paper.signatures([_("Parent or carer"), _("Who brought it")]).qr(link, _("Scan this to type the sheet in.")).bytes()


def plain_paragraphs(markdown: str) -> Sequence[str]:
    """Running text without the marks of Markdown."""
    lines = [re.sub(r"^\s*(>|[-*]|#+)\s+", "", line) for line in markdown.split("\n")]
    bare = [re.sub(r"\*\*|__|\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in lines]
    return [line.strip() for line in bare if line.strip()]
