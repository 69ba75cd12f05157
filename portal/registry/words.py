"""Every problem in words: what was found, then what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.registry.findings import Finding, Problem

FOUND: dict[tuple[Problem, str], Words] = {
    (Problem.ID_CHECKSUM, ""): _l("The check digit of the identity number does not fit: one of its digits is wrong."),
    (Problem.ID_CHECKSUM, "length"): _l("The identity number has %(length)s characters; it should have 18."),
    (Problem.PHONE_FORM, ""): _l("“%(value)s” is no telephone number: a mobile has 11 digits, a landline its area code."),
    (Problem.MISSING, ""): _l("%(column)s is empty."),
    (Problem.MISSING, "number"): _l("There is no identity number, though this kind of document has one."),
    (Problem.MISSING, "taken"): _l("%(column)s is empty; %(value)s was taken from the identity number."),
    (Problem.MISSING, "expected"): _l("%(column)s is empty."),
    (Problem.MISSING, "member"): _l("A member of the family has a number but no name."),
    (Problem.SEX_DIFFERS, ""): _l("The sex does not agree with the identity number, which says %(number)s."),
    (Problem.BIRTH_DATE_DIFFERS, ""): _l("The birth date does not agree with the identity number, which says %(number)s."),
    (Problem.UNKNOWN_CODE, ""): _l("“%(value)s” is no value of %(column)s."),
    (Problem.IMPOSSIBLE_DATE, ""): _l("“%(value)s” is no day in the calendar."),
    (Problem.FUTURE_DATE, ""): _l("The birth date lies in the future."),
    (Problem.NUMBER_DESTROYED, ""): _l("Excel has rounded this number and its last digits are lost."),
    (Problem.DUPLICATE, ""): _l("Row %(other)s has the same identity number."),
    (Problem.NEAR_DUPLICATE, ""): _l(
        "Row %(other)s has the same name, birth date, class and guardian, and one of the two rows has no number."
    ),
    (Problem.NEAR_DUPLICATE, "several"): _l(
        "Several children of the school have this name and birth date, and the row has no number."
    ),
    (Problem.NEAR_DUPLICATE, "known"): _l(
        "A child of the school has the same name, birth date and class or family, under another number."
    ),
    (Problem.UNKNOWN_CLASS_FORM, ""): _l("“%(value)s” is no class number."),
    (Problem.CELL_ERROR, ""): _l("The cell holds an error of Excel."),
    (Problem.NAME_FORM, ""): _l("The name holds digits or marks."),
    (Problem.NUMBER_FORM, ""): _l("“%(value)s” is no distance in kilometres."),
    (Problem.AGE_UNUSUAL, ""): _l("By this birth date the child turns %(age)s this year."),
    (Problem.OTHER_SCHOOL, ""): _l("This row belongs to another school: %(value)s instead of %(school)s."),
}

REMEDIES: dict[tuple[Problem, str], Words] = {
    (Problem.ID_CHECKSUM, ""): _l("Compare it with the card or the household register and type it again."),
    (Problem.ID_CHECKSUM, "length"): _l("Compare it with the card or the household register and type it again."),
    (Problem.PHONE_FORM, ""): _l("The row goes in as it is. Ask the family for a number and put it right in the file."),
    (Problem.MISSING, ""): _l("Fill it in, or delete the row if it is no pupil."),
    (Problem.MISSING, "number"): _l("Write the number, or set the kind of document to Z if the child has none yet."),
    (Problem.MISSING, "taken"): _l("The row goes in. Fill the cell in the registry as well."),
    (Problem.MISSING, "expected"): _l("The row goes in without it. Fill it in on the child's page and in the registry."),
    (Problem.MISSING, "member"): _l("The row goes in without this member. Write the name on the child's page."),
    (Problem.SEX_DIFFERS, ""): _l("Compare both with the household register and put the wrong one right."),
    (Problem.BIRTH_DATE_DIFFERS, ""): _l("Compare both with the household register and put the wrong one right."),
    (Problem.UNKNOWN_CODE, ""): _l("Write a code or a label of the registry."),
    (Problem.IMPOSSIBLE_DATE, ""): _l("Write year, month and day, such as 20190911."),
    (Problem.FUTURE_DATE, ""): _l("Check the year."),
    (Problem.NUMBER_DESTROYED, ""): _l("Set the column to text, then type the whole number again."),
    (Problem.DUPLICATE, ""): _l("If it is the same child, delete one of the rows; if not, put the number right."),
    (Problem.NEAR_DUPLICATE, ""): _l("If it is the same child, delete this row; if not, write the identity number."),
    (Problem.NEAR_DUPLICATE, "several"): _l("Write the identity number that says which of them it is."),
    (Problem.NEAR_DUPLICATE, "known"): _l("The row goes in as a new file. If it is the same child, join the two files."),
    (Problem.UNKNOWN_CLASS_FORM, ""): _l("Write entry year, stage and number, such as 2022102, or the names of grade and class."),
    (Problem.CELL_ERROR, ""): _l("Write the value itself into the cell."),
    (Problem.NAME_FORM, ""): _l("The row goes in as it is. Compare the name with the household register."),
    (Problem.NUMBER_FORM, ""): _l("The row goes in as it is. Write a number such as 3.5."),
    (Problem.AGE_UNUSUAL, ""): _l("The row goes in as it is. Check the year."),
    (Problem.OTHER_SCHOOL, ""): _l("The row goes in as it is. If the child is not yours, delete the row."),
}

MOVED_ON = _l("Somebody saved one of these files meanwhile. Nothing was imported. Check the file once more, then import it.")
ALREADY_UNDONE = _l("This import is not in the files: it was undone already, or never taken in.")
TOO_LATE = _l("An import can be undone for 30 days. After that, change the files one by one.")
CHANGED_SINCE = _l(
    "Somebody changed %(count)s of these files since (%(names)s). Undoing would lose that, so nothing was undone. "
    "Change the files one by one."
)
REFERRED_TO = _l("Other records have come to rest on the new files since. Nothing was undone. Change the files one by one.")
UPLOAD_GONE = _l("The uploaded file is not here any more; files are kept for 7 days. Upload it again.")
NOT_WAITING = _l("This import has gone on meanwhile. Open its page again to see where it stands.")
BROKE_OFF = _l("Something broke off while the file was read. Nothing was imported. Check the file again, or upload it once more.")


def sentence(finding: Finding) -> str:
    """What was found in this cell, in the reader's language."""
    return _filled(FOUND[finding.problem, finding.case], finding)


def remedy(finding: Finding) -> str:
    """What to do about it, in the reader's language."""
    return _filled(REMEDIES[finding.problem, finding.case], finding)


def _filled(words: Words, finding: Finding) -> str:
    return str(words) % {"column": finding.column, "value": finding.value, **finding.detail}
