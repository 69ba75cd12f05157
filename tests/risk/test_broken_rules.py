"""A file of rules that cannot be followed is refused with the line and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.risk.reading import BrokenRules, read_rules

WHOLE = """\
[[fact]]
id = "care.alone"
kind = "truth"
worse = "yes"
tier = "welfare"
label = { zh = "独自", en = "alone" }

[[fact]]
id = "care.days"
kind = "number"
worse = "more"
tier = "clinical"
label = { zh = "天数", en = "days" }

[[limit]]
id = "days"
name = { zh = "天数", en = "days" }
default = 40
least = 10
most = 90

[[part]]
id = "alone"
when = "care.alone"

[[part]]
id = "both"
when = "part.alone and care.days >= limit.days"

[[rule]]
id = "first"
axis = "contact"
when = "part.both or care.days > 100"
grade = 1
weight = 50
tier = "clinical"
reason = { zh = "一", en = "one" }
advice = { zh = "做", en = "do" }
source = "law"
"""

#: What is put in place of what, and what the refusal says.
BROKEN = {
    "unknown fact": ("care.days > 100", "care.weeks > 100", "knows the fact care.weeks; it could be care.alone, care.days"),
    "cycle of parts": ('when = "care.alone"', 'when = "part.both"', "run in a circle: alone -> both -> alone; take one"),
    "part of itself": ('when = "care.alone"', 'when = "care.alone or part.alone"', "run in a circle"),
    "unknown part": ("part.both or", "part.three or", "there is no part three; the parts are: alone, both"),
    "bad number": ("weight = 50", 'weight = "heavy"', "'weight' should be a whole number from 1 to 100"),
    "level out of range": ("grade = 1", "grade = 4", "'grade' is 4; it lies between 1 and 3"),
    "limit out of its bounds": ("default = 40", "default = 5", "'default' is 5; it lies between 10 and 90"),
    "unknown axis": ('axis = "contact"', 'axis = "mood"', "'axis' is 'mood'; choose one of guardianship"),
    "unknown source": ('source = "law"', 'source = "rumour"', "'source' is 'rumour'; choose one of law, policy"),
    "missing reason": ('reason = { zh = "一", en = "one" }\n', "", "missing in one of the languages; write reason ="),
    "one language only": ('reason = { zh = "一", en = "one" }', 'reason = { zh = "一", en = "" }', "missing in one of the"),
    "wrong type": ("care.days > 100", "care.days", "care.days is no yes or no; compare it, such as care.days >= 2"),
    "yes or no compared": ("care.days > 100", "care.alone >= 1", "care.alone is a yes or no; write care.alone"),
    "word for a number": ("care.days > 100", "care.days > 'many'", "cannot be compared with 'many'"),
    "empty condition": ('when = "part.both or care.days > 100"', 'when = ""', "the condition is empty; write what must hold"),
    "unreadable condition": ("care.days > 100", "care.days >", "cannot be read; use facts, numbers, and, or, not"),
    "unknown limit": ("limit.days", "limit.weeks", "there is no limit weeks; the limits are: days"),
    "a call": ("care.days > 100", "open('x')", "the only question in brackets is unknown(fact)"),
    "a grade that would fall": ("care.days > 100", "care.days < 3", "care.days is worse in the direction 'more'"),
    "more open than its fact": ('tier = "clinical"\nreason', 'tier = "welfare"\nreason', 'this rule; set tier = "clinical"'),
    "a key nobody knows": ("weight = 50", "points = 50", "a rule has no 'points'"),
    "no toml": ("[[rule]]", "[[rule", "not readable as TOML"),
}


def refusal(tmp_path: Path, text: str) -> str:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenRules) as refused:
        read_rules(path, {})
    return str(refused.value)


@pytest.mark.parametrize("name", list(BROKEN))
def test_each_fault_is_told_with_line_and_remedy(tmp_path: Path, name: str) -> None:
    old, new, words = BROKEN[name]
    assert old in WHOLE
    broken = WHOLE.replace(old, new, 1)
    found = refusal(tmp_path, broken)
    assert words in found
    if name != "no toml":
        line = int(found.split("line ")[1].split(",")[0])
        assert found.startswith(f"rules.toml, line {line}, ")
        pairs = zip(WHOLE.splitlines(), broken.splitlines(), strict=False)
        changed = next(at for at, (before, after) in enumerate(pairs, 1) if before != after)
        assert line == changed or not new, found


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    rule = WHOLE[WHOLE.index("[[rule]]") :]
    assert "the id first stands twice; give one of them another" in refusal(tmp_path, WHOLE + "\n" + rule)


def test_a_file_without_rules_is_refused(tmp_path: Path) -> None:
    assert "there is no rule" in refusal(tmp_path, WHOLE[: WHOLE.index("[[rule]]")])


def test_the_whole_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert [rule.facts for rule in read_rules(path, {}).rules] == [["care.alone", "care.days"]]
