"""What states, outcomes and reasons are called on the screen; never a label for a child."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.core.holdings import EMPTIED
from portal.screening.models import ConsentWay, ConsentWord, ImportStep, Outcome, RetestReason
from portal.screening.rules import WISH, Doubt, Stage
from portal.screening.scales.definition import Scale
from portal.screening.scoring.flags import RISK_ITEM_MISSING, is_instant

LANGUAGES: Mapping[str, Words] = {"zh": _l("Chinese"), "en": _l("English")}

STAGES: Mapping[Stage, Words] = {
    Stage.PLANNED: _l("planned"),
    Stage.RUNNING: _l("running"),
    Stage.MAKEUP: _l("make-up days"),
    Stage.ENDED: _l("ended, not yet closed"),
    Stage.CLOSED: _l("round closed"),
}

CONSENTS: Mapping[ConsentWord | None, Words] = {
    None: _l("not heard yet"),
    ConsentWord.GIVEN: _l("agreed"),
    ConsentWord.DECLINED: _l("does not take part"),
    ConsentWord.WITHDRAWN: _l("agreement withdrawn"),
}

WAYS: Mapping[ConsentWay, Words] = {
    ConsentWay.PHONE: _l("by own login"),
    ConsentWay.PAPER: _l("signed slip"),
    ConsentWay.TOLD: _l("told to the school"),
    ConsentWay.PLATFORM: _l("noted by the platform"),
}

OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.FINE: _l("All is well, nothing more to do"),
    Outcome.WATCH: _l("Keep an eye on, talk again"),
    Outcome.SUPPORT: _l("Support at school: homeroom teacher, pairing, group"),
    Outcome.CASE: _l("Counseling begins"),
    Outcome.REFER: _l("Talk with the family about a specialist"),
    Outcome.NOT_MET: _l("Not met today, a new day is set"),
}

ATTENTION: Mapping[str, Words] = {
    "0": _l("0 · nothing for now"),
    "1": _l("1 · keep an eye on"),
    "2": _l("2 · talk soon"),
    "3": _l("3 · talk first"),
}

RETESTS: Mapping[RetestReason, Words] = {
    RetestReason.CHECK: _l("The answers have to be looked at again"),
    RetestReason.LATER: _l("To see how it goes on"),
    RetestReason.EVENT: _l("Something happened in the child's life"),
}

DOUBTS: Mapping[Doubt, Words] = {
    Doubt.VALIDITY: _l("The check questions say: look at it together once more"),
    Doubt.FAST: _l("Filled in very fast, perhaps without reading"),
    Doubt.STRAIGHT: _l("The same answer many times in a row"),
    Doubt.TOO_LITTLE: _l("Too few questions answered to read it"),
}

STEPS: Mapping[ImportStep, Words] = {
    ImportStep.MAPPING: _l("waits for the meaning of headings"),
    ImportStep.CHECKED: _l("checked, not taken in"),
    ImportStep.TAKEN_IN: _l("taken in"),
    ImportStep.DROPPED: _l("thrown away"),
    ImportStep.TAKEN_BACK: _l("taken back"),
}


def flag_words(what: str, of: Scale, locale: str) -> str:
    """A flag as the counselor reads it."""
    if what == WISH:
        return str(_l("Would like to talk with a teacher"))
    if what == EMPTIED:  # its term was over: that something was raised stays, which question is gone
        return EMPTIED
    item = int(what.rpartition(":")[2])
    if what.startswith(RISK_ITEM_MISSING):
        return str(_l("Question %(item)s about safety was left out", item=item))
    words = next((flag.label.in_language(locale) for flag in of.red_flags if flag.item == item), "")
    return str(_l("Question %(item)s: %(words)s", item=item, words=words))


def theme(what: str) -> str:
    """Where a talk may begin, without the question itself."""
    if what == WISH:
        return str(_l("wants to talk"))
    urgent = is_instant(what) or what.startswith(RISK_ITEM_MISSING)
    return str(_l("questions of safety") if urgent else _l("a question worth asking"))
