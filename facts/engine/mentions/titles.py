"""Finds projects that are registered or that a line of their own names, and phases that stand alone (一期已投产)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facts.engine.mentions.scene import BULLETS, INNER_PHASE, Scene
from facts.engine.types import Entity
from facts.engine.words.lexicon import is_generic

PHASE = re.compile(r"(?:项目)?(?P<mark>（)?(?P<phase>[一二三四五六七八九十首]期|[1-5]期|[ⅠⅡⅢ]期)(?(mark)）)(?:工程|项目)?(?![间待望])")
PHASE_BEGINS = "（一二三四五六七八九十首12345ⅠⅡⅢ"  # where 项目 does not follow
_TITLE = re.compile(
    r"[" + BULLETS + r"—\-· ]*+(?:[\d一二三四五六七八九十]{1,2}(?:[.、．]|\s+)|[（(][\d一二三四五六七八九十]{1,2}[）)])?(?P<name>"
    r"[^，。；：！？、\n\s（）()“”]{4,36}(?:项目|工程|基地|产业园|科技园|创业园|物流园|中心|工厂|大桥|生产线)(?P<phase>[一二三四五]期)?)(?:[。：:]|(?=\n))"
)
# ▶源潭物流枢纽：总投资26亿元: a member of a list, whatever it is, that has a price or a size of its own
_ITEM = re.compile(
    r"[：　 ](?:项目|计划|概算|估算|预计)?"
    r"(?:总?投资(?:额|约|达|超)?\d|总?占地(?:面积)?(?:约)?\d|用地(?:面积)?(?:约)?\d|(?:总)?建筑面积(?:约)?\d|全?长(?:约)?\d)"
)
_ITEM_BEFORE = re.compile(
    rf"(?:[{BULLETS}]|(?:(?<=[\n；。　 ])|^)(?:\d{{1,2}}[.、．]|[（(]?[\d一二三四五六七八九十]{{1,2}}[）)、])) ?"
    r"(?P<name>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9—]{3,23}?)(?P<phase>[一二三四五]期)?\Z"
)
_NO_ITEM = re.compile(
    r"(?:公司|集团|企业|厂|[区市县镇省乡]|情况|方面|指标|投资|项目|工程|产业|来源|概况|规模|内容|签约|开工|投产|竣工|洽谈)$|^(?:项目|建设|工程|今年|去年|全[区市省县]|一季度|上半年)"
)
# 园区共签约两个|项目。: a sentence
_NO_TITLE = re.compile(
    r"(?:概况|情况|简介|内容|名称|单位|地点|背景|概述)$|[了的在是已]|来自|得益|源于|正在|推进|加快|建设(?!项目)|打造|助力|开工|完成|[几两三四五六七八九十\d][个大项]$"
)
# 【和润冷链物流中心】由和润集团投资3亿元建设; 【北环路改造】全长3公里
_BRACKETED = re.compile(
    r"【(?P<name>[\u4e00-\u9fffA-Za-z0-9]{4,26}?)(?P<phase>[一二三四五]期)?(?:】(?=该?(?:项目)?(?:由[^，。；\n]{3,24}投资|总?投资|总?占地|用地|总?建筑面积|全?长)[^，。；\n]{0,8}?\d)"
    r"|(?<=项目|工程|基地|中心|工厂|大桥)】)"
)
_MOST_LINES = 60
_LIKE_THEM = re.compile(r"[ " + BULLETS + r"]*(?:\d{1,2}[.、．])?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{4,20}?)(?P<phase>[一二三四五]期)?[：:](?=[^\n]{6})")
_NO_LABEL = re.compile(
    r"(?:内容|情况|问题|进展|投资|单位|地点|规模|性质|方|来源|编辑|记者|电话|时间|名称|概况|措施|目标|任务|计划|意义|背景|成效|责任|人|公司|集团|说|[市县区镇])$|^(?:项目|建设|工程)"
)
_SIZED = re.compile(r"(?:年产)?\d[\d.]{0,6}(?:[万亿](?:台套|台|套|辆|只|片|件|颗|块|支|锭|米|头|羽|平方米|平米|立方米)|[万亿]?(?:吨|千瓦|兆瓦|MW|GW|GWh))$")
_COUNTED = re.compile(r"(?:共|有|达)?\d{1,4}(?:个|项)")
_LABELLED = re.compile(r"(?:项目|工程)名称：\s?(?P<name>[^\n，。；：]{4,50})")  # 项目名称：某园区标准厂房（三期）建设项目
ANY_PHASE = re.compile("期(?<=[一二三四五六七八九十首1-5]期)")
_BARE_PHASE = re.compile(
    r"(?:(?<=[，。；、：\n“（的前年月底计]) ?|(?<=目前)|(?<=中)|(?<=其中)|(?<=预计))"
    r"(?:项目)?(?P<phase>[一二三四五六七八九十首]期)(?P<head>项目|工程)?(?![间待望一-鿿]{0}[间待望])"
)


def registered_project(scene: Scene, start: int, end: int, name: str) -> Entity:
    """A registered name, with the phase that stands in it or right after it: registering a project loses no phase."""
    inner = INNER_PHASE.search(scene.text, start, end)
    after = PHASE.match(scene.text, end) if not inner and not scene.text.startswith("项目", end) else None
    phase = inner[0] if inner else after["phase"] if after else ""
    return Entity(start, after.end("phase") if after else end, "project", scene.text[start:end], phase, name, "registry")


def sized_project(scene: Scene, start: int, end: int) -> Entity | None:
    """二期|50万台发动机项目: what it is to make is all its name."""
    text = scene.text
    sized = _SIZED.search(text, start - 14, start)
    if sized is None or _COUNTED.match(text, end):
        return None
    phase = INNER_PHASE.search(text, sized.start() - 2, sized.start())
    return Entity(sized.start(), end, "project", text[sized.start() : end], phase[0] if phase else "", "", "name 项目")


def titled_projects(scene: Scene) -> list[Entity]:
    """△某某项目。 as a sentence of its own names what the paragraph is about."""
    found = []
    for match in _title_lines(scene.text):
        name = match["name"].removesuffix(match["phase"] or "")
        start = match.start("name")
        zone = max((end for end in scene.zone_ends if start < end < match.end("name") - 4), default=start) if len(scene.zone_ends) < 400 else start
        words = scene.text[zone : match.end("name")].removesuffix(match["phase"] or "").removeprefix("的")
        modifier = words.removesuffix("项目").removesuffix("工程")
        if len(modifier) < 4 or is_generic(modifier) or _NO_TITLE.search(modifier):
            continue
        inner = INNER_PHASE.search(name)
        found.append(
            Entity(
                match.end("name") - len(words) - len(match["phase"] or ""),
                match.end("name"),
                "project",
                words,
                match["phase"] or (inner[0] if inner else ""),
                "",
                "title",
            )
        )
    for priced in _ITEM.finditer(scene.text):
        item = _ITEM_BEFORE.search(scene.text, max(0, priced.start() - 32), priced.start())
        if item and not (_NO_ITEM.search(name := item["name"]) or _NO_TITLE.search(name) or is_generic(name)):
            found.append(Entity(item.start("name"), item.end(), "project", name, item["phase"] or "", "", "title"))
    found += _beside(scene.text, found)
    for match in _BRACKETED.finditer(scene.text) if "【" in scene.text else ():
        if not (_NO_TITLE.search(match["name"]) or is_generic(match["name"])):
            found.append(Entity(match.start("name"), match.end("name"), "project", match["name"], match["phase"] or "", "", "title"))
    for match in _LABELLED.finditer(scene.text) if "名称：" in scene.text else ():
        inner = INNER_PHASE.search(match["name"])
        found.append(Entity(match.start("name"), match.end(), "project", match["name"], inner[0] if inner else "", "", "title"))
    return found


def _beside(text: str, titled: list[Entity]) -> list[Entity]:
    """甲项目：厂房封顶；⏎乙谷二期：完成地下结构；⏎丙路工程：…: what stands between lines that a project's name opens is one too."""
    opening = [one.start for one in titled if text[one.end : one.end + 1] in ("：", ":") and text[one.start - 1 : one.start] in ("\n", " ", "")]
    found: list[Entity] = []
    if len(opening) < 2:
        return found
    known = {text.rfind("\n", 0, start) + 1 for start in opening}
    at = text.rfind("\n", 0, opening[0]) + 1
    while at and _LIKE_THEM.match(text, before := text.rfind("\n", 0, at - 1) + 1):
        at = before
    for _ in range(_MOST_LINES):
        line = _LIKE_THEM.match(text, at) if at not in known else None
        if line and not (_NO_LABEL.search(line["name"]) or _NO_TITLE.search(line["name"]) or is_generic(line["name"])):
            found.append(Entity(line.start("name"), line.end("name") + len(line["phase"] or ""), "project", line["name"], line["phase"] or "", "", "title"))
            known.add(at)
        following = text.find("\n", at) + 1
        if not following or (following > opening[-1] and at not in known):
            break
        at = following
    return found


