"""A parent notes a talk with the child on a telephone; the teacher sees it."""

from __future__ import annotations

from tests.browser.looking import TELEPHONE, Looker
from tests.contact.test_contact_pages import send_away


def test_a_parent_notes_a_talk_on_a_telephone(looker: Looker) -> None:
    child_id = send_away(looker.cast)
    looker.sign_in("parent")
    looker.page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # a plain dict does
    page = looker.open("/home")
    page.get_by_role("button", name="今天已经联系过了").click()
    page.get_by_text("今天说过话了。").wait_for()
    page.get_by_role("link", name="是别的日子，或和照护人联系的").click()
    page.get_by_label("和照护人", exact=True).check()
    page.get_by_label("分钟").fill("12")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("记好了，谢谢。").wait_for()
    looker.accessible("/home")
    looker.accessible(f"/home/children/{child_id}/contact")
    looker.sign_in("homeroom")
    page = looker.open(f"/children/{child_id}/contacts")
    assert page.get_by_text("家长自己登记").count() == 2
    looker.accessible()


def test_pages_of_care_are_accessible(looker: Looker) -> None:
    child_id = send_away(looker.cast)
    looker.sign_in("homeroom")
    for path in ("/contacts", "/care", f"/children/{child_id}", f"/children/{child_id}/care/agreements/new", "/children"):
        looker.accessible(path)
