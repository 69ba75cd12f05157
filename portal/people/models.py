"""Tables of people: who they are, what they are from when until when, and whether they were vetted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.access.permissions import Role
from portal.core.db import Base
from portal.core.fields import EncryptedText, KeyedHash


class Person(Base):
    """Someone with a post or a child at this school; the telephone is encrypted and found by keyed hash."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    pinyin: Mapped[str] = mapped_column(default="")
    initials: Mapped[str] = mapped_column(default="")
    staff_no: Mapped[str | None] = mapped_column(unique=True)
    sex: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str | None] = mapped_column(EncryptedText("person.telephone"))
    telephone_hash: Mapped[str | None] = mapped_column(KeyedHash("telephone"), index=True)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    posts: Mapped[list[Post]] = relationship(back_populates="person", order_by="Post.from_day")
    vettings: Mapped[list[Vetting]] = relationship(back_populates="person", order_by="Vetting.queried_on")

    __mapper_args__ = {"version_id_col": version}


class Post(Base):
    """What a person is, from a day until a day; a homeroom teacher's names the class, dormitory staff's the house."""

    __tablename__ = "post"
    __table_args__ = (Index("ix_post_person_id_until_day", "person_id", "until_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role]
    title: Mapped[str] = mapped_column(default="")
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    house: Mapped[str | None]
    from_day: Mapped[date]
    until_day: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="posts")


class VettingStatus(StrEnum):
    """Answers of the query with police and procuratorate."""

    REQUESTED = "requested"
    CLEAR = "clear"
    HIT = "hit"


class Vetting(Base):
    """One query under 未成年人保护法 62; its result speaks for the day of the query and is renewed every year."""

    __tablename__ = "vetting"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    status: Mapped[VettingStatus]
    queried_on: Mapped[date]
    valid_until: Mapped[date]
    reference: Mapped[str | None] = mapped_column(EncryptedText("vetting.reference"))
    recorded_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="vettings")
