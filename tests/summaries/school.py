"""A school with children enough for a return, and the way of a return up to the signature."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pyotp
from sqlalchemy import delete, insert, select

from portal.accounts.models import Account
from portal.children.models import AidCategory, Child, Enrolment, Guardian, Whereabouts
from portal.core import clock
from portal.core.db import session
from portal.school.models import SchoolClass, Stage, Term
from portal.summaries.definitions import return_forms
from portal.summaries.models import Finding, Return
from portal.summaries.operations.counting import begin_return
from portal.summaries.periods import Month
from portal.summaries.queries.periods import period_of
from tests.cast import Cast
from tests.forms import send

KIND = "left_behind_monthly"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def fill(count: int, seed: int = 7) -> None:
    """So many more children in six grades, with parents here and there; in the open transaction, always the same ones."""
    chance = random.Random(seed)  # noqa: S311 - invented children, nothing secret
    classes = [_class(2026 - grade + 1) for grade in range(1, 7)]
    session().add_all(classes)
    session().flush()
    ids = list(session().scalars(insert(Child).returning(Child.id), [_child(n, chance, classes) for n in range(count)]))
    parents = [row for id_ in ids for row in _parents(id_, chance)]
    session().execute(insert(Whereabouts), parents)
    session().execute(insert(AidCategory), [_aid(id_) for id_ in ids if chance.random() < 0.2])
    session().execute(insert(Guardian), [_carer(id_, chance) for id_ in ids if chance.random() < 0.7])


def _class(entry_year: int) -> SchoolClass:
    number = f"{entry_year}103"
    found = session().scalar(select(SchoolClass).where(SchoolClass.number == number))
    return found or SchoolClass(number=number, entry_year=entry_year, stage=Stage.PRIMARY, ordinal=3)


def _child(number: int, chance: random.Random, classes: Sequence[SchoolClass]) -> dict[str, Any]:
    chosen = chance.choice(classes)
    return {
        "name": f"童{number}", "search": f"童{number}", "pinyin": f"tong {number:05d}", "initials": "t", "sex": chance.choice("12"),
        "birth_date": date(chosen.entry_year - 6, 3, 1 + number % 28), "class_id": chosen.id, "boarding": chance.random() < 0.4,
        "id_type": "1", "enrolment": Enrolment.ENROLLED, "enrolment_since": date(chosen.entry_year, 9, 1), "registry_record": {},
        "created_at": clock.now(), "version": 1,
    }  # fmt: skip


def _parents(child_id: int, chance: random.Random) -> list[dict[str, Any]]:
    states = chance.choices(["away_for_work", "at_home", "unable", "unknown"], [5, 3, 1, 1], k=2)
    return [_place(child_id, parent, state, chance) for parent, state in zip(("father", "mother"), states, strict=True)]


def _place(child_id: int, parent: str, state: str, chance: random.Random) -> dict[str, Any]:
    since = chance.choice([date(2025, 3, 1), date(2026, 10, 20), None])
    return {"child_id": child_id, "parent": parent, "state": state, "since": since, "since_at_latest": False, "source": "portal",
            "from_day": date(2025, 9, 1), "recorded_at": clock.now()}  # fmt: skip


def _aid(child_id: int) -> dict[str, Any]:
    return {"child_id": child_id, "category": "minimum_living", "from_day": date(2025, 9, 1)}


def _carer(child_id: int, chance: random.Random) -> dict[str, Any]:
    return {"child_id": child_id, "place": 1, "name": "照护人", "relation": chance.choice(["62", "85"]), "is_guardian": False,
            "is_carer": True, "rights": "contact", "source": "portal", "from_day": date(2025, 9, 1), "version": 1}  # fmt: skip


def term_now() -> str:
    """The school calendar has one term, which runs today and ends in two weeks; in the open transaction."""
    first, last = clock.today() - timedelta(days=80), clock.today() + timedelta(days=14)
    session().execute(delete(Term))
    session().add(Term(academic_year=first.year, ordinal=1, first_day=first, last_day=last))
    session().info["memory"].clear()
    return f"{first.year}-T1"


def draft(cast: Cast, period: str = "", kind: str = KIND) -> int:
    """A draft of this month, or of the period said, counted by the lead; returns its id."""
    with cast.writing():
        form = return_forms()[kind]
        return begin_return(form, period_of(form, period or str(Month.of(clock.today()))), by=cast.viewer("lead")).id


def explain_all(cast: Cast, return_id: int) -> None:
    """The lead writes a sentence on every finding, in the browser."""
    browser = cast.signed_in("lead")
    with cast.reading():
        ids = list(session().scalars(select(Finding.id).where(Finding.return_id == return_id, Finding.explained_at.is_(None))))
    for finding_id in ids:
        answer = send(browser, f"/returns/{return_id}/findings/{finding_id}", {"text": "已核实，原因写在这里。"})
        assert answer.status_code == 302, answer.text


def prepare(cast: Cast, return_id: int) -> None:
    """Everything explained and handed on for review by the lead."""
    explain_all(cast, return_id)
    step(cast, "lead", return_id, "preparation")


def step(cast: Cast, who: str, return_id: int, act: str, expected: int = 302) -> str:
    """One of the buttons on the return's page; returns what was answered."""
    answer = send(cast.signed_in(who), f"/returns/{return_id}/{act}", page=f"/returns/{return_id}")
    assert answer.status_code == expected, answer.text
    return answer.text


def give_telephone(cast: Cast, who: str = "principal") -> None:
    """The person's second factor is set up."""
    with cast.writing():
        account: Account = cast.account(who)
        account.totp_secret, account.totp_confirmed_at, account.totp_last_step = SECRET, clock.now(), 0


def sign(cast: Cast, return_id: int, code: str = "") -> int:
    """The principal signs with a code of the telephone; returns the status of the answer."""
    code = code or pyotp.TOTP(SECRET).at(clock.now())
    return send(cast.signed_in("principal"), f"/returns/{return_id}/signature", {"code": code}).status_code


def signed(cast: Cast, period: str = "", kind: str = KIND) -> int:
    """A return that went all the way; returns its id."""
    return_id = draft(cast, period, kind)
    prepare(cast, return_id)
    step(cast, "principal", return_id, "review")
    give_telephone(cast)
    assert sign(cast, return_id) == 302
    return return_id


def stored(return_id: int) -> Return:
    """The return as it is in the database, in the open transaction."""
    return session().get_one(Return, return_id)
