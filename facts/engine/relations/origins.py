"""Where a project or a company was attracted from: 从深圳引进, 引自德国, 由东莞整厂搬迁而来, 来自重庆的甲公司投资建设."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facts.engine.mentions.scene import COMPANY
from facts.engine.relations.related import relate
from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import NOBODY, Reading, Subject
from facts.engine.types import CandidateFact, Entity
from facts.engine.words.automaton import build_finder

_PLACE = r"(?P<place>[\u4e00-\u9fff]{2,8}?)"
# 从深圳成功引进, 由东莞整厂搬迁而来, 从上海落户边合区
_MOVED = re.compile(
    rf"(?:从|由)(?:原|省外|国外)?{_PLACE}(?:成功|整体|整厂|整线|新|直接|产业|首批)*(?:引进|引入|引来|招引|招来|引回|转移|搬迁|搬到|搬来|搬至|搬过来|迁来|迁到|迁至|迁入|迁移|迁建|移来|落户)"
)
# What a works buys abroad is no project that came from there.
_GEAR = re.compile(
    r"(?:了|的)?(?:(?:首批|先进|全新|整套|最新|数控|自动化|全自动|智能|世界|国际|一流|领先|\d{1,4}|[一二两三四五六七八九十])的?){0,4}(?:余|多)?(?:条|台|套|台套|部|架)"
    r"|(?:了|的)?[\u4e00-\u9fff]{0,10}?(?:生产线|流水线|产线|设备|技术|工艺|装备|机组|机床|人才|团队|专家)(?=[，。；、\d]|共|等|$)"
)
# 引自德国, 来自广东佛山
_SOURCE = re.compile(r"(?:引自|引进[于自]|招引自|来自于?|源自)(?P<place>[\u4e00-\u9fff]{2,8}?)(?=[，。；的]|$)")
# 深圳客商投资的X项目
_MERCHANTS = re.compile(r"客商|台商|外商|商人|老板|企业家|投资商|投资者")
_MERCHANT = re.compile(rf"{_PLACE}(?:籍)?(?:{_MERCHANTS.pattern})(?:[\u4e00-\u9fff]{{2,3}})?(?:独资|共同|联合|计划|拟|总)*(?:投资|出资|投建|兴建|创办)")
_ABROAD = re.compile(
    r"(?:德国|法国|英国|美国|韩国|泰国|瑞士|瑞典|荷兰|日本|芬兰|丹麦|挪威|比利时|奥地利|意大利|西班牙|葡萄牙|爱尔兰|俄罗斯|以色列|新加坡|马来西亚|越南|印度|加拿大|澳大利亚|新西兰|巴西|土耳其|波兰|捷克|匈牙利"
    r"|香港|澳门|台湾|中国香港|中国澳门|中国台湾)$"
)
_BETWEEN = re.compile(r"的?(?:一家|这家|著名|知名|龙头|高新技术|民营|大型)*(?:企业|客商)?[“]?")
_ACTS = re.compile(r"[^，。；]{0,16}?(?:投资|新上|新建|建设|带来|打造|布局|投建|实施|落地|启动|签约)")
# A word of each that no origin is told without.
_FIND_ORIGIN = build_finder("引进 引入 引来 招引 招来 引回 转移 搬 迁 移来 落户 引自 来自 源自 商人 客商 台商 外商 老板 企业家 投资商 投资者".split())


def find_origins(scope: Scope) -> Iterator[CandidateFact]:
    text = scope.scene.text
    for index in sorted(scope.clauses_with(_FIND_ORIGIN)):
        reading = scope.readings[index]
        low, high = reading.clause.start, reading.clause.end
        for pattern in (_MOVED, _SOURCE, _MERCHANT):
            matches = [
                match
                for match in (pattern.finditer(text, low, high) if pattern is not _MERCHANT or _MERCHANTS.search(text, low, high) else ())
                if not (pattern is _SOURCE and any(entity.kind == "person" and abs(match.start() - entity.end) <= 1 for entity in reading.entities))
            ]  # 厂长曾斌来自苏州
            for match in matches:
                if pattern is _MOVED and _GEAR.match(text, match.end()):
                    continue  # 从德国引进生产线3条
                start, end = _place(reading, *match.span("place"), text)
                subject, by_company = _subject(scope, index, match, pattern is _SOURCE)
                if end < 0 and by_company:
                    start, end = match.span("place")  # 来自张江的甲公司: what no registry has
                if end >= 0 and subject.name:
                    yield relate(subject, "introduced_from", text[start:end], (start, end), "引自")
            if matches:
                break


def _place(reading: Reading, start: int, end: int, text: str) -> tuple[int, int]:
    """The region or the country that the words name, as printed."""
    places = [entity for entity in reading.entities if entity.kind in ("region", "zone") and start <= entity.start and entity.end <= end]
    if places:
        return places[0].start, end if end - places[-1].end <= 3 else places[-1].end  # 广东|中山
    return (start, end) if _ABROAD.match(text[start:end]) else (-1, -1)


def _subject(scope: Scope, index: int, match: re.Match[str], source: bool) -> tuple[Subject, bool]:
    """What stands right after 来自重庆的; of a company what it builds in this sentence; else what the clause is about. And whether 来自 told of a company."""
    reading, text = scope.readings[index], scope.scene.text
    following = next(
        (
            entity
            for entity in reading.entities
            if entity.start >= match.end() - 1
            and entity.kind in ("project", "organization")
            and (entity.kind != "project" or entity.start not in scope.references)
        ),
        None,
    )
    if following and len(text[match.end() : following.start]) <= 12:
        if following.kind == "project":
            return scope.subject_of(following, reading), False
        if following.detail != "state" and (not source or _BETWEEN.fullmatch(text, match.end(), following.start)):
            built = _built(scope, index, following)
            subject = (
                built if built.name else scope.subject_of(following, reading) if COMPANY.search(following.name) or following.rule == "short name" else NOBODY
            )
            return subject, source
    if text.startswith("的", match.end()) and source:
        return NOBODY, False  # 来自东莞的订单
    before = next((entity for entity in reversed(reading.entities) if entity.end <= match.start() and entity.kind in ("project", "organization")), None)
    if before:
        return scope.subject_of(before, reading), False
    return (reading.topic if reading.topic.kind == "project" or (reading.topic.kind == "organization" and not source) else NOBODY), False


def _built(scope: Scope, index: int, company: Entity) -> Subject:
    """来自重庆的甲公司租下两栋，投资1.6亿元建设X生产线: the project of its sentence that it pays for."""
    text, at = scope.scene.text, company.end
    for reading in scope.readings[index : index + 3]:
        if reading.clause.sentence != scope.readings[index].clause.sentence:
            break
        for entity in reading.entities:
            if entity.start <= company.start or entity.start in scope.references:
                continue
            if entity.kind == "organization":
                return NOBODY
            if entity.kind == "project":
                start = max(at, reading.clause.start)
                return scope.subject_of(entity, reading) if _ACTS.match(text, start, entity.start) else NOBODY
    return NOBODY
