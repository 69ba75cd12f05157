"""A round: planned for grades, consented to by phone or paper, followed class by class, closed; declined is a state."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.screening.figures import members
from portal.screening.models import AnswerCode, ConsentWord, Participant, Result, Round, TextPackVersion
from portal.screening.operations.packs import load_pack
from portal.screening.operations.rounds import Plan, open_round
from portal.screening.queries.rounds import progress
from portal.screening.scales.library import scale
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.forms import send
from tests.screening.school import CODE, Pupil, agree, consents, give_code, open_in, participant, ready, wording


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_counselor_plans_a_round_and_everybody_of_the_grade_is_asked(cast: Cast) -> None:
    counselor, today = cast.signed_in("counselor"), clock.today()
    fields = {
        "name": "秋季测评",
        "scale": "weekly_checkin",
        "grades": "5",
        "first_day": today,
        "last_day": today + timedelta(days=5),
    }
    answer = send(counselor, "/screening/rounds/new", fields)
    assert answer.status_code == 303
    page = counselor.get(answer.location).text
    assert "秋季测评" in page
    assert "五（1）班" in page
    with cast.reading():
        assert len(session().scalars(select(Participant)).all()) == 2
        assert {one.language for one in session().scalars(select(TextPackVersion))} == {"zh", "en"}
    assert cast.who_enters(answer.location) == {"counselor", "lead", "principal", "homeroom", "other_homeroom"}
    assert cast.who_enters("/screening/rounds/new") == {"counselor"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"grades": [1]}, "适用于"),
        ({"grades": [12]}, "没有在校学生"),
        ({"last_day": timedelta(days=-1)}, "早于"),
        ({"makeup_until": timedelta(days=1)}, "补做的日子"),
        ({"scale": "who5"}, "先载入"),
        ({"scale": "sdq_self"}, "先载入"),
    ],
)
def test_a_round_that_does_not_fit_is_refused(cast: Cast, change: dict[str, object], said: str) -> None:
    today = clock.today()
    plan: dict[str, object] = {
        "name": "测评",
        "scale": "weekly_checkin",
        "grades": [5],
        "first_day": today,
        "last_day": today + timedelta(5),
    }
    changed = {key: today + value if isinstance(value, timedelta) else value for key, value in change.items()}
    with cast.writing(), pytest.raises(Refused, match=said):
        open_round(Plan(**{**plan, **changed}), by=cast.viewer("counselor"))  # type: ignore[arg-type]


def test_a_scale_that_asks_about_safety_needs_somebody_on_watch(cast: Cast) -> None:
    today = clock.today()
    with cast.writing():
        load_pack(wording("mht"), "text.csv", scale("mht"), "zh", by=cast.viewer("counselor"))
    with cast.writing(), pytest.raises(Refused, match="每天都有人"):
        open_round(Plan("测评", "mht", [5], today, today), by=cast.viewer("counselor"))


def test_a_wording_is_versioned_and_only_a_changed_one_is_new(cast: Cast) -> None:
    counselor = cast.signed_in("counselor")

    def load(mark: str, allowed: str = "y") -> int:
        fields = {"scale": "who5", "language": "zh", "allowed": allowed, "file": (wording("who5", mark), "who5.csv")}
        return send(counselor, "/screening/texts", fields).status_code

    assert [load("甲"), load("甲"), load("乙"), load("丙", "")] == [303, 303, 303, 422]
    with cast.reading():
        found = select(TextPackVersion.version).where(TextPackVersion.scale == "who5").order_by(TextPackVersion.id)
        assert list(session().scalars(found)) == [1, 2]
    assert "第 2 版" in counselor.get("/screening/texts").text
    assert cast.who_enters("/screening/texts") == {"counselor"}


def test_a_guardian_says_yes_on_the_phone_and_takes_it_back(cast: Cast) -> None:
    round_id, child_id = open_in(cast), cast.child_id()
    parent, path = cast.signed_in("parent"), f"/home/children/{cast.child_id()}/screening/{open_id(cast)}"
    assert "可以问问林小禾过得怎么样吗" in parent.get("/home").text
    page = parent.get(path).text
    assert "只有心理老师舒宁" in page
    assert "三年" in page
    assert send(parent, path, {}).status_code == 422
    assert send(parent, path, {"word": "given"}).status_code == 303
    assert send(parent, path, {"word": "given"}).status_code == 303
    assert send(parent, path, {"word": "declined"}).status_code == 303
    assert consents(cast) == [ConsentWord.GIVEN, ConsentWord.WITHDRAWN]
    assert cast.signed_in("carer").get(path).status_code == 404, "consent is the guardian's, not the carer's"
    assert "可以问问" not in cast.signed_in("carer").get("/home").text
    assert cast.signed_in("other_parent").get(path).status_code == 404
    assert child_id
    assert round_id


def open_id(cast: Cast) -> int:
    with cast.reading():
        return session().scalars(select(Round.id)).one()


def test_a_homeroom_teacher_notes_slips_of_the_own_class_and_sees_no_result(cast: Cast) -> None:
    round_id = open_in(cast)
    with cast.reading():
        mine = participant(round_id, cast_child(CHILD))
        other = participant(round_id, cast_child(OTHER_CHILD))
        class_id, other_class = mine.class_id, other.class_id
    homeroom, path = cast.signed_in("homeroom"), f"/screening/rounds/{round_id}/classes/{class_id}"
    page = homeroom.get(path).text
    assert "还没答复" in page
    saved = send(homeroom, f"{path}/consents", {"way": "paper", f"word-{mine.id}": "given", f"word-{other.id}": "given"}, page=path)
    assert saved.status_code == 303
    assert consents(cast) == [ConsentWord.GIVEN], "a child of another class is not reached through the form"
    assert homeroom.get(f"/screening/rounds/{round_id}/classes/{other_class}").status_code == 404
    assert send(homeroom, f"{path}/consents", {"way": "paper"}, page=path).status_code == 422
    assert cast.who_enters(path) == {"counselor", "lead", "principal", "homeroom"}
    assert homeroom.get(f"/screening/rounds/{round_id}/children/{mine.child_id}").status_code == 403


def cast_child(name: str) -> int:
    from portal.children.models import Child

    return session().scalars(select(Child.id).where(Child.name == name)).one()


def test_declined_is_a_state_and_never_work_that_is_missing(cast: Cast) -> None:
    round_id = open_in(cast)
    agree(cast, round_id, OTHER_CHILD, ConsentWord.DECLINED)
    agree(cast, round_id)
    with cast.reading():
        counts = progress(cast.viewer("counselor"), round_id)[round_id]
        by_state = sorted((one.asked, one.agreed, one.declined, one.silent, one.left) for one in counts.values())
        assert by_state == [(1, 0, 1, 0, 0), (1, 1, 0, 0, 1)]
    page = cast.signed_in("counselor").get(f"/screening/rounds/{round_id}").text
    assert "还差 1 人" in page
    assert "不参加 1 人" in page


def test_slips_and_codes_are_printed_for_those_who_need_them(cast: Cast) -> None:
    round_id = open_in(cast)
    with cast.reading():
        class_id = participant(round_id, cast_child(CHILD)).class_id
    homeroom, path = cast.signed_in("homeroom"), f"/screening/rounds/{round_id}/classes/{class_id}"
    assert CHILD in text_of(homeroom.get(f"{path}/consent.pdf").data)
    assert send(homeroom, f"{path}/codes.pdf", page=path).status_code in (409, 422), "nobody has agreed"
    agree(cast, round_id)
    give_code(cast, round_id)
    printed = text_of(send(homeroom, f"{path}/codes.pdf", page=path).data)
    code = re.search(r"[2-9a-z]{5}-[2-9a-z]{5}", printed)
    assert code
    pupil = Pupil(cast)
    assert pupil.enter(CODE) == 422, "the earlier code is void"
    assert pupil.enter(code[0]) == 303
    with cast.reading():
        stored = session().scalars(select(AnswerCode)).all()
        assert all(code[0] not in str(one.code) for one in stored), "only a keyed hash is kept"
    assert CHILD not in text_of(homeroom.get(f"{path}/consent.pdf").data)


def test_days_and_names_change_with_both_versions_shown_on_a_conflict(cast: Cast) -> None:
    round_id = open_in(cast)
    counselor, path, today = cast.signed_in("counselor"), f"/screening/rounds/{round_id}/change", clock.today()
    fields = {"name": "改名", "last_day": today + timedelta(days=9), "makeup_until": "", "version": 1}
    assert send(counselor, path, fields).status_code == 303
    late = send(counselor, path, {**fields, "name": "另一个名"})
    assert late.status_code == 409
    assert "改名" in late.text


def test_closing_scores_what_was_begun_and_shuts_every_code(cast: Cast) -> None:
    round_id = ready(cast)
    pupil = Pupil(cast)
    pupil.enter()
    for number in range(1, 7):
        pupil.answer(number, 1)
    counselor, path = cast.signed_in("counselor"), f"/screening/rounds/{round_id}"
    assert send(counselor, f"{path}/closing", page=path).status_code == 303
    with cast.reading():
        assert session().scalars(select(Result)).one().content["status"] == "prorated"
        assert len(members(clock.today())["screening.screened_this_year"]) == 1
        assert len(members(clock.today())["screening.asked_this_year"]) == 2
        assert len(members(clock.today())["screening.agreed_this_year"]) == 1
    assert pupil.browser.get("/answer/questions/1").location == "/answer?ended=1"
    assert pupil.enter() == 422


def test_the_pages_need_a_fixed_number_of_statements(cast: Cast) -> None:
    round_id = ready(cast)
    for name in ("second", "third"):
        with cast.writing():
            today = clock.today()
            open_round(Plan(name, "weekly_checkin", [5], today, today), by=cast.viewer("counselor"))
    for key, most in (("counselor", 10), ("homeroom", 6)):
        browser = cast.signed_in(key)
        for path in (f"/screening/rounds/{round_id}", "/screening"):
            browser.get(path)
            with statements(cast.database) as seen:
                assert browser.get(path).status_code == 200
            assert len(seen) <= most, (path, key, len(seen), seen)
