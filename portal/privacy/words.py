"""What grounds, questions and their first answers are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.children.models import Enrolment
from portal.core.errors import Words
from portal.core.holdings import Ground

GROUNDS: Mapping[Ground, Words] = {
    Ground.DUTY: _l("a duty by law"),
    Ground.CONSENT: _l("consent of the guardian"),
    Ground.WORK: _l("work at this school"),
}

QUESTIONS: Mapping[str, Words] = {
    "occasion": _l("Why this assessment is made"),
    "necessary": _l("Are purpose and way lawful, and is each kind necessary?"),
    "effects": _l("What could it mean for children and families, and how likely is harm?"),
    "measures": _l("Are the measures lawful, effective and fit for the risk?"),
    "remaining": _l("What remains, and what is done about it by when"),
}

FIRST_WORDS: Mapping[str, Words] = {
    "occasion": _l("Yearly look, as sensitive information of children under fourteen is kept."),
    "necessary": _l(
        "Each kind stands in the processing record with purpose, ground and term. What no duty asks for rests on the guardian's"
        " consent, which can be withdrawn. Nothing is asked for that no page uses."
    ),
    "effects": _l(
        "Were it seen by others, a child could be shamed, found or put under pressure. Notes of counseling, cases of bullying and"
        " telephone numbers weigh most."
    ),
    "measures": _l(
        "A page opens only with its permission, a file is found only through who asks. Sensitive fields are encrypted, readings are"
        " noted, counts that leave the school hide small groups. A second factor guards who may see most. Back-ups are encrypted"
        " and tried out."
    ),
    "remaining": _l(
        "Print-outs and screens can still be seen by others. Staff is trained each term; the access review is due yearly."
    ),
}

LEFT: Mapping[Enrolment, Words] = {
    Enrolment.TRANSFERRED: _l("went to another school"),
    Enrolment.GRADUATED: _l("finished school"),
    Enrolment.LEFT: _l("left"),
}
