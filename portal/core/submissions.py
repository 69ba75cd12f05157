"""A form sent twice makes one record: each form carries a key, and its answer is remembered with what it made."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.db import Base, session

KEPT_FOR = timedelta(days=2)


class Submission(Base):
    """A form that was carried out: its key, whose it was, and where its answer pointed."""

    __tablename__ = "submission"

    key: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int]
    path: Mapped[str]
    location: Mapped[str]
    at: Mapped[datetime]


def new_submission() -> str:
    """A fresh key for one rendering of a form."""
    return secrets.token_urlsafe(18)


def once(carry_out: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """Carry out a form unless the same account has sent the same key here before; then point to what it made."""
    key = request.form.get("submission", "")
    if not key or len(key) > 60:
        return carry_out()
    account_id = current_user.viewer.account_id
    done = session().scalar(select(Submission).where(Submission.key == key, Submission.account_id == account_id))
    if done is not None and done.path == request.path:
        return redirect(done.location, code=303)
    answer = make_response(carry_out())
    if answer.status_code in (302, 303) and done is None:
        session().add(
            Submission(key=key, account_id=account_id, path=request.path, location=answer.headers["Location"], at=clock.now())
        )
    return answer


def forget_old_submissions() -> None:
    """Drop keys no browser will send again."""
    session().execute(delete(Submission).where(Submission.at < clock.now() - KEPT_FOR))
