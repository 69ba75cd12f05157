"""Proposals to correct facts: written by the family, accepted or declined field by field by the school."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child, Guardian
from portal.children.operations.guardians import GuardianWords, edit_guardian
from portal.children.operations.identity import edit_identity, identity_words
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.home.fields import FIELDS, OTHER, known, problem
from portal.home.models import Proposal, ProposalDecision
from portal.journal.operations import record
from portal.outbox.operations import queue


def propose(guardian: Guardian, child: Child, field: str, text: str, *, by: Viewer) -> Proposal:
    """Say that a fact is otherwise; nothing changes yet. One proposal for each fact waits at a time."""
    wrong = problem(field, text)
    if wrong is not None:
        raise Refused(wrong, field="text")
    before = known(field, guardian, child)
    if text == before:
        raise Refused(_l("That is what the school has written down already."), field="text")
    if field != OTHER and _waits(guardian.id, field):
        raise Refused(_l("You have proposed a change here already; the school will answer."), field="text")
    made = Proposal(
        child_id=child.id,
        guardian_id=guardian.id,
        field=field,
        known=before or None,
        proposed=text,
        at=clock.now(),
        by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    record("home.proposed", subject=made, child_id=child.id, by=by)
    return made


def _waits(guardian_id: int, field: str) -> bool:
    open_ones = (Proposal.guardian_id == guardian_id, Proposal.field == field, ProposalDecision.id.is_(None))
    return session().scalar(select(Proposal.id).outerjoin(ProposalDecision).where(*open_ones)) is not None


def decide(proposal: Proposal, *, accepted: bool, words: str, by: Viewer) -> None:
    """Take the fact over into the file, or say in writing why not; the family is told that there is an answer."""
    if proposal.decision is not None:
        raise Refused(_l("Somebody has answered this already."))
    if not accepted and not words:
        raise Refused(_l("Write why it is not taken over."), field="words")
    if accepted:
        _take_over(proposal, by)
    decision = ProposalDecision(proposal_id=proposal.id, accepted=accepted, words=words or None, at=clock.now(), by_id=by.person_id)
    session().add(decision)
    session().flush()
    queue([proposal.by_id], kind="home", key=f"home.proposal.{proposal.id}", path=f"/home/children/{proposal.child_id}/facts")
    record("home.proposal_decided", subject=proposal, child_id=proposal.child_id, by=by)


def _take_over(proposal: Proposal, by: Viewer) -> None:
    guardian, child = proposal.guardian, session().get_one(Child, proposal.child_id)
    if proposal.field == OTHER:
        return
    if FIELDS[proposal.field].own:
        changed: dict[str, Any] = {proposal.field: proposal.proposed}
        edit_guardian(guardian, replace(_words(guardian), **changed), guardian.version, by=by)
        return
    value: Any = date.fromisoformat(proposal.proposed) if proposal.field == "birth_date" else proposal.proposed
    edit_identity(child, replace(identity_words(child), **{proposal.field: value}), child.version, by=by)


def _words(guardian: Guardian) -> GuardianWords:
    return GuardianWords(
        name=guardian.name,
        relation=guardian.relation,
        is_guardian=guardian.is_guardian,
        is_carer=guardian.is_carer,
        rights=guardian.rights,
        address=guardian.address or "",
        workplace=guardian.workplace or "",
    )
