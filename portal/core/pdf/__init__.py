"""Papers for the office printer: A4, black on white, every Chinese name readable, copyable and never silently blank.

    from portal.core.pdf.document import Document
    paper = Document(title=_("Visit sheet"), school=name, printed_by=viewer.name)
    paper.facts([(_("Child"), child.name)]).table(head, rows).signatures([_("Head teacher"), _("Carer")])
    return answer(paper.bytes(), "visit.pdf")          # portal.core.pdf.answering

The PDF library is loaded when the first paper is drawn, not before.
"""
