"""The mark of where a clock or a default comes from."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Source
from portal.core.errors import Words

SOURCE_WORDS: dict[Source, Words] = {
    Source.LAW: _l("set by law"),
    Source.POLICY: _l("set by policy"),
    Source.PRACTICE: _l("local practice"),
    Source.SCHOOL: _l("this school's rule"),
}
