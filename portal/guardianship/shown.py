"""Gaps and agreements as pages show them: words, clock, source, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.errors import Words
from portal.core.source_words import SOURCE_WORDS
from portal.guardianship.gaps import Gap
from portal.guardianship.models import EntrustedCareAgreement
from portal.guardianship.rules import AgreementDays, AgreementState, lacks, state_of
from portal.guardianship.words import LACKS, NEXT, OWNERS, STATES, gap_words, source_of


@dataclass(frozen=True)
class ShownGap:
    """One gap in words."""

    gap: Gap
    words: str
    next: Words
    owner: Words
    left: str
    late: bool
    source: str
    source_words: Words

    @classmethod
    def of(cls, gap: Gap, today: date) -> ShownGap:
        source, words = source_of(gap.kind)
        late = gap.due <= today
        return cls(
            gap, gap_words(gap), NEXT[gap.kind], OWNERS[gap.owner], _left(gap, today), late, str(SOURCE_WORDS[source]), words
        )


def _left(gap: Gap, today: date) -> str:
    days = (gap.due - today).days
    if gap.hard or days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(num)s day late", "%(num)s days late", -days)
    return ngettext("%(num)s day left", "%(num)s days left", days)


@dataclass(frozen=True)
class ShownAgreement:
    """An agreement with its state and what it lacks, in words."""

    row: EntrustedCareAgreement
    state: AgreementState
    words: Words
    lacks: Sequence[Words]

    @property
    def is_open(self) -> bool:
        return self.row.ending is None

    @property
    def tone(self) -> str:
        """The dress of the state's tag."""
        return {AgreementState.COMPLETE: "ok", AgreementState.DUE_FOR_REVIEW: "warn"}.get(self.state, "")

    @classmethod
    def of(cls, row: EntrustedCareAgreement, today: date, notice: int) -> ShownAgreement:
        days = days_of(row)
        state = state_of(days, today, notice)
        return cls(row, state, STATES[state], [LACKS[lack] for lack in lacks(days, today)])


def days_of(row: EntrustedCareAgreement) -> AgreementDays:
    """The days of an agreement read as a record."""
    return AgreementDays(
        row.begins_on,
        row.review_on,
        row.ends_on,
        row.school_notified_on,
        row.village_notified_on,
        row.signed_on,
        row.filed_on,
        row.exclusions_checked_on,
        row.opinion_on,
        row.too_young,
        row.ending.on if row.ending else None,
        row.ending.kind if row.ending else None,
        row.carer_id,
    )
