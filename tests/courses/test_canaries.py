"""What was written down after a lesson at home or a talk with an absent family is met on its own page, by those near the child."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from tests.cast import PEOPLE, Cast
from tests.courses.test_sessions import bring, class_id, client_of, planned, take
from tests.forms import send
from tests.house.test_every_route_and_role import doorways

WORDS = {"who": "暗语谁在场", "note": "暗语商量了", "words": "暗语联系时"}
NEAR = {"lead", "principal", "homeroom"}


def write_down(cast: Cast) -> int:
    homeroom, mine, child_id = cast.signed_in("homeroom"), class_id(cast), cast.child_id()
    id_ = planned(homeroom, [mine], clock.today() - timedelta(days=1))
    take(homeroom, id_, mine)
    talk = f"/parents-school/sessions/{id_}/families/{child_id}/talk"
    said = {"client_id": client_of(homeroom, talk), "day": clock.today().isoformat(), "words": WORDS["words"]}
    assert send(homeroom, talk, said).status_code == 303
    bring(homeroom, child_id, who=WORDS["who"], note=WORDS["note"])
    return child_id


def test_hidden_words_are_met_only_where_they_belong(cast: Cast) -> None:
    child_id = write_down(cast)
    watched = [
        each for each in doorways(cast.app)
        if each.method == "GET" and each.endpoint.startswith(("courses.", "children.file", "desk.", "home.index"))
    ]  # fmt: skip
    for key in PEOPLE:
        browser = cast.signed_in(key)
        for doorway in watched:
            with browser.get(doorway.address(child_id)) as answer:
                page = answer.get_data(as_text=False).decode("utf8", "ignore")
            met = {word for word in WORDS.values() if word in page}
            assert met == (set(WORDS.values()) if doorway.endpoint == "courses.guidance" and key in NEAR else set()), (key, doorway)
    with cast.reading():
        read = select(func.count()).where(JournalRow.event == "courses.guidance_opened", JournalRow.child_id == child_id)
        assert session().scalar(read) == len(NEAR)
        for row in session().scalars(select(JournalRow)):
            assert not any(word in " ".join(map(str, row.__dict__.values())) for word in WORDS.values())
    if cast.database.engine.dialect.name == "sqlite":
        path = Path(str(cast.database.engine.url.database))
        kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        assert not any(word.encode() in kept for word in WORDS.values())
