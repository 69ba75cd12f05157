"""The paper of a return in words: what stands on the sheet, the same on screen, printer and spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from portal.school.queries import Profile
from portal.summaries.definitions import Named, return_forms
from portal.summaries.models import Act, Finding, Return, State
from portal.summaries.queries.returns import Step
from portal.summaries.sheet import Number, Row, Sheet
from portal.summaries.words import grade_words, period_words

HIDDEN = "※"
ABSENT = "—"
INDENT = "\u00a0" * 4  # other spaces are trimmed on paper


@dataclass(frozen=True)
class Paper:
    """A sheet ready to be drawn; `rows` are the line's name, then a text or whole number for each column."""

    title: str
    subtitle: str
    school: str
    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int | str]]]
    notes: Sequence[str]
    signatures: Sequence[str]
    seal: str
    definitions: Sequence[Named]

    @property
    def is_wide(self) -> bool:
        """More columns than an upright sheet holds."""
        return len(self.head) > 9


def paper_of(
    found: Return, findings: Sequence[Finding], steps: Sequence[Step], sheet: Sheet | None, school: Profile | None
) -> Paper:
    """What leaves the school; `sheet` holds only counts that may be shown."""
    form = return_forms()[found.kind]
    name = school.name if school else ""
    rows = sheet.rows if sheet else ()
    return Paper(
        title=str(form.name),
        subtitle=_(
            "%(month)s   %(school)s   version %(edition)s", month=period_words(found.period), school=name, edition=found.edition
        ),
        school=name,
        head=[_("Item"), _("Total"), *map(grade_words, sheet.grades if sheet else ()), _("Since last")],
        rows=[(_name(row), _numbers(row)) for row in rows],
        notes=_notes(found, findings, sheet),
        signatures=_signatures(found, steps),
        seal=_("School seal"),
        definitions=[row.indicator.definition for row in rows],
    )


def _name(row: Row) -> str:
    name = str(row.indicator.name)
    name = f"{INDENT}{name}" if row.is_part else name
    return _("%(name)s (by hand)", name=name) if row.by_hand else name


def _numbers(row: Row) -> Sequence[int | str]:
    return [_text(row.total), *map(_text, row.grades), signed(row.change)]


def _text(number: Number) -> int | str:
    if number.value is None:
        return HIDDEN if number.hidden else ABSENT
    return number.value


def signed(number: Number) -> str:
    """A change with its sign."""
    if number.value is None:
        return HIDDEN if number.hidden else ABSENT
    return f"{number.value:+d}".replace("-", "−") if number.value else "0"


def _notes(found: Return, findings: Sequence[Finding], sheet: Sheet | None) -> Sequence[str]:
    notes = [
        _(
            "Counted are the facts on file on %(day)s. Left-behind means definition %(definition)s; the last lines give all four.",
            day=format_date(found.cut_off, "long"),
            definition=found.definition,
        )
    ]
    if sheet and sheet.hides:
        notes.append(
            _(
                "%(mark)s: hidden, so that no count below %(threshold)s can be known or worked out. The school keeps the figures.",
                mark=HIDDEN,
                threshold=found.threshold,
            )
        )
    return notes + [finding.explanation for finding in findings if finding.explanation]


def _signatures(found: Return, steps: Sequence[Step]) -> Sequence[str]:
    """Who prepared, reviewed and signed; what a later step undid does not count."""
    done = {Act.PREPARED: found.prepared_at, Act.REVIEWED: found.reviewed_at}
    names = {step.act: step.by for step in steps if done.get(step.act) or (step.act is Act.SIGNED and found.state is State.SIGNED)}
    return [
        _("Prepared: %(name)s", name=names.get(Act.PREPARED, "")),
        _("Reviewed: %(name)s", name=names.get(Act.REVIEWED, "")),
        _("Signed: %(name)s", name=names.get(Act.SIGNED, "")),
    ]
