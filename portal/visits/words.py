"""What the trade's codes and the lines of the form are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.visits.models import Signed, VisitMode
from portal.visits.rules import Hazard, Show

MODES: Mapping[VisitMode, Words] = {
    VisitMode.ON_SITE: _l("At home"),
    VisitMode.INVITED_TALK: _l("Invited to school"),
    VisitMode.VIDEO: _l("By video"),
    VisitMode.TELEPHONE: _l("By telephone"),
}

SIGNED: Mapping[Signed, Words] = {
    Signed.DRAWN: _l("signed on the phone"),
    Signed.PHOTO: _l("photo of the signed sheet"),
    Signed.PAPER: _l("signed on paper"),
    Signed.NOT: _l("not signed"),
}

HAZARDS: Mapping[Hazard, Words] = {
    Hazard.SHOCK: _l("Electric shock"),
    Hazard.SCALD: _l("Burns and scalds"),
    Hazard.FALL: _l("Falls"),
    Hazard.DROWNING: _l("Drowning"),
    Hazard.TRAFFIC: _l("Traffic"),
    Hazard.ANIMALS: _l("Animals"),
}

#: The texts of the form, in its order (rules §9.6).
TEXTS: Mapping[str, Words] = {
    "met": _l("Who was there"),
    "purpose": _l("What the visit is for"),
    "household": _l("How the family lives"),
    "housing": _l("Home and place to study"),
    "hazard_note": _l("What was seen of dangers"),
    "at_school": _l("At school, told the family"),
    "at_home": _l("At home, told by the family"),
    "mood": _l("How the child seems"),
    "needs": _l("What the family asks for"),
    "family_words": _l("The family's opinion"),
    "problems": _l("What is difficult"),
    "measures": _l("Advice and measures"),
    "next_plan": _l("Plan from here"),
}

#: The lists behind the numbers of the coverage.
SHOWS: Mapping[Show, Words] = {
    Show.ALL: _l("All children"),
    Show.VISITED: _l("Visited this school year"),
    Show.OPEN: _l("Not visited this school year"),
    Show.LEFT_BEHIND: _l("Left-behind children"),
    Show.LEFT_BEHIND_VISITED: _l("Left-behind, visited this term"),
    Show.LEFT_BEHIND_OPEN: _l("Left-behind, not visited this term"),
    Show.SOONER: _l("To be visited again sooner"),
}
