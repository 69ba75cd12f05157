"""The sample files of a school: read whole, in codes or labels, clean or damaged."""

from __future__ import annotations

import json

import pytest

from portal.registry.columns import COLUMNS
from portal.registry.reading import RegistryFile, read_registry
from tests.registry.tables import SAMPLES, TODAY, told


def sample(name: str) -> RegistryFile:
    return read_registry(SAMPLES / name, today=TODAY)


@pytest.fixture(scope="module")
def export() -> RegistryFile:
    return sample("registry_export.xlsx")


@pytest.fixture(scope="module")
def damaged() -> RegistryFile:
    return sample("registry_damaged.xlsx")


def test_the_export_gives_every_pupil_and_no_finding(export: RegistryFile) -> None:
    assert len(export.rows) == 1180
    assert export.findings == []
    assert export.rows[0].number == 2
    assert export.columns == tuple(column.name for column in COLUMNS)
    assert export.headings.unknown == ()


def test_labels_in_gb18030_say_the_same_as_codes_in_a_workbook(export: RegistryFile) -> None:
    labels = sample("registry_export_gb18030.csv")
    assert labels.findings == []
    assert [row.record for row in labels.rows] == [row.record for row in export.rows]


def test_the_next_term_is_read_without_a_finding() -> None:
    file = sample("registry_export_next_term.xlsx")
    assert (len(file.rows), file.findings) == (1177, [])


def test_the_damaged_file_is_told_cell_by_cell_as_expected(damaged: RegistryFile) -> None:
    expected = json.loads((SAMPLES / "registry_damaged.expected.json").read_text(encoding="utf-8"))
    wanted = {(f["row"], f["column"], f["problem"], f["level"]) for f in expected["findings"] if f["level"] != "clean"}
    assert told(damaged.findings) == wanted
    assert (len(damaged.rows), len(damaged.parked)) == (expected["rows"], expected["parked_rows"])
    assert damaged.rows[0].number == expected["first_data_row"]
    assert damaged.headings.unknown == ()


def test_what_is_put_right_in_the_damaged_file_says_the_same_as_the_clean_one(damaged: RegistryFile, export: RegistryFile) -> None:
    clean = {row.record["身份证件号"]: row.record for row in export.rows}
    rows = [row for row in damaged.rows if not row.findings]
    assert len(rows) == 241
    assert all(row.record == clean[row.record["身份证件号"]] for row in rows)


def test_every_parked_row_can_still_be_recognised(damaged: RegistryFile, export: RegistryFile) -> None:
    known = {(row.record["姓名"], row.record["出生日期"]) for row in export.rows}
    numbers = {row.record["身份证件号"] for row in export.rows}
    classes = {(row.record["姓名"], row.record["班号"]) for row in export.rows}
    for row in damaged.parked:
        keys = row.keys
        found = keys.number in numbers or (keys.name, keys.birth_date) in known or (keys.name, keys.class_number) in classes
        assert found, row.number


def test_the_day_of_reading_does_not_change_the_samples() -> None:
    file = read_registry(SAMPLES / "registry_export.xlsx", today=TODAY.replace(year=2029))
    assert file.findings == []
