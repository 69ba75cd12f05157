"""The demo school's counseling: a room with hours, a few children in care, sessions, advice, a level that waits; all invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.access.permissions import Role
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.db import session
from portal.counseling.codes import (
    Audience,
    BookingKind,
    Level,
    Origin,
    PartnerKind,
    SessionMode,
    State,
    StepKind,
    Theme,
    Urgency,
    Wanted,
)
from portal.counseling.models import (
    Advice,
    Booking,
    Case,
    Goal,
    LevelChange,
    Opening,
    Participant,
    Partner,
    Period,
    Referral,
    Session,
    Step,
)
from portal.people.models import Post

PARTS = (
    ("早读", time(7, 40), 30),
    ("大课间", time(10, 0), 30),
    ("午休", time(12, 40), 40),
    ("第 6 节", time(14, 20), 40),
    ("第 7 节", time(15, 30), 40),
    ("放学后", time(16, 20), 40),
)
LEVELS = (Level.YELLOW, Level.BLUE, Level.BLUE, Level.ORANGE, Level.BLUE, Level.YELLOW, Level.BLUE)
STATES = (State.INTERVENING, State.ASSESSED, State.OPENED, State.INTERVENING, State.ASSESSED, State.INTERVENING, State.OPENED)
REASONS = ("班主任说最近上课常睡着。", "自己投了约见单，想说说同学的事。", "家访时奶奶说夜里常醒。")
SAID = ("说想妈妈，夜里听见爷爷咳就睡不着。", "和同桌吵了架，不知道怎么开口。", "说考试前肚子疼。")
LINES = ("午休请让孩子在宿舍补觉，迟到先不批评。", "分组时请安排和熟悉的同学一起。", "考试前请提醒一次时间，不追问成绩。")
HOME = "睡前请和孩子通十分钟电话，说说今天吃了什么。"
SEEN = ("这两周午饭吃得很少，课间总一个人。", "说起周末就哭，问原因不说。", "最近常说肚子疼要回宿舍。")
THEMES = ((Theme.MISSING_FAMILY, Theme.SLEEP), (Theme.FRIENDS,), (Theme.EXAMS, Theme.LEARNING), (Theme.CARER_HEALTH, Theme.MOOD))
MODES = (SessionMode.ROOM, SessionMode.PLAY, SessionMode.WALK)
CASES, TALKS, ASKED = 7, 3, 3


def plant() -> None:
    """A fixed number of statements whatever the size of the school; nothing where nobody counsels."""
    counselor, teacher, lead = _holder(Role.COUNSELOR), _holder(Role.HOMEROOM_TEACHER), _holder(Role.SAFEGUARDING_LEAD)
    enrolled = select(Child.id).where(Child.enrolment == Enrolment.ENROLLED).order_by(Child.id)
    children = session().scalars(enrolled).all()[3::23]
    if not (counselor and teacher and lead) or len(children) < CASES + ASKED:
        return
    _partners()
    periods = _room(counselor)
    cases = _cases(children[:CASES], counselor)
    _around(cases, counselor, lead)
    _talks(cases, counselor)
    _referrals(children[CASES : CASES + ASKED], teacher)
    _bookings(cases, periods, counselor)


def _holder(role: Role) -> int | None:
    held = select(Post.person_id).where(Post.role == role, holds_on(Post, clock.today())).order_by(Post.id)
    return session().scalar(held.limit(1))


def _partners() -> None:
    session().execute(
        insert(Partner),
        [
            _partner(PartnerKind.HOSPITAL, "云岭区人民医院", "儿童门诊", "周一、周四下午", "云岭区滨江路 8 号"),
            _partner(PartnerKind.COMMUNITY, "青禾社区服务站", "值班社工", "入户陪伴、课后看护", "青禾镇正街"),
            _partner(PartnerKind.HOTLINE, "青少年心理热线", "", "全天有人接听", ""),
        ],
    )


def _partner(kind: PartnerKind, name: str, contact: str, offers: str, address: str) -> dict[str, Any]:
    known = {"contact": contact, "telephone": "12355" if kind is PartnerKind.HOTLINE else "023-00000000", "until_day": None}
    return {"kind": kind, "name": name, "address": address, "offers": offers, "version": 1, **known}


def _room(counselor: int) -> Sequence[int]:
    parts = [{"name": name, "begins": begins, "minutes": minutes, "until_day": None} for name, begins, minutes in PARTS]
    periods = session().scalars(insert(Period).returning(Period.id, sort_by_parameter_order=True), parts).all()
    begun = clock.today() - timedelta(days=60)
    kept = [(period, weekday) for place, period in enumerate(periods) for weekday in range(5) if (place + weekday) % 2 == 0]
    session().execute(
        insert(Opening),
        [
            {"counselor_id": counselor, "period_id": period, "weekday": weekday, "from_day": begun, "until_day": None}
            for period, weekday in kept
        ],
    )
    return periods


def _cases(children: Sequence[int], counselor: int) -> Sequence[tuple[int, int]]:
    rows = [_case(number, child_id, counselor) for number, child_id in enumerate(children)]
    made = session().scalars(insert(Case).returning(Case.id, sort_by_parameter_order=True), rows).all()
    steps = [_step(case_id, row, counselor) for case_id, row in zip(made, rows, strict=True)]
    session().execute(insert(Step), steps)
    return list(zip(made, children, strict=True))


def _case(number: int, child_id: int, counselor: int) -> dict[str, Any]:
    today = clock.today()
    return {
        "number": f"{academic_year(today)}-{number + 1:03}",
        "child_id": child_id,
        "open_child_id": child_id,
        "owner_id": counselor,
        "state": STATES[number],
        "level": LEVELS[number].value,
        "reason": REASONS[number % len(REASONS)],
        "origin": Origin.TEACHER if number % 3 else Origin.PUPIL,
        "referral_id": None,
        "opened_at": clock.now() - timedelta(days=40 - number),
        "review_due": today + timedelta(days=(number * 3) % 10),
        "version": 1,
    }


def _step(case_id: int, row: dict[str, Any], counselor: int) -> dict[str, Any]:
    done = {"kind": StepKind.STATE, "state": State.OPENED, "to_id": None, "words": row["reason"], "at": row["opened_at"]}
    return {"case_id": case_id, "by_id": counselor, **done}


def _around(cases: Sequence[tuple[int, int]], counselor: int, lead: int) -> None:
    """A goal for some, a level that was confirmed and one that waits, advice for a family."""
    today, now = clock.today(), clock.now()
    undone = {"outcome": None, "outcome_words": None, "outcome_at": None, "outcome_by_id": None}
    goal = {"words": "每晚九点半前睡着", "means": "和照护人约好放下手机的时间", "due": today + timedelta(days=12), "made_at": now}
    session().execute(
        insert(Goal), [{"case_id": case_id, "made_by_id": counselor, **goal, **undone} for case_id, _child in cases[:4]]
    )
    session().execute(insert(LevelChange), [*_changes(cases, counselor, lead)])
    given = {"session_id": None, "audience": Audience.FAMILY, "words": HOME, "given_at": now, "given_by_id": counselor}
    until = {"until_day": today + timedelta(days=20), "ended_at": None, "ended_by_id": None, "end_reason": None}
    session().execute(insert(Advice), [{"child_id": child_id, **given, **until} for _case_id, child_id in cases[:3]])


def _changes(cases: Sequence[tuple[int, int]], counselor: int, lead: int) -> Iterator[dict[str, Any]]:
    now = clock.now()
    said = {"asks_leaders": True, "due": clock.today() + timedelta(days=1), "proposed_by_id": counselor, "words": None}
    yield {
        "case_id": cases[3][0], "pending_case_id": None, "levels": {"old": "yellow", "new": "orange"},
        "reason": "夜里常醒，近来不愿回家；宿舍老师和班主任轮流留意。", "proposed_at": now - timedelta(days=6),
        "decided_at": now - timedelta(days=6), "decided_by_id": lead, "confirmed": True, **said,
    }  # fmt: skip
    yield {
        "case_id": cases[0][0], "pending_case_id": cases[0][0], "levels": {"old": "yellow", "new": "blue"},
        "reason": "睡眠好转两周，愿意和同学一起吃饭；班主任继续每周聊一次。", "proposed_at": now - timedelta(hours=5),
        "decided_at": None, "decided_by_id": None, "confirmed": None, **said,
    }  # fmt: skip


def _talks(cases: Sequence[tuple[int, int]], counselor: int) -> None:
    """A few signed sessions for each case, each with its line, and one draft."""
    rows = [_talk(number, case_id, counselor) for case_id, _child in cases for number in range(TALKS)]
    rows.append(_talk(TALKS, cases[0][0], counselor) | {"signed_at": None, "began_at": clock.now() - timedelta(days=1)})
    made = session().scalars(insert(Session).returning(Session.id, sort_by_parameter_order=True), rows).all()
    child_of = dict(cases)
    of = [(session_id, child_of[row["case_id"]], row) for session_id, row in zip(made, rows, strict=True)]
    session().execute(insert(Participant), [{"session_id": session_id, "child_id": child_id} for session_id, child_id, _row in of])
    lasts = {"until_day": clock.today() + timedelta(days=15), "ended_at": None, "ended_by_id": None, "end_reason": None}
    newest = [(session_id, child_id, row) for session_id, child_id, row in of if row["signed_at"] and row["line"]]
    session().execute(
        insert(Advice),
        [
            {
                "child_id": child_id, "session_id": session_id, "audience": Audience.TEACHERS, "words": row["line"],
                "given_at": row["signed_at"], "given_by_id": counselor, **lasts,
            }
            for session_id, child_id, row in newest
        ],
    )  # fmt: skip


def _talk(number: int, case_id: int, counselor: int) -> dict[str, Any]:
    place = number + case_id
    began = clock.now() - timedelta(days=30 - 9 * number - case_id % 5)
    texts = {"said": SAID[place % len(SAID)], "saw": "愿意画画，离开时主动约了下周。", "next": "下周同一时间。"}
    return {
        "client_id": f"demo-session-{case_id}-{number}", "case_id": case_id, "group_name": None, "author_id": counselor,
        "booking_id": None, "began_at": began, "minutes": (30, 40)[place % 2], "mode": MODES[place % len(MODES)],
        "themes": [theme.value for theme in THEMES[place % len(THEMES)]],
        "note": {"heard": ["child"], "safe_self": "no", "safe_others": "no", "safe_harmed": "no", **texts},
        "line": LINES[place % len(LINES)] if number == TALKS - 1 else None, "made_at": began, "saved_at": began,
        "signed_at": began + timedelta(hours=1), "version": 2,
    }  # fmt: skip


def _referrals(children: Sequence[int], teacher: int) -> None:
    unanswered = {"read_at": None, "answered_at": None, "answered_by_id": None, "reply": None, "words": None}
    session().execute(
        insert(Referral),
        [
            {
                "client_id": f"demo-referral-{child_id}", "child_id": child_id, "origin": Origin.TEACHER, "urgency": Urgency.WEEK,
                "wanted": Wanted.ADVICE if place == ASKED - 1 else Wanted.TALK, "seen": SEEN[place % len(SEEN)],
                "due": clock.today() + timedelta(days=place + 1), "made_by_id": teacher,
                "made_at": clock.now() - timedelta(days=place),
                **unanswered,
            }
            for place, child_id in enumerate(children)
        ],
    )  # fmt: skip


def _bookings(cases: Sequence[tuple[int, int]], periods: Sequence[int], counselor: int) -> None:
    """This week and the next, where the room is open."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    rows = []
    for place, (_case_id, child_id) in enumerate(cases):
        day, period = monday + timedelta(days=place % 5 + 7 * (place // 5)), periods[(place % 5) % 2 + 2 * (place % 3)]
        rows.append(_booking(day, period, counselor, child_id, BookingKind.FOLLOW_UP if place % 3 else BookingKind.FIRST, None))
    taken = {(row["day"], row["period_id"]) for row in rows}
    busy = [(monday + timedelta(days=step), periods[1 + step]) for step in range(4)]
    rows += [
        _booking(day, period, counselor, None, BookingKind.BLOCKED, "心理课") for day, period in busy if (day, period) not in taken
    ]
    session().execute(insert(Booking), rows)


def _booking(day: date, period: int, counselor: int, child_id: int | None, kind: BookingKind, words: str | None) -> dict[str, Any]:
    return {
        "counselor_id": counselor, "period_id": period, "day": day, "child_id": child_id, "referral_id": None, "kind": kind,
        "words": words, "slot": f"{counselor}:{day.isoformat()}:{period}",
        "child_slot": f"{child_id}:{day.isoformat()}:{period}" if child_id else None,
        "made_at": clock.now() - timedelta(days=3), "made_by_id": counselor, "kept": None, "ended_at": None, "ended_by_id": None,
    }  # fmt: skip
