"""The paper of a return for the printer: A4, with the seal's place and three signatures."""

from __future__ import annotations

from portal.core.pdf.document import Document
from portal.summaries.paper import Paper


def printed(paper: Paper, printed_by: str) -> bytes:
    """The finished PDF; upright while the columns fit, else across."""
    sheet = Document(
        title=paper.title,
        subtitle=paper.subtitle,
        school=paper.school,
        printed_by=printed_by,
        landscape=paper.is_wide,
        internal=False,
    )
    columns = len(paper.head) - 1
    widths = [3.4, *[1.0] * columns]
    sheet.table(paper.head, [[name, *numbers] for name, numbers in paper.rows], widths=widths, numbers=range(1, columns + 1))
    for number, note in enumerate(paper.notes, start=1):
        sheet.paragraph(f"{number}. {note}", "note")
    return sheet.signatures(paper.signatures, seal=paper.seal).bytes()
