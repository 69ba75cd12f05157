"""The way of a return: prepared by one, reviewed by another, signed by the principal, sent back with a reason, corrected."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.accounts.operations.signing_in import pass_code
from portal.accounts.queries import own_account
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.summaries.definitions import return_forms
from portal.summaries.digests import return_digest
from portal.summaries.leaving import Hidden
from portal.summaries.models import Act, Return, State
from portal.summaries.operations.counting import new_version, note_step, require_draft
from portal.summaries.queries.periods import written_period
from portal.summaries.queries.proving import said_by
from portal.summaries.queries.returns import changed_figures, entries_of, newest_version, open_findings, reasons_of


def prepare(found: Return, hidden: Hidden, counted_at: datetime, *, by: Viewer) -> None:
    """Hand a draft on to be reviewed. `hidden` are the cells kept from others, as worked out for the count of `counted_at`.

    Refused while something is unexplained, or when the draft was counted again meanwhile.
    """
    require_draft(found)
    if found.counted_at != counted_at:
        raise Refused(_l("The draft was counted again meanwhile. Look at it once more, then hand it on."))
    if open_findings(found.id):
        raise Refused(_l("Some findings are not explained yet. Correct the figures or write a sentence on each."))
    _require_reasons(found)
    found.hidden = hidden
    found.state, found.prepared_at, found.prepared_by_id = State.PREPARED, clock.now(), by.person_id
    note_step(found, Act.PREPARED, by=by)
    record("summaries.prepared", subject=found, by=by)


def _require_reasons(found: Return) -> None:
    reasons = reasons_of(found.id)
    told = {name: (reason.before, reason.now) for name, reason in reasons.items()}
    if any(told.get(name) != change for name, change in changed_figures(found).items()):
        raise Refused(_l("Some figures differ from the signed version. Write on each why."))


def review(found: Return, *, by: Viewer) -> None:
    """A second person has gone through the figures; Refused for whoever prepared them."""
    _require(found, State.PREPARED)
    if found.prepared_by_id == by.person_id:
        raise Refused(_l("You prepared this return, so another person reviews it."))
    found.state, found.reviewed_at, found.reviewed_by_id = State.REVIEWED, clock.now(), by.person_id
    note_step(found, Act.REVIEWED, by=by)
    record("summaries.reviewed", subject=found, by=by)


def code_fits(code: str, *, by: Viewer) -> bool:
    """Whether the six digits of the signer's telephone are right; a wrong code counts as a failed try and is kept as such."""
    account = own_account(by)
    return account.totp_confirmed_at is not None and pass_code(account, "".join(code.split()))


def sign(found: Return, *, by: Viewer) -> None:
    """The principal's signature freezes the return; the caller has made sure of the second factor (`code_fits`)."""
    _require(found, State.REVIEWED)
    if found.prepared_by_id == by.person_id:
        raise Refused(_l("You prepared this return, so another person signs it."))
    found.signed_at, found.signed_by_id = clock.now(), by.person_id
    note_step(found, Act.SIGNED, by=by)
    session().flush()
    session().refresh(found)
    found.digest = return_digest(session().info["keys"].journal, said_by(found))
    found.state = State.SIGNED
    record("summaries.signed", subject=found, by=by)


def send_back(found: Return, reason: str, *, by: Viewer) -> None:
    """Back to the draft with a reason, from the review or before the signature."""
    if found.state not in (State.PREPARED, State.REVIEWED):
        raise Refused(_l("Only a return under review can be sent back. A signed one is corrected by a new version."))
    found.state, found.hidden = State.DRAFT, None
    found.prepared_at = found.prepared_by_id = found.reviewed_at = found.reviewed_by_id = None
    note_step(found, Act.SENT_BACK, reason, by=by)
    record("summaries.sent_back", subject=found, by=by)


def correct(found: Return, *, by: Viewer) -> Return:
    """A new version counted now; the signed one stays as it is. The draft of a correction that is open already is returned."""
    _require(found, State.SIGNED)
    newest = newest_version(found.kind, found.period)
    if newest is not None and newest.state is not State.SIGNED:
        return newest
    last = newest or found
    form, period = return_forms()[last.kind], written_period(last.period)
    made = new_version(form, period, last.edition + 1, entries_of(last.id), supersedes=last.id, by=by)
    record("summaries.correction_begun", subject=made, by=by)
    return made


def _require(found: Return, state: State) -> None:
    if found.state is not state:
        raise Refused(_l("This return has moved on meanwhile. Look at where it stands now."))
