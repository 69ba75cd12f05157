"""A person decides: proposals wait, are confirmed or declined with a reason, expire into review; families never see any of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from portal.access.permissions import ROLES, Permission, Tier
from portal.children.models import AidCategory
from portal.core import clock
from portal.core.db import session
from portal.risk.axes import Axis, Grade
from portal.risk.duties import duties
from portal.risk.kept import kept_finding
from portal.risk.models import AttentionAlarm, AttentionProposal, Decision
from portal.risk.operations.reviewing import review_school
from portal.risk.queries.alarms import asked_of
from portal.risk.rules import Fact, Finding
from tests.cast import OTHER_CHILD, PEOPLE, Cast
from tests.forms import send, token_of
from tests.risk.deciding import away, confirmed, current, left_behind, proposal_of, reviewed


def test_a_proposal_says_why_and_nothing_changes_until_a_person_confirms(cast: Cast) -> None:
    child = left_behind(cast)
    assert current(cast, child) is None
    client = cast.signed_in("homeroom")
    page = client.get("/attention").text
    assert "林小禾" in page
    assert "家庭经济困难，父母又不在身边" in page
    proposal = proposal_of(cast, child).id
    url = f"/attention/proposals/{proposal}/confirmation"
    assert send(client, url, {"reason": ""}, page=f"/children/{child}/attention").status_code == 422
    assert send(client, url, {"reason": "家访时看到的也是这样"}, page=f"/children/{child}/attention").status_code == 303
    assert current(cast, child) == 2
    file = client.get(f"/children/{child}").text
    assert "为什么是「加强关注」" in file
    assert 'class="grade" data-g="2"' in file.partition("<h1")[2].partition("</h1>")[0], "beside the name"
    assert "家访时看到的也是这样" in file, "the timeline tells the reason"
    assert "还没有人写下" in file


def test_declined_stays_declined_until_the_facts_change(cast: Cast) -> None:
    child = left_behind(cast)
    proposal = proposal_of(cast, child).id
    page = f"/children/{child}/attention"
    send(cast.signed_in("homeroom"), f"/attention/proposals/{proposal}/declining", {"reason": "父母下周就回来"}, page=page)
    assert current(cast, child) is None
    assert reviewed(cast) == 0
    with cast.writing():
        session().add(AidCategory(child_id=child, category="orphan", from_day=date(2026, 11, 1)))
    assert reviewed(cast) == 1


def test_new_facts_overtake_an_open_proposal(cast: Cast) -> None:
    child = left_behind(cast)
    first = proposal_of(cast, child).id
    assert reviewed(cast) == 0, "the same facts propose nothing new"
    with cast.writing():
        session().add(AidCategory(child_id=child, category="orphan", from_day=date(2026, 11, 1)))
    assert reviewed(cast) == 1
    with cast.reading():
        assert session().get_one(AttentionProposal, first).decision is Decision.OVERTAKEN
    url = f"/attention/proposals/{first}/confirmation"
    assert send(cast.signed_in("lead"), url, {"reason": "好的"}, page=f"/children/{child}/attention").status_code == 404


def test_several_are_confirmed_at_once_with_the_same_reason(cast: Cast) -> None:
    child, other = cast.child_id(), cast.child_id(OTHER_CHILD)
    with cast.writing():
        away(child, "father", "mother")
        away(other, "father", "mother")
    reviewed(cast)
    ids = [str(proposal_of(cast, one).id) for one in (child, other)]
    client = cast.signed_in("lead")
    assert send(client, "/attention/confirmations", {"reason": "开学评定"}, page="/attention").status_code == 422
    assert send(client, "/attention/confirmations", {"reason": "开学评定", "proposal": ids}, page="/attention").status_code == 303
    assert current(cast, child) is not None
    assert current(cast, other) is not None


def test_a_homeroom_teacher_decides_only_on_the_own_class(cast: Cast) -> None:
    child = left_behind(cast)
    proposal = proposal_of(cast, child).id
    other = cast.signed_in("other_homeroom")
    assert "林小禾" not in other.get("/attention").text
    assert other.get(f"/children/{child}/attention").status_code == 404
    token = token_of(other.get("/me"))
    sent = {"csrf_token": token, "reason": "试一试", "proposal": str(proposal)}
    assert other.post(f"/attention/proposals/{proposal}/confirmation", data=sent).status_code == 404
    assert other.post("/attention/confirmations", data=sent).status_code == 404
    assert current(cast, child) is None


def test_a_grade_expires_into_review_and_is_proposed_anew(cast: Cast, at_noon: time_machine.Traveller) -> None:
    child = left_behind(cast)
    confirmed(cast, child)
    assert reviewed(cast) == 0
    at_noon.shift(timedelta(days=61))
    client = cast.signed_in("homeroom")
    with cast.app.test_request_context(), cast.reading():
        keys = [one.key for one in duties(cast.viewer("homeroom"), clock.today())]
    assert any(key.startswith("risk.review.") for key in keys)
    assert "林小禾" in client.get("/attention/reviews").text
    send(client, f"/children/{child}/attention/review", page="/attention/reviews")
    assert proposal_of(cast, child).grade == 2


@pytest.mark.parametrize("key", list(PEOPLE))
def test_families_and_keepers_of_accounts_never_see_a_grade(cast: Cast, key: str) -> None:
    child = left_behind(cast)
    confirmed(cast, child)
    may = Permission.SEE_ATTENTION in ROLES[PEOPLE[key][1]]
    client = cast.signed_in(key)
    status = client.get(f"/children/{child}/attention").status_code
    assert status in ((200, 404) if may else (403,))
    for path in ("/today", "/home", "/children", f"/children/{child}"):
        text = client.get(path, follow_redirects=True).text
        if not may:
            assert "加强关注" not in text, path
    if key in ("parent", "carer", "other_parent"):
        assert "关注等级" not in client.get("/home").text


def test_the_counselor_reads_the_grade_but_not_the_family(cast: Cast) -> None:
    child = left_behind(cast)
    confirmed(cast, child)
    text = cast.signed_in("counselor").get(f"/children/{child}/attention").text
    assert "加强关注" in text
    assert "家庭经济困难" not in text
    assert "核对过" not in text


def raised(cast: Cast, child_id: int) -> None:
    alone = Fact("guardianship.alone", True, date(2026, 11, 24))
    finding = Finding("alone_under_16", Axis.GUARDIANSHIP, Grade.CLOSE, True, Tier.WELFARE, (alone,))
    with cast.writing():
        session().add(
            AttentionAlarm(child_id=child_id, rule="alone_under_16", evidence=kept_finding(finding), raised_at=clock.now())
        )


def asked(cast: Cast) -> set[str]:
    with cast.app.test_request_context(), cast.reading():
        return {key for key in ("homeroom", "other_homeroom", "lead", "principal") if asked_of(cast.viewer(key))}


def test_an_alarm_climbs_when_nobody_answers_and_stops_when_somebody_does(cast: Cast, at_noon: time_machine.Traveller) -> None:
    child = cast.child_id()
    raised(cast, child)
    assert asked(cast) == {"homeroom"}
    at_noon.shift(timedelta(minutes=31))
    assert asked(cast) == {"homeroom", "lead"}
    at_noon.shift(timedelta(minutes=30))
    assert asked(cast) == {"homeroom", "lead", "principal"}
    assert "未满 16 周岁独自居住" in cast.signed_in("principal").get("/today").text
    client = cast.signed_in("lead")
    assert send(client, "/attention/alarms/1", {"answer": ""}).status_code == 422
    assert send(client, "/attention/alarms/1", {"answer": "已联系大伯，今晚在家陪护"}).status_code == 303
    assert asked(cast) == set()
    assert "已联系大伯" in client.get("/attention/alarms").text
    assert cast.signed_in("other_homeroom").get("/attention/alarms/1").status_code == 404


def test_a_hard_trigger_that_no_longer_holds_ends_its_alarm(cast: Cast) -> None:
    raised(cast, cast.child_id())
    with cast.app.test_request_context(), cast.writing():
        assert review_school(by=None).ended == 1
    assert asked(cast) == set()


def test_the_lead_sees_the_effect_before_a_rule_is_changed(cast: Cast) -> None:
    left_behind(cast)
    client = cast.signed_in("lead")
    page = client.get("/attention/rules").text
    assert "家庭经济困难，父母又不在身边" in page
    assert "还没有这项数据" in page or "未满 16 周岁独自居住" in page
    book = cast.app.extensions["rulebook"]
    on = [rule.id for rule in book.rules if rule.id not in ("hardship_and_left_behind", "both_away_no_carer")]
    wanted = {"on": on, **{f"limit-{name}": str(limit.default) for name, limit in book.limits.items()}}
    effect = client.get("/attention/rules/effect", query_string=wanted)
    assert effect.status_code == 200
    assert "建议的等级会更轻" in effect.text
    sent = wanted | {"csrf_token": token_of(effect), "reason": "今年由民政核对"}
    assert client.post("/attention/rules", data=sent).status_code == 303
    told = client.get("/attention/rules").text
    assert "今年由民政核对" in told
    assert "停用：家庭经济困难，父母又不在身边" in told
    bad = wanted | {"limit-silent_days": "3", "csrf_token": token_of(effect), "reason": "试"}
    assert client.get("/attention/rules/effect", query_string=bad).status_code >= 400
    assert cast.signed_in("homeroom").get("/attention/rules/effect", query_string=wanted).status_code == 403
