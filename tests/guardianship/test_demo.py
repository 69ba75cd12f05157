"""On the demo school the detector finds every gap that was planted, and none other."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from portal.children.models import Child
from portal.children.queries.apart import lives_apart
from portal.contact.operations.planting import quiet_children
from portal.contact.queries import in_touch_where
from portal.core import clock
from portal.core.db import Database, session
from portal.demo.loading import load_demo
from portal.guardianship.gaps import GapKind
from portal.guardianship.operations.planting import planted_gaps
from portal.guardianship.queries import care_where


def test_every_planted_gap_is_found_and_none_other(app: Flask) -> None:
    database: Database = app.extensions["database"]
    load_demo(database, lambda _words: None)
    with database.transaction():
        planted = planted_gaps()
        care = care_where(Child.id > 0)
        alarms = {child.id: [gap.kind for gap in child.gaps if not gap.census] for child in care}
        assert {id_: found for id_, found in alarms.items() if found} == {id_: [kind] for id_, kind in planted.items()}
        assert set(planted.values()) == set(GapKind) - {GapKind.CARER_UNKNOWN}
        apart = set(session().scalars(select(Child.id).where(lives_apart(clock.today()))))
        assert {child.id for child in care if any(gap.census for gap in child.gaps)} == {
            child.id for child in care if child.id in apart and not child.facts.carers
        }
        quiet = {child.id for child in in_touch_where() if child.weeks.missed_in_a_row >= 2}
        assert quiet == set(quiet_children())
