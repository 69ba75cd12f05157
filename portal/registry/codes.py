"""The registry's code lists: a code, its label and the other ways schools write it mean the same, mixed in one file."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping

from portal.registry.columns import BY_NAME, DATA

_BOTH = re.compile(r"([0-9A-Z]{1,2})[-_.、:/|]*(.+)")


def folded(text: str) -> str:
    """Half-width, without spaces, Latin letters large; brackets and their words stay."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


class CodeList:
    """One list: `code_of` a text, `label_of` a code."""

    def __init__(self, entries: Mapping[str, list[str]], *, suffix: str = "") -> None:
        self.labels = {code: words[0] for code, words in entries.items()}
        self._codes: dict[str, str] = {}
        for code, words in entries.items():
            for word in words:
                self._codes.setdefault(folded(word), code)
                if suffix and word.endswith(suffix):
                    self._codes.setdefault(word.removesuffix(suffix), code)
        for code in entries:
            self._codes[code] = code
            # Excel makes 1 of 01; where no other code is meant, 1 is 01.
            self._codes.setdefault(code.lstrip("0") or "0", code)

    def code_of(self, text: str) -> str | None:
        """The code a text stands for, also "2 住校" and "2-住校" when both halves agree; None when nobody can tell."""
        code = self._codes.get(text)
        if code is not None:
            return code
        key = folded(text)
        code = self._codes.get(key)
        if code is None and (both := _BOTH.fullmatch(key)):
            first, second = self._codes.get(both[1]), self._codes.get(both[2])
            code = first if first == second else None
        return code

    def label_of(self, code: str) -> str:
        """The registry's label; a value outside the list is its own label."""
        return self.labels.get(code, code)


def _lists() -> dict[str, CodeList]:
    described = tomllib.loads((DATA / "codes.toml").read_text(encoding="utf-8"))
    return {name: CodeList(entries, suffix="族" if name == "ethnicity" else "") for name, entries in described.items()}


LISTS: dict[str, CodeList] = _lists()


def label(column: str, value: str) -> str:
    """What a value of a standard column is called: ("就读方式", "2") is 住校; a column without codes gives the value back."""
    codes = BY_NAME[column].codes
    return LISTS[codes].label_of(value) if codes else value
