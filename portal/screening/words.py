"""Every flaw of a definition in words: where it stands, what was found, then what to do."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.screening.scales.flaws import BrokenDefinition, Flaw, Problem

FLAWS: dict[Problem, Words] = {
    Problem.UNREADABLE: _l("The characters cannot be read. Save the file as UTF-8."),
    Problem.NOT_JSON: _l(
        "At column %(column)s the JSON breaks off. Look for a comma, quotation mark or bracket too few or too many."
    ),
    Problem.REPEATED: _l("“%(field)s” stands there twice. Delete the one that is not meant."),
    Problem.MISSING_FIELD: _l("“%(field)s” is missing. Add it; docs/adding-a-scale.md tells what it holds."),
    Problem.UNKNOWN_FIELD: _l("“%(field)s” is no field of this place. Correct its name or delete it; known are: %(known)s."),
    Problem.WRONG_TYPE: _l("The value is of the wrong kind. Write this kind of value: %(wanted)s."),
    Problem.NOT_ONE_OF: _l("“%(value)s” is not possible here. Write one of: %(allowed)s."),
    Problem.OUT_OF_LIMITS: _l("%(value)s is beyond the limit. Write a number no further than %(limit)s."),
    Problem.EMPTY: _l("There is too little here. Fill it in, or delete the field if it may be left out."),
    Problem.TWICE: _l("The list holds the same entry twice. Delete one."),
    Problem.BAD_NAME: _l("“%(value)s” is no name. Use small Latin letters, digits and _, beginning with a letter."),
    Problem.MISFIT: _l("“%(value)s” does not fit the format. Compare it with docs/adding-a-scale.md."),
    Problem.ID_DIFFERS: _l("The id is “%(id)s”, but the file is called %(stem)s.json. Make the two the same."),
    Problem.NO_SUCH_ITEM: _l("There is no item %(item)s: the scale has items 1 to %(count)s. Correct the number or items_count."),
    Problem.SAME_VALUE: _l("Two options have the value %(value)s. Give each answer a value of its own."),
    Problem.NAME_TAKEN: _l("The name “%(name)s” is taken. Choose another: every score needs a name of its own."),
    Problem.NO_SUCH_SCORE: _l("There is no score “%(name)s”. Write one of: %(known)s."),
    Problem.FORMULA: _l(
        "The formula “%(formula)s” cannot be read. Write it like total*4, conduct+hyperactivity, total-10 or count(answer>=2)."
    ),
    Problem.TOTAL_SOURCE: _l("The total needs either items or subscales. Write one of the two."),
    Problem.SHARED_TABLE: _l("The bands of “%(score)s” point to no table. Write the table itself, or name a score that has one."),
    Problem.BAND_BOUND: _l("A band needs an end. Write either max (with the value itself) or below (without it)."),
    Problem.BAND_NEEDS_BELOW: _l(
        "Means lie between whole numbers, so a band that ends with %(max)s leaves a gap. Write below and where the next begins."
    ),
    Problem.BAND_BACKWARDS: _l("The band ends before it begins (%(min)s). Correct min, or max or below."),
    Problem.BAND_START: _l("The lowest possible score is %(least)s, but the first band begins with %(min)s. Begin with %(least)s."),
    Problem.BAND_GAP: _l(
        "Between “%(band)s” and “%(next)s” lies a gap. Begin “%(next)s” with %(due)s, or let “%(band)s” end later."
    ),
    Problem.BAND_OVERLAP: _l("“%(band)s” and “%(next)s” overlap. Begin “%(next)s” with %(due)s, or let “%(band)s” end earlier."),
    Problem.BAND_END: _l("The highest possible score is %(most)s, but “%(band)s” does not end there. Let max be %(most)s."),
    Problem.BAND_TWICE: _l("Two bands have the key “%(key)s”. Give each its own."),
    Problem.CUTOFF_FORM: _l("A cut-off needs either op and value, or band. Write one of the two."),
    Problem.NO_SUCH_BAND: _l("“%(score)s” has no band “%(band)s”. Write the key of one of its bands."),
    Problem.FLAG_NEVER: _l("No option of item %(item)s is %(rule)s, so this flag would never be raised. Correct the value."),
    Problem.RISK_UNFLAGGED: _l("Risk item %(item)s has no red flag, so no answer would ever be told. Add one to red_flags."),
    Problem.RISK_UNWATCHED: _l("Item %(item)s raises an instant flag, but a blank would go unnoticed. Add it to risk_items."),
    Problem.MISSING_LIMIT: _l(
        "The rule “%(rule)s” needs a fitting %(field)s. Write a number from 1 to %(largest)s, or leave it out for the rule “none”."
    ),
    Problem.MISSING_NEEDS_SUBSCALES: _l(
        "This rule fills blanks subscale by subscale, so the total must be counted over subscales. Write total.subscales."
    ),
    Problem.CHECK_IN_CLINICAL: _l(
        "A check-in is no clinical scale and has no “%(field)s”. Empty it, or set nature to screen if this is a published scale."
    ),
}


def told(file: str, flaw: Flaw) -> str:
    """One flaw as a sentence with its place and its remedy."""
    sentence = str(FLAWS[flaw.problem]) % flaw.detail
    where = _("%(file)s, line %(line)s", file=file, line=flaw.line)
    return f"{where} ({flaw.place}): {sentence}" if flaw.place else f"{where}: {sentence}"


def all_told(broken: BrokenDefinition) -> list[str]:
    """Every flaw of a file, in its order."""
    return [told(broken.file, flaw) for flaw in broken.flaws]
