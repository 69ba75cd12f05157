"""Everything on record in one case, read at once: a fixed number of statements, whatever has happened in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, LockOut, Party, Role
from portal.bullying.models.committee import Finding, Meeting, Member, Seat, Vote
from portal.bullying.models.evidence import Evidence
from portal.bullying.models.letters import Letter, Service
from portal.bullying.models.measures import Measure
from portal.bullying.models.reports import BullyingReport, Channel
from portal.bullying.models.steps import Clock, Step, StepKind
from portal.bullying.queries.reach import find_case
from portal.bullying.rules.masking import letter_of, names_in, redacted
from portal.children.models import Child, Guardian
from portal.core.db import session
from portal.people.models import Person


@dataclass(frozen=True)
class Side:
    """One child of a case with what its handlers need to know of it."""

    party: Party
    child: Child | None

    @property
    def letter(self) -> str:
        return letter_of(self.party.place)

    @property
    def main(self) -> bool:
        """Whether it may have been harmed, or is said to have done it."""
        return self.party.role in (Role.TARGET, Role.AGGRESSOR) and self.party.child_id is not None


@dataclass(frozen=True)
class CaseFile:
    """A case and all its rows, in the order they came about."""

    case: BullyingCase
    sides: Sequence[Side]
    steps: Sequence[Step]
    clocks: Sequence[Clock]
    members: Sequence[Member]
    meetings: Sequence[Meeting]
    votes: Sequence[Vote]
    findings: Sequence[Finding]
    measures: Sequence[Measure]
    evidence: Sequence[Evidence]
    letters: Sequence[Letter]
    services: Sequence[Service]
    lock_outs: Sequence[LockOut]
    guardians: Sequence[Guardian]
    people: Mapping[int, str]
    report: BullyingReport | None = None

    @cached_property
    def standing(self) -> Sequence[Side]:
        """The sides that were not withdrawn."""
        return [side for side in self.sides if side.party.withdrawn_at is None]

    @cached_property
    def main(self) -> Sequence[Side]:
        return [side for side in self.standing if side.main]

    @cached_property
    def committee(self) -> Sequence[Member]:
        """Who may vote."""
        return [one for one in self.members if one.recused_at is None and one.seat is not Seat.INVESTIGATOR]

    def side(self, party_id: int | None) -> Side | None:
        return next((side for side in self.sides if side.party.id == party_id), None)

    def letter(self, party_id: int | None) -> str:
        """What a side is called."""
        found = self.side(party_id)
        return found.letter if found else ""

    def of(self, *kinds: StepKind) -> Sequence[Step]:
        return [step for step in self.steps if step.kind in kinds]

    def name(self, person_id: int | None, own: int | None = None) -> str:
        """Somebody of the school by name; a guardian's name tells whose child it is, so only the side `own` keeps it."""
        side = self._side_near(person_id)
        if side is not None and side.party.id != own:
            return _("Guardian of %(side)s", side=side.letter)
        return self.people.get(person_id or 0, "")

    def _side_near(self, person_id: int | None) -> Side | None:
        near = {one.child_id for one in self.guardians if person_id is not None and one.person_id == person_id}
        return next((side for side in self.sides if side.party.child_id in near), None)

    def member_name(self, member: Member) -> str:
        """A login by its name; words for somebody from outside without the name of a child."""
        return redacted(member.name, self.masks()) if member.name else self.name(member.person_id)

    @cached_property
    def suspected(self) -> frozenset[int]:
        """Guardians nothing of the case may reach."""
        return frozenset(one.guardian_id for one in self.lock_outs if one.guardian_id is not None)

    def guardians_of(self, party_id: int) -> Sequence[Guardian]:
        """The guardians of one side who may be told."""
        side = self.side(party_id)
        child_id = side.party.child_id if side else None
        return [one for one in self.guardians if one.child_id == child_id and one.id not in self.suspected]

    def masks(self, own: int | None = None) -> dict[str, str]:
        """Every name of the case and what stands for it; the side `own` and its guardians keep theirs, whoever is called alike."""
        names: dict[str, str] = {}
        for side in self.sides:
            if side.party.id != own:
                called = self._names_of(side.child.id, side.child.name) if side.child else names_in(side.party.outside or "")
                names |= dict.fromkeys(called, side.letter)
        kept = self.side(own)
        mine = self._names_of(kept.child.id, kept.child.name) if kept and kept.child else set()
        return names | {name: name for name in mine}

    def _names_of(self, child_id: int, name: str) -> set[str]:
        return {name, *(one.name for one in self.guardians if one.child_id == child_id)}


