"""What gaps, states and answers are called on the screen: what is missing and what to do, never what a family is."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.contributions import Source
from portal.core.errors import Words
from portal.guardianship.gaps import Gap, GapKind, Owner
from portal.guardianship.models import EndingKind, Health, Living, Word
from portal.guardianship.rules import AgreementState, Lack

GAPS: Mapping[GapKind, Words] = {
    GapKind.ALONE: _l("Lives alone and is under 16"),
    GapKind.UNATTENDED: _l("Left unattended and is under 8"),
    GapKind.CARER_UNFIT: _l("The carer is not able to care at present"),
    GapKind.NOBODY_REACHABLE: _l("Nobody can be reached this weekend"),
    GapKind.AGREEMENT_EXPIRED: _l("The agreement of entrusted care has run out"),
    GapKind.AGREEMENT_MISSING: _l("No complete agreement of entrusted care"),
    GapKind.AGREEMENT_REVIEW: _l("The agreement is to be looked at again"),
    GapKind.TELEPHONE_FAILING: _l("A telephone failed twice"),
    GapKind.CARER_TOO_OLD: _l("The carer is old; see how the care goes"),
    GapKind.CARER_TOO_MANY: _l("The carer looks after many children; see how the care goes"),
    GapKind.CARER_UNKNOWN: _l("Nobody wrote down who cares for the child"),
}

NEXT: Mapping[GapKind, Words] = {
    GapKind.ALONE: _l("Tell guardian and village today. If it is not settled today, it is a case for a mandatory report."),
    GapKind.UNATTENDED: _l("Tell guardian and village today. If it is not settled today, it is a case for a mandatory report."),
    GapKind.CARER_UNFIT: _l("Speak with the guardians about another carer, and with the village."),
    GapKind.NOBODY_REACHABLE: _l("Ask the child and the village for a number before Friday."),
    GapKind.AGREEMENT_EXPIRED: _l("Ask the guardians to renew it."),
    GapKind.AGREEMENT_MISSING: _l("Ask the guardians for the written notice, print the form, file the signed paper."),
    GapKind.AGREEMENT_REVIEW: _l("Talk with carer and child, then set the next day."),
    GapKind.TELEPHONE_FAILING: _l("Ask for the new number and write it into the file."),
    GapKind.CARER_TOO_OLD: _l("Visit, and note how the carer is."),
    GapKind.CARER_TOO_MANY: _l("Visit, and note how the carer is."),
    GapKind.CARER_UNKNOWN: _l("Ask the child, then add the carer to the file."),
}

#: Where each clock comes from. Where the law gives no number of days, the number is the school's own and says so.
SOURCES: Mapping[GapKind, tuple[Source, Words]] = {
    GapKind.ALONE: (Source.LAW, _l("Law on the Protection of Minors, arts 11 and 21: at once")),
    GapKind.UNATTENDED: (Source.LAW, _l("Law on the Protection of Minors, arts 11 and 21: at once")),
    GapKind.CARER_UNFIT: (Source.LAW, _l("Law on the Protection of Minors, art. 22; the days are this school's own")),
    GapKind.AGREEMENT_EXPIRED: (Source.LAW, _l("Law on the Protection of Minors, arts 22 and 23; the days are this school's own")),
    GapKind.AGREEMENT_MISSING: (Source.LAW, _l("Law on the Protection of Minors, arts 22 and 23; the days are this school's own")),
}
OWN = (Source.SCHOOL, _l("Set by this school"))

OWNERS: Mapping[Owner, Words] = {Owner.LEAD: _l("Safeguarding lead"), Owner.HOMEROOM: _l("Homeroom teacher")}

STATES: Mapping[AgreementState, Words] = {
    AgreementState.DRAFT: _l("Draft"),
    AgreementState.NOTIFIED: _l("School notified, not complete"),
    AgreementState.COMPLETE: _l("In force"),
    AgreementState.DUE_FOR_REVIEW: _l("In force, review due"),
    AgreementState.EXPIRED: _l("Run out"),
    AgreementState.TERMINATED: _l("Ended"),
    AgreementState.UNSUITABLE: _l("Ended, carer not suitable"),
}

LACKS: Mapping[Lack, Words] = {
    Lack.EXCLUSIONS: _l("the four exclusions"),
    Lack.OPINION: _l("what the child says"),
    Lack.SIGNATURES: _l("signatures"),
    Lack.FILED: _l("the signed paper in the school's file"),
    Lack.SCHOOL: _l("written notice to the school"),
    Lack.VILLAGE: _l("written notice to the village"),
}

ENDINGS: Mapping[EndingKind, Words] = {
    EndingKind.TERMINATED: _l("It ended, the care changed"),
    EndingKind.UNSUITABLE: _l("The carer proved unsuitable"),
}

HEALTH: Mapping[Health, Words] = {
    Health.GOOD: _l("Well"),
    Health.LIMITED: _l("Limited, needs help at times"),
    Health.ILL: _l("Ill, needs care"),
    Health.UNKNOWN: _l("Not asked"),
}

LIVINGS: Mapping[Living, Words] = {
    Living.WITH_FAMILY: _l("With family or carer"),
    Living.UNATTENDED: _l("Often left without an adult"),
    Living.ALONE: _l("Alone"),
}

EXCLUSION_WORDS: Mapping[str, Words] = {
    "violence": _l("Sexual abuse, ill-treatment, abandonment, trafficking or violence in the past"),
    "addiction": _l("Drugs, heavy drinking or gambling"),
    "refusal": _l("Refused or long neglected guardianship or care before"),
    "unfit": _l("Any other reason that makes the person unfit"),
}

ANSWERS: Mapping[str, Words] = {"no": _l("No"), "yes": _l("Yes"), "unasked": _l("Not asked yet")}


def gap_words(gap: Gap) -> str:
    """As in 监护人电话两次打不通：向大山."""
    words = str(GAPS[gap.kind])
    return _("%(what)s: %(whom)s", what=words, whom=gap.about) if gap.about else words


def source_of(kind: GapKind) -> tuple[Source, Words]:
    """Where a gap's clock comes from."""
    return SOURCES.get(kind, OWN)


WORDS: Mapping[Word, Words] = {
    Word.CONFIRMED: _l("says it is right"),
    Word.OBJECTED: _l("says something is not right"),
}
