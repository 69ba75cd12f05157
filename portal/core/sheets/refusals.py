"""The sentences with which a spreadsheet is turned away: what it is, then what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused, Words

KINDS: dict[str, Words] = {
    "xlsx": _l("an Excel workbook (.xlsx)"),
    "xls": _l("an old Excel workbook (.xls)"),
    "csv": _l("plain text (.csv)"),
    "xlsb": _l("a binary Excel workbook (.xlsb)"),
    "ods": _l("an OpenDocument sheet (.ods)"),
    "html": _l("a web page"),
    "xml": _l("an XML document"),
    "office": _l("a document that is no spreadsheet"),
    "zip": _l("a packed folder"),
    "picture": _l("a picture"),
    "pdf": _l("a PDF"),
    "other": _l("something that is no spreadsheet"),
}


def empty() -> Refused:
    return Refused(_l("The file is empty. Export it once more, then upload it."))


def too_big(limit_mb: int) -> Refused:
    reason = _l("The file is larger than %(limit)s MB. Copy only the table into a new workbook, then upload that.", limit=limit_mb)
    return Refused(reason)


def unpacks_too_big(limit_mb: int) -> Refused:
    reason = _l(
        "Unpacked, the workbook is larger than %(limit)s MB. Copy only the table into a new workbook, then upload that.",
        limit=limit_mb,
    )
    return Refused(reason)


def wrong_kind(kind: str) -> Refused:
    reason = _l(
        "Inside, this file is %(kind)s. Open it in Excel or WPS, save it as an Excel workbook (.xlsx), then upload that.",
        kind=KINDS[kind],
    )
    return Refused(reason)


def wrong_name(suffix: str, kind: str) -> Refused:
    reason = _l(
        "The name ends in “%(suffix)s”, but inside the file is %(kind)s. "
        "Open it in Excel or WPS, save it as an Excel workbook (.xlsx), then upload that.",
        suffix=suffix,
        kind=KINDS[kind],
    )
    return Refused(reason)


def encrypted() -> Refused:
    return Refused(_l("The workbook is protected with a password. Take the password off, save it, then upload it again."))


def macros() -> Refused:
    return Refused(_l("The workbook contains macros. Save it as an Excel workbook (.xlsx) without macros, then upload that."))


def damaged() -> Refused:
    return Refused(_l("The file is incomplete or damaged. Export or copy it once more, then upload it."))


def far_outside(cell: str, rows: int) -> Refused:
    reason = _l(
        "Cell %(cell)s holds something far outside the table; a sheet may have %(rows)s rows. "
        "Copy only the table into a new workbook, then upload that.",
        cell=cell,
        rows=rows,
    )
    return Refused(reason)


def too_many_rows(rows: int) -> Refused:
    return Refused(
        _l("The table has more than %(rows)s rows. Split it into several files, then upload one after the other.", rows=rows)
    )


def overloaded() -> Refused:
    reason = _l(
        "The workbook holds far more text or formatting than a table needs. "
        "Copy only the values of the table into a new workbook, then upload that."
    )
    return Refused(reason)


def unreadable_characters() -> Refused:
    return Refused(_l("The characters of this text file cannot be read. Save it as “CSV UTF-8” or as .xlsx, then upload that."))


def broken_line(row: int) -> Refused:
    reason = _l(
        "Row %(row)s of the text file is far too long, or a quotation mark is not closed. "
        "Save the table as an Excel workbook (.xlsx), then upload that.",
        row=row,
    )
    return Refused(reason)
