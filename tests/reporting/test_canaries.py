"""Words hidden in reports of bullying, mandatory reports and answers of the survey are looked for at every door, for every role."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.journal.models import JournalRow
from portal.prevention.models import SurveyAnswer
from tests.bullying.telling import speak, tell
from tests.cast import PEOPLE, Cast
from tests.forms import send
from tests.house.test_every_route_and_role import doorways
from tests.reporting.test_filing import sheet, step

TOLD = {"told": "CANARYTOLD", "did": "CANARYDID", "message": "CANARYMESSAGE", "reason": "CANARYREASON"}
FILED = {"found": "CANARYFOUND", "suspected": "CANARYSUSPECT", "protected": "CANARYPROTECTED", "police": "CANARYPOLICE"}
KNOWN = {"knowing": "CANARYKNOWING", "request": "CANARYREQUEST"}
WORDS = {**TOLD, **FILED, **KNOWN}

#: The teacher told and found it; lead and principal receive both; the legal vice principal reads mandatory reports.
MAY_READ = {
    "teacher": {*TOLD, *FILED, *KNOWN} - {"reason"},
    "lead": set(WORDS),
    "principal": set(WORDS),
    "legal": {*FILED, *KNOWN},
}
OURS = ("bullying.", "reporting.", "prevention.", "home.", "desk.", "children.file", "audit.")


@pytest.fixture
def hidden(cast: Cast) -> Cast:
    """One of everything, with a word in every field."""
    teacher, lead = cast.signed_in("teacher"), cast.signed_in("lead")
    told = tell(teacher, words=TOLD["told"], who_did=TOLD["did"])
    send(teacher, f"{told}/messages", {"message": TOLD["message"]}, page=told)
    send(lead, f"{told}/triage", {"outcome": "otherwise", "reason": TOLD["reason"]})
    filled = {"words": FILED["found"], "suspected": FILED["suspected"], "protected": FILED["protected"]}
    filed = str(send(teacher, "/mandatory-reports/new", sheet(**filled)).location)
    step(lead, filed, "police", office=FILED["police"])
    send(lead, f"{filed}/knowing", {"who": KNOWN["knowing"], "why": "x"}, page=filed)
    send(lead, f"{filed}/requests", {"words": KNOWN["request"]}, page=filed)
    return cast


def test_every_page_shows_a_hidden_word_to_who_may_read_it_and_to_nobody_else(hidden: Cast) -> None:
    child_id = hidden.child_id()
    ours = [one for one in doorways(hidden.app) if one.method == "GET" and one.endpoint.startswith(OURS)]
    for key in PEOPLE:
        browser, met = hidden.signed_in(key), set()
        for doorway in ours:
            page = browser.get(doorway.address(child_id)).data.decode("utf8", "ignore")
            met |= {name for name, word in WORDS.items() if word in page}
        assert met == MAY_READ.get(key, set()), (key, met)


def test_neither_journal_nor_file_of_the_database_holds_a_hidden_word(hidden: Cast) -> None:
    code = speak(hidden.app.test_client(), words="CANARYNAMELESS")
    send(hidden.signed_in("lead"), "/prevention/surveys", page="/prevention")
    with hidden.writing() as opened:
        opened.add(SurveyAnswer(survey_id=1, class_id=1, answers={"hit": "CANARYANSWER"}))
    with hidden.reading() as opened:
        rows = " ".join(str(row.__dict__) for row in opened.scalars(select(JournalRow)))
        assert "CANARY" not in rows
    if hidden.database.engine.dialect.name != "sqlite":
        pytest.skip("one file to look into is SQLite's")
    path = Path(str(hidden.database.engine.url.database))
    written = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert "林小禾".encode() in written
    assert not re.findall(rb"CANARY[A-Z]+", written)
    assert code.encode() not in written
