"""What states, parts, steps, clocks, seats and measures are called; before a finding nobody is called a victim or an offender."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.bullying.models.cases import Near, Role, State
from portal.bullying.models.committee import Choice, Seat
from portal.bullying.models.evidence import CustodyAct, EvidenceKind
from portal.bullying.models.letters import LetterKind, Manner
from portal.bullying.models.measures import MeasureClass, MeasureKind
from portal.bullying.models.steps import ClockKind
from portal.bullying.rules.procedure import Act
from portal.core.errors import Words

STATES: Mapping[State, Words] = {
    State.OPENED: _l("Opened"),
    State.STOPPED: _l("Stopped"),
    State.INVESTIGATING: _l("Being investigated"),
    State.COMMITTEE: _l("Before the committee"),
    State.FOUND: _l("Found to be bullying"),
    State.NOT_FOUND: _l("Found to be no bullying"),
    State.MEASURES: _l("Measures decided"),
    State.APPEAL_WINDOW: _l("Time to appeal"),
    State.SCHOOL_APPEAL: _l("Appeal at school"),
    State.REVIEW: _l("Reviewed by the county"),
    State.FOLLOW_UP: _l("Being followed up"),
    State.CLOSED: _l("Closed"),
}

#: Before a finding, and for whoever was not found to have done anything.
ROLES: Mapping[Role, Words] = {
    Role.TARGET: _l("said to have been harmed"),
    Role.AGGRESSOR: _l("said to have done it"),
    Role.BYSTANDER: _l("was nearby"),
    Role.WITNESS: _l("saw it"),
    Role.HELPER: _l("came to help"),
}
FOUND_ROLES: Mapping[Role, Words] = {
    **ROLES,
    Role.TARGET: _l("found to have been harmed"),
    Role.AGGRESSOR: _l("found to have done it"),
}

ACTS: Mapping[Act, Words] = {
    Act.STOP: _l("Note as stopped"),
    Act.INVESTIGATE: _l("Begin the investigation"),
    Act.SUBMIT: _l("Submit to the committee"),
    Act.FIND: _l("Note the finding"),
    Act.NOT_FIND: _l("Note that it is no bullying"),
    Act.RETURN: _l("Send back to the investigation"),
    Act.DECIDE: _l("Bring the measures into force"),
    Act.SERVE: _l("Open the time to appeal"),
    Act.APPEAL: _l("Take up the appeal"),
    Act.ANSWER_APPEAL: _l("Go on after the appeal"),
    Act.REVIEW: _l("Pass on to the review"),
    Act.ANSWER_REVIEW: _l("Go on after the review"),
    Act.RECONSIDER: _l("Decide anew"),
    Act.FOLLOW: _l("Begin the follow-ups"),
    Act.CLOSE: _l("Close the case"),
    Act.CLOSE_EARLY: _l("Close early, with a reason"),
    Act.REOPEN: _l("Open again, with a reason"),
}

CLOCK_WORDS: Mapping[ClockKind, Words] = {
    ClockKind.STOP: _l("Stop it"),
    ClockKind.START: _l("Begin the investigation"),
    ClockKind.TELL_GUARDIANS: _l("Tell the guardians"),
    ClockKind.INVESTIGATE: _l("Finish the investigation"),
    ClockKind.REPORT_POLICE: _l("Tell the police"),
    ClockKind.REPORT_BUREAU: _l("Report to the education bureau"),
    ClockKind.SERVE: _l("Bring the decision to the guardians"),
    ClockKind.APPEAL: _l("The time to appeal ends"),
    ClockKind.DECIDE_APPEAL: _l("Decide the appeal"),
    ClockKind.REVIEW: _l("The county reviews"),
    ClockKind.LIFT: _l("See whether the sanction can be lifted"),
    ClockKind.FOLLOW_UP: _l("Follow up"),
}

SEATS: Mapping[Seat, Words] = {
    Seat.CHAIR: _l("Chair"),
    Seat.STAFF: _l("Staff"),
    Seat.LEGAL: _l("Legal vice principal"),
    Seat.PARENT: _l("For the parents"),
    Seat.STUDENT: _l("For the pupils"),
    Seat.COMMUNITY: _l("Community"),
    Seat.EXPERT: _l("Expert"),
    Seat.INVESTIGATOR: _l("Investigates"),
}

CHOICES: Mapping[Choice, Words] = {
    Choice.FOUND: _l("It is bullying"),
    Choice.NOT_FOUND: _l("It is no bullying"),
    Choice.RETURNED: _l("More has to be found out"),
    Choice.ABSTAINED: _l("Abstains"),
}

TIERS: Mapping[int, Words] = {
    1: _l("Tier 1: ordinary, mild"),
    2: _l("Tier 2: serious, plainly harmful"),
    3: _l("Tier 3: grave, or again and again"),
    4: _l("Tier 4: a matter of police or courts"),
}

CLASSES: Mapping[MeasureClass, Words] = {
    MeasureClass.EDUCATION: _l("Criticism and education"),
    MeasureClass.MINOR: _l("Minor discipline"),
    MeasureClass.HEAVIER: _l("Heavier discipline"),
    MeasureClass.SEVERE: _l("Severe discipline"),
    MeasureClass.SANCTION: _l("Sanction"),
    MeasureClass.TRANSFER: _l("Special education"),
}

MEASURES: Mapping[MeasureKind, Words] = {
    MeasureKind.CRITICISM: _l("Criticism and education"),
    MeasureKind.CORRECTIVE_EDUCATION: _l("Education measures of Prevention of Delinquency Law 31"),
    MeasureKind.NAMED: _l("Criticised by name"),
    MeasureKind.APOLOGY: _l("Apology or reflection, spoken or written"),
    MeasureKind.CLASS_SERVICE: _l("Extra task or service for the class"),
    MeasureKind.STANDING: _l("Standing in class, one lesson at most"),
    MeasureKind.AFTER_CLASS: _l("Guidance after class"),
    MeasureKind.LEAD_TALK: _l("Admonition by the lead"),
    MeasureKind.SCHOOL_SERVICE: _l("Service within school"),
    MeasureKind.RULES_EDUCATION: _l("Instruction in the rules of the school"),
    MeasureKind.NO_OUTINGS: _l("No outings for a time"),
    MeasureKind.SUSPENSION: _l("Suspension, a week at most"),
    MeasureKind.LEGAL_REPRIMAND: _l("Reprimand by the legal vice principal"),
    MeasureKind.SPECIAL_COURSE: _l("Special course or place, with a social worker"),
    MeasureKind.WARNING: _l("Warning"),
    MeasureKind.SERIOUS_WARNING: _l("Serious warning"),
    MeasureKind.DEMERIT: _l("Demerit"),
    MeasureKind.PROBATION: _l("Probation"),
    MeasureKind.EXPULSION: _l("Expulsion"),
    MeasureKind.SPECIAL_SCHOOL: _l("Asking for a special school"),
}

EVIDENCE: Mapping[EvidenceKind, Words] = {
    EvidenceKind.STATEMENT: _l("Statement"),
    EvidenceKind.FILE: _l("File or photo"),
    EvidenceKind.OBJECT: _l("Thing or recording kept elsewhere"),
}

CUSTODY: Mapping[CustodyAct, Words] = {
    CustodyAct.TAKEN: _l("Taken in"),
    CustodyAct.OPENED: _l("Opened"),
    CustodyAct.HANDED: _l("Handed to somebody"),
    CustodyAct.RETURNED: _l("Came back"),
}

LETTERS: Mapping[LetterKind, Words] = {
    LetterKind.NOTICE: _l("Notice of the investigation"),
    LetterKind.DECISION: _l("Decision in writing"),
    LetterKind.LIFTING: _l("Lifting of a measure"),
}

MANNERS: Mapping[Manner, Words] = {
    Manner.IN_PERSON: _l("in person, signed"),
    Manner.TELEPHONE: _l("by telephone"),
    Manner.VIDEO: _l("by video"),
    Manner.POST: _l("by post, with receipt"),
    Manner.PORTAL: _l("read in the portal"),
    Manner.LEFT: _l("left at home, with a witness"),
    Manner.WITHHELD: _l("withheld: the guardian is suspected"),
}

NEAR: Mapping[Near, Words] = {
    Near.RELATIVE: _l("relative of a side"),
    Near.ACCUSED: _l("is accused in it"),
    Near.HOMEROOM: _l("homeroom teacher of a side"),
    Near.SUSPECTED_GUARDIAN: _l("guardian who is suspected"),
    Near.OTHER: _l("other reason"),
}

ANSWERS: Mapping[str, Words] = {"upheld": _l("upheld"), "changed": _l("changed"), "revoked": _l("revoked")}
GRANTED: Mapping[str, Words] = {"yes": _l("the child changes the class"), "no": _l("the child stays in the class")}
#: How often it happened, as far as is known when the case is opened (rules §9.7).
OFTEN: Mapping[str, Words] = {
    "": _l("Not known yet"),
    "once": _l("For the first time"),
    "again": _l("Several times"),
    "long": _l("For a long time"),
}
ACCEPTED: Mapping[str, Words] = {"yes": _l("accepted"), "later": _l("wants to think about it"), "no": _l("declined")}
#: What a step may have decided, by the name of its fact.
DECIDED: Mapping[str, Mapping[str, Words]] = {"answer": ANSWERS, "granted": GRANTED, "accepted": ACCEPTED}
