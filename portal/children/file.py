"""A child's file as one thing: what holds today, and whether the child counts as left behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.left_behind import NOTHING_KNOWN, Facts, Parent, ParentFact, ParentState
from portal.children.queries.file import Dated, Identity, Near, dated_facts, identity, people_near
from portal.children.scope import reaches, reaches_in_house
from portal.core import clock


@dataclass(frozen=True)
class Open:
    """Which parts of a file are open to a viewer."""

    welfare: bool
    card: bool

    @property
    def contacts(self) -> bool:
        """Whom to call: with the file, or on the emergency card."""
        return self.welfare or self.card


@dataclass(frozen=True)
class ChildFile:
    """The rows of one child; what the viewer may not read was not read from the database."""

    child: Identity
    open: Open
    near: Sequence[Near]
    facts: Sequence[Dated]

    def of(self, kind: str) -> Sequence[Dated]:
        """Facts of a kind that hold today, newest first."""
        return [fact for fact in self.facts if fact.kind == kind and fact.holds and not fact.withdrawn]

    @property
    def people(self) -> Sequence[Near]:
        """Guardians and carers of today."""
        return [person for person in self.near if person.is_here]

    @property
    def whereabouts(self) -> Mapping[str, Dated]:
        """The fact of today by parent."""
        return {fact.a: fact for fact in reversed(self.of("whereabouts"))}

    @property
    def reunion(self) -> Dated | None:
        """Whether the family is together at weekends or holidays, as last recorded."""
        return next(iter(self.of("reunion")), None)

    @property
    def attachments(self) -> Sequence[Dated]:
        """Newest first, withdrawn ones too."""
        return [fact for fact in self.facts if fact.kind == "attachment"]

    def census(self, term_id: int) -> Dated | None:
        """The confirmation of one term."""
        return next((fact for fact in self.facts if fact.kind == "census" and fact.size == term_id), None)

    @property
    def left_behind_facts(self) -> Facts:
        """What the definitions ask about the child today."""
        known, reunion = self.whereabouts, self.reunion
        return Facts(
            on=clock.today(),
            birth_date=self.child.birth_date,
            father=_parent(known.get(Parent.FATHER)),
            mother=_parent(known.get(Parent.MOTHER)),
            either=_parent(known.get(Parent.EITHER)),
            reunion=None if reunion is None else reunion.flag,
        )


def _parent(fact: Dated | None) -> ParentFact:
    if fact is None:
        return NOTHING_KNOWN
    return ParentFact(ParentState(fact.b), fact.since, fact.flag, fact.where or "")


def file_of(viewer: Viewer, child_id: int) -> ChildFile:
    """The file within reach, NotFound otherwise; family and facts only where their tier or the emergency card is open."""
    child = identity(viewer, child_id)
    opened = Open(reaches(viewer, child, Tier.WELFARE), reaches_in_house(viewer, child))
    near = people_near(child_id) if opened.contacts else ()
    facts = dated_facts(child_id) if opened.contacts else ()
    if not opened.welfare:
        facts = [fact for fact in facts if fact.kind == "health"]
    return ChildFile(child, opened, near, facts)
