"""Taking a checked file in: round, participants, words of consent, results and the talks they ask for, in few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.db import session
from portal.school.classes import classes
from portal.school.queries import calendar, number
from portal.screening.importing.planning import Kind
from portal.screening.models import (
    Consent,
    ConsentWay,
    ConsentWord,
    Participant,
    Result,
    Round,
    RoundKind,
    ScreeningImport,
    TalkDue,
)
from portal.screening.operations.flags import raise_flags
from portal.screening.operations.noticing import ask_for_talk, flagged_before, seen_differently
from portal.screening.queries.imports import participants_of
from portal.screening.rules import talk_due
from portal.screening.scales.library import scale
from portal.screening.settings import days


def take_in(found: ScreeningImport, *, by: Viewer) -> None:
    """Write what the plan says; rows that wait are left out."""
    entries = [one for one in found.plan if one["kind"] != Kind.PARKED]
    of = session().get(Round, found.round_id) if found.round_id else None
    of = of or _round(found, entries, by)
    found.round_id = of.id
    known = _asked(of, entries)
    _consents(of, entries, known, by)
    _results(of, [one for one in entries if one["kind"] == Kind.NEW], known)
    _changes(of, [one for one in entries if one["kind"] == Kind.CHANGED])
    results = [one for one in entries if one["kind"] in (Kind.NEW, Kind.CHANGED)]
    _flags(results, known)
    _talks(of, results, known)
    _more_talks(of, entries, results, known)


def _round(found: ScreeningImport, entries: Sequence[Mapping[str, Any]], by: Viewer) -> Round:
    places, school = {one["class_id"] for one in entries}, classes()
    grades = {school[place].grade(found.day) for place in places if place in school}
    made = Round(
        name=found.name, kind=RoundKind.IMPORTED, scale=found.scale, scale_version=scale(found.scale, found.variant).version,
        variant=found.variant, grades=sorted(grade for grade in grades if grade), first_day=found.day, last_day=found.day,
        made_at=clock.now(), made_by_id=by.person_id, closed_at=clock.now(), closed_by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    return made


def _asked(of: Round, entries: Sequence[Mapping[str, Any]]) -> Mapping[int, int]:
    known = participants_of(of.id)
    new = [one for one in entries if one["child_id"] not in known]
    if new:
        rows = [{"round_id": of.id, "child_id": one["child_id"], "class_id": one["class_id"]} for one in new]
        session().execute(insert(Participant), rows)
        known = participants_of(of.id)
    return known


def _consents(of: Round, entries: Sequence[Mapping[str, Any]], known: Mapping[int, int], by: Viewer) -> None:
    """The platform's word, where it differs from the one that holds."""
    last: dict[int, ConsentWord] = {}
    rows = select(Consent.participant_id, Consent.word).join(Participant, Participant.id == Consent.participant_id)
    for participant_id, word in session().execute(rows.where(Participant.round_id == of.id).order_by(Consent.id)):
        last[participant_id] = word
    made = []
    for one in entries:
        word = ConsentWord.DECLINED if one["kind"] == Kind.DECLINED else ConsentWord.GIVEN
        told = last.get(known[one["child_id"]])
        if one["kind"] != Kind.OPEN and told is not word and told is not ConsentWord.WITHDRAWN:
            made.append(
                {
                    "participant_id": known[one["child_id"]], "child_id": one["child_id"], "word": word,
                    "way": ConsentWay.PLATFORM, "at": clock.now(), "by_id": by.person_id,
                }
            )  # fmt: skip
    if made:
        session().execute(insert(Consent), made)


def _results(of: Round, entries: Sequence[Mapping[str, Any]], known: Mapping[int, int]) -> None:
    check_due = calendar().add_working_days(clock.today(), number("screening.check_days"))
    made = [
        {
            "participant_id": known[one["child_id"]], "round_id": of.id, "child_id": one["child_id"], "ordinal": 1,
            "on": date.fromisoformat(one["on"]), "content": one["content"], "made_at": clock.now(),
            "check_due": check_due if one["content"]["doubts"] else None,
        }
        for one in entries
    ]  # fmt: skip
    if made:
        session().execute(insert(Result), made)


def _changes(of: Round, entries: Sequence[Mapping[str, Any]]) -> None:
    """A corrected result takes the place of the one before, child by child."""
    for one in entries:
        at = (Result.round_id == of.id, Result.child_id == one["child_id"], Result.ordinal == 1)
        session().execute(update(Result).where(*at).values(content=one["content"], on=date.fromisoformat(one["on"])))


def _flags(entries: Sequence[Mapping[str, Any]], known: Mapping[int, int]) -> None:
    """Answers in a file are heard like those given here, as long as they are of this school year."""
    year = academic_year(clock.today())
    for one in entries:
        if one["content"]["flags"] and academic_year(date.fromisoformat(one["on"])) == year:
            raise_flags(session().get_one(Participant, known[one["child_id"]]), None, one["content"]["flags"])


def _more_talks(
    of: Round, entries: Sequence[Mapping[str, Any]], results: Sequence[Mapping[str, Any]], known: Mapping[int, int]
) -> None:
    """A refusal after an earlier flag, and a child whom two kinds of people see very differently."""
    refusals = {one["child_id"]: known[one["child_id"]] for one in entries if one["kind"] == Kind.DECLINED}
    apart = seen_differently(of, {one["child_id"]: one["content"] for one in results})
    for child_id in sorted(flagged_before(refusals) | apart):
        ask_for_talk(session().get_one(Participant, known[child_id]))


def _talks(of: Round, entries: Sequence[Mapping[str, Any]], known: Mapping[int, int]) -> None:
    """Talks a result asks for, unless one is due or took place already."""
    there = set(session().scalars(select(TalkDue.child_id).where(TalkDue.round_id == of.id)))
    today, school_days, rule = clock.today(), calendar(), days()
    dues = {attention: talk_due(attention, today, school_days, rule) for attention in range(4)}
    made = [
        {
            "participant_id": known[one["child_id"]], "round_id": of.id, "child_id": one["child_id"],
            "due": dues[one["content"]["attention"]], "made_at": clock.now(),
        }
        for one in entries
        if one["child_id"] not in there and dues[one["content"]["attention"]] is not None
    ]  # fmt: skip
    if made:
        session().execute(insert(TalkDue), made)
