"""A signed return is corrected by a new version that says why each figure changed; the old one stays as it was."""

from __future__ import annotations

from sqlalchemy import select

from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import session
from portal.summaries.definitions import return_forms
from portal.summaries.models import Return, State
from portal.summaries.publishing import shown_of
from portal.summaries.queries.proving import first_fault
from portal.summaries.queries.returns import changed_figures, find_return, reasons_of, versions_of
from tests.cast import OTHER_CHILD, Cast
from tests.forms import send
from tests.summaries.school import draft, explain_all, fill, give_telephone, prepare, sign, signed, step, stored


def corrected(cast: Cast, first: int) -> int:
    """周朗 turns out to have left; the correction of the return is begun. Returns its id."""
    with cast.writing():
        child = session().scalars(select(Child).where(Child.name == OTHER_CHILD)).one()
        child.enrolment, child.enrolment_since = Enrolment.TRANSFERRED, clock.today()
    step(cast, "lead", first, "correction")
    with cast.reading():
        return session().scalars(select(Return.id).where(Return.supersedes_id == first)).one()


def test_a_correction_names_each_changed_figure_and_waits_for_its_reason(cast: Cast) -> None:
    with cast.writing():
        fill(40)
    first = signed(cast)
    second = corrected(cast, first)
    with cast.reading():
        assert changed_figures(stored(second)) == {"enrolled": (42, 41)}
    explain_all(cast, second)
    step(cast, "lead", second, "preparation", expected=422)
    answer = send(cast.signed_in("lead"), f"/returns/{second}/changes/enrolled", {"text": "迟报一名转出学生。"})
    assert answer.status_code == 302
    step(cast, "lead", second, "preparation")
    with cast.reading():
        assert reasons_of(second)["enrolled"].reason == "迟报一名转出学生。"


def test_only_changed_figures_are_explained(cast: Cast) -> None:
    second = corrected(cast, signed(cast))
    answer = send(cast.signed_in("lead"), f"/returns/{second}/changes/girls", {"text": "没有变。"})
    assert answer.status_code == 422


def test_the_signed_version_stays_as_it_was_and_both_are_proved(cast: Cast) -> None:
    first = signed(cast)
    second = corrected(cast, first)
    explain_all(cast, second)
    send(cast.signed_in("lead"), f"/returns/{second}/changes/enrolled", {"text": "迟报一名转出学生。"})
    step(cast, "lead", second, "preparation")
    step(cast, "principal", second, "review")
    with cast.writing():
        cast.account("principal").totp_last_step = 0
    assert sign(cast, second) == 302
    with cast.reading():
        assert [first_fault(stored(one)) for one in (first, second)] == [None, None]
        assert (stored(first).edition, stored(second).edition) == (1, 2)
        assert [one.id for one in versions_of(cast.viewer("inspector"), stored(first))] == [second, first]


def test_a_second_click_on_correction_makes_no_second_version(cast: Cast) -> None:
    first = signed(cast)
    second = corrected(cast, first)
    step(cast, "lead", first, "correction")
    with cast.reading():
        assert list(session().scalars(select(Return.id).order_by(Return.id))) == [first, second]


def test_the_inspector_sees_nothing_of_a_correction_before_it_is_signed(cast: Cast) -> None:
    first = signed(cast)
    second = corrected(cast, first)
    browser = cast.signed_in("inspector")
    assert browser.get(f"/returns/{second}").status_code == 404
    assert browser.get(f"/returns/{first}").status_code == 200
    assert f"/returns/{second}" not in browser.get(f"/returns/{first}").text


def test_what_two_versions_show_gives_no_small_count_away(cast: Cast) -> None:
    with cast.writing():
        fill(60)
    first = signed(cast)
    second = corrected(cast, first)
    explain_all(cast, second)
    send(cast.signed_in("lead"), f"/returns/{second}/changes/enrolled", {"text": "迟报一名转出学生。"})
    step(cast, "lead", second, "preparation")
    with cast.reading():
        old, new = shown_of(stored(first)), shown_of(stored(second))
        assert old is not None
        assert new is not None
        for indicator in return_forms()["left_behind_monthly"].indicators:
            for grade in new.leaving.lines.grades:
                counts = [shown.count(indicator, (grade, "*", "*")) for shown in (old, new)]
                assert not [count for count in counts if count is not None and 1 <= count < 5]


def test_figures_written_in_by_hand_are_carried_over(cast: Cast) -> None:
    first = written_in(cast)
    second = corrected(cast, first)
    page = cast.signed_in("lead").get(f"/returns/{second}/figures/dropped_out").text
    assert "控辍保学台账" in page
    with cast.reading():
        assert find_return(cast.viewer("lead"), second).state is State.DRAFT


def written_in(cast: Cast) -> int:
    """A signed return whose drop-outs were written in."""
    return_id = draft(cast)
    form = {"count": "0", "source": "控辍保学台账"}
    assert send(cast.signed_in("lead"), f"/returns/{return_id}/figures/dropped_out", form).status_code == 302
    prepare(cast, return_id)
    step(cast, "principal", return_id, "review")
    give_telephone(cast)
    assert sign(cast, return_id) == 302
    return return_id
