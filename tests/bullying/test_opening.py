"""Opening a case: a number, a side for each child, and the first clocks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.bullying.models.cases import Kind, Party, Role, State
from portal.bullying.models.steps import Clock, ClockKind, Step, StepKind
from portal.bullying.operations.opening import open_case
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from tests.cast import CHILD, OTHER_CHILD, Cast


def test_a_case_has_a_number_a_side_for_each_child_and_running_clocks(cast: Cast) -> None:
    hurt, said = cast.child_id(CHILD), cast.child_id(OTHER_CHILD)
    with cast.writing():
        case = open_case(
            None, kind=Kind.VERBAL, happened_on=clock.today(), place="操场", words="起外号",
            roles=[(hurt, Role.TARGET), (said, Role.AGGRESSOR)], by=cast.viewer("lead"),
        )  # fmt: skip
        assert case.number == f"{clock.today().year}-001"
        assert case.state is State.OPENED
    with cast.reading():
        assert [one.place for one in session().scalars(select(Party).order_by(Party.place))] == [0, 1]
        kinds = [one.kind for one in session().scalars(select(Clock).order_by(Clock.id))]
        assert kinds == [ClockKind.TELL_GUARDIANS, ClockKind.TELL_GUARDIANS, ClockKind.STOP, ClockKind.START]
        steps = list(session().scalars(select(Step).order_by(Step.seq)))
        assert [one.kind for one in steps] == [StepKind.OPENED, StepKind.PARTY_ADDED, StepKind.PARTY_ADDED]


def test_what_makes_no_case_is_refused(cast: Cast) -> None:
    child = cast.child_id(CHILD)
    with cast.writing():
        lead = cast.viewer("lead")
        common = {"kind": Kind.OTHER, "place": "", "words": "", "by": lead}
        with pytest.raises(Refused, match="以后"):
            open_case(None, happened_on=clock.today() + timedelta(days=1), roles=[(child, Role.TARGET)], **common)  # type: ignore[arg-type]
        roles = [(child, Role.TARGET), (child, Role.WITNESS)]
        with pytest.raises(Refused, match="一次"):
            open_case(None, happened_on=clock.today(), roles=roles, **common)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="至少"):
            open_case(None, happened_on=clock.today(), roles=[(child, Role.WITNESS)], **common)  # type: ignore[arg-type]
