"""The registry's rows become files: new, changed, unchanged, left, waiting."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from portal.children.models import Child, Enrolment, Guardian, Whereabouts
from portal.core.db import session
from portal.enrolment.models import Reason, RollEntry
from portal.registry.models import RegistryImportRow
from portal.registry.plan import Kind
from portal.school.models import SchoolClass
from tests.registry.importing import columns_of, counts, database_of, everything, take_in, take_in_sample
from tests.registry.tables import SAMPLES, number, pupil

BROTHER = pupil(姓名="石青山", 性别="1", 出生日期="20170304", 身份证件号=number("20170304", 351), 班号="2024101")
NOBODY_KNOWS = pupil(姓名="无名", 身份证件类型="Z", 身份证件号="")


def test_the_samples_are_taken_in_as_a_school_expects(app: Flask) -> None:
    assert take_in_sample(app, "registry_export.xlsx") == {
        "rows": 1180, "new": 1180, "changed": 0, "unchanged": 0, "left": 0, "parked": [], "warnings": [],
    }  # fmt: skip
    before = everything(app, versions=True)
    assert take_in_sample(app, "registry_export.xlsx")["unchanged"] == 1180
    assert take_in_sample(app, "registry_export_gb18030.csv")["unchanged"] == 1180
    assert everything(app, versions=True) == before
    next_term = take_in_sample(app, "registry_export_next_term.xlsx")
    assert {name: next_term[name] for name in ("new", "changed", "unchanged", "left")} == {
        "new": 9, "changed": 15, "unchanged": 1153, "left": 12,
    }  # fmt: skip


def test_of_the_damaged_file_all_readable_rows_go_in_and_the_others_wait(app: Flask) -> None:
    expected = json.loads((SAMPLES / "registry_damaged.expected.json").read_text(encoding="utf-8"))
    report = take_in_sample(app, "registry_damaged.xlsx")
    told = [(each["row"], each["column"], each["problem"]) for each in (*report["parked"], *report["warnings"])]
    wanted = [(f["row"], f["column"], f["problem"]) for f in expected["findings"] if f["level"] != "clean"]
    assert sorted(told) == sorted(wanted)
    assert (report["rows"], report["new"]) == (262, 245)
    assert len({each["row"] for each in report["parked"]}) == 17
    again = take_in_sample(app, "registry_damaged.xlsx")
    assert (again["new"], again["changed"], again["unchanged"], again["left"]) == (0, 0, 245, 0)


def test_a_new_child_gets_class_family_whereabouts_and_a_place_on_the_roll(app: Flask, tmp_path: Path) -> None:
    take_in(
        app,
        tmp_path,
        pupil(
            就读方式="2",
            是否留守儿童="1",
            现住址="南坝村2组",
            成员1现住址="福建省泉州市",
            成员2姓名="龙南星",
            成员2关系="52",
            成员2现住址="南坝村2组",
        ),
    )
    assert columns_of(app, Child, "name", "pinyin", "initials", "birth_date", "boarding", "enrolment", "enrolment_since") == [
        ("石青苗", "shi qingmiao", "sqm", date(2019, 9, 11), True, Enrolment.ENROLLED, date(2026, 9, 1))
    ]
    assert columns_of(app, SchoolClass, "number", "entry_year", "ordinal") == [("2026101", 2026, 1)]
    assert columns_of(app, Guardian, "place", "name", "relation", "is_guardian", "is_carer", "telephone", "source") == [
        (1, "石大川", "51", True, False, "13958148688", "registry"),
        (2, "龙南星", "52", True, True, None, "registry"),
    ]
    assert columns_of(app, Whereabouts, "parent", "state", "where", "since_at_latest") == [
        ("father", "away_for_work", "福建省泉州市", True),
        ("mother", "at_home", None, False),
    ]
    assert columns_of(app, RollEntry, "enrolment", "reason", "day") == [(Enrolment.ENROLLED, Reason.IN_REGISTRY, date(2026, 9, 1))]


def test_a_changed_telephone_goes_onto_the_same_guardian_and_another_person_gets_a_row_of_their_own(
    app: Flask, tmp_path: Path
) -> None:
    take_in(app, tmp_path, pupil())
    assert counts(take_in(app, tmp_path, pupil(成员1联系电话="13800138000"))) == {"changed": 1}
    assert columns_of(app, Guardian, "name", "telephone", "until_day") == [("石大川", "13800138000", None)]
    aunt = pupil(成员1姓名="石小满", 成员1关系="90", 成员1身份证件号="")
    assert counts(take_in(app, tmp_path, aunt)) == {"changed": 1}
    rows = columns_of(app, Guardian, "name", "is_guardian", "until_day")
    assert [(name, guardian, until is None) for name, guardian, until in rows] == [("石大川", True, False), ("石小满", False, True)]


def test_where_the_parents_are_is_closed_and_opened_never_overwritten(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(是否留守儿童="2"))
    take_in(app, tmp_path, pupil(是否留守儿童="0"))
    rows = columns_of(app, Whereabouts, "parent", "state", "until_day")
    assert [(parent, state, until is None) for parent, state, until in rows] == [
        ("father", "away_for_work", False),
        ("mother", "away_for_work", False),
    ]


def test_what_a_teacher_wrote_about_a_parent_stays(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(是否留守儿童="2"))
    with database_of(app).transaction(write=True):
        session().execute(update(Whereabouts).where(Whereabouts.parent == "father").values(source="portal"))
    take_in(app, tmp_path, pupil(是否留守儿童="0"))
    assert [(p, u is None) for p, u in columns_of(app, Whereabouts, "parent", "until_day")] == [("father", True), ("mother", False)]


def test_who_is_not_in_the_file_any_more_leaves_the_roll_and_may_come_back(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(), BROTHER)
    assert counts(take_in(app, tmp_path, pupil())) == {"unchanged": 1, "left": 1}
    assert columns_of(app, Child, "name", "enrolment") == [("石青苗", Enrolment.ENROLLED), ("石青山", Enrolment.LEFT)]
    assert counts(take_in(app, tmp_path, pupil())) == {"unchanged": 1}
    assert counts(take_in(app, tmp_path, pupil(), BROTHER)) == {"changed": 1, "unchanged": 1}
    reasons = [reason for (reason,) in columns_of(app, RollEntry, "reason")]
    assert reasons == [Reason.IN_REGISTRY, Reason.IN_REGISTRY, Reason.NOT_IN_REGISTRY, Reason.BACK_IN_REGISTRY]


def test_a_file_of_one_class_takes_nobody_off_the_roll_when_told_so(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(), BROTHER)
    assert counts(take_in(app, tmp_path, pupil(), part_only=True)) == {"unchanged": 1}


@pytest.mark.parametrize(
    "damage",
    [
        {"性别": "1"},
        {"身份证件号": number()[:-1] + "A"},
        {"身份证件号": "5.09901201909113E+17"},
        {"出生日期": "20191301"},
        {"班号": ""},
        {"姓名": ""},
        {"就读方式": "也许"},
        {"姓名": "", "身份证件号": "", "出生日期": "20190911"},
    ],
)
def test_a_row_that_waits_never_takes_its_child_off_the_roll(app: Flask, tmp_path: Path, damage: dict[str, str]) -> None:
    take_in(app, tmp_path, pupil(), BROTHER)
    report = counts(take_in(app, tmp_path, pupil(**damage), BROTHER))
    assert report == {"unchanged": 1}
    assert columns_of(app, Child, "enrolment") == [(Enrolment.ENROLLED,), (Enrolment.ENROLLED,)]


def test_a_child_whose_number_came_later_is_the_same_child(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(身份证件类型="Z", 身份证件号=""))
    assert counts(take_in(app, tmp_path, pupil())) == {"changed": 1}
    assert columns_of(app, Child, "id_number") == [(number(),)]


def test_two_valid_numbers_are_two_children_and_the_likeness_is_told(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil())
    plan = take_in(app, tmp_path, pupil(), pupil(身份证件号=number(order=350), 班号="2026102", 成员1姓名="别家人"))
    assert (counts(plan), plan.warnings) == ({"new": 1, "unchanged": 1}, [])
    twin = take_in(app, tmp_path, pupil(身份证件号=number(order=352)), part_only=True)
    assert [(f.column, str(f.problem)) for f in twin.warnings] == [("姓名", "near_duplicate")]


def test_a_row_without_a_number_that_two_children_could_be_waits(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(), pupil(身份证件号=number(order=350)))
    plan = take_in(app, tmp_path, pupil(身份证件类型="Z", 身份证件号=""))
    assert [(f.row, f.column, str(f.problem)) for f in plan.parked] == [(2, "姓名", "near_duplicate")]
    assert counts(plan) == {}


def test_a_value_corrected_in_the_portal_is_not_taken_back_to_what_the_registry_said_before(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil())
    with database_of(app).transaction(write=True):
        session().execute(update(Guardian).values(telephone="13800138000", telephone_hash="13800138000"))
        session().execute(update(Child).values(boarding=True))
    plan = take_in(app, tmp_path, pupil())
    assert counts(plan) == {"unchanged": 1}
    kept = [(d.column, d.old, d.new, d.kept) for d in plan.rows[0].differences]
    assert kept == [("就读方式", "2", "1", True), ("成员1联系电话", "13800138000", "13958148688", True)]
    newer = take_in(app, tmp_path, pupil(成员1联系电话="13700137000"))
    assert counts(newer) == {"changed": 1}
    assert columns_of(app, Guardian, "telephone") == [("13700137000",)]
    assert columns_of(app, Child, "boarding") == [(True,)]


def test_an_empty_cell_decides_nothing(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(就读方式="2"))
    plan = take_in(app, tmp_path, pupil(就读方式=""))
    assert counts(plan) == {"unchanged": 1}
    assert columns_of(app, Child, "boarding") == [(True,)]


def test_every_row_is_remembered_with_what_became_of_it(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(), pupil(**{**NOBODY_KNOWS, "性别": "也许"}))
    rows = columns_of(app, RegistryImportRow, "number", "kind", "warned")
    assert rows == [(2, Kind.NEW, False), (3, Kind.PARKED, False)]
