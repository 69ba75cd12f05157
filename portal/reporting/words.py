"""What the nine situations, the steps and the answers of the form are called, and the law at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Role
from portal.core.errors import Words
from portal.reporting.models import Safe, Situation, StepKind, Suspect
from portal.reporting.rules import Clock

SITUATIONS: Mapping[Situation, Words] = {
    Situation.PRIVATE_PARTS: _l("1. Injury of genitals or private parts that is not, or may not be, normal"),
    Situation.GIRL_UNDER_FOURTEEN: _l("2. A girl under 14: sexual harm, pregnancy or abortion, or signs of it"),
    Situation.GIRL_OVER_FOURTEEN: _l("3. A girl of 14 or older: pregnancy or abortion after sexual harm, or signs of it"),
    Situation.INJURIES: _l(
        "4. Several injuries, severe malnutrition, not conscious; violence at home, bullying, abuse or drugging"
    ),
    Situation.UNNATURAL_HARM: _l("5. Disability or death by suicide, self-harm, work, poison, drugging, beating or otherwise"),
    Situation.ABANDONED: _l("6. Abandoned, or long without anybody's care"),
    Situation.MISSING: _l("7. Of unknown origin, missing, abducted, bought or sold"),
    Situation.BEGGING: _l("8. Made to beg"),
    Situation.OTHER: _l("9. Other grave harm to body or mind, or danger of an unlawful act right now"),
}

SAFE: Mapping[Safe, Words] = {
    Safe.YES: _l("Safe now"),
    Safe.NO: _l("Not safe now"),
    Safe.UNKNOWN: _l("I cannot tell"),
}

SUSPECTS: Mapping[Suspect, Words] = {
    Suspect.GUARDIAN: _l("A parent, guardian or carer may have done it"),
    Suspect.SOMEBODY_ELSE: _l("Certainly somebody else"),
    Suspect.UNKNOWN: _l("Nobody knows yet"),
}

STEPS: Mapping[StepKind, Words] = {
    StepKind.TOLD_INSIDE: _l("Told inside the school"),
    StepKind.POLICE: _l("Report to the police"),
    StepKind.BUREAU: _l("Filed with the education bureau"),
    StepKind.CIVIL: _l("Told civil affairs"),
    StepKind.WOMEN: _l("Told the women's federation"),
    StepKind.RECEIPT: _l("A receipt came"),
    StepKind.FEEDBACK: _l("Answer of the police"),
    StepKind.PROTECTED: _l("Something more to protect the child"),
    StepKind.NOTE: _l("Note or correction"),
    StepKind.CLOSED: _l("Closed"),
}

#: The three offices and the answer, as the steps on top of the page.
WAY: Sequence[tuple[StepKind, Words]] = (
    (StepKind.POLICE, _l("Police")),
    (StepKind.BUREAU, _l("Education bureau")),
    (StepKind.CIVIL, _l("Civil affairs")),
    (StepKind.FEEDBACK, _l("Answer of the police")),
    (StepKind.CLOSED, _l("Closed")),
)

CLOCKS: Mapping[Clock, Words] = {
    Clock.POLICE: _l("Report to the police now"),
    Clock.BUREAU: _l("File with the education bureau"),
    Clock.CIVIL: _l("Tell civil affairs"),
    Clock.RECEIPT: _l("Waiting for the receipt of the police"),
    Clock.FEEDBACK: _l("Ask the police what became of it"),
}

FOUND_HOW: Mapping[str, Words] = {
    "seen": _l("I saw it myself"),
    "child": _l("The child told me"),
    "pupil": _l("Another pupil told me"),
    "family": _l("Somebody of the family told me"),
    "colleague": _l("A colleague told me"),
    "screening": _l("In a check, a screening or a talk"),
    "bullying": _l("From a report of bullying"),
    "other": _l("In another way"),
}

EVIDENCE: Mapping[str, Words] = {
    "photos": _l("Photos of injuries"),
    "cameras": _l("Recordings of cameras secured"),
    "medical": _l("Papers of a doctor"),
    "chats": _l("Screenshots"),
    "things": _l("Things and clothes, untouched"),
}

KEPT_FROM: Mapping[str, Words] = {
    "": _l("Nobody in particular"),
    Role.SAFEGUARDING_LEAD.value: _l("The safeguarding lead"),
    Role.PRINCIPAL.value: _l("The principal"),
    Role.LEGAL_VICE_PRINCIPAL.value: _l("The legal vice principal"),
}

#: The lines of the sheet in the order of rules §9.8; those with choices are put into words where they are shown.
SHEET: Mapping[str, Words] = {
    "child": _l("Child"),
    "child_class": _l("Class"),
    "how": _l("How it was found"),
    "situations": _l("Situation"),
    "words": _l("What was seen and said, word by word"),
    "safe": _l("Is the child safe now?"),
    "protected": _l("What was done at once"),
    "medical": _l("Doctor"),
    "evidence": _l("What was secured"),
    "evidence_words": _l("Where it is"),
    "suspected": _l("Who may have done it, and how related"),
    "told_inside": _l("Told inside the school"),
}

HOTLINES: Sequence[tuple[str, Words]] = (
    ("110", _l("Police")),
    ("120", _l("Ambulance")),
    ("12345", _l("Protection of minors")),
    ("12356", _l("Psychological aid")),
    ("12338", _l("Women and children")),
    ("12309", _l("Prosecutors")),
)

LAW: Sequence[tuple[Words, Words]] = (
    (_l("Law on the Protection of Minors 11"), _l("Whoever works with children and finds harm or danger reports it at once.")),
    (_l("Mandatory Reporting Opinion 2, 4"), _l("To the police, at once, in nine situations; also when it is only suspected.")),
    (_l("Law against Domestic Violence 14"), _l("The police keep secret who reported.")),
    (_l("Mandatory Reporting Opinion 15, 16"), _l("Nobody is liable for a report made by the rule; whoever stops one is.")),
    (
        _l("Public Security Administration Punishments Law 60"),
        _l("A school that knows and does not report is itself liable, since 2026."),
    ),
)
