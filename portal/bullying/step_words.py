"""What steps are called, and what the form of each asks for."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.bullying.models.steps import StepKind
from portal.core.errors import Words

STEP_WORDS: Mapping[StepKind, Words] = {
    StepKind.OPENED: _l("Case opened"),
    StepKind.MOVED: _l("Went on"),
    StepKind.STOPPED: _l("It was stopped"),
    StepKind.PARTY_ADDED: _l("Side added"),
    StepKind.PARTY_WITHDRAWN: _l("Side withdrawn"),
    StepKind.LOCKED_OUT: _l("Somebody is kept out"),
    StepKind.GUARDIAN_TOLD: _l("Guardian told"),
    StepKind.INVESTIGATOR: _l("Investigator named"),
    StepKind.INVESTIGATION_REPORT: _l("Report of the investigation"),
    StepKind.EXTENDED: _l("Investigation extended"),
    StepKind.MARKED_SERIOUS: _l("Marked as serious"),
    StepKind.PROTECTED: _l("Safety step"),
    StepKind.INJURY_SEEN: _l("Injuries and care by a doctor"),
    StepKind.CLASS_CHANGE_ASKED: _l("Family asks for another class"),
    StepKind.CLASS_CHANGE_DECIDED: _l("Answer on another class"),
    StepKind.EVIDENCE_TAKEN: _l("Evidence taken in"),
    StepKind.HEARD: _l("Why there is no statement"),
    StepKind.SEATED: _l("Member of the committee"),
    StepKind.RECUSED: _l("Member stands back"),
    StepKind.MEETING: _l("Committee met"),
    StepKind.FOUND: _l("Committee decided"),
    StepKind.HEARING_ASKED: _l("Hearing asked for"),
    StepKind.HEARING_HELD: _l("Hearing held"),
    StepKind.MEASURE: _l("Measure decided"),
    StepKind.MEASURE_LIFTED: _l("Measure lifted"),
    StepKind.LETTER: _l("Letter written"),
    StepKind.SERVED: _l("Letter arrived"),
    StepKind.POLICE_REPORTED: _l("Reported to the police"),
    StepKind.BUREAU_REPORTED: _l("Reported to the education bureau"),
    StepKind.OTHER_SCHOOL_TOLD: _l("Other school told"),
    StepKind.JOINT_INVESTIGATION: _l("Investigated together with the other school, led by the education bureau"),
    StepKind.COUNSELLING_OFFERED: _l("Counseling offered"),
    StepKind.FAMILY_GUIDANCE: _l("Guidance for the family"),
    StepKind.AMENDS: _l("Apology or amends"),
    StepKind.REPLY: _l("Reply of the guardians"),
    StepKind.APPEAL_RECEIVED: _l("Appeal received"),
    StepKind.APPEAL_WAIVED: _l("Appeal waived in writing"),
    StepKind.APPEAL_DECIDED: _l("Appeal decided"),
    StepKind.REVIEW_ACCEPTED: _l("Review accepted by the county"),
    StepKind.REVIEW_DECIDED: _l("Review decided"),
    StepKind.FOLLOWED_UP: _l("Followed up"),
    StepKind.NOTE: _l("Note"),
}

HINTS: Mapping[StepKind, Words] = {
    StepKind.STOPPED: _l("Who stepped in, how the child was looked after, whether a doctor was needed."),
    StepKind.GUARDIAN_TOLD: _l("Each guardian hears of the own child only. Tell them that they can take part."),
    StepKind.PROTECTED: _l("What teachers do so that this child is safe; the homeroom teacher reads this, nothing else."),
    StepKind.INJURY_SEEN: _l("What was seen, who looked at it, which hospital; write too that nothing was seen. No names."),
    StepKind.CLASS_CHANGE_ASKED: _l("What the guardians wish. The school looks into it and answers."),
    StepKind.CLASS_CHANGE_DECIDED: _l("What was considered for this child; the class is changed in its file."),
    StepKind.HEARD: _l("A child is not asked again and again. Write why there is no statement."),
    StepKind.MARKED_SERIOUS: _l("Injury, a weapon, stripping, repeated extortion, pictures passed on: police and bureau are told."),
    StepKind.INVESTIGATION_REPORT: _l("What is established, by which evidence, what stays open. No names: Pupil A, Pupil B."),
    StepKind.COUNSELLING_OFFERED: _l("Both sides are offered it; declining is an answer too."),
    StepKind.REVIEW_ACCEPTED: _l("The county reviews within 15 days."),
    StepKind.NOTE: _l("Something done that has no form of its own. It cannot be changed later."),
}
