"""What is looked at; each check answers in one sentence with what to do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.config import Config
from portal.core import clock
from portal.core.blueprint import database
from portal.core.db import session
from portal.core.errors import Words
from portal.core.filters import moment
from portal.core.keys import KEY_FILE
from portal.core.migrations import is_current
from portal.journal.models import JournalRow
from portal.school.queries import calendar

BACKUP_EVERY = timedelta(days=2)
LEAST_FREE = 1 << 30


@dataclass(frozen=True)
class Check:
    """One thing looked at."""

    name: Words
    well: bool
    words: Words


def database_answers() -> None:
    """Ask the database for the smallest thing; an exception when it does not answer."""
    session().execute(select(1))


def everything() -> Sequence[Check]:
    """All checks, in the order in which one would look."""
    checks: Sequence[Callable[[], Check]] = (tables, keys, backups, disk, holidays)
    return [check() for check in checks]


def tables() -> Check:
    """Whether the tables are those of this version."""
    well = is_current(database())
    said = (
        _("The tables are those of this version.")
        if well
        else _("The tables are of another version. Run the upgrade, then start again.")
    )
    return Check(_("Database"), well, said)


def keys() -> Check:
    """Whether only the portal's own user can read the key file."""
    config: Config = current_app.config["PORTAL"]
    path = config.instance / KEY_FILE
    well = sys.platform == "win32" or path.stat().st_mode & 0o077 == 0
    said = (
        _("Only the portal can read the keys.")
        if well
        else _("Others on this machine can read the keys. Set the file's mode to 600.")
    )
    return Check(_("Keys"), well, said)


def backups() -> Check:
    """Whether a back-up was made in the last days."""
    last = session().scalar(select(func.max(JournalRow.at)).where(JournalRow.event == "backup.created"))
    well = last is not None and clock.now() - last < BACKUP_EVERY
    if last is None:
        return Check(_("Back-up"), False, _("No back-up was ever made. Make one, and let the machine make one every night."))
    return Check(_("Back-up"), well, _("The last back-up was made %(when)s.", when=moment(last)))


def disk() -> Check:
    """Whether there is room left where the records lie."""
    config: Config = current_app.config["PORTAL"]
    free = shutil.disk_usage(config.instance).free
    return Check(_("Disk"), free > LEAST_FREE, _("%(free)s GB are free.", free=round(free / (1 << 30), 1)))


def holidays() -> Check:
    """Whether this year's holidays were compared with the notice."""
    year = clock.today().year
    well = year in calendar().confirmed_years
    said = (
        _("The holidays of %(year)s are confirmed.", year=year)
        if well
        else _("Compare the holidays of %(year)s with the notice.", year=year)
    )
    return Check(_("School calendar"), well, said)
