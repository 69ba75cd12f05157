"""What children are called in a case, and how another child's name is taken out of words that leave it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext as _

STEMS = "甲乙丙丁戊己庚辛壬癸"
COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 南宫 端木 独孤 闻人 轩辕 申屠 "
    "东郭 百里 呼延 公孙 钟离 鲜于 太史 公冶 濮阳 淳于 单于 仲孙 万俟 澹台 赫连 拓跋".split()
)
#: Said of everything; a child may be called a character of it, and yet nobody means it. A given name of two is always taken out.
ORDINARY = frozenset(
    "小学 小心 小时 小组 小区 小事 小雨 小路 小名 小声 小说 小孩 小子 小人 小班 小队 小车 小店 小小 天天 人人 偏偏 常常 刚刚 往往 "
    "渐渐 慢慢 好好 明明 星星 时时 处处 大大 早早 久久 远远 悄悄 默默 轻轻 深深 年年 日日 家家 多多 少少 阿姨".split()
)
PLACES = ("学", "校", "班", "级", "中", "小", "镇", "县", "区")
SCHOOL = re.compile(r"^.*(?:学校|[中小]学|[一二三四五六七八九十]中|[级班])")
GRADE = re.compile(r"[初高][一二三]|[一二三四五六七八九]年?级?")
BETWEEN = r"[\s\u200b-\u200d\u2060\ufeff]*"
DOTS = re.compile(r"[·•・‧．.]")
PLACEHOLDER = 0xE000  # private use: no name and no text holds it


def letter_of(place: int) -> str:
    """学生甲 for the first side, 学生乙 for the second; a number when the ten are used up."""
    return _("Pupil %(letter)s", letter=STEMS[place] if place < len(STEMS) else str(place + 1))


def masks(names: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """What each person may be called in a text and the stand-in, the longest first; whole names before what is made of them.

    A name that stands for itself is kept whole, so that nobody who is called alike takes a part of it away.
    """
    whole = {name.strip(): stand_in for name, stand_in in names.items() if len(name.strip()) > 1}
    pairs = dict(whole)
    for name, stand_in in whole.items():
        for form in _forms(name) if name != stand_in else ():
            pairs.setdefault(form, stand_in)
    return sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def _forms(name: str) -> Iterator[str]:
    """The given name, the parts about a dot, and what friends make of it: 阿朗, 小朗, 朗朗, 朗同学, 周同学; of 涵桐 also 小涵."""
    parts = [part.strip() for part in DOTS.split(name) if len(part.strip()) > 1]
    if len(parts) > 1:
        yield from parts
    elif name.isalpha() and not name.isascii() and len(name) < 6:
        surname = name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]
        given = name[len(surname) :]
        yield from (form for form in (given, name[1:], name[2:], f"{surname}同学", f"{given}同学") if len(form) > 1)
        nicknames = (f"{before}{one}" for one in (given[-1], given[0]) for before in ("阿", "小", one))
        yield from (form for form in nicknames if form not in ORDINARY)


def names_in(outside: str) -> Sequence[str]:
    """What may be a name in the words for a pupil of another school; its school and class are none."""
    pieces = (SCHOOL.sub("", piece).removesuffix("同学") for piece in re.split(r"[\s，,、;；:：()（）]+", outside))
    words = (word for word in pieces if 1 < len(word) < 5 or DOTS.search(word))
    return [word for word in words if not word.endswith(PLACES) and not GRADE.fullmatch(word)]


def _however_written(name: str) -> str:
    """A pattern for a name with whatever somebody put between its characters, and with any dot or none where it has one."""
    return BETWEEN.join(f"{DOTS.pattern}?" if DOTS.fullmatch(character) else re.escape(character) for character in name)


def redacted(text: str, names: Mapping[str, str]) -> str:
    """The text with every known name replaced; what somebody put between the characters hides nothing."""
    found = masks(names)
    for number, (name, _stand_in) in enumerate(found):
        text = re.sub(_however_written(name), chr(PLACEHOLDER + number), text, flags=re.IGNORECASE)
    return text.translate({PLACEHOLDER + number: stand_in for number, (_name, stand_in) in enumerate(found)})
