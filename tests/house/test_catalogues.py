"""Every sentence has its Chinese, and the Chinese sounds like a reliable colleague."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.cli.catalogues import Entry, entries, problems
from tests.house.sources import told

#: Words that label a child, blame a family or push; each with what is said instead.
NEVER_SAID = {
    "问题学生|高危|留守生|特殊学生|差生|坏孩子": "名字，或「需要重点关注的孩子」",
    "心理异常|患有|不正常|精神病|心理疾病|确诊": "「建议聊一聊」",
    "无效问卷|说谎|撒谎|作假": "「作答需要核对」",
    "施暴者|受害者|加害": "「被指有此行为」「反映受到伤害」",
    "未履行监护职责|不负责任|失职": "说事，不怪人",
    "请您务必|温馨提示|敬请|特此": "先说事，再说怎么办",
    "不能为空|格式错误|校验失败|非法|权限不足|拒绝访问": "说缺什么、该怎么写",
    "暂无数据|网络异常|请勿关闭|系统错误|操作失败|数据缺失": "说发生了什么、接着会怎样",
}

#: What a button never says on its own.
EMPTY_BUTTONS = frozenset({"提交", "确定", "OK", "取消"})

NEVER_SAID_IN_ENGLISH = re.compile(
    r"\b(problem (child|student|pupil)|at-risk (child|student|pupil)|high-risk|abnormal|mentally ill|liar|lying|invalid|illegal"
    r"|perpetrator|bully|victim|denied)\b",
    re.IGNORECASE,
)

HAN = "\u3400-\u9fff"
STYLE = {
    f"[{HAN}][,;:?!]|[,;:?!][{HAN}]": "全角标点",
    f"[{HAN}]\\.(?!\\w)|[{HAN}]\\(|\\)[{HAN}]": "全角标点",
    "[！!]": "不用感叹号",
    '[“”"‘’]': "引号用「」",
    f"[{HAN}]\\d|\\d(?![年月日号时分])[{HAN}]": "数字与汉字间空一格",
}
NOT_PROSE = re.compile(r"%\(\w+\)[sd]|\{.*\}")
DATES = re.compile(r"\d+ ?[年月日号]\d*|[年月]\d+")


def chinese() -> Iterator[tuple[Entry, str]]:
    for entry in entries():
        yield from ((entry, sentence) for sentence in entry.chinese)


def test_the_catalogues_are_complete() -> None:
    found = list(problems())
    assert not found, told(found, "flask --app app catalogues missing PACKAGE prints the entries to fill in")


def test_nobody_is_labelled_blamed_or_pushed() -> None:
    found = [
        f"{entry} 「{sentence}」 -> {instead}"
        for entry, sentence in chinese()
        for never, instead in NEVER_SAID.items()
        if re.search(never, sentence)
    ]
    assert not found, told(found, "say it as a reliable colleague would")


def test_the_english_labels_nobody_either() -> None:
    found = [str(entry) for entry in entries() if NEVER_SAID_IN_ENGLISH.search(str(entry.message.id))]
    assert not found, told(found, "say what happened and what to do")


def test_a_button_says_what_it_does() -> None:
    found = [f"{entry} 「{sentence}」" for entry, sentence in chinese() if sentence in EMPTY_BUTTONS]
    assert not found, told(found, "a verb and its object: 保存记录, 不改了")


def test_the_chinese_is_set_as_chinese_is_set() -> None:
    found = [
        f"{entry} 「{sentence}」 -> {rule}"
        for entry, sentence in chinese()
        for pattern, rule in STYLE.items()
        if re.search(pattern, DATES.sub("", NOT_PROSE.sub("", sentence)))
    ]
    assert not found, told(found, "correct the Chinese")
