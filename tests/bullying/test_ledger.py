"""The ledger in the bureau's columns: how the school came to know, how often, what was hurt, when it was closed."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from portal.bullying.ledger import ledger
from portal.bullying.models.reports import BullyingReport, Channel, Safety
from portal.bullying.models.steps import StepKind
from portal.bullying.rules.procedure import Act
from portal.core import clock
from portal.core.db import session
from tests.bullying.walking import begin
from tests.cast import Cast


def test_the_ledger_says_who_told_how_often_what_was_hurt_and_when_it_was_closed(cast: Cast) -> None:
    with cast.writing():
        walk = begin(cast)
        walk.case.report_id = None
        walk.step(StepKind.INJURY_SEEN, "右手擦伤，校医处理，未去医院", place=0)
        walk.in_force().served().window_over().followed()
        walk.act(Act.CLOSE)
        rows = openpyxl.load_workbook(BytesIO(ledger([walk.file]))).worksheets[0].iter_rows(values_only=True)
        head, row = list(rows)
        told = {str(title): str(cell or "") for title, cell in zip(head, row, strict=True)}
    assert told["线索来源"] == "教职工发现"
    assert told["报告人"] != ""
    assert "右手擦伤" in told["伤情与就医"]
    assert told["归档号"] == walk.case.number
    assert told["结案日期"] != ""


def test_an_anonymous_reporter_stays_so_in_the_ledger(cast: Cast) -> None:
    with cast.writing():
        told = BullyingReport(
            channel=Channel.ANONYMOUS, received_on=clock.today(), safety=Safety.SAFE, account={"words": "看到有人被推"}
        )
        session().add(told)
        session().flush()
        walk = begin(cast)
        walk.case.report_id = told.id
        session().flush()
        rows = openpyxl.load_workbook(BytesIO(ledger([walk.file]))).worksheets[0].iter_rows(values_only=True)
        head, row = list(rows)
        found = {str(title): str(cell or "") for title, cell in zip(head, row, strict=True)}
    assert (found["线索来源"], found["报告人"]) == ("匿名", "不记姓名")
