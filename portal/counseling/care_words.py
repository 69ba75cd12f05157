"""What the codes around a case are called: crisis, telling, letters, coming back, partners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Source
from portal.core.errors import Words
from portal.counseling.codes import Consent, CrisisAct, Danger, PartnerKind, ReturnOutcome, TellingWay, Told

DANGERS: Mapping[Danger, Words] = {
    Danger.SELF: _l("The child may hurt itself"),
    Danger.OTHERS: _l("The child may hurt others"),
    Danger.HARMED: _l("Somebody may be hurting the child"),
}

ACTS: Mapping[CrisisAct, Words] = {
    CrisisAct.TEAM: _l("Tell the safeguarding lead"),
    CrisisAct.WATCH: _l("Somebody stays with the child"),
    CrisisAct.HOMEROOM: _l("Tell the homeroom teacher what to do"),
    CrisisAct.GUARDIAN: _l("Tell the guardian"),
    CrisisAct.ASSESS: _l("Judge together how serious it is, and set the level"),
    CrisisAct.POLICE: _l("Call the police where anybody is in danger"),
    CrisisAct.HOSPITAL: _l("To a hospital with the guardian, or advise it"),
    CrisisAct.BUREAU: _l("Tell the bureau"),
    CrisisAct.AFTERCARE: _l("Look after the class and those who helped"),
}

#: Where each step comes from; 立即 has no number in law, so the hours are the school's own.
ACT_SOURCES: Mapping[CrisisAct, tuple[Source, Words]] = {
    CrisisAct.TEAM: (Source.PRACTICE, _l("Practice of schools: within ten minutes")),
    CrisisAct.WATCH: (Source.LAW, _l("Mental Health Law 28: at once; the minutes are this school's own")),
    CrisisAct.HOMEROOM: (
        Source.POLICY,
        _l("Guides of 2012 and 2015 on counseling rooms: in time; the minutes are this school's own"),
    ),
    CrisisAct.GUARDIAN: (Source.LAW, _l("Law on the Protection of Minors 37: at once; the minutes are this school's own")),
    CrisisAct.ASSESS: (Source.PRACTICE, _l("Practice of schools")),
    CrisisAct.POLICE: (Source.LAW, _l("Mental Health Law 28: at once; the minutes are this school's own")),
    CrisisAct.HOSPITAL: (Source.LAW, _l("Mental Health Law 28 and 31; the hours are this school's own")),
    CrisisAct.BUREAU: (Source.PRACTICE, _l("Practice of schools")),
    CrisisAct.AFTERCARE: (Source.LAW, _l("Mental Health Law 16; the days are this school's own")),
}

TOLD: Mapping[Told, Words] = {
    Told.GUARDIAN: _l("Guardian"),
    Told.HOMEROOM: _l("Homeroom teacher"),
    Told.LEADER: _l("Safeguarding lead or principal"),
    Told.HOSPITAL: _l("Hospital"),
    Told.POLICE: _l("Police"),
    Told.OTHER: _l("Somebody else"),
}

TELLING_WAYS: Mapping[TellingWay, Words] = {
    TellingWay.IN_PERSON: _l("In person"),
    TellingWay.TELEPHONE: _l("By telephone"),
    TellingWay.PAPER: _l("On paper, signed"),
}

CONSENTS: Mapping[Consent, Words] = {
    Consent.GIVEN: _l("The guardian agrees"),
    Consent.DECLINED: _l("The guardian does not agree; only advice is given"),
    Consent.EMERGENCY: _l("Danger to life: without waiting for consent"),
}

RETURNS: Mapping[ReturnOutcome, Words] = {
    ReturnOutcome.FULL: _l("Back to all lessons"),
    ReturnOutcome.PARTLY: _l("Back step by step"),
    ReturnOutcome.NOT_YET: _l("Not yet; rest a little longer"),
}

PARTNERS: Mapping[PartnerKind, Words] = {
    PartnerKind.HOSPITAL: _l("Hospital"),
    PartnerKind.COMMUNITY: _l("Community"),
    PartnerKind.SOCIAL: _l("Social organisation"),
    PartnerKind.HOTLINE: _l("Hotline"),
    PartnerKind.AUTHORITY: _l("Authority"),
}

#: The texts of a referral letter (rules §9.9).
LETTER: Mapping[str, Words] = {
    "to": _l("To which hospital or organisation"),
    "department": _l("Department"),
    "consent_by": _l("Who consented, and how they are related to the child"),
    "reason": _l("Why the child is referred"),
    "done": _l("What the school has done so far"),
    "risk": _l("What must be watched for safety"),
    "contact": _l("Whom to call at school"),
}

#: The texts of the talk before coming back.
RETURN: Mapping[str, Words] = {
    "present": _l("Who was there"),
    "advice": _l("What the hospital advised, as the family tells it"),
    "wishes": _l("What the child wishes"),
    "lessons": _l("Lessons, homework and examinations"),
    "safety": _l("Safety: who looks after what"),
    "adult": _l("The adult the child can always come to"),
}

#: What a family is asked to do in a crisis, on the paper it signs (rules §9.9; Mental Health Law 28, 31; WBF 23).
CARE_ASKED: Sequence[Words] = (
    _l("An adult stays with the child day and night until a doctor or the counselor says otherwise."),
    _l("Medicines, pesticides, blades and cords are locked away; windows, roofs and water are watched."),
    _l("See the hospital named by the school, or another with a department for this, in these days."),
    _l("Do not scold, do not press for reasons; listen, eat together, let the child sleep."),
    _l("Tell the counselor each day how it is; in danger call 120 or 110 first. Hotlines: 12356, 12355."),
)

#: What the family answers on it.
CARE_ANSWERS: Sequence[Words] = (
    _l("I was told, and I shall stay with the child."),
    _l("I take the child to a hospital on this day:"),
    _l("I have another opinion; my reasons stand below."),
)
