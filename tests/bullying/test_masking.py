"""Another child's name leaves a case in none of the ways people write it; ordinary words stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bullying.rules.masking import COMPOUND_SURNAMES, names_in, redacted

STAND_IN = "另一名学生"
SAID = [
    ("林小禾", "林小禾", "小禾", "林 小 禾", "小\u200b禾", "阿禾", "禾禾", "小禾同学", "林同学"),
    ("王涵桐", "涵桐", "小涵", "涵涵", "阿涵", "小桐"),
    ("欧阳涵桐", "涵桐", "小涵", "阿桐"),
    ("阿依・古丽", "古丽", "阿依·古丽", "阿依古丽"),
    ("张林小禾", "林小禾", "小禾", "阿禾"),
    ("王小雨", "小雨", "雨雨", "小雨同学"),
    ("周朗", "周朗", "阿朗", "小朗", "朗朗", "朗同学", "周同学", "周\n朗"),
    ("欧阳小禾", "欧阳小禾", "小禾", "阿禾", "欧阳同学"),
    ("欧阳朗", "欧阳朗", "阿朗", "朗朗", "朗同学"),
    ("阿依·古丽", "阿依·古丽", "古丽", "阿依"),
    ("阿依•古丽", "古丽", "阿依"),
    ("Sam Lee", "sam lee", "SAM LEE"),
]
CASES = [(name, form) for name, *forms in SAID for form in forms]


@pytest.mark.parametrize(("name", "form"), CASES)
def test_every_way_of_calling_a_child_is_taken_out(name: str, form: str) -> None:
    assert redacted(f"那天{form}在操场", {name: STAND_IN}) == f"那天{STAND_IN}在操场"


PLAIN_WORDS = [
    "小心路滑，放学后到小学门口",
    "天天来，常常笑",
    "时时留意，大大减少，悄悄走开，处处小心",
    "小孩子坐小车，早早回家",
    "一天朗读两次，树林里有禾苗",
]
NOBODY_MEANT = "周朗 王心 李学 林小禾 赵常 陈天 林海生 周大山 吴时安 郑悄 孙处 钱孩 冯车行 褚早".split()


@pytest.mark.parametrize("words", PLAIN_WORDS)
def test_ordinary_words_stay(words: str) -> None:
    assert redacted(words, dict.fromkeys(NOBODY_MEANT, STAND_IN)) == words


def test_a_given_name_is_one_even_where_it_is_a_word() -> None:
    assert redacted("和天天、星星一起", {"陈天天": "学生甲", "王星星": "学生乙"}) == "和学生甲、学生乙一起"


def test_a_stand_in_is_never_taken_for_a_name() -> None:
    names = {"王学生": "学生甲", "李甲": "学生乙", "周朗": "学生丙"}
    assert redacted("王学生、李甲和周朗", names) == "学生甲、学生乙和学生丙"


def test_the_longer_name_is_taken_out_first() -> None:
    assert redacted("周朗月和周朗", {"周朗": "学生甲", "周朗月": "学生乙"}) == "学生乙和学生甲"


def test_a_pupil_of_another_school_may_have_been_named() -> None:
    assert list(names_in("城东二中 初一（3）班，郑航")) == ["郑航"]
    assert list(names_in("城东小学 五年级")) == []
    assert list(names_in("城东二中郑航同学")) == ["郑航"]
    assert list(names_in("城东二中初一（3）班郑航、阿依·古丽")) == ["郑航", "阿依·古丽"]
    assert list(names_in("城东镇第二小学、城东二中，六年级一班")) == []


SURNAMES = st.sampled_from([*"赵钱孙李周吴郑王冯陈", *sorted(COMPOUND_SURNAMES)])
GIVEN = st.text(alphabet="涵桐然怡轩瑶哲溪博禾朗曦翊", min_size=1, max_size=2)
PLAIN = st.text(alphabet="今天放学后在操场上说了不好听的话，老师来劝开。", max_size=30)


@given(SURNAMES, GIVEN, PLAIN, PLAIN)
def test_no_name_is_left_and_nothing_else_is_touched(surname: str, given_name: str, before: str, after: str) -> None:
    name = surname + given_name
    assert redacted(before + name + after, {name: "□"}) == f"{before}□{after}"
    assert redacted(before + after, {name: "□"}) == before + after


def test_who_is_called_alike_takes_nothing_from_a_name_that_is_kept() -> None:
    names = {"王小禾": "学生乙", "林小禾": "林小禾"}
    assert redacted("林小禾和王小禾，阿禾也在", names) == "林小禾和学生乙，学生乙也在"
