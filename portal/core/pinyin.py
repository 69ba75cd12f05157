"""Names in Latin letters, for finding and sorting. Surnames read otherwise than the same character in a word are known here."""

from __future__ import annotations

import os
from functools import lru_cache

SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "任": "ren", "朴": "piao", "查": "zha", "区": "ou", "尉迟": "yuchi",
    "盖": "ge", "华": "hua", "缪": "miao", "覃": "qin", "翟": "zhai", "员": "yun", "乐": "yue", "种": "chong", "折": "she",
    "黑": "he", "秘": "bi", "冼": "xian", "洗": "xian", "尹": "yin", "万俟": "moqi", "长孙": "zhangsun", "澹台": "tantai",
    "宿": "su", "召": "shao", "燕": "yan", "纪": "ji", "葛": "ge", "宁": "ning", "应": "ying", "要": "yao", "隗": "wei",
    "逄": "pang", "牟": "mu", "谌": "chen", "佴": "nai", "撒": "sa", "晟": "cheng", "郇": "xun", "郗": "xi", "乜": "nie",
    "曲": "qu",
    "石": "shi", "沈": "shen", "晏": "yan", "柏": "bai", "卜": "bu", "贾": "jia", "臧": "zang", "车": "che", "䶮": "yan",
}  # fmt: skip


def pinyin_of(name: str) -> str:
    """As in "lin xiaohe": syllables without tones, surname first; letters that have no reading stay."""
    surname, given = _split(name)
    return " ".join(filter(None, ("".join(_syllables(surname, surname=True)), "".join(_syllables(given)))))


def initials_of(name: str) -> str:
    """As in "lxh"."""
    surname, given = _split(name)
    return "".join(syllable[:1] for syllable in (*_syllables(surname, surname=True), *_syllables(given)))


def _split(name: str) -> tuple[str, str]:
    plain = name.replace(" ", "").replace("·", "")
    length = 2 if plain[:2] in SURNAMES and len(plain) > 2 else 1
    return plain[:length], plain[length:]


@lru_cache(maxsize=8192)
def _syllables(text: str, *, surname: bool = False) -> tuple[str, ...]:
    if surname and text in SURNAMES:
        return (SURNAMES[text],)
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # must stand before the import: 7 MiB instead of 46
    from pypinyin import Style, lazy_pinyin

    return tuple(part.lower() for part in lazy_pinyin(text, style=Style.NORMAL, v_to_u=False))
