"""The sentences with which a file of answers is turned away: what it is and where, then what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.screening.scales.definition import Scale


def no_header(row: int) -> Refused:
    return Refused(_l("Row %(row)s is no heading: the first row must be id, 1, 2, 3, … with one column per item.", row=row))


def unknown_column(title: str, scale: Scale) -> Refused:
    reason = _l(
        "The heading “%(title)s” is no item: %(scale)s has items 1 to %(count)s. "
        "Name the columns id, 1, 2, 3, … or check that this is the right scale.",
        title=title,
        scale=scale.id,
        count=scale.items_count,
    )
    return Refused(reason)


def repeated_column(title: str) -> Refused:
    return Refused(_l("The heading “%(title)s” stands there twice. Delete the column that is not meant.", title=title))


def stray_cell(row: int, value: str) -> Refused:
    return Refused(_l("Row %(row)s holds “%(value)s” under no heading. Delete it, or name its column.", row=row, value=value))


def no_id(row: int) -> Refused:
    return Refused(_l("Row %(row)s has answers but no id. Write whose sheet it is.", row=row))


def repeated_id(sheet: str, row: int, first: int) -> Refused:
    reason = _l(
        "The id “%(sheet)s” stands in rows %(first)s and %(row)s. Keep one sheet per id, or tell the two apart.",
        sheet=sheet,
        first=first,
        row=row,
    )
    return Refused(reason)


def no_number(row: int, sheet: str, item: int, value: str) -> Refused:
    reason = _l(
        "Row %(row)s, id “%(sheet)s”, item %(item)s: “%(value)s” is no number. "
        "Write the number of the answer, or leave the cell blank if nothing was answered.",
        row=row,
        sheet=sheet,
        item=item,
        value=value[:40],
    )
    return Refused(reason)


def no_json(line: int, column: int) -> Refused:
    return Refused(_l("Line %(line)s, column %(column)s: this is no JSON. Export the file once more.", line=line, column=column))


def no_list() -> Refused:
    return Refused(_l('The JSON must be a list of sheets, each {"id": …, "answers": {"1": 0, …}}.'))


def no_sheet(number: int) -> Refused:
    reason = _l('Entry %(number)s of the list is no sheet: write {"id": …, "answers": {"1": 0, …}}.', number=number)
    return Refused(reason)


def unknown_item(sheet: str, item: str, scale: Scale) -> Refused:
    reason = _l(
        "Id “%(sheet)s” answers an item “%(item)s”: %(scale)s has items 1 to %(count)s. Check that this is the right scale.",
        sheet=sheet,
        item=item,
        scale=scale.id,
        count=scale.items_count,
    )
    return Refused(reason)


def repeated_name(name: str) -> Refused:
    return Refused(_l("“%(name)s” stands twice in one object of the JSON. Keep the one that is meant.", name=name[:40]))


def repeated_sheet(sheet: str, number: int, first: int) -> Refused:
    reason = _l(
        "The id “%(sheet)s” stands in entries %(first)s and %(number)s. Keep one sheet per id, or tell the two apart.",
        sheet=sheet,
        first=first,
        number=number,
    )
    return Refused(reason)


def no_number_in_sheet(sheet: str, item: int, value: str) -> Refused:
    reason = _l(
        "Id “%(sheet)s”, item %(item)s: “%(value)s” is no number. Write the number of the answer, or null for no answer.",
        sheet=sheet,
        item=item,
        value=value[:40],
    )
    return Refused(reason)
