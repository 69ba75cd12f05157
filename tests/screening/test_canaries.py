"""What screening keeps is met only by the counselor, on paper too; the walk through all doors is that of the house."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from tests.cast import PEOPLE, Cast
from tests.screening.canaries import CANARIES, MAY_READ, write


def test_papers_hold_hidden_words_only_for_the_counselor(cast: Cast) -> None:
    write(cast)
    child_id = cast.child_id()
    papers = (
        "/screening/rounds/1/classes/1/report.pdf",
        "/screening/rounds/1/classes/1/consent.pdf",
        f"/screening/rounds/1/children/{child_id}/result.pdf",
        f"/children/{child_id}/file.pdf",
    )
    read: dict[str, set[str]] = {}
    for key in PEOPLE:
        browser = cast.signed_in(key)
        for path in papers:
            answer = browser.get(path)
            if answer.status_code == 200:
                text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
                read.setdefault(key, set()).update(name for name, word in CANARIES.items() if word in text)
    assert {key: names for key, names in read.items() if names} == {
        "counselor": MAY_READ["counselor"] - {"screening_advice", "screening_family"}
    }
    assert {"homeroom", "lead", "principal"} <= set(read), "they opened the papers that are theirs"


def test_an_emergency_opens_one_child_and_no_other_page(cast: Cast) -> None:
    """The principal's break-glass shows the round on the child's page, no note and no list of the round."""
    write(cast)
    principal = cast.signed_in("principal")
    child = principal.get(f"/children/{cast.child_id()}").text
    assert not any(word in child for word in CANARIES.values())
    assert principal.get(f"/screening/rounds/1/children/{cast.child_id()}").status_code == 403
