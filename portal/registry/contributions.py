"""What the import gives the house: its page, its events, the rows that wait for someone, and word that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Contributions, Deadline, Event, Happening, NavItem, Source
from portal.core.db import session
from portal.core.errors import Words
from portal.registry.holdings import HOLDINGS
from portal.registry.models import RegistryImport, Step
from portal.registry.operations.receiving import KEPT_FOR

_NEWS_FOR = timedelta(days=3)


def waiting(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """A checked file that nobody let in yet, and rows of the last import that wait for a person."""
    if not viewer.may(Permission.IMPORT_REGISTRY):
        return ()
    columns = (RegistryImport.id, RegistryImport.step, RegistryImport.parked, RegistryImport.uploaded_at)
    open_ = or_(RegistryImport.step == Step.CHECKED, (RegistryImport.step == Step.APPLIED))
    recent = RegistryImport.uploaded_at > clock.now() - KEPT_FOR * 2
    rows = session().execute(select(*columns).where(open_, recent).order_by(RegistryImport.id.desc()).limit(4)).all()
    return [_deadline(*row) for number, row in enumerate(rows) if _waits(number, row.step, row.parked)]


def _waits(number: int, step: Step, parked: int) -> bool:
    return step is Step.CHECKED or (number == 0 and parked > 0)


def _deadline(import_id: int, step: Step, parked: int, at: datetime) -> Deadline:
    begun = clock.local(at).date()
    words: tuple[Words, Words] = (
        (_l("Let the checked registry file in"), _l("It was checked and waits for your word; after 7 days it is thrown away."))
        if step is Step.CHECKED
        else (_l("%(count)s rows of the registry wait", count=parked), _l("Put them right in the marked copy and upload it."))
    )
    return Deadline(
        key=f"registry.{step}.{import_id}",
        title=words[0],
        why=words[1],
        due=begun + KEPT_FOR,
        start=begun,
        url=url_for("registry.one", import_id=import_id),
        source=Source.SCHOOL,
        action=_l("Open the import"),
    )


def news(viewer: Viewer) -> Sequence[Happening]:
    """Imports that went in lately, for who may import."""
    if not viewer.may(Permission.IMPORT_REGISTRY):
        return ()
    columns = (RegistryImport.id, RegistryImport.applied_at, RegistryImport.new, RegistryImport.changed, RegistryImport.left)
    lately = select(*columns).where(RegistryImport.step == Step.APPLIED, RegistryImport.applied_at > clock.now() - _NEWS_FOR)
    return [
        Happening(
            at,
            _l("The registry went in: %(new)s new, %(changed)s changed, %(left)s left.", new=new, changed=changed, left=left),
            url_for("registry.one", import_id=import_id),
        )
        for import_id, at, new, changed, left in session().execute(lately.order_by(RegistryImport.id.desc()).limit(3))
        if at is not None
    ]


contributions = Contributions(
    domain="registry",
    holdings=HOLDINGS,
    nav=(
        NavItem(
            "registry", _l("Registry import"), "upload", "registry.index", Permission.IMPORT_REGISTRY, hub="children", order=70
        ),
    ),
    deadlines=(waiting,),
    happenings=(news,),
    events=(
        Event("registry.uploaded", _l("A registry file was uploaded")),
        Event("registry.headings_said", _l("Headings of registry files were explained")),
        Event("registry.row_decided", _l("A doubtful row of a registry file was settled"), Tier.SCHOOLING),
        Event("registry.dropped", _l("An uploaded registry file was thrown away")),
        Event("registry.taken_in", _l("A registry file was imported")),
        Event("registry.undone", _l("An import of the registry was undone")),
        Event("registry.exported", _l("The roll was exported in the registry's form"), Tier.WELFARE, reads=True),
        Event("registry.file_made", _l("The file was made from the registry"), Tier.SCHOOLING),
        Event("registry.file_changed", _l("The file was changed from the registry"), Tier.SCHOOLING),
        Event("registry.file_left", _l("The child is not in the registry any more"), Tier.SCHOOLING),
        Event("registry.file_restored", _l("An import was undone for this file"), Tier.SCHOOLING),
    ),
)
