"""How returns speak: states, months, grades, what does not balance and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.contributions import Source
from portal.core.errors import Words
from portal.exchange.letters import Verdict
from portal.summaries.counting import ALL, UNKNOWN
from portal.summaries.definitions import ReturnForm
from portal.summaries.models import Act, Finding, State
from portal.summaries.periods import is_term

STATE_WORDS: Mapping[State, Words] = {
    State.DRAFT: _l("draft"),
    State.PREPARED: _l("waits for review"),
    State.REVIEWED: _l("waits for the principal"),
    State.SIGNED: _l("signed"),
}

ACT_WORDS: Mapping[Act, Words] = {
    Act.COUNTED: _l("Counted"),
    Act.PREPARED: _l("Prepared"),
    Act.REVIEWED: _l("Reviewed"),
    Act.SIGNED: _l("Signed"),
    Act.SENT_BACK: _l("Sent back"),
}

LEVEL_WORDS: Mapping[Source, Words] = {
    Source.LAW: _l("law"),
    Source.POLICY: _l("policy"),
    Source.PRACTICE: _l("practice"),
    Source.SCHOOL: _l("this school's own"),
}

SEX_WORDS: Mapping[str, Words] = {"1": _l("boys"), "2": _l("girls"), UNKNOWN: _l("sex not on file"), ALL: _l("boys and girls")}
BOARDING_WORDS: Mapping[str, Words] = {"yes": _l("boarders"), "no": _l("day pupils"), ALL: _l("boarders and day pupils")}
DIMENSION_WORDS: Mapping[str, Words] = {"grade": _l("grade"), "sex": _l("sex"), "boarding": _l("boarding")}


GRADE_WORDS: Sequence[Words] = (
    _l("Grade 1"), _l("Grade 2"), _l("Grade 3"), _l("Grade 4"), _l("Grade 5"), _l("Grade 6"),
    _l("Grade 7"), _l("Grade 8"), _l("Grade 9"), _l("Grade 10"), _l("Grade 11"), _l("Grade 12"),
)  # fmt: skip


def period_words(text: str) -> str:
    """As in 2026年11月 or November 2026; of a term 2026—2027学年第一学期 or first term 2026–2027."""
    if is_term(text):
        year, ordinal = int(text[:4]), text[-1]
        years = {"year": year, "next": year + 1}
        return _("First term %(year)s–%(next)s", **years) if ordinal == "1" else _("Second term %(year)s–%(next)s", **years)
    locale = get_locale()
    chinese = locale is None or locale.language == "zh"
    return str(format_date(date(int(text[:4]), int(text[5:]), 1), "y年M月" if chinese else "MMMM y"))


def grade_words(grade: str) -> str:
    """As in 五年级."""
    if grade.isdigit():
        return str(GRADE_WORDS[int(grade) - 1])
    return _("all grades") if grade == ALL else _("grade not known")


def finding_words(form: ReturnForm, finding: Finding) -> str:
    """What does not balance, with its figures; for those who may see true counts."""
    indicator = form.indicator(finding.indicator)
    balance = next((rule for rule in form.balances if rule.id == finding.balance), None)
    if indicator is None or balance is None:
        return finding.key
    said = {"name": str(indicator.name), "left": finding.left, "right": finding.right, "less": abs(finding.right - finding.left)}
    if balance.kind == "by":
        return _("%(name)s: %(less)s children have no %(what)s on file", what=DIMENSION_WORDS[balance.dimension], **said)
    return _SENTENCES[balance.kind](said)


_SENTENCES: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "sum": lambda said: _("%(name)s: the parts add up to %(left)s, the whole is %(right)s", **said),
    "part": lambda said: _("%(name)s: %(left)s, but only %(right)s of them belong to the whole", **said),
    "zero": lambda said: _("%(name)s: %(left)s, the aim is none", **said),
    "entered": lambda said: _("%(name)s: nobody has written the figure in yet", **said),
    "change": lambda said: _("%(name)s: %(left)s, last time %(right)s", **said),
}


VERDICTS: Mapping[str, Words] = {
    Verdict.ACCEPTED: _l("Taken by the district"),
    Verdict.REFUSED: _l("Not taken by the district"),
    Verdict.RETURNED: _l("Handed back by the district"),
}
