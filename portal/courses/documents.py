"""Papers of courses, from plain data: certificate, a lesson to read on paper, the list of a session, the sheet for the home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

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


def plain_paragraphs(markdown: str) -> Sequence[str]:
    """Running text without the marks of Markdown."""
    import re

    lines = [re.sub(r"^\s*(>|[-*]|#+)\s+", "", line) for line in markdown.split("\n")]
    bare = [re.sub(r"\*\*|__|\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in lines]
    return [line.strip() for line in bare if line.strip()]
