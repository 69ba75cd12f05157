"""Tables of the outbox: what waits for whom, what left together, by which way, and where people want to be reached."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText
from portal.people.models import Person


class ChannelKind(StrEnum):
    """The ways out that the portal speaks."""

    MAIL = "mail"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    WEBHOOK = "webhook"


class Channel(Base):
    """A way out that the administrator opened; `access` holds its address and secrets and is never shown again."""

    __tablename__ = "outbox_channel"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ChannelKind]
    name: Mapped[str]
    access: Mapped[Any] = mapped_column(EncryptedJson("outbox_channel.access"))
    for_telephones: Mapped[bool] = mapped_column(default=False)  # whoever chose no way is reached here by the known number
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Address(Base):
    """Where somebody wants to be told that a message waits; without a channel: nowhere, they look by themselves."""

    __tablename__ = "outbox_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_channel.id"))
    address: Mapped[str | None] = mapped_column(EncryptedText("outbox_address.address"))
    set_at: Mapped[datetime]


class State(StrEnum):
    """Where a dispatch stands."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"  # the channel said no, and will say so again
    FAILED = "failed"  # tried as often as the school allows
    DOUBTFUL = "doubtful"  # the portal was stopped while sending, and this way cannot tell a repetition
    NO_WAY = "no_way"  # nobody said how to reach this person
    TAKEN_BACK = "taken_back"


class Dispatch(Base):
    """What goes out to one person at once, for one message or several; `token` marks a repetition as one."""

    __tablename__ = "outbox_dispatch"
    __table_args__ = (
        Index("ix_outbox_dispatch_state_due_at", "state", "due_at"),
        Index("ix_outbox_dispatch_person_id_made_at", "person_id", "made_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[State]
    count: Mapped[int]
    path: Mapped[str]
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_channel.id"))
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    urgent: Mapped[bool] = mapped_column(default=False)
    leased_until: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]  # set just before it is handed over, gone once the channel answered
    attempts: Mapped[int] = mapped_column(default=0)
    words: Mapped[str | None] = mapped_column(EncryptedText("outbox_dispatch.words"))  # the channel's own, they may name an address
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    channel: Mapped[Channel | None] = relationship()


class Message(Base):
    """That there is something to read for somebody, and where; once for each person and key."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("ix_outbox_message_dispatch_id", "dispatch_id"),
        Index("ix_outbox_message_key", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    key: Mapped[str]
    path: Mapped[str]
    queued_at: Mapped[datetime]
    dispatch_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_dispatch.id"))
    taken_back_at: Mapped[datetime | None]

    dispatch: Mapped[Dispatch | None] = relationship()
