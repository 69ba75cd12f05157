"""Every number that is a link opens a list of as many, on every page, after one talk, visit, contact and agreement."""

from __future__ import annotations

import re
from html import unescape

from flask.testing import FlaskClient

from portal.core import clock
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.contact.test_contact_pages import one_tap
from tests.forms import send
from tests.guardianship.test_care_pages import written
from tests.pairing.family import named, parents_leave
from tests.pairing.test_talks import fields as talk
from tests.visits.test_visits import record as record_visit

#: A number that is a link, and a link whose number stands beside it.
NUMBER = re.compile(r'<a[^>]*href="(/[^"]+)"[^>]*>\s*(\d+)\s*</a>')
BESIDE = re.compile(r'<a class="who" href="(/[^"]+)"><strong>[^<]*</strong></a></span><span class="n">(\d+)</span>')
ROW = '<th scope="row">'

#: Pages with figures, and how many of their numbers are links in the school of this test.
PAGES = {
    ("homeroom", "/today"): 3,
    ("lead", "/today"): 0,
    ("lead", "/visits"): 0,
    ("lead", "/visits/coverage"): 15,
    ("lead", "/pairing"): 7,
    ("lead", "/contacts"): 0,
    ("lead", "/care"): 0,
    ("lead", "/parents-school"): 6,
}

#: Indicators of the month that tell of the entries: one child has them, the other has not.
ENTERED = {"paired": 1, "visited": 1, "grandparent_care": 1, "no_carer_named": 1}


def write_everything_down(cast: Cast) -> int:
    """A talk, a visit, a contact and an agreement about one child, each through its page; another child has none."""
    child_id = parents_leave(cast)
    parents_leave(cast, OTHER_CHILD)
    named(cast)
    homeroom, teacher = cast.signed_in("homeroom"), cast.signed_in("teacher")
    assert send(teacher, f"/children/{child_id}/talks/new", talk(teacher, child_id)).status_code == 303
    assert record_visit(homeroom, child_id) == 303
    assert one_tap(cast)[0] == 303
    assert send(homeroom, f"/children/{child_id}/care/agreements/new", written(cast)).status_code == 303
    return child_id


def numbers_of(page: str) -> list[tuple[str, int]]:
    return [(unescape(address), int(count)) for address, count in NUMBER.findall(page) + BESIDE.findall(page)]


def opened(browser: FlaskClient, address: str) -> int:
    """How many rows the list behind a number has."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.text.count(ROW)


def test_every_number_that_is_a_link_opens_a_list_of_as_many(cast: Cast) -> None:
    write_everything_down(cast)
    differ, walked = [], {}
    for key, path in PAGES:
        browser = cast.signed_in(key)
        found = numbers_of(browser.get(path).text)
        walked[key, path] = len(found)
        differ += [(path, address, count, opened(browser, address)) for address, count in found]
    assert [one for one in differ if one[2] != one[3]] == []
    assert walked == PAGES


def test_every_number_of_the_month_opens_a_list_of_as_many(cast: Cast) -> None:
    write_everything_down(cast)
    lead = cast.signed_in("lead")
    begun = send(lead, "/returns/left_behind_monthly/months", {"month": clock.today().strftime("%Y-%m")}, page="/returns/")
    assert begun.status_code in (302, 303)
    found = numbers_of(lead.get(begun.location).text)
    assert len(found) == 26, found
    month = {address.partition("/children/")[2]: count for address, count in found}
    assert {name: month[name] for name in ENTERED} == ENTERED
    assert [(address, count) for address, count in found if opened(lead, address) != count] == []


def test_the_pages_say_the_same_of_the_one_entry(cast: Cast) -> None:
    child_id = write_everything_down(cast)
    lead = cast.signed_in("lead")
    for address in ("/visits/children?show=left_behind_visited", "/pairing/children?show=talked", "/visits", "/contacts"):
        page = lead.get(address).text
        assert CHILD in page, address
    for address in ("/visits/children?show=left_behind_visited", "/pairing/children?show=talked", "/visits"):
        assert OTHER_CHILD not in lead.get(address).text, address
    file = lead.get(f"/children/{child_id}").text
    for words in ("谈心", "家访", "委托照护"):
        assert words in file