def case_file(viewer: Viewer, case_id: int) -> CaseFile:
    """The file of a case the viewer may open, NotFound otherwise."""
    return file_of(find_case(viewer, case_id))


def file_of(case: BullyingCase) -> CaseFile:
    """The file of a case already found."""
    return files_of([case])[0]


def files_of(cases: Sequence[BullyingCase]) -> Sequence[CaseFile]:
    """The files of some cases already found; sixteen statements at most, however many they are."""
    rows = _Rows([case.id for case in cases], sorted({case.report_id for case in cases if case.report_id}))
    return [_file(case, rows) for case in cases]


class _Rows:
    """The rows of several cases, read table by table."""

    def __init__(self, case_ids: Sequence[int], report_ids: Sequence[int]) -> None:
        self.case_ids = case_ids
        self.parties = self._of(Party)
        self.steps = self._of(Step)
        self.clocks, self.members, self.meetings = self._of(Clock), self._of(Member), self._of(Meeting)
        self.findings, self.measures, self.evidence = self._of(Finding), self._of(Measure), self._of(Evidence)
        self.letters, self.lock_outs = self._of(Letter), self._of(LockOut)
        self.votes = _in(Vote, Vote.meeting_id, [one.id for one in self.meetings])
        self.services = _in(Service, Service.letter_id, [one.id for one in self.letters])
        child_ids = sorted({one.child_id for one in self.parties if one.child_id})
        self.children = {one.id: one for one in _in(Child, Child.id, child_ids)}
        self.guardians = _in(Guardian, Guardian.child_id, child_ids)
        self.reports = {one.id: one for one in _in(BullyingReport, BullyingReport.id, report_ids)} if report_ids else {}
        self.people = self._names()

    def _of(self, table: Any) -> Sequence[Any]:
        order = table.seq if table is Step else table.id
        return session().scalars(select(table).where(table.case_id.in_(self.case_ids)).order_by(table.case_id, order)).all()

    def _names(self) -> Mapping[int, str]:
        ids = {one.recorded_by_id for one in self.steps} | {one.person_id for one in self.members}
        ids |= {one.taken_by_id for one in self.evidence} | {one.person_id for one in self.lock_outs}
        ids |= {one.reporter_id for one in self.reports.values() if one.channel is Channel.STAFF}
        found = select(Person.id, Person.name).where(Person.id.in_(sorted(one for one in ids if one)))
        return {row[0]: row[1] for row in session().execute(found)}


def _in(table: Any, column: Any, ids: Sequence[int]) -> Sequence[Any]:
    return session().scalars(select(table).where(column.in_(ids)).order_by(table.id)).all()


def _file(case: BullyingCase, rows: _Rows) -> CaseFile:
    def own(found: Sequence[Any]) -> Sequence[Any]:
        return [one for one in found if one.case_id == case.id]

    parties, meetings, letters = own(rows.parties), own(rows.meetings), own(rows.letters)
    held, written, children = {one.id for one in meetings}, {one.id for one in letters}, {one.child_id for one in parties}
    return CaseFile(
        case=case,
        sides=[Side(one, rows.children.get(one.child_id or 0)) for one in sorted(parties, key=lambda one: one.place)],
        steps=own(rows.steps),
        clocks=own(rows.clocks),
        members=own(rows.members),
        meetings=meetings,
        votes=[one for one in rows.votes if one.meeting_id in held],
        findings=own(rows.findings),
        measures=own(rows.measures),
        evidence=own(rows.evidence),
        letters=letters,
        services=[one for one in rows.services if one.letter_id in written],
        lock_outs=own(rows.lock_outs),
        guardians=[one for one in rows.guardians if one.child_id in children],
        people=rows.people,
        report=rows.reports.get(case.report_id or 0),
    )
