"""Returns for other engines and in an authority's own workbook: each count where it belongs, hidden ones nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from portal.core.errors import Refused
from portal.exchange.message import read_message
from portal.summaries.engines import Naming, adx, data_value_set
from portal.summaries.template import cell_of, filled
from tests.cast import Cast
from tests.exchange.sample import figure, message
from tests.forms import send
from tests.summaries.school import draft, fill, prepare

NAMING = """
data_set = "lbMonthly01"
org_unit = "schoolUid01"
[elements]
left_behind = "deLeftBehnd"
dropped_out = "deDropOut01"
[combos]
"3/*/*" = "cocGrade301"
[dimensions]
grade = "GRADE"
"""
AT = datetime(2026, 11, 26, 1, 2, 3, tzinfo=UTC)
MESSAGE = read_message(
    message(figures=[figure("left_behind", 30, {("3", "*", "*"): 12, ("3", "male", "*"): 6, ("4", "*", "*"): None})])
)


def test_dhis2_gets_totals_and_the_cells_it_knows_and_nothing_hidden() -> None:
    found = data_value_set(MESSAGE, Naming.read(NAMING), AT)
    assert (found["dataSet"], found["orgUnit"], found["period"], found["completeDate"]) == (
        "lbMonthly01",
        "schoolUid01",
        "202610",
        "2026-11-26",
    )
    assert found["dataValues"] == [
        {"dataElement": "deLeftBehnd", "value": "30"},
        {"dataElement": "deLeftBehnd", "categoryOptionCombo": "cocGrade301", "value": "12"},
    ]


def test_adx_is_one_group_with_a_period_of_a_month_and_named_dimensions() -> None:
    root = fromstring(adx(MESSAGE, Naming.read(NAMING), AT))  # noqa: S314 - our own text
    assert root.tag == "{urn:ihe:qrph:adx:2015}adx"
    assert root.get("exported") == "2026-11-26T01:02:03Z"
    (group,) = root
    assert group.attrib == {"orgUnit": "schoolUid01", "period": "2026-10-01/P1M", "dataSet": "lbMonthly01"}
    assert [value.attrib for value in group] == [
        {"dataElement": "deLeftBehnd", "value": "30"},
        {"dataElement": "deLeftBehnd", "value": "12", "GRADE": "3"},
    ]


@pytest.mark.parametrize("text", ["", "data_set = ", 'data_set = "x"\norg_unit = "y"', NAMING + "\n[more]\na = 1"])
def test_a_broken_mapping_is_refused_in_words(text: str, cast: Cast) -> None:
    with cast.app.app_context(), pytest.raises(Refused):
        Naming.read(text)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("left_behind", ("left_behind", ("*", "*", "*"))),
        ("left_behind.3", ("left_behind", ("3", "*", "*"))),
        ("Left_Behind.grade_3.male", ("left_behind", ("3", "male", "*"))),
        ("left_behind.boarding_yes", ("left_behind", ("*", "*", "yes"))),
        ("left_behind.3.4", None),
        ("left_behind.ponies", None),
    ],
)
def test_a_named_cell_says_indicator_and_cell(name: str, cell: object) -> None:
    assert cell_of(name) == cell


def form_of_the_authority() -> BytesIO:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "月报"
    sheet["A1"], sheet["A1"].font = "区教委 留守儿童月报", Font(bold=True, size=18)
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions["B"].width = 33
    for name, where in (("left_behind", "$B$3"), ("left_behind.3.male", "$B$4"), ("left_behind.4", "$B$5"), ("Print_note", "$D$9")):
        book.defined_names[name] = DefinedName(name, attr_text=f"'月报'!{where}")
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


def test_named_cells_are_filled_and_the_layout_stays() -> None:
    sheet = openpyxl.load_workbook(BytesIO(filled(form_of_the_authority(), MESSAGE)))["月报"]
    assert [sheet[where].value for where in ("A1", "B3", "B4", "B5", "D9")] == ["区教委 留守儿童月报", 30, 6, "※", None]
    assert sheet["A1"].font.size == 18
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet.column_dimensions["B"].width == 33


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        filled(BytesIO(content), MESSAGE)


def test_the_lead_fills_the_form_in_the_browser(cast: Cast) -> None:
    with cast.writing():
        fill(60)
    return_id = draft(cast)
    prepare(cast, return_id)
    address = f"/returns/{return_id}/form"
    answer = send(cast.signed_in("lead"), address, {"file": (form_of_the_authority(), "月报.xlsx")})
    assert answer.status_code == 200
    shown = cast.signed_in("lead").get(f"/returns/{return_id}/figures.json").get_json()
    total = next(one["total"] for one in shown["figures"] if one["indicator"] == "left_behind")
    assert openpyxl.load_workbook(BytesIO(answer.data))["月报"]["B3"].value == total
    assert "不是 xlsx" in send(cast.signed_in("lead"), address, {"file": (BytesIO(b"x"), "a.xlsx")}).text