# 某污水处理厂扩建工程|环境影响评价第二次公示
_NOTICE_OF = re.compile(
    r"(?<=项目|工程)(?:环境影响|环评|建设|规划|用地|施工|设计|监理|勘察|招标|社会稳定|竣工|水土保持|报告书?表?|文件|评价|验收|批前|批后|拟?审批|受理|情况|第?[一二三]次|信息|的|及|许可){1,6}"
    r"(?:公示|公告|通告)(?:（[^（）]{1,16}）)?$"
)


def headline_project(headline: str) -> str:
    """01 某某基地项目 as a headline: whom 该项目 means below it."""
    headline = _NOTICE_OF.sub("", headline)
    match = _TITLE.match(f"{headline}\n") if headline.endswith(("项目", "工程")) else None
    return match["name"] if match and not (_NO_TITLE.search(match["name"]) or is_generic(match["name"][:-2])) else ""


def _title_lines(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while True:
        match = _TITLE.match(text, at)
        if match:
            yield match
        at = text.find("\n", match.end() if match else at) + 1
        if not at:
            return


def bare_phases(scene: Scene) -> list[Entity]:
    found: list[Entity] = []
    end = 0
    for phase in ANY_PHASE.finditer(scene.text):
        start = phase.start() - 1
        for at in range(max(end, start - 3), start + 1):  # 项目 or a space before it
            if (match := _BARE_PHASE.match(scene.text, at)) and match.start("phase") == start:
                found.append(Entity(start, end := match.end(), "phase", match[0], match["phase"], "", "bare phase"))
                break
    return found
