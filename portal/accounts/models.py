"""Tables of accounts: one an account a person, its sessions, invitations, recovery codes and kept forms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText, KeyedHash
from portal.people.models import Person


class Account(Base):
    """A person's way in. No password until the invitation is used; `totp_last_step` stops a code from working twice."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    login: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    totp_secret: Mapped[str | None] = mapped_column(EncryptedText("account.totp_secret"))
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    locale: Mapped[str] = mapped_column(default="zh_Hans_CN")
    theme: Mapped[str] = mapped_column(default="system")
    created_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class RecoveryCode(Base):
    """One of ten codes for the day the phone is lost; each works once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code: Mapped[str] = mapped_column(KeyedHash("recovery_code.code"))
    used_at: Mapped[datetime | None]


class Invitation(Base):
    """A link that works once and not for long: to set the first password, or a new one."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token: Mapped[str] = mapped_column(KeyedHash("invitation.token"), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    account: Mapped[Account] = relationship()


class UserSession(Base):
    """One browser signed in; the cookie holds only the token, the database only its hash."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(KeyedHash("user_session.token"), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    new_device: Mapped[bool] = mapped_column(default=False)

    account: Mapped[Account] = relationship()


class KnownDevice(Base):
    """A browser this account has signed in with before; the first sign-in from another one is told to its owner."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("account_id", "token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    token: Mapped[str] = mapped_column(KeyedHash("known_device.token"))
    first_seen_at: Mapped[datetime]


class KeptForm(Base):
    """What someone had written when their session ended; only the same account can finish it."""

    __tablename__ = "kept_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(KeyedHash("kept_form.token"), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    path: Mapped[str]
    fields: Mapped[Any] = mapped_column(EncryptedJson("kept_form.fields"))
    kept_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
