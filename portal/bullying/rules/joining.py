"""Several words as one list in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _


def joined(parts: Sequence[object]) -> str:
    """As in 学生甲、学生乙."""
    return _(", ").join(str(one) for one in parts)
