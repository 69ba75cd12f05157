"""Delivery as the school sees it: once, the way each person chose, not at night, and failures in the channel's own words."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import time_machine
from sqlalchemy import func, select

from portal.core import clock
from portal.core.clock import SCHOOL_ZONE
from portal.core.db import session
from portal.outbox.delivering import deliver
from portal.outbox.models import Address, ChannelKind, Message, State
from portal.outbox.operations import queue
from portal.outbox.operations.gathering import CHECKS, ask_before_sending, gather
from portal.outbox.operations.leasing import begin, lease
from tests.cast import Cast
from tests.outbox.people import ALWAYS, add_people, deliver_all, open_channel, set_up, states, words
from tests.outbox.sinks import Got, HttpSink, Said, http_sink, mail_sink

AT_NOON = datetime(2026, 11, 26, 12, tzinfo=SCHOOL_ZONE)


def _queue(people: list[int], key: str = "notice.1", kind: str = "told") -> int:
    return queue(people, kind=kind, key=key, path="/messages/1")


def _gateway(sink: HttpSink) -> dict[str, str]:
    return {"url": sink.url, "secret": "whsec_c2VjcmV0"}


def test_each_person_is_told_once_and_nothing_of_the_content_leaves(cast: Cast) -> None:
    with http_sink() as sink:
        with cast.writing():
            set_up({**ALWAYS, "outbox.address": "https://school.example"})
            open_channel(ChannelKind.WEBHOOK, _gateway(sink))
            people = add_people(45)
            _queue(people)
        deliver_all(cast)
        deliver_all(cast)
    assert states(cast) == {State.SENT: 45}
    assert len({got.json["to"] for got in sink.got}) == len(sink.got) == 45
    assert {got.json["text"] for got in sink.got} == {"青溪镇中心学校：有 1 条消息等您看"}
    assert {got.json["link"] for got in sink.got} == {"https://school.example/messages/1"}


def test_who_has_several_messages_is_told_once_of_all(cast: Cast) -> None:
    with http_sink() as sink, time_machine.travel(AT_NOON, tick=False) as now:
        with cast.writing():
            set_up({**ALWAYS, "outbox.digest_minutes": "30"})
            open_channel(ChannelKind.WEBHOOK, _gateway(sink))
            people = add_people(1)
            for key in ("notice.1", "notice.2", "notice.3"):
                _queue(people, key)
        deliver_all(cast)
        with cast.writing():
            _queue(people, "notice.4")
        deliver_all(cast)
        assert [got.json["text"][-10:] for got in sink.got] == ["有 3 条消息等您看"]
        now.shift(timedelta(minutes=31))
        deliver_all(cast)
        assert [got.json["text"][-10:] for got in sink.got] == ["有 3 条消息等您看", "有 1 条消息等您看"]


def test_nothing_goes_out_at_night_but_what_cannot_wait(cast: Cast) -> None:
    with http_sink() as sink, time_machine.travel(AT_NOON + timedelta(hours=10), tick=False) as now:
        with cast.writing():
            set_up({**ALWAYS, "outbox.quiet_from": "21", "outbox.quiet_until": "7"})
            open_channel(ChannelKind.WEBHOOK, _gateway(sink))
            first, second = add_people(2)
            _queue([first])
            _queue([second], kind="urgent")
        deliver_all(cast)
        assert [got.json["to"] for got in sink.got] == ["13900000001"]
        now.shift(timedelta(hours=9, minutes=5))
        deliver_all(cast)
        assert [got.json["to"] for got in sink.got] == ["13900000001", "13900000000"]


def test_a_failure_is_tried_again_and_given_up_after_so_many_times_in_the_channels_words(cast: Cast) -> None:
    def says(got: Got) -> Said:
        return (503, b"try later") if got.json["to"].endswith("0") else (400, "号码停机".encode())

    with http_sink(says) as sink, time_machine.travel(AT_NOON, tick=False) as now:
        with cast.writing():
            set_up({**ALWAYS, "outbox.attempts": "3", "outbox.retry_seconds": "60"})
            open_channel(ChannelKind.WEBHOOK, _gateway(sink))
            _queue(add_people(2))
        deliver_all(cast)
        assert states(cast) == {State.WAITING: 1, State.REFUSED: 1}
        assert len(sink.got) == 2
        now.shift(timedelta(seconds=61))
        deliver_all(cast)
        now.shift(timedelta(seconds=200))
        deliver_all(cast)
        assert states(cast) == {State.WAITING: 1, State.REFUSED: 1}, "the third try comes four times later"
        now.shift(timedelta(seconds=60))
        deliver_all(cast)
        assert states(cast) == {State.FAILED: 1, State.REFUSED: 1}
        assert words(cast) == ["HTTP 503 try later", "HTTP 400 号码停机"]


def test_people_are_reached_as_they_chose_or_not_at_all(cast: Cast) -> None:
    with http_sink() as sink, mail_sink() as mail:
        with cast.writing():
            set_up()
            open_channel(ChannelKind.WEBHOOK, _gateway(sink))
            access = {"host": "127.0.0.1", "port": mail.port, "security": "none", "sender": "portal@school.example"}
            letters = open_channel(ChannelKind.MAIL, access, for_telephones=False)
            by_mail, by_none, by_phone = add_people(3)
            session().add(Address(person_id=by_mail, channel_id=letters.id, address="a@b.cn", set_at=clock.now()))
            session().add(Address(person_id=by_none, channel_id=None, address=None, set_at=clock.now()))
            _queue([by_mail, by_none, by_phone])
        deliver_all(cast)
    assert [address for address, _letter in mail.letters] == ["a@b.cn"]
    assert [got.json["to"] for got in sink.got] == ["13900000002"]
    assert states(cast) == {State.SENT: 2, State.NO_WAY: 1}


def test_a_chat_gets_no_more_a_minute_than_it_takes(cast: Cast) -> None:
    with http_sink(lambda _got: (200, {"errcode": 0})) as sink, time_machine.travel(AT_NOON, tick=False) as now:
        with cast.writing():
            set_up()
            open_channel(ChannelKind.WECOM, {"url": sink.url})
            _queue(add_people(25))
        deliver_all(cast)
        assert len(sink.got) == 18
        now.shift(timedelta(seconds=61))
        deliver_all(cast)
        assert len(sink.got) == 25


def test_what_was_being_handed_over_to_a_chat_when_we_were_stopped_is_left_to_a_person(cast: Cast) -> None:
    with mail_sink() as mail, time_machine.travel(AT_NOON, tick=False) as now:
        mail.hangs_up = lambda address: address == "0@b.cn"
        with cast.writing():
            set_up()
            access = {"host": "127.0.0.1", "port": mail.port, "security": "none", "sender": "portal@school.example"}
            letters = open_channel(ChannelKind.MAIL, access)
            people = add_people(3)
            for place, person in enumerate(people):
                session().add(Address(person_id=person, channel_id=letters.id, address=f"{place}@b.cn", set_at=clock.now()))
            _queue(people)
        deliver_all(cast)
        now.shift(timedelta(hours=1))
        deliver_all(cast)
    assert states(cast) == {State.DOUBTFUL: 1, State.SENT: 2}
    assert [address for address, _letter in mail.letters] == ["0@b.cn", "1@b.cn", "2@b.cn"]


def test_two_deliveries_at_once_double_nothing(cast: Cast) -> None:
    with http_sink(pause=0.002) as sink:
        with cast.writing():
            set_up()
            open_channel(ChannelKind.WEBHOOK, _gateway(sink))
            _queue(add_people(120))

        def work() -> None:
            with cast.app.app_context():
                while deliver(cast.database, seconds=60):
                    pass

        workers = [threading.Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert states(cast) == {State.SENT: 120}
    assert len(sink.got) == len({got.headers["webhook-id"] for got in sink.got}) == 120


def test_what_somebody_else_took_up_meanwhile_is_not_sent_a_second_time(cast: Cast) -> None:
    with cast.writing():
        set_up()
        open_channel(ChannelKind.WEBHOOK, {"url": "http://127.0.0.1:9", "secret": "x"})
        _queue(add_people(2))
        gather()
        (slow,) = lease(-1)
    with cast.writing():
        (quick,) = lease(60)
    with cast.writing():
        assert begin(slow.dispatches) == set()
        assert begin(quick.dispatches) == {one.id for one in quick.dispatches}


def test_a_domain_is_asked_just_before_its_messages_leave(cast: Cast) -> None:
    with http_sink() as sink:
        with cast.writing():
            set_up()
            open_channel(ChannelKind.WEBHOOK, _gateway(sink))
            kept, dropped = add_people(2)
            _queue([kept, dropped], kind="asked")
        ask_before_sending("asked", lambda messages: {one.id for one in messages if one.person_id == kept})
        try:
            deliver_all(cast)
        finally:
            CHECKS.pop("asked")
    assert [got.json["to"] for got in sink.got] == ["13900000000"]
    with cast.reading():
        assert session().scalar(select(func.count()).where(Message.taken_back_at.is_not(None))) == 1
