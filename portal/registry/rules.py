"""What a registry row must satisfy, judged from its canonical values.

A row is parked only for what a person must decide: who the child is (name, number, sex, birth date), where it belongs (class),
and what the portal acts on (does it sleep here, is it counted as left behind, is it an orphan). All else goes in and is told.
Sex and birth date stand in a valid identity number; where their cells are empty they are taken from it and told. With a wrong
number nothing is compared, since nobody knows which of the two is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from portal.core import identity_number
from portal.registry.codes import LISTS
from portal.registry.columns import BIRTH_DATE, BY_NAME, COLUMNS, DOCUMENT, MEMBERS, NUMBER, SEX, member_column
from portal.registry.findings import Finding, Level, Problem, level_of

CARD = "1"
NO_NUMBER_NEEDED = "Z"
UNSAID_SEX = {"0", "9", "未知", "未说明"}
AGES = range(3, 23)  # kindergarten to a late graduate; outside it the year is probably mistyped
_DEMANDED = tuple(column for column in COLUMNS if (column.required or column.expected) and column.name != NUMBER)


class Check:
    """Judges one row; `record` may gain a sex or birth date from the number."""

    def __init__(self, row: int, record: dict[str, str], problems: Mapping[str, Problem]) -> None:
        self.row = row
        self.record = record
        self.problems = dict(problems)
        if record.get(SEX) in UNSAID_SEX:
            record[SEX] = ""
            self.problems.pop(SEX, None)
        number = record.get(NUMBER, "")
        self.card = self._is_card(record.get(DOCUMENT, ""))
        self.valid = self.card and NUMBER not in problems and identity_number.is_valid(number)

    def findings(self, today: date) -> list[Finding]:
        """At most one for each cell, in the order of the columns."""
        found = {column: self._finding(column, problem) for column, problem in self.problems.items()}
        for finding in self._of_row(today):
            found.setdefault(finding.column, finding)
        if DOCUMENT in found and self.valid:
            found[DOCUMENT] = self._finding(DOCUMENT, Problem.UNKNOWN_CODE, Level.WARNING)
        return [found[column] for column in BY_NAME if column in found]

    def _of_row(self, today: date) -> Iterator[Finding]:
        yield from self._of_number()
        yield from self._of_sex()
        yield from self._of_birth_date(today)
        yield from self._of_empty_cells()
        yield from self._of_members()

    def _of_number(self) -> Iterator[Finding]:
        number = self.record.get(NUMBER, "")
        if number and self.card and not self.valid:
            yield self._wrong_number(NUMBER, number)
        if not number and self.record.get(DOCUMENT) != NO_NUMBER_NEEDED:
            yield self._finding(NUMBER, Problem.MISSING, case="number")

    def _of_members(self) -> Iterator[Finding]:
        for member in MEMBERS:
            column = member_column(member, "身份证件号")
            number, document = self.record.get(column, ""), self.record.get(member_column(member, "身份证件类型"), "")
            if number and self._is_card(document) and not identity_number.is_valid(number):
                yield self._wrong_number(column, number)
            reached = self.record.get(member_column(member, "联系电话"), "") or number
            if reached and not self.record.get(member_column(member, "姓名"), "-"):
                yield self._finding(member_column(member, "姓名"), Problem.MISSING, Level.WARNING, case="member")

    def _of_sex(self) -> Iterator[Finding]:
        if not self.valid or SEX in self.problems:
            return
        known = self.record.get(SEX, "")
        written = identity_number.sex(self.record[NUMBER])
        if known and known != written:
            label = LISTS[BY_NAME[SEX].codes].label_of(written)
            yield self._finding(SEX, Problem.SEX_DIFFERS, number=label)
        elif not known:
            self.record[SEX] = written
            yield self._finding(SEX, Problem.MISSING, Level.WARNING, case="taken")

    def _of_birth_date(self, today: date) -> Iterator[Finding]:
        if BIRTH_DATE in self.problems:
            return
        known = self.record.get(BIRTH_DATE, "")
        if self.valid:
            written = self.record[NUMBER][6:14]
            if known and known != written:
                yield self._finding(BIRTH_DATE, Problem.BIRTH_DATE_DIFFERS, number=_readable(written))
                return
            if not known:
                known = self.record[BIRTH_DATE] = written
                yield self._finding(BIRTH_DATE, Problem.MISSING, Level.WARNING, case="taken")
        if known > today.strftime("%Y%m%d"):
            yield self._finding(BIRTH_DATE, Problem.FUTURE_DATE)
        elif known and (age := today.year - int(known[:4])) not in AGES:
            yield self._finding(BIRTH_DATE, Problem.AGE_UNUSUAL, age=age)

    def _of_empty_cells(self) -> Iterator[Finding]:
        """An absent column says nothing; an empty cell of a column the registry demands does."""
        for column in _DEMANDED:
            if self.record.get(column.name, "-") == "":
                level, case = (Level.PARKED, "") if column.required else (Level.WARNING, "expected")
                yield self._finding(column.name, Problem.MISSING, level, case)

    @staticmethod
    def _is_card(document: str) -> bool:
        """Without a readable kind of document the number is taken for an identity card's."""
        return document == CARD or document not in LISTS["document"].labels

    def _wrong_number(self, column: str, number: str) -> Finding:
        case = "" if len(number) == 18 else "length"
        return self._finding(column, Problem.ID_CHECKSUM, case=case, length=len(number))

    def _finding(self, column: str, problem: Problem, level: Level | None = None, case: str = "", **detail: str | int) -> Finding:
        value = self.record.get(column, "")
        return Finding(self.row, column, problem, level or level_of(problem, column), value, case, detail)


def _readable(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"
