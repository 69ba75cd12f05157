"""A round is made for grades, changed while it runs, and closed; closing scores what was left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert, select

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Difference, Refused, require_version
from portal.journal.operations import record
from portal.school.classes import classes
from portal.screening.models import Participant, Round, RoundKind
from portal.screening.operations.packs import have_shipped
from portal.screening.operations.scoring import score_what_is_left
from portal.screening.queries.packs import answerable
from portal.screening.scales.definition import FlagLevel, Scale


@dataclass(frozen=True)
class Plan:
    """A round as it is planned; `watched` says that somebody is there for answers that cannot wait."""

    name: str
    scale: str
    grades: Sequence[int]
    first_day: date
    last_day: date
    makeup_until: date | None = None
    watched: bool = False


def open_round(plan: Plan, *, by: Viewer) -> Round:
    """A new round with every enrolled child of its grades. Refused when the scale does not fit them."""
    scale = next((one for one in answerable() if one.id == plan.scale), None)
    if scale is None:
        raise Refused(_l("This scale cannot be answered here. Load its wording first."), field="scale")
    _check_days(plan.first_day, plan.last_day, plan.makeup_until)
    _check_scale(scale, plan)
    have_shipped(scale)
    made = Round(
        name=plan.name, kind=RoundKind.ONLINE, scale=scale.id, scale_version=scale.version, grades=sorted(plan.grades),
        first_day=plan.first_day, last_day=plan.last_day, makeup_until=plan.makeup_until, made_at=clock.now(),
        made_by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    if not fill_up(made):
        raise Refused(_l("No child is enrolled in these grades."), field="grades")
    record("screening.round_opened", subject=made, by=by)
    return made


def _check_days(first: date, last: date, makeup: date | None) -> None:
    if last < first:
        raise Refused(_l("The last day lies before the first."), field="last_day")
    if makeup is not None and makeup < last:
        raise Refused(_l("Days to make up come after the last day."), field="makeup_until")


def _check_scale(scale: Scale, plan: Plan) -> None:
    most = scale.grades.most or 12
    outside = [grade for grade in plan.grades if not scale.grades.least <= grade <= most]
    if outside:
        words = _l("%(scale)s is made for grades %(least)s to %(most)s.", scale=scale.abbr, least=scale.grades.least, most=most)
        raise Refused(words, field="grades")
    urgent = any(flag.level is FlagLevel.INSTANT for flag in scale.red_flags)
    if urgent and not plan.watched:
        raise Refused(
            _l("This scale asks about safety. Say that somebody is there every day to answer at once."), field="watched"
        )  # fmt: skip


def fill_up(of: Round) -> int:
    """Ask children of the grades who are not asked yet, such as those who came later; how many were added."""
    day = max(clock.today(), of.first_day)
    asked = sorted(id_ for id_, one in classes().items() if one.grade(day) in of.grades)
    already = select(Participant.child_id).where(Participant.round_id == of.id)
    there = select(Child.id, Child.class_id).where(Child.class_id.in_(asked), Child.enrolment == Enrolment.ENROLLED)
    rows = session().execute(there.where(Child.id.not_in(already)).order_by(Child.id))
    made = [{"round_id": of.id, "child_id": child_id, "class_id": class_id} for child_id, class_id in rows]
    if made:
        session().execute(insert(Participant), made)
    return len(made)


def change_round(of: Round, version: int, name: str, last_day: date, makeup_until: date | None, *, by: Viewer) -> None:
    """Other days or another name; children who came since are asked too."""
    _require_open(of)
    _check_days(of.first_day, last_day, makeup_until)
    require_version(
        of,
        version,
        [
            Difference("name", _l("Name of the round"), of.name, name),
            Difference("last_day", _l("Last day"), of.last_day.isoformat(), last_day.isoformat()),
            Difference(
                "makeup_until", _l("Make-up days until"), of.makeup_until.isoformat() if of.makeup_until else "",
                makeup_until.isoformat() if makeup_until else "",
            ),
        ],
    )  # fmt: skip
    of.name, of.last_day, of.makeup_until = name, last_day, makeup_until
    fill_up(of)
    session().flush()
    record("screening.round_changed", subject=of, by=by)


def close_round(of: Round, *, by: Viewer) -> None:
    """No code opens any more; sheets that were begun and never handed in are scored as they are."""
    _require_open(of)
    score_what_is_left(of, by=by)
    of.closed_at, of.closed_by_id = clock.now(), by.person_id
    session().flush()
    record("screening.round_closed", subject=of, by=by)


def _require_open(of: Round) -> None:
    if of.closed_at is not None or of.kind is RoundKind.IMPORTED:
        raise Refused(_l("This round is closed. Make a new one."))
