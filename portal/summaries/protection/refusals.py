"""The sentences with which a table of counts is turned away: what it is, then what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.summaries.protection.tables import Key


def no_file(name: str) -> Refused:
    return Refused(_l("There is no readable file “%(name)s” here. Check its name and folder.", name=name))


def no_table() -> Refused:
    reason = _l(
        "The file needs a row of headings: one column or more to break down by, then a last column with the counts. "
        "Add what is missing."
    )
    return Refused(reason)


def no_heading(column: int) -> Refused:
    return Refused(_l("Column %(column)s has no heading. Write above it what it breaks down by.", column=column))


def heading_twice(heading: str) -> Refused:
    return Refused(_l("Two columns are headed “%(heading)s”. Rename one or take it out.", heading=heading))


def wrong_width(row: int, found: int, expected: int) -> Refused:
    reason = _l(
        "Row %(row)s has %(found)s cells where the headings are %(expected)s. Fill in or take out what does not fit.",
        row=row,
        found=found,
        expected=expected,
    )
    return Refused(reason)


def no_value(row: int, dimension: str) -> Refused:
    reason = _l("Row %(row)s says nothing under “%(dimension)s”. Write a value, or “unknown”.", row=row, dimension=dimension)
    return Refused(reason)


def total_inside(row: int, dimension: str) -> Refused:
    reason = _l(
        "Row %(row)s has a “*” under “%(dimension)s”, which stands for a total. Take rows of totals out: they are added up here.",
        row=row,
        dimension=dimension,
    )
    return Refused(reason)


def no_count(row: int, text: str) -> Refused:
    reason = _l("Row %(row)s: “%(text)s” is no count. Write a whole number, 0 for none.", row=row, text=text)
    return Refused(reason)


def row_twice(first: int, second: int, key: Key) -> Refused:
    reason = _l(
        "Rows %(first)s and %(second)s both count “%(values)s”. Keep one row with the right count.",
        first=first,
        second=second,
        values=", ".join(key),
    )
    return Refused(reason)


def too_many_cells(found: int, most: int) -> Refused:
    reason = _l(
        "With all its totals the table has %(found)s cells, and at most %(most)s can be protected. "
        "Leave a column out or join values.",
        found=found,
        most=most,
    )
    return Refused(reason)


def tables_disagree(cell: str, one: int, other: int) -> Refused:
    reason = _l(
        "Two tables of one return count %(one)s and %(other)s for “%(cell)s”. "
        "Correct the figures first: they must count the same children.",
        one=one,
        other=other,
        cell=cell,
    )
    return Refused(reason)
