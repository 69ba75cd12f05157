"""Reports of the demo school: one to decide on, one answered and asked back, one without a name; everybody is invented."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.access.permissions import Role
from portal.bullying.codes import fresh_code
from portal.bullying.models.reports import BullyingReport, Channel, Outcome, ReportMessage, ReportTriage, Safety
from portal.core import clock
from portal.core.db import session
from portal.people.models import Post

TOLD: tuple[tuple[Channel, Safety, int, dict[str, object]], ...] = (
    (
        Channel.STAFF,
        Safety.SAFE,
        0,
        {
            "words": "午休时三个人围着要零花钱，我把他们分开了。",
            "kinds": ["property"],
            "place": "小卖部后面",
            "done": "当场制止，带回教室。",
        },
    ),
    (Channel.ANONYMOUS, Safety.UNKNOWN, 1, {"words": "班里有人给他起外号，好多人跟着喊。", "kinds": ["verbal"], "place": "教室"}),
    (Channel.PUPIL, Safety.SAFE, 12, {"words": "同桌说体育课没人跟她一组，已经一个月了。", "kinds": ["relational"]}),
)


def plant_reports() -> None:
    """Three reports; a few statements whatever the size of the school."""
    posts = select(Post.person_id).where(Post.role == Role.HOMEROOM_TEACHER).order_by(Post.id).limit(1)
    teacher = session().scalar(posts)
    lead = session().scalar(select(Post.person_id).where(Post.role == Role.SAFEGUARDING_LEAD).limit(1))
    if teacher is None or lead is None:
        return
    reports = [_report(channel, safety, days, account, teacher) for channel, safety, days, account in TOLD]
    session().add_all(reports)
    session().flush()
    _talk(reports[1].id, lead)
    decided = "先由班主任和心理老师跟进一个月，再看情况；没有看到一方故意。"
    at = clock.now() - timedelta(days=11)
    session().add(ReportTriage(report_id=reports[2].id, outcome=Outcome.OTHERWISE, reason=decided, at=at, by_id=lead))


def _report(channel: Channel, safety: Safety, days: int, account: dict[str, object], teacher: int) -> BullyingReport:
    named = channel is not Channel.ANONYMOUS
    return BullyingReport(
        channel=channel,
        received_on=clock.today() - timedelta(days=days),
        received_at=clock.now() - timedelta(days=days, minutes=25) if named else None,
        reporter_id=teacher if named else None,
        tracking=None if channel is Channel.STAFF else fresh_code(),
        safety=safety,
        account=account,
    )


def _talk(report_id: int, lead: int) -> None:
    """The school asked back, the one without a name has answered."""
    day = clock.today()
    asked = ReportMessage(
        report_id=report_id, from_school=True, words="谢谢你说出来。大概是什么时候开始的？", on=day, at=clock.now(), by_id=lead
    )
    session().add(asked)
    session().flush()
    session().add(ReportMessage(report_id=report_id, from_school=False, words="国庆以后，课间最多。", on=day))
