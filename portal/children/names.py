"""Names as a search meets them: one form for spellings that mean the same person, with pinyin and initials beside it.

Registers, cards and teachers write 吕 or 呂, 峰 or 峯, 肖 or 萧; a search by either must find the child.
"""

from __future__ import annotations

import unicodedata

from portal.core.pinyin import initials_of, pinyin_of

# Each group's first character stands for all of it: older and traditional forms, and surnames that registers mix up.
_SAME = """
吕呂 吴吳呉 黄黃 陈陳 张張 刘劉 赵趙 孙孫 杨楊 马馬 罗羅 谢謝 邓鄧 冯馮 韩韓 许許 郑鄭 龙龍 龚龔 贺賀 顾顧 钟鍾鐘 谭譚
邹鄒 陆陸 苏蘇 叶葉 阎闫閻 傅付 肖萧蕭 戴代 邱丘 蓝兰藍蘭 于於 余馀 温溫 高髙 柳栁 宁甯寧 卫衛衞 万萬 尔爾 个個 丽麗
华華 国國 杰傑 荣榮 庆慶 凤鳳 飞飛 云雲 红紅 娇嬌 灵靈 宝寶 强強 青靑 清淸 静靜 净淨 真眞 镇鎮 慎愼 德徳 晋晉 峰峯
升昇陞 哲喆 坤堃 村邨 昆崑崐 仑崙 妍姸 群羣 泽澤 溪谿 柏栢 峨峩 富冨 勋勳 恒恆 禄祿 阳陽 阴陰 祎袆 镕熔 涛濤 伟偉 军軍
圣聖 贤賢 钰鈺 锋鋒 银銀 兴興 义義 贵貴 财財 宾賓 润潤 鸿鴻 鹏鵬 琼瓊 莹瑩 岩巖嵒 晓曉 辉輝煇 烨燁 炜煒 玮瑋 瑶瑤 娴嫻
婵嬋 颖穎頴 叡睿 珍珎 秋秌 学學 汉漢 湾灣 会會 东東 双雙 发發 台臺 松鬆 郁鬱 佑祐 游遊 彩綵 周週 洁潔㓗 礼禮 胜勝 运運
远遠 达達 进進 连連 志誌 愿願 欢歡 艺藝 雾霧 乔喬 侨僑 娅婭 闽閩 骏駿 骄驕 燕鷰
"""

VARIANTS: dict[int, str] = {ord(other): group[0] for group in _SAME.split() for other in group[1:]}


def folded_name(text: str) -> str:
    """A name for comparing and searching: half-width, small letters, no spaces or dots, one form of each character."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(VARIANTS)
    return "".join(letter for letter in plain if letter.isalnum())


def search_text(name: str, former_name: str = "") -> str:
    """What `Child.search` holds: name and former name folded, their pinyin run together and their initials, parted by spaces."""
    found: list[str] = []
    for each in filter(None, (name, former_name)):
        found += [folded_name(each), pinyin_of(each).replace(" ", ""), initials_of(each)]
    return " ".join(dict.fromkeys(found))
