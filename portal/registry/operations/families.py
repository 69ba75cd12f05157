"""The family in the files: a member's new telephone goes onto their row, another person at the same place gets a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from portal.children.models import Guardian
from portal.core.db import session
from portal.registry.columns import MEMBERS
from portal.registry.files import Member, Record, member_of
from portal.registry.writing_in import Writer, guardian_values, new_guardian

KEPT = ("name", "relation", "is_guardian", "is_carer", "telephone", "id_number", "address", "workplace")


class Families:
    """The open guardians of some children, changed as their records change."""

    def __init__(self, child_ids: Sequence[int], writer: Writer) -> None:
        self.writer = writer
        self.rows: dict[tuple[int, int], Any] = {}
        columns = [getattr(Guardian, name) for name in KEPT]
        found = (
            select(Guardian.id, Guardian.child_id, Guardian.place, Guardian.version, *columns)
            .where(Guardian.child_id.in_(child_ids), Guardian.until_day.is_(None), Guardian.place.in_(MEMBERS))
            .order_by(Guardian.source != "registry", Guardian.id)
        )
        for row in session().execute(found):
            self.rows.setdefault((row.child_id, row.place), row)

    def change(self, child_id: int, old: Record, new: Record) -> dict[str, Any]:
        """Write what differs between the two records; returns what undoing needs: rows made, rows as they were."""
        made: list[int] = []
        were: list[dict[str, Any]] = []
        for place in MEMBERS:
            before, after = member_of(old, place), member_of(new, place)
            if before == after:
                continue
            row = self.rows.get((child_id, place))
            if row is not None and before and after and after.same_person(before):
                were.append(self._update(row, before, after))
                continue
            if row is not None:
                were.append(self._close(row))
            if after:
                made.append(self._make(child_id, place, after))
        return {"made": made, "were": were}

    def _update(self, row: Any, before: Member, after: Member) -> dict[str, Any]:
        changed = {name for name, value in asdict(after).items() if getattr(before, name) != value}
        values = {name: value for name, value in guardian_values(after).items() if name.removesuffix("_hash") in changed}
        session().execute(update(Guardian).where(Guardian.id == row.id).values(**values, version=row.version + 1))
        return self._stood(row)

    def _close(self, row: Any) -> dict[str, Any]:
        until = self.writer.today - timedelta(days=1)
        session().execute(update(Guardian).where(Guardian.id == row.id).values(until_day=until, version=row.version + 1))
        return self._stood(row)

    def _stood(self, row: Any) -> dict[str, Any]:
        return {"id": row.id, "version": row.version + 1, **{name: getattr(row, name) for name in KEPT}}

    def _make(self, child_id: int, place: int, member: Member) -> int:
        values = new_guardian(child_id, place, member, self.writer.today)
        return session().execute(insert(Guardian).values(**values).returning(Guardian.id)).scalar_one()
