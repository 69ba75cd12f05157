"""What activities, covers, questions and their answers are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.prevention.models import ActivityKind, Cover
from portal.prevention.rules import Question

KINDS: Mapping[ActivityKind, Words] = {
    ActivityKind.CLASS_MEETING: _l("Class meeting against bullying"),
    ActivityKind.THEME_EDUCATION: _l("Theme education of the school"),
    ActivityKind.STAFF_TRAINING: _l("Training of the staff"),
    ActivityKind.PARENT_TRAINING: _l("Training of parents"),
    ActivityKind.ROUND: _l("Round of places nobody sees"),
}

COVERS: Mapping[Cover, Words] = {
    Cover.NONE: _l("not covered yet"),
    Cover.PATROL: _l("patrolled"),
    Cover.CAMERA: _l("seen by a camera"),
}

OFTEN: Mapping[str, Words] = {"never": _l("Never"), "sometimes": _l("Once or twice"), "often": _l("Often")}
PLACES: Mapping[str, Words] = {
    "classroom": _l("Classroom"),
    "corridor": _l("Corridor or stairs"),
    "toilet": _l("Toilet"),
    "dormitory": _l("Dormitory"),
    "canteen": _l("Canteen"),
    "playground": _l("Playground"),
    "way": _l("On the way to school or home"),
    "network": _l("On the network"),
}
PEOPLE: Mapping[str, Words] = {
    "nobody": _l("I told nobody"),
    "friend": _l("A friend"),
    "family": _l("My family"),
    "teacher": _l("A teacher"),
}
FEELING: Mapping[str, Words] = {"yes": _l("Yes"), "mostly": _l("Mostly"), "no": _l("No")}

QUESTIONS: Mapping[Question, tuple[Words, Mapping[str, Words]]] = {
    Question.HIT: (_l("This term, did anybody hit, push or threaten you?"), OFTEN),
    Question.MOCKED: (_l("Did anybody insult you, mock you or call you names?"), OFTEN),
    Question.TAKEN: (_l("Did anybody take or spoil your things, or demand money?"), OFTEN),
    Question.SHUT_OUT: (_l("Did anybody keep others from being with you?"), OFTEN),
    Question.ONLINE: (_l("Did anybody say bad things of you on the network, or pass on your pictures?"), OFTEN),
    Question.SEEN: (_l("Did you see any of this happen to others?"), OFTEN),
    Question.WHERE: (_l("Where was it?"), PLACES),
    Question.TOLD: (_l("Whom did you tell?"), PEOPLE),
    Question.SAFE: (_l("Do you feel safe at school?"), FEELING),
}
SEVERAL = frozenset({Question.WHERE, Question.TOLD})
