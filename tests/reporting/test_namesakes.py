"""A report that is at no child's file yet: nobody of the families it may be about is told anything, until somebody knows."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from portal.access.permissions import Role
from portal.children.models import Child
from portal.children.withholding import withheld
from portal.core import clock
from portal.core.collected import people_left_alone
from portal.core.db import session
from portal.outbox.calling import call_out
from portal.outbox.models import Message
from portal.people.models import Post
from portal.reporting.models import MandatoryReport
from portal.reporting.operations.filing import name_child
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.reporting.test_filing import filed, step

FAMILIES = ("parent", "other_parent")


def namesakes(cast: Cast) -> tuple[int, int]:
    """Both children of the cast have the same name now; their numbers."""
    with cast.writing() as opened:
        ids = {row[0]: row[1] for row in opened.execute(select(Child.name, Child.id))}
        opened.execute(update(Child).where(Child.name == OTHER_CHILD).values(name=CHILD))
    return ids[CHILD], ids[OTHER_CHILD]


def left_alone(cast: Cast) -> set[str]:
    with cast.reading():
        people = {cast.viewer(key).person_id: key for key in FAMILIES}
        return {people[one] for one in people_left_alone(sorted(people))}


def test_while_two_children_have_the_name_both_families_are_left_alone(cast: Cast) -> None:
    first, second = namesakes(cast)
    filed(cast.signed_in("teacher"))
    assert left_alone(cast) == set(FAMILIES)
    with cast.reading():
        assert set(withheld([first, second])) == {first, second}
        assert set(withheld([second])) == {second}
    with cast.writing():
        name_child(session().scalars(select(MandatoryReport)).one(), first, by=cast.viewer("lead"))
    assert left_alone(cast) == {"parent"}
    with cast.reading():
        assert set(withheld([first, second])) == {first}


def test_a_report_about_somebody_else_or_closed_leaves_no_namesake_alone(cast: Cast) -> None:
    namesakes(cast)
    filed(cast.signed_in("teacher"), suspect="somebody_else", suspected="校外人员")
    assert left_alone(cast) == set()
    report = filed(cast.signed_in("teacher"))
    lead = cast.signed_in("lead")
    assert step(lead, report, "police", office="镇派出所") == 303
    assert step(lead, report, "closed", words="不是本校学生，已移交。") == 303
    assert left_alone(cast) == set()


def test_who_holds_two_posts_is_not_called_when_it_is_kept_from_one_of_them(cast: Cast) -> None:
    with cast.writing() as opened:
        principal = cast.account("principal").person_id
        opened.add(Post(person_id=principal, role=Role.SAFEGUARDING_LEAD, from_day=clock.today() - timedelta(days=1)))
    filed(cast.signed_in("teacher"), kept_from="principal")
    call_out(cast.database)
    with cast.reading():
        told = session().scalars(select(Message.person_id).where(Message.key.like("reporting.police.%"))).all()
        assert list(told) == [cast.viewer("lead").person_id]
