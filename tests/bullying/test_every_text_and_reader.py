"""Every free text of a case names everybody; no reader of one side, and nobody before a finding, finds a name of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.bullying.models.reports import BullyingReport, Outcome
from portal.bullying.operations.triage import Decided, triage
from portal.core.db import session
from portal.outbox import models as outbox
from tests.bullying.named import (
    COLUMNS,
    LISTED,
    NAMED,
    OF_ACCUSED,
    OF_TARGET,
    OUTSIDE,
    SCHOOL_SAYS,
    attribute,
    ids_of,
    named,
    text_columns,
)
from tests.bullying.telling import speak
from tests.bullying.walking import begin
from tests.cast import OTHER_CHILD, Cast
from tests.forms import send
from tests.house.test_every_route_and_role import Doorway, doorways

EVERYBODY = OF_TARGET | OF_ACCUSED | {OUTSIDE}
#: Who reads, and what must be in no answer to them.
READERS = {
    "parent": OF_ACCUSED | {OUTSIDE},
    "other_parent": OF_TARGET | {OUTSIDE},
    "homeroom": OF_ACCUSED | {OUTSIDE},
    "other_homeroom": OF_TARGET | {OUTSIDE},
    "legal": EVERYBODY,
    "counselor": OF_ACCUSED | {OUTSIDE},
    "teacher": EVERYBODY,
    "inspector": EVERYBODY,
}
#: What somebody told oneself is read back as it was told; only the school's answer is without names.
OWN_WORDS = {"bullying.home_report", "bullying.report"}
DESKS = ("desk.", "home.", "outbox.", "notices.")
PART = re.compile(r"<(?:[^:>]+:)?([^>]+)>")


def test_every_text_column_is_accounted_for() -> None:
    assert text_columns() == set(COLUMNS)


def test_every_free_text_of_the_case_names_somebody(cast: Cast) -> None:
    named(cast)
    with cast.reading():
        for column in (one for one, how in COLUMNS.items() if how in (NAMED, LISTED)):
            assert any("阿朗" in str(value) for value in session().scalars(select(attribute(column)))), column


def open_doors(cast: Cast, key: str) -> Iterator[Doorway]:
    """The pages whose permission this reader has."""
    with cast.reading():
        viewer = cast.viewer(key)
    return (one for one in doorways(cast.app) if one.method == "GET" and viewer.may(one.required))


def addresses(cast: Cast, key: str, case_id: int) -> Iterator[tuple[str, str]]:
    """Every address of bullying this reader may try, with the numbers of one case in it; endpoint and path."""
    ids = ids_of(cast, case_id)
    for one in open_doors(cast, key):
        if one.endpoint.startswith("bullying."):
            parts = PART.findall(one.rule.rule)
            for values in product(*(ids[part] for part in parts)):
                path = one.rule.rule
                for value in values:
                    path = PART.sub(str(value), path, count=1)
                yield one.endpoint, path


def elsewhere(cast: Cast, key: str) -> Iterator[tuple[str, str]]:
    """Every other page about the child of the own side, and the desks where what is to do comes together."""
    for one in open_doors(cast, key):
        if "child_id" in one.rule.arguments or one.endpoint.startswith(DESKS):
            yield one.endpoint, one.address(cast.child_id())


def words_of(answer: TestResponse) -> str:
    """What an answer says: a page, the text of a PDF, what is packed in a workbook."""
    if answer.data.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages).replace("\n", "")
    if answer.data.startswith(b"PK"):
        packed = ZipFile(BytesIO(answer.data))
        return "".join(packed.read(name).decode("utf8", "ignore") for name in packed.namelist())
    return str(answer.data, "utf8", "ignore")


def leaks(browser: FlaskClient, asked: Iterator[tuple[str, str]], hidden: frozenset[str]) -> tuple[set[str], list[str]]:
    """The endpoints that answered, and where a name stood."""
    opened, found = set(), []
    for endpoint, path in asked:
        answer = browser.get(path)
        if answer.status_code == 200:
            opened.add(endpoint)
            words = words_of(answer)
            names = {SCHOOL_SAYS} if endpoint in OWN_WORDS else {*hidden, SCHOOL_SAYS}
            found += [f"{path}: {name}" for name in sorted(names) if name in words]
    return opened, found


OPENED = {
    "parent": {"bullying.home_side", "bullying.home_letter", "bullying.home_report"},
    "other_parent": {"bullying.home_side", "bullying.home_letter"},
    "homeroom": {"bullying.cases_index"},
    "other_homeroom": {"bullying.cases_index"},
    "legal": {"bullying.case", "bullying.piece"},
    "counselor": {"bullying.case", "bullying.piece"},
    "teacher": {"bullying.case", "bullying.piece", "bullying.report"},
    "inspector": {"bullying.counts"},
}


@pytest.mark.parametrize("key", READERS)
def test_no_reader_finds_a_name_that_is_not_theirs_to_know(cast: Cast, key: str) -> None:
    cases, browser = named(cast), cast.signed_in(key)
    opened: set[str] = set()
    for case_id in (cases.before, cases.after):
        more, found = leaks(browser, addresses(cast, key, case_id), READERS[key])
        opened |= more
        assert not found, "\n".join(found)
    assert opened >= OPENED[key]


@pytest.mark.parametrize("key", ["parent", "homeroom", "inspector"])
def test_nor_on_any_other_page_of_the_house(cast: Cast, key: str) -> None:
    named(cast)
    _opened, found = leaks(cast.signed_in(key), elsewhere(cast, key), READERS[key])
    assert not found, "\n".join(found)


#: Pages for whoever handles a case that must say who is who: choosing whom to keep out, the bureau's own list, awards,
#: what repeats, and what was told before there were sides.
WHO_IS_WHO = {"bullying.locking_out", "bullying.bureau_list", "bullying.awards", "bullying.patterns", "bullying.report",
              "bullying.decide", "bullying.open_new", "bullying.letter_pdf", "bullying.side_pdf"}  # fmt: skip


def test_whoever_handles_it_reads_letters_of_the_alphabet_on_every_page_and_print_too(cast: Cast) -> None:
    cases, browser = named(cast), cast.signed_in("lead")
    for case_id in (cases.before, cases.after):
        asked = ((endpoint, path) for endpoint, path in addresses(cast, "lead", case_id) if endpoint not in WHO_IS_WHO)
        opened, found = leaks(browser, asked, frozenset(EVERYBODY))
        assert not found, "\n".join(found)
        assert opened >= {"bullying.case", "bullying.file_pdf", "bullying.ledger_xlsx", "bullying.piece"}


@pytest.mark.parametrize(("place", "hidden"), [(0, OF_ACCUSED), (1, OF_TARGET)])
def test_papers_of_one_side_name_nobody_of_the_other(cast: Cast, place: int, hidden: frozenset[str]) -> None:
    case_id = named(cast).after
    ids, browser = ids_of(cast, case_id), cast.signed_in("lead")
    paths = [f"/bullying/cases/{case_id}/sides/{ids['party_id'][place]}/file.pdf"]
    home = cast.signed_in(("parent", "other_parent")[place])
    own = ids["party_id"][place]
    for letter in ids["letter_id"]:
        if home.get(f"/home/children/sides/{own}/letters/{letter}.pdf").status_code == 200:
            paths.append(f"/bullying/cases/{case_id}/letters/{letter}.pdf")
    _opened, found = leaks(browser, ((path, path) for path in paths), hidden | {OUTSIDE})
    assert len(paths) == (3, 4)[place]
    assert not found, "\n".join(found)


def test_no_message_on_its_way_out_names_anybody(cast: Cast) -> None:
    named(cast)
    with cast.reading():
        models = [one for one in vars(outbox).values() if getattr(one, "__module__", "") == outbox.__name__]
        rows = [row for model in models if hasattr(model, "__table__") for row in session().scalars(select(model))]
        said = " ".join(str(value) for row in rows for value in vars(row).values())
    assert not [name for name in EVERYBODY if name in said]


def test_whoever_holds_the_code_reads_no_name_in_what_the_school_answers(cast: Cast) -> None:
    browser = cast.app.test_client()
    code = speak(browser)
    with cast.writing():
        walk = begin(cast)
        report = session().scalars(select(BullyingReport)).one()
        triage(report, Decided(Outcome.JOINED, "同一件事。", walk.case.number, f"我们会和{OTHER_CHILD}谈。"), by=walk.by)
    page = send(browser, "/speak/answers", {"code": code}).text
    assert "我们会和学生乙谈。" in page
