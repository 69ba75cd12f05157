"""An evening of the demo school: the shift that is on with a list half called, or the weekend before, closed and signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.duty.evening.closing import evenings
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind
from portal.duty.models.shifts import HandOver, NoteKind, RollCall, RollMark, ShiftLog, ShiftNote, Standing
from portal.duty.models.stays import StayState, WeekendStay
from portal.duty.models.tonight import Activity, ActivityKind, CareKind, CareOrder, Missing, MissingStep, SearchStep, TakingPart
from portal.duty.queries.logs import HELD, tonight

PROGRAMME = (
    (ActivityKind.SPORT, "跳绳和篮球", "操场", 15, 90),
    (ActivityKind.ARTS, "剪纸和唱歌", "音乐室", 19, 60),
    (ActivityKind.READING, "一起读书", "图书角", 10, 60),
)
NOTES = ((NoteKind.ROUND, 23, ""), (NoteKind.REPAIR, 18, "102 室灯管坏一根，已报修。"), (NoteKind.ROUND, 25, ""))
ASKED = ((CareKind.WATCH, "再看一次", "22:30", None), (CareKind.MEDICINE, "饭后半片，温水送服", "20:00", "校医 何医生"))
CALLED_OF_TEN = 6


def plant() -> None:
    """A dozen statements whatever the size; nothing where no roster was published."""
    people = _people()
    weekend = _weekend(list(people))
    if weekend is None:
        return
    children = session().execute(_boarders(weekend)).all()
    if not children:
        return
    on = people[weekend]
    running = weekend + timedelta(days=1) >= tonight()
    log = _log(weekend, on, closed=not running)
    _programme(log, on, [row.id for row in children])
    for day in evenings(weekend, weekend + timedelta(days=1)):
        if day <= tonight():
            _lists(log, day, on, children, half=running and day == tonight())
    _asked(on, [row.id for row in children if row.state is None or row.state is StayState.STAY][:2])


def _people() -> dict[date, dict[PostKind, int]]:
    """Who holds which post of the weekends near; one statement."""
    columns = (DutyShift.weekend, DutyShift.post, DutyAssignment.person_id)
    near = DutyShift.weekend.between(tonight() - timedelta(days=14), tonight() + timedelta(days=1))
    found: dict[date, dict[PostKind, int]] = {}
    rows = session().execute(select(*columns).join(DutyAssignment, DutyAssignment.shift_id == DutyShift.id).where(*HELD, near))
    for weekend, post, person_id in rows:
        found.setdefault(weekend, {}).setdefault(post, person_id)
    return {weekend: posts for weekend, posts in found.items() if len(set(posts.values())) > 1}


def _weekend(known: Sequence[date]) -> date | None:
    """The weekend that is on, else the last one before."""
    begun = [day for day in known if clock.now() >= clock.begin_of(day - timedelta(days=1)) + timedelta(hours=17)]
    return max(begun, default=None)


def _boarders(weekend: date) -> Any:
    stays = (WeekendStay.child_id == Child.id) & (WeekendStay.weekend == weekend)
    found = select(Child.id, Child.sex, WeekendStay.state).outerjoin(WeekendStay, stays)
    return found.where(Child.boarding, Child.enrolment == Enrolment.ENROLLED).order_by(Child.id)


def _log(weekend: date, on: dict[PostKind, int], *, closed: bool) -> ShiftLog:
    """The log with notes and a hand-over: signed twice when it is closed."""
    first, second = _two(on)
    begun = _at(weekend - timedelta(days=1), 17)
    log = ShiftLog(weekend=weekend, opened_at=begun, opened_by_id=first)
    if closed:
        log.closed_at, log.closed_by_id = _at(weekend + timedelta(days=1), 20), first
    session().add(log)
    session().flush()
    notes: list[dict[str, Any]] = [
        {"kind": kind, "at": _at(weekend - timedelta(days=1), hour), "words": words, "client_id": f"demo-note-{hour}"}
        for kind, hour, words in NOTES
    ]
    same = {"log_id": log.id, "by_id": second, "recorded_at": clock.now()}
    past = [note | same for note in notes if note["at"] <= clock.now()]
    if past:
        session().execute(insert(ShiftNote), past)
    if closed:
        over = _at(weekend + timedelta(days=1), 19)
        words = "人都对上了。102 室灯管等周一换。"
        session().add(HandOver(log_id=log.id, words=words, given_at=over, given_by_id=second, to_id=first, taken_at=over))
    return log


def _two(on: dict[PostKind, int]) -> tuple[int, int]:
    """The leader where there is one, and somebody else."""
    first = on.get(PostKind.LEADER) or next(iter(on.values()))
    return first, next(person_id for person_id in on.values() if person_id != first)


def _at(day: date, hour: int) -> datetime:
    return clock.begin_of(day) + timedelta(hours=hour)


def _lists(log: ShiftLog, day: date, on: dict[PostKind, int], children: Sequence[Any], *, half: bool) -> None:
    """A list for each house, handed in; tonight's girls' list is half called."""
    opened = min(_at(day, 21) + timedelta(minutes=20), clock.now() - timedelta(minutes=8))
    for house, post in (("2", PostKind.DORM_GIRLS), ("1", PostKind.DORM_BOYS)):
        by = on.get(post) or _two(on)[1]
        mine = [row for row in children if row.sex == house]
        if half and house == "1":
            continue
        roll = RollCall(log_id=log.id, evening=day, house=house, opened_at=opened, opened_by_id=by)
        session().add(roll)
        session().flush()
        called = mine[: len(mine) * CALLED_OF_TEN // 10] if half else mine
        if called:
            session().execute(insert(RollMark), list(_marks(roll, called, by, opened)))
        if not half:
            _hand_in(roll, mine, by, opened)


def _standing(row: Any) -> Standing:
    return Standing.PRESENT if row.state is None or row.state is StayState.STAY else Standing.LEAVE


def _marks(roll: RollCall, called: Sequence[Any], by: int, opened: datetime) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(called):
        at = opened + timedelta(seconds=2 * number)
        yield {
            "client_id": f"demo-{roll.id}-{row.id}",
            "roll_call_id": roll.id,
            "child_id": row.id,
            "state": _standing(row),
            "marked_at": at,
            "recorded_at": at,
            "by_id": by,
        }


def _hand_in(roll: RollCall, mine: Sequence[Any], by: int, opened: datetime) -> None:
    states = [_standing(row) for row in mine]
    roll.expected, roll.present, roll.leave = len(mine), states.count(Standing.PRESENT), states.count(Standing.LEAVE)
    roll.fetched = roll.missing = 0
    roll.submitted_at, roll.submitted_by_id = opened + timedelta(minutes=15), by
    if roll.house == "1" and mine:
        _looked_for(roll, mine[0].id, by, opened)


def _looked_for(roll: RollCall, child_id: int, by: int, opened: datetime) -> None:
    """One boy was not there and was found a few minutes later."""
    ended = opened + timedelta(minutes=9)
    search = Missing(child_id=child_id, log_id=roll.log_id, since=opened, raised_by_id=by, ended_at=ended, ended_by_id=by)
    search.ending = "在开水房打水，已回宿舍。"
    session().add(search)
    session().flush()
    words = "开水房、操场"
    session().add(MissingStep(missing_id=search.id, kind=SearchStep.SEARCH, reached=True, words=words, at=ended, by_id=by))


def _programme(log: ShiftLog, on: dict[PostKind, int], child_ids: Sequence[int]) -> None:
    led_by = on.get(PostKind.TEACHER) or _two(on)[1]
    for kind, title, place, hour, minutes in PROGRAMME:
        starts = _at(log.weekend, hour)
        same = {"weekend": log.weekend, "made_at": log.opened_at, "made_by_id": led_by, "led_by_id": led_by}
        activity = Activity(kind=kind, title=title, place=place, starts_at=starts, minutes=minutes, **same)
        session().add(activity)
        session().flush()
        taking_part = child_ids[hour % 3 :: 5] if starts < clock.now() else []
        if taking_part:
            part = {"activity_id": activity.id, "at": starts + timedelta(minutes=minutes), "by_id": led_by}
            session().execute(insert(TakingPart), [part | {"child_id": child_id} for child_id in taking_part])


def _asked(on: dict[PostKind, int], child_ids: Sequence[int]) -> None:
    by, now, day = _two(on)[0], clock.now(), tonight()
    for child_id, (kind, words, hour, doctor) in zip(child_ids, ASKED, strict=False):
        days = {"from_day": day, "until_day": day + timedelta(days=3), "given_at": now, "given_by_id": by}
        session().add(CareOrder(child_id=child_id, kind=kind, words=words, hour=hour, doctor=doctor, **days))
