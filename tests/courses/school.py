"""What tests of courses do again and again."""

from __future__ import annotations

from flask.testing import FlaskClient

from portal.courses.lesson.library import library
from portal.courses.lesson.shape import Topic
from tests.forms import send, token_of


def learn(browser: FlaskClient, slug: str) -> None:
    """Read a lesson and answer its questions rightly, as somebody would by hand."""
    page = browser.get(f"/courses/{slug}")
    assert page.status_code == 200
    for number, question in enumerate(library()[slug].questions, 1):
        address = f"/courses/{slug}/quiz"
        answer = send(browser, address, {"q": number, "option": question.right}, page=f"{address}?q={number}")
        assert answer.status_code == 303
    assert browser.get(f"/courses/{slug}/done").status_code == 200


def learn_series(browser: FlaskClient, topic: Topic) -> list[str]:
    """Learn every lesson of a series."""
    slugs = [lesson.id for lesson in library().values() if lesson.topic is topic]
    for slug in slugs:
        learn(browser, slug)
    return slugs


def tell_place(browser: FlaskClient, slug: str, **place: int) -> int:
    """What the page tells while it is read; returns the version it is answered."""
    token = token_of(browser.get(f"/courses/{slug}"))
    answer = browser.post(f"/courses/{slug}/place", data={"csrf_token": token, **place})
    assert answer.status_code == 200
    version: int = answer.get_json()["version"]
    return version
