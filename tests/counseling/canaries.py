"""A case with a hidden word in every sensitive field of counseling, written through the operations a counselor uses."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.counseling.codes import (
    Audience,
    BookingKind,
    Consent,
    Danger,
    Level,
    Outcome,
    Reply,
    ReturnOutcome,
    Safe,
    State,
    TellingWay,
    Told,
    Urgency,
)
from portal.counseling.models import Case, CrisisStep
from portal.counseling.operations import cases, crises, granting, levels, plan, referring, referring_onward, telling, writing
from portal.counseling.operations.advising import advise
from portal.counseling.operations.booking import Wish, book
from portal.counseling.words import NOTE
from tests.cast import CHILD, Cast
from tests.counseling.room_of import case_for, colleague, open_room

#: What the note and its additions hold: for the author alone.
SEALED = {f"note_{key}": f"雀封{place:02}甲" for place, key in enumerate(NOTE)} | {"addendum": "雀补后来", "group_name": "雀组名称"}

#: What the counselor's own pages hold, and no one else's.
OWN = {
    "reason": "雀案由头", "step": "雀步往下", "goal": "雀标睡眠", "means": "雀法手机", "outcome": "雀果一半",
    "telling": "雀告内容", "told_name": "雀名父亲", "broke": "雀破因由", "answer": "雀答明早", "letter": "雀信原因",
    "risk": "雀险留意", "feedback": "雀馈好些", "back": "雀归安排", "booking": "雀约心理", "end_reason": "雀收写错",
}  # fmt: skip

#: What others may read too, each by its right.
SHARED = {
    "seen": "雀见午睡", "reply": "雀复老师", "line": "雀句补觉", "family": "雀家电话", "level": "雀级评估", "crisis": "雀危有人",
    "crisis_step": "雀阶陪着", "grant": "雀权督导",
}  # fmt: skip

CANARIES = {**SEALED, **OWN, **SHARED}

ADVICE = {"line", "family"}
LEADING = ADVICE | {"level", "crisis", "crisis_step"}

#: Who may meet which hidden word, on whatever page, in whatever format.
MAY_READ: dict[str, set[str]] = {
    "counselor": set(CANARIES),
    "second": {"seen", "reply", "level", "crisis", "crisis_step"},
    "lead": LEADING,
    "principal": LEADING,
    "homeroom": ADVICE | {"reply"},
    "dormitory": {"line"},  # the child boards in her house and is watched closely: what to do, not why
    "parent": {"family"},
    "carer": {"family"},
}


def write(cast: Cast) -> int:
    """Everything at once; returns the child's id."""
    period_id, day = open_room(cast)
    child_id, second_id, case_id = cast.child_id(), colleague(cast), case_for(cast, reason=CANARIES["reason"], level=Level.RED)
    with cast.writing():
        _asked(cast)
    with cast.writing():
        by, case = cast.viewer("counselor"), session().get_one(Case, case_id)
        book(Wish(day, period_id, BookingKind.FIRST, child_id, CANARIES["booking"]), by=by)
        goal = plan.set_goal(case, CANARIES["goal"], CANARIES["means"], day, by=by)
        plan.end_goal(case, goal, Outcome.PARTLY, CANARIES["outcome"], by=by)
        cases.move(case, State.ASSESSED, CANARIES["step"], by=by)
        _written(case, cast)
        advise(child_id, Audience.FAMILY, CANARIES["family"], by=by)
        levels.propose(case, Level.ORANGE, CANARIES["level"], by=by)
        granting.grant_supervision(case, _nobody(cast), CANARIES["grant"], 7, by=by)
        _in_danger(case, cast)
        _onward(case, cast)
    assert second_id
    return child_id


def _nobody(cast: Cast) -> int:
    """A third counselor, so that the second one has no grant."""
    from portal.access.permissions import Role
    from portal.people.operations import add_person, give_post

    person = add_person("向远", by=None)
    give_post(person, Role.COUNSELOR, from_day=clock.today(), by=None)
    session().flush()
    return person.id


def _asked(cast: Cast) -> None:
    child = session().scalars(select(Child).where(Child.name == CHILD)).one()
    asking = referring.Asking("canary-referral", CANARIES["seen"], Urgency.WEEK)
    found = referring.refer(child, asking, by=cast.viewer("homeroom"))
    referring.answer(found, Reply.ADVISED, CANARIES["reply"], by=cast.viewer("counselor"))
    referring.refer(child, referring.Asking("canary-waiting", CANARIES["seen"], Urgency.WEEK), by=cast.viewer("homeroom"))


def _written(case: Case, cast: Cast) -> None:
    by = cast.viewer("counselor")
    texts = {key: CANARIES[f"note_{key}"] for key in NOTE} | dict.fromkeys(
        ("safe_self", "safe_others", "safe_harmed"), Safe.NO.value
    )
    found = writing.begin(case, "canary-session", by=by)
    writing.save(found, writing.Written(texts=texts, line=CANARIES["line"]), found.version, by=by)
    writing.sign(found, by=by)
    writing.add_to(found, CANARIES["addendum"], by=by)
    draft = writing.begin(case, "canary-draft", by=by)
    writing.save(draft, writing.Written(texts=texts), draft.version, by=by)
    draft.group_name = CANARIES["group_name"]
    old = advise(case.child_id, Audience.TEACHERS, "旧的一句", by=by)
    old.ended_at, old.end_reason = clock.now(), CANARIES["end_reason"]


def _in_danger(case: Case, cast: Cast) -> None:
    by = cast.viewer("counselor")
    crisis = crises.begin_crisis(case, Danger.SELF, CANARIES["crisis"], by=by)
    step = session().scalars(select(CrisisStep).where(CrisisStep.crisis_id == crisis.id).order_by(CrisisStep.id)).first()
    assert step
    crises.note_step(crisis, step, True, CANARIES["crisis_step"], case.child_id, by=by)
    said = (Told.HOSPITAL, CANARIES["told_name"], TellingWay.TELEPHONE, CANARIES["telling"], CANARIES["broke"])
    told = telling.tell(case, telling.Said(*said), by=by)
    telling.note_answer(case, told, CANARIES["answer"], by=by)


def _onward(case: Case, cast: Cast) -> None:
    by = cast.viewer("counselor")
    texts = {"to": "医院", "consent_by": "父亲", "reason": CANARIES["letter"], "risk": CANARIES["risk"], "contact": "舒宁"}
    letter = referring_onward.write_letter(case, referring_onward.Drafted(Consent.GIVEN, texts), by=by)
    referring_onward.note_feedback(case, letter, CANARIES["feedback"], by=by)
    soon = clock.today() + timedelta(days=7)
    back = {"present": "父亲", "lessons": CANARIES["back"]}
    referring_onward.assess_return(case, clock.today(), ReturnOutcome.PARTLY, back, soon, by=by)
