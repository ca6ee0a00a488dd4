"""Finds where a project's name begins: after the stop, after opening verbs, and not before a quotation that belongs to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from facts.engine.mentions.scene import HAN, INNER_PHASE, LEADING, LEADING_BEGINS, Scene
from facts.engine.words.lexicon import is_generic, load_words

_LATE = "还又也已再正并均共拟将另"
_LATES = frozenset(_LATE)
_LATE_OPENER = re.compile(rf"[{_LATE}](?:新建|建设|实施|引进|投资|签约|推进|建成|布局|谋划|启动|开工|投产|规划|扩建)(?:了)?(?=.{{4}})")
# 台资企业|鸿捷科技项目; 一家氨纶企业|年产3万吨氨纶项目
_FIRM_KIND = re.compile(
    r"(?:[日德韩美法英台港外合独]资|民营|国有|上市|龙头|高新技术)+企业(?=[\u4e00-\u9fff]{3})|[\u4e00-\u9fff]{2,8}?企业(?=年产\d)"
    r"|新?(?:入园|入驻|落户)企业(?=[\u4e00-\u9fff]{3})"
)
_ABOUT = re.compile(r"[\u4e00-\u9fffA-Za-z（）]{2,16}?(?:企业|公司|集团|管委会|某)就(?=[\u4e00-\u9fffA-Za-z0-9]{2})")  # 与某企业就|第二智算中心项目达成意向
# 在某某产业园建设|船用舱口盖项目
_PLACED = re.compile(
    r"[\u4e00-\u9fff]{2,14}?(?:园|区|基地|镇|村|县|市|城|港)(?:总?投资)?(?:建设|新建|兴建|投建|打造|实施|布局|新上)了?(?=.{3})|[\u4e00-\u9fff]{2,3}(?:投资)?(?:建设|新建|兴建|投建)(?=.{3})"
)
# 企业第五期扩建工程, 公司新厂区项目: whose it is was said before.
_OF_THE_COMPANY = re.compile(r"该?(?:企业|公司|集团)(?=第[一二三四五六七八九]|[一二三四五六]期|新)")
BATCH = re.compile(r"一批$")
_THAT_ZONE = re.compile(r"(?:经济|经开|高新|开发|工业|产业|新|园)区")  # 该经济区|山圩产业园
_OF_A_FIRM = re.compile(
    r"(?:研发|运营|技术|物流|仓储|检测|营销|销售|展示|结算|测试|创新|服务|实验|区域|工程|研究)*(?:中心|总部|基地|院)(?:建设|扩建)?"
)  # 生产基地及研发中心
_TRADES = ("建材", "建筑", "上汽", "上海")  # no verbs, though 建 and 上 are
_NAME_NEXT = ("的", "。", "\n", "")
_SUMMED_UP = re.compile(r"[均都全多皆][为是系]")  # 14个项目，均为工业项目
_DATED = re.compile(
    r"(?:春节|国庆节?|元旦|五一|中秋|节)[前后](?=..)|自?(?:(?:19|20)\d\d年)(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|初|中)?|自?\d{1,2}月\d{1,2}日|[省市县区](?:经济|高新|技术|产业)*(?:开发区|园区)(?=..)"
)
_FACILITY = re.compile(r"(?:污水处理|再生水|给排水|供[水热气]|污水|配套)*(?:厂|管网|站)|标准化?厂房|道路|变电站|公租房|人才公寓|基础设施")
_INNER_PARKS = ("产业园", "创业园", "科技园", "物流园")  # a 工业园 is mostly the zone itself
_PART_OF_A_ZONE = 8  # characters of its name: 百崎湖片区, 智能终端产业园; what is longer is a zone of its own
_DATES_BEGIN = frozenset("春国元五中节自省市县区0123456789")


def project_start(scene: Scene, head: int) -> int:
    """Where the name ends on the left: after the stop, after opening verbs, and not before a quotation that belongs to it."""
    text = scene.text
    start = scene.stop_before(head)
    if (
        (text[start - 2 : start] == "片区" or (text[start - 3 : start] in _INNER_PARKS and _FACILITY.match(text, start)))
        and start in scene.zone_ends
        and (head - start >= 2 or _FACILITY.match(text, head))
    ):
        start = next((zone.start for zone in scene.zones if zone.end == start and zone.end - zone.start <= _PART_OF_A_ZONE), start)  # 百崎湖片区污水管网工程
    if text[start - 1 : start] == "”" and start > 1:
        opened = text.rfind("“", max(0, start - 18), start)
        if opened >= 0 and not BATCH.search(text[opened : start - 1]) and not re.search("[、。，！？]", text[opened:start]):
            before = scene.stop_before(opened)
            lead = text[before:opened]
            start = before if 2 <= len(lead) <= 12 and not is_generic(lead) and not openers(lead) else opened
    if (
        text[start - 1 : start] == "）"
        and (opened := text.rfind("（", max(0, start - 7), start)) > 0
        and (
            text[opened + 1 : start - 1] in scene.gazetteer.names
            or text[opened + 1 : start - 1].isascii()
            or INNER_PHASE.fullmatch(text, opened + 1, start - 1)
            or (text[opened - 1 : opened].isascii() and HAN.fullmatch(text, opened + 1, start - 1))
        )
    ):  # 高吸水性树脂（SAP）二期项目
        before = scene.stop_before(opened)
        start = (
            before
            if 2 <= opened - before <= (14 if text[opened - 1].isascii() else 8) and opened not in scene.place_ends and not is_generic(text[before:opened])
            else start
        )  # 清控（长沙）|创新基地
    if start == head:
        return start
    inner = text.rfind("项目", start, head - 2)
    if inner >= start and is_generic(text[start:inner]):
        start = inner + 2  # 已投产项目海尚水产食品项目
    if text[start] in "均都全多皆" and (summed := _SUMMED_UP.match(text, start, head)):
        start = summed.end()
    if text[start - 1 : start] == "该" and (that := _THAT_ZONE.match(text, start, head - 2)):
        start = that.end()
    if text[start] in "该企公集" and (owned := _OF_THE_COMPANY.match(text, start, head)):
        start = owned.end()
    if text.find("企业", start, head) >= 0 and (kind := _FIRM_KIND.match(text, start, head)):
        start = kind.end()
    if text.find("就", start, head) > start and (about := _ABOUT.match(text, start, head)):
        start = about.end()
    if text[start - 1 : start] == "在" and (placed := _PLACED.match(text, start, head)):
        start = placed.end()
    if not _LATES.isdisjoint(text[start : min(start + 9, head)]) and (late := _LATE_OPENER.search(text, start, head)) and late.start() - start <= 8:
        start = late.end()
    start += openers(text[start:head], text[start - 1 : start] in _NAME_NEXT)
    words = text[start:head]
    for joint in ("和", "与", "及"):
        if (
            joint in words
            and (at := text.rfind(joint, start, head)) > start
            and head_before(scene, at)
            and not text.startswith(("配套", "附属", "相关"), at + 1)
            and not _OF_A_FIRM.fullmatch(text, at + 1, head)
            and text[at - 2 : at] != "总部"
        ):
            start = at + 1
    while (
        text[start] in LEADING_BEGINS
        and not (text[start] == "和" and text[start - 1] in "。；：\n“的")  # ；和丰电厂项目: no clause begins with an and
        and (match := LEADING.match(text, start, head))
    ):
        start = match.end()
    if text[start] == "自" and text.find("以来", head, head + 14) >= 0:
        start += 1  # 自某大桥开通以来
    if text[start] in _DATES_BEGIN and (dated := _DATED.match(text, start, head)):
        start = dated.end()  # 自2016年12月18日|项目开工以来
    inner = text.rfind("项目", start, head)  # 省重大项目|蓝思精密扩能
    if inner >= 0 and head - inner >= 6 and is_generic(text[start:inner]):
        start = inner + 2
    return start


def head_before(scene: Scene, at: int) -> str:
    """The word that can end a project's name (项目, 标准厂房) right before `at`; empty where none does."""
    index = bisect_left(scene.token_ends, at)
    if index == len(scene.tokens) or scene.tokens[index].end != at or not scene.tokens[index].entry.rows.keys() & {"projecthead", "projectmain"}:
        return ""
    return scene.tokens[index].entry.word


def openers(words: str, named: bool = False) -> int:
    """How many characters of opening verbs stand at the start: 投资建设… -> 4; none where nothing but 项目 would be left.

    A name that follows a 的 or opens a sentence begins with no lone 建 or 上: 总投资6亿元的建元新材料项目.
    """
    openers, sizes = load_words("openers"), _opener_sizes()
    at, last = 0, len(words) - 2
    while at < last and not words.startswith(_TRADES, at):
        for size in sizes.get(words[at], ()):
            if at + size <= last and words[at : at + size] in openers and not (named and at == 0 and size == 1):
                at += size
                break
        else:
            break
    return at


@cache
def _opener_sizes() -> dict[str, tuple[int, ...]]:
    """How long the opening verbs are that begin with a character, longest first."""
    openers = load_words("openers")
    return {
        first: tuple(size for size in (4, 3, 2, 1) if any(word[0] == first and len(word) == size for word in openers))
        for first in {word[0] for word in openers}
    }
