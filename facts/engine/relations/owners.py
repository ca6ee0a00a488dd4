"""Who pays for a project and who builds it: 由甲公司投资建设, 甲公司投资3亿元的X项目, 该公司的X项目."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facts.engine.mentions.scene import COMPANY, Scene, is_word
from facts.engine.relations.housed import FIRMS
from facts.engine.relations.related import relate
from facts.engine.scope.scope import Scope
from facts.engine.scope.speakers import COMMON_EMPLOYERS
from facts.engine.scope.subjects import NOBODY, Reading, Subject
from facts.engine.types import CandidateFact, Entity
from facts.engine.words.automaton import build_finder
from facts.engine.words.lexicon import is_generic

_INVESTED = re.compile(
    r"(?:(?:独资|全额|共同|联合|合作|分[一二两三四五六]期|分别|总|计划|预计|拟|将|再|追加)*(?:投资|投建)(?:建设|兴建|新建|打造|运营)?|(?:独资|合资|全资|全额)(?:建设|兴建|新建|打造|开发|兴办|创办)|兴办|增资(?:扩产|扩建|建设)?|(?:共同|联合|合作)?出资(?:建设)?|斥资|投入)"
)
_TOGETHER = re.compile(r"(?:（[^）]{1,8}）)?(?:与|和|、)[^，。]{2,24}?(?:(?:共同|联合|合作)?(?:投资|出资|投建)|合资(?!设立|成立|组建|创办))")
# 由甲公司与乙集团采取PPP模式合作建设
_WORKING_TOGETHER = re.compile(r"(?:（[^）]{1,8}）)?(?:与|和|、)[^，。]{2,30}?(?:共同|联合|合作)(?:建设|开发|实施|打造|承建)")
_IN_A_MODE = re.compile(r"(?:采取|采用|通过|按照?|以)[^，。；]{1,8}(?:模式|方式|形式)")
# 由甲公司竞得，用于建设X项目: the land's buyer builds
_BUYS = re.compile(r"(?:成功)?(?:竞得|摘得|摘牌|拿下|竞买|受让|中标)")
_BUILT = re.compile(r"(?:负责)?(?:接手)?(?:承建|申报|建设|施工|总承包|实施|运营|建设运营|开发建设|合作建设|共建|共同建设|牵头建设|打造|代建|兴建|新建)")
_OWNER_NOUN = re.compile(
    r"(?:投资方|投资主体|投资单位|投资企业|业主|业主单位|建设单位|施工单位|承建单位|建设主体|申报单位|实施单位|总包单位|总承包单位|总承包方|投资商|运营方|运营单位|承建方|建设方|施工方|运营商|开发商)"
    r"(?:名称)?(?:分别)?(?:为|是|系|：|:|、|——)?$"
)
# 由秦钛股份投资, 引进深圳贝特瑞投资的: a company by its bare name.
_BY_WHOM = re.compile(
    r"(?:引进|(?<![自理缘不来])由)(?P<who>[\u4e00-\u9fffA-Za-z（）]{2,16}?)(?:独资|全额|共同|联合|合作|分[一二两三四五六]期|总|计划|负责)*"
    r"(?P<verb>投资|出资|投建|承建|兴建|建设|开发|施工|运营)"
)
_NO_COMPANY = re.compile(
    r"政府|财政|企业|国企|资本|资金|管委会|区|市|县|省|谁|我|他|其|单位|此|该|项目|引进|方|个|来|局|的|专业|部门|后者|技术|设备|工艺|装备$|总|计划|累计|年度|预计|固定|完成|追加|增资|期|平均|单体|其中|今年|去年|明年|商|了$|开工|签约|建成|新建|落户|布局|动工|投产|竣工|又|再|先后|抓|推进|加快|推动|确保|力争|谋划|包括|涵盖|涉及|主要|重点"
)
_KIND = re.compile(r"[\u4e00-\u9fff]{0,6}(?:企业|公司)(?=[\u4e00-\u9fffA-Za-z]{3})")
# 由甲电器与苏州恒立控股共同投资
_PARTNER = re.compile(r"(?:与|和|、)(?P<who>[\u4e00-\u9fffA-Za-z（）]{3,14}?)(?:共同|联合|合作|合资)*(?P<verb>投资|出资|投建|建设|打造|开发)")
# 追加投资4500万欧元建设X项目: the object right after the verb that a company does.
_DOES = re.compile(r"(?:投资|出资|建设|新建|兴建|实施|投建|新上|扩建|布局|启动|打造|落子)(?:了|的)?$")
_OF = re.compile(r"(?:的|旗下|旗下的)?(?:(?:总)?投资)?(?:约|超|近)?(?:\d[\d.]{0,7}[万亿]{0,2}(?:美|欧)?元的?)?(?:[一二三四五首]期)?")
# 达泰电子投资1.2亿美元的精密连接器项目
_SPENDS = re.compile(
    r"(?:其中|引进|(?<=[：，、；。\n])|^)(?P<who>[\u4e00-\u9fffA-Za-z]{3,10}?)(?:计划|拟|将)?(?:在[^，。；、\d]{2,14})?投资\d[^，。；]{1,12}元(?:的|建设|新建|兴建|实施)"
)
_SUM = re.compile(r"投资(?<!总投资)\d")  # every such sum holds it
# 康誉药业（海南）有限公司|二期项目
_INSIDE = re.compile(r"[^，。；、]{2,20}?(?:公司|集团)(?=[^，。；、]{3})")
# 玉王生物|年产5万吨赖氨酸项目
_MAKER = re.compile(r"(?P<who>[\u4e00-\u9fffA-Za-z]{3,8}?)(?:[一二三四五首]期|项目)?年产(?:能)?\d")
# 1月21日，龙江能建承建的|甲项目
_CONTRACTED = re.compile(r"(?:^|(?<=[，。；：、\n日]))(?P<who>[\u4e00-\u9fffA-Za-z]{3,14}?)(?P<verb>承建)的(?=[^，。；]{2,40}(?:项目|工程))")
# 德国甲公司|与新和化工合资的|乙项目
_VENTURE = re.compile(r"(?:与|和)(?P<who>[\u4e00-\u9fffA-Za-z]{3,14}?)(?:合资|共同投资|联合投资|共同出资)(?:建设|兴建)?的“?")
# 负责项目开发建设的甲公司
_IN_CHARGE = re.compile(r"(?:负责|承担)(?:该|本)?(?:项目|工程)[^，。；]{0,6}(?:建设|施工|运营|实施|代建)(?:任务|工作)?的$|承建(?:该|本)?(?:项目|工程)的$")
_BELONGS = re.compile(r"由[^，。；]{2,18}(?:下属|旗下|所属|控股|全资)的?(?:子公司|孙公司)?$")
# 其中，苏州康宇医疗计划投资3.6亿元，在…建设X项目
_PROMISES = re.compile(r"(?P<who>[\u4e00-\u9fffA-Za-z]{4,12}?)(?:(?:计划|拟|将)(?:总)?|(?<!总))投资(?:约|超|逾)?\d[\d.]{0,8}[万亿]{0,2}(?:美|欧|港)?元$")
# 与某公司|签订|X项目: who signs for it pays for it
_SIGNS_FOR = re.compile(r"(?:此次|本次|这次|又|还|也|正式|成功|现场|集中|当场|分别)*(?:签约|签订|签署|签下)了?(?:(?:计划)?(?:总)?投资[^，。；、]{2,14}的)?")
_IS_SIGNED = re.compile(r"(?:正式|成功|顺利)*(?:签约|签订|签署|达成)")  # 与某公司就X项目|签订协议
_BUYER = re.compile(r"(?:受让|竞得|中标|摘牌|摘得)(?:单位|方|人|者)?(?:为|是|系|：)$")  # 受让单位为|某公司，用于建设X项目
_LEANT_ON = re.compile(r"依托|围绕|引进|服务|对接|联合|支持|帮助|走访|利用|盘活|收购|腾退|租用|租赁|紧邻|毗邻|为$|给$|向$|原$")
_MONEY_OBJECT = re.compile(r"(?:投资|出资|投入|斥资)[^，。；]{2,16}(?:的|建设|新建|兴建|打造|实施|用于|，)?[^，。；]{0,4}$")
_SETS_UP = re.compile(r"(?:又|还|也|将|再|已|计划|拟|正在|同步|率先)*(?:启动|新上|上马|扩建)了?(?:建设|实施)?")  # 公司启动|扩产项目
# 由|开发区国有资产投资公司|建设
_STATE_OWNED = re.compile(
    r"(?!该|此|两|这|某|多|几|其|一)[\u4e00-\u9fff]{2,8}(?:国有资产|国有资本|城市建设|城建|建设|开发|产业|资产|投资|控股|发展|运营|管理|经营|工业|文旅|水务|交通)+(?:有限)?(?:公司|集团)|中[铁建交电水冶化核][\u4e00-\u9fff]{1,6}局"
)
# 由中船海装、远景能源、明阳智能|分别投资建设
_BY_ALL = re.compile(
    r"(?<![自理缘不来])由(?P<list>[\u4e00-\u9fffA-Za-z（）]{3,16}(?:、[\u4e00-\u9fffA-Za-z（）]{3,16}){1,4}(?:[和与][\u4e00-\u9fffA-Za-z（）]{3,16})?)(?:分别|共同|联合|合作|合资)+(?:投资|出资|投建)"
)
_EACH_OF = re.compile(r"(?P<who>[\u4e00-\u9fffA-Za-z（）]{3,16}?)(?=[、和与]|$)[、和与]?")
_LEARNED = re.compile(r"(?:大学|学院|研究院|研究所|医院|学校|中学)$")  # 某医科大学|医教研园区项目: in whose name, not with whose money
_FIND_OWNER = build_finder(("由", "投", "承建的"))


def find_owners(scope: Scope) -> Iterator[CandidateFact]:
    told: set[str] = set()
    for fact in _told_owners(scope):
        told.add(fact.subject)
        yield fact
    yield from _named_in_projects(scope, told)


def _named_in_projects(scope: Scope, told: set[str]) -> Iterator[CandidateFact]:
    """宝图电子智能耳机项目, after 东莞宝图电子有限公司 was named: the project carries the name of whose it is."""
    scene = scope.scene
    if not any(entity.kind == "project" for entity in scope.entities):
        return
    aliases: dict[str, str] = {}
    for name in sorted({*scope.article.organizations.values(), *scope.employers})[:60]:
        if COMPANY.search(name):
            aliases |= {short: name for short in scene.short_names(name) if not is_word(scene, short)}
    heads = {short[:2] for short in aliases}
    for index in scope.named_in:
        reading = scope.readings[index]
        for entity in reading.entities if "project" in reading.kinds else ():
            if entity.kind != "project" or entity.start in scope.references:
                continue
            project = scope.subject_of(entity, reading)
            size = _size_of_owner(scene, entity, aliases, heads) if project.name not in told else 0
            if not size:
                continue
            told.add(project.name)
            owner = aliases.get(entity.name[:size], entity.name[:size])
            at = (entity.start, entity.start + size)
            yield relate(project, "invested_by", owner, (entity.start, entity.end), "company in the name", at)


def _size_of_owner(scene: Scene, project: Entity, aliases: dict[str, str], heads: set[str]) -> int:
    """How much of a project's name is its owner's; 0 where it names none."""
    name = project.name
    if ("公司" in name or "集团" in name) and (whose := _INSIDE.match(name)) and project.start + whose.end() in scene.organization_ends:
        return whose.end()
    if "年产" in name and (made := _MAKER.match(name)) and not is_generic(made["who"]) and not made["who"].endswith(("园", "区")):
        return made.end("who")
    return next((size for size in range(min(12, len(name) - 4), 2, -1) if name[:size] in aliases), 0) if name[:2] in heads else 0


def _told_owners(scope: Scope) -> Iterator[CandidateFact]:
    company = NOBODY  # whom 该公司 and 公司 mean
    sentence = -1
    acting = NOBODY  # who does what the sentence tells
    named: Subject | None = None  # the last firm of the sentence
    known = scope.employers
    told = scope.clauses_with(_FIND_OWNER)
    for index in sorted({*scope.named_in, *told}):
        reading = scope.readings[index]
        if reading.clause.sentence != sentence:
            sentence, acting, named = reading.clause.sentence, NOBODY, None
        firms: list[tuple[Entity, Subject]] = []
        for entity in reading.entities if not FIRMS.isdisjoint(reading.kinds) else ():
            if entity.kind in FIRMS and (subject := _firm(scope, entity, company, known)).name:
                company = company if _LEARNED.search(subject.name) else subject
                if entity.kind != "person":
                    firms.append((entity, subject))
        if named and not firms and scope.scene.text.startswith("后者", reading.clause.start):
            acting = named  # 某开发区与乙集团签约，后者将投资3亿元建设X项目
        named = firms[-1][1] if firms else named
        found = list(_in_clause(scope, reading, firms, index in told)) if firms or index in told else []
        yield from found or (_acted(scope, reading, acting) if acting.name and not firms else ())
        if not firms and "person" in reading.kinds and reading.organization.name and (spoken := _speaks_for_it(reading)):
            acting = reading.organization.at(spoken.start, spoken.end)  # 公司董事长表示，拟投资…
        elif firms and firms[0][0].kind != "person" and COMPANY.search(firms[0][1].name) and _acts(scope, reading, firms[0][0]):
            acting = firms[0][1]
        elif (
            index in told
            and (not firms or firms[0][0].rule == "brand")
            and scope.scene.text[reading.clause.end - 1] == "元"
            and (bare := _PROMISES.match(scope.scene.text, reading.clause.start, reading.clause.end))
            and not _NO_COMPANY.search(bare["who"])
        ):
            acting = Subject("organization", bare["who"], "", *bare.span("who"), "organization name")
        elif acting.name and any(entity.kind in ("project", "zone", "area", "region") and entity.start not in scope.locatives for entity in reading.entities):
            acting = NOBODY


def _speaks_for_it(reading: Reading) -> Entity | None:
    """公司董事长: who speaks for the company that is told of."""
    return next((entity for entity in reading.entities if entity.kind == "person" and entity.key in COMMON_EMPLOYERS and entity.detail), None)


def _acts(scope: Scope, reading: Reading, firm: Entity) -> bool:
    """依托“链主”企业甲集团: who is leant on does nothing itself."""
    if _BUYS.match(scope.scene.text, firm.end) or _BUYER.search(scope.scene.text, firm.start - 8, firm.start):
        return True
    return firm.start not in scope.references and not _LEANT_ON.search(scope.scene.text, reading.clause.start, firm.start)


def _firm(scope: Scope, entity: Entity, company: Subject, known: frozenset[str]) -> Subject:
    at = (entity.start, entity.end)
    if entity.kind == "organization" and (entity.detail != "state" or entity.name.endswith("商会")):
        return Subject("organization", scope.article.organizations.get(entity.name, entity.name), "", *at, "organization name")
    if entity.kind == "person" and entity.key in known:
        return Subject("organization", scope.article.organizations.get(entity.key, entity.key), "", *at, "organization name")
    if entity.kind == "anaphor" and entity.detail == "organization" and company.name:
        return company.at(*at)
    return NOBODY


def _in_clause(scope: Scope, reading: Reading, firms: list[tuple[Entity, Subject]], told: bool) -> Iterator[CandidateFact]:
    if told:
        yield from _unnamed(scope, reading, firms)
    for entity, subject in firms:
        relation, project, rule, end = _owned(scope, reading, entity)
        if relation and project.name:
            yield relate(project, relation, subject.name, (entity.start, end), rule, (entity.start, entity.end))
            if partner := _VENTURE.match(scope.scene.text, entity.end, end):
                yield relate(project, "invested_by", partner["who"], partner.span("who"), rule)


def _owned(scope: Scope, reading: Reading, firm: Entity) -> tuple[str, Subject, str, int]:
    text = scope.scene.text
    project = next((entity for entity in reading.entities if entity.kind == "project" and entity.start >= firm.end and not _is_venue(text, entity)), None)
    if project:
        between = text[firm.end : project.start]
        relation = ""
        if between.count("投资") > 1:
            return "", NOBODY, "", 0  # 甲公司投资1亿元的|洁净产品和乙公司投资5亿元的|技改项目: another's
        if (_OF.fullmatch(between) and (between or not _LEARNED.search(firm.name))) or (
            COMPANY.search(firm.name) and (_SIGNS_FOR.fullmatch(between) or (between == "就" and _IS_SIGNED.match(text, project.end)))
        ):
            relation = "invested_by"
        elif len(between) <= 32 and not re.search("[，、]|项目", between):
            starts = _INVESTED.search(between) or _VENTURE.fullmatch(between) or _SETS_UP.fullmatch(between)
            relation = "invested_by" if starts else "built_by" if _BUILT.search(between) else ""
        if relation:
            return relation, scope.subject_of(project, reading), "organisation before the project", project.end
    lead = text[max(reading.clause.start, firm.start - 6) : firm.start]
    if _BELONGS.search(text, max(reading.clause.start, firm.start - 24), firm.start):
        lead = "由"  # 由某高新区管委会下属的高投集团运营
    tail = text[firm.end : min(reading.clause.end, firm.end + 16)]
    about = reading.topic if reading.topic.kind == "project" else NOBODY
    if noun := _OWNER_NOUN.search(text[max(0, firm.start - 6) : firm.start]):
        owner = about if about.name else reading.project
        return "invested_by" if "投" in noun[0] or "业主" in noun[0] else "built_by", owner, "投资方为", firm.end
    if _IN_CHARGE.search(text, max(reading.clause.start, firm.start - 20), firm.start):
        return "built_by", about if about.name else reading.project, "由…建设", firm.end
    if about.name and not reading.clause.semicolon and firm.start <= reading.clause.start + 1 and _INVESTED.match(tail):
        return "invested_by", about, "organisation invests", firm.end
    if lead.endswith(("由", "系", "与", "和", "、")) and (lead.endswith(("由", "系")) or "由" in text[reading.clause.start : firm.start] or about.name):
        if mode := _IN_A_MODE.match(tail):
            tail = tail[mode.end() :]
        if _INVESTED.match(tail) or _TOGETHER.match(text, firm.end) or tail.startswith("引进"):
            relation = "invested_by"
        else:
            relation = "built_by" if _BUILT.match(tail) or _WORKING_TOGETHER.match(text, firm.end) else ""
        after = project is not None and "的" in text[firm.end : project.start]
        if relation and (after or reading.project.name):
            return relation, scope.subject_of(project, reading) if after and project else about if about.name else reading.project, "由…建设", firm.end
    return "", NOBODY, "", 0


def _is_venue(text: str, site: Entity) -> bool:
    """在光电产业园|投资1.2亿美元建设…: where, not what."""
    return text[site.start - 1 : site.start] == "在" and bool(_BUILT.match(text, site.end) or _INVESTED.match(text, site.end))


def _unnamed(scope: Scope, reading: Reading, firms: list[tuple[Entity, Subject]]) -> Iterator[CandidateFact]:
    text, low, high = scope.scene.text, reading.clause.start, reading.clause.end
    matches = list(_BY_WHOM.finditer(text, low, high))
    if not matches and _SUM.search(text, low, high):
        matches = list(_SPENDS.finditer(text, low, high))  # 甲投资8亿元的X项目、乙投资5亿元的Y项目
    if firms and (partner := _PARTNER.search(text, firms[0][0].end, high)) and "由" in text[low : firms[0][0].start]:
        matches = [partner, *matches]
    if text.find("承建的", low, high) >= 0 and (built := _CONTRACTED.search(text, low, high)):
        matches = [*matches, built]
    if text.find("由", low, high) >= 0 and text.find("、", low, high) >= 0 and (every := _BY_ALL.search(text, low, high)):
        matches = list(_EACH_OF.finditer(text, *every.span("list")))
    for match in matches:
        start, end = match.span("who")
        if kind := _KIND.match(match["who"]):
            start += kind.end()  # 美国独资企业|柯睿医疗
        end -= text[end - 1] in "各均也" and end - start > 3  # 与横琴深投|各出资一半
        told = any(firm.start < match.end() and match.start() < firm.end for firm, _ in firms)
        if told or end - start < 2 or (_NO_COMPANY.search(text[start:end]) and not _STATE_OWNED.fullmatch(text, start, end)):
            continue
        project = next((entity for entity in reading.entities if entity.kind == "project" and entity.start >= match.end()), None)
        subject = scope.subject_of(project, reading) if project else reading.topic if reading.topic.kind == "project" else reading.project
        if subject.name and (project or reading.clause.start - subject.start < 200):
            relation = "invested_by" if match.groupdict().get("verb", "投资") in ("投资", "出资", "投建") else "built_by"
            yield relate(subject, relation, text[start:end], (start, end), "organisation before the project" if project else "由…建设")


def _acted(scope: Scope, reading: Reading, acting: Subject) -> Iterator[CandidateFact]:
    """甲公司与乙高新区签约，投资3亿元建设X项目: the company that the sentence is about."""
    text = scope.scene.text
    project = next(
        (
            entity
            for entity in reading.entities
            if entity.kind == "project" and entity.start not in scope.references and not (text[entity.start - 1] == "在" and _BUILT.match(text, entity.end))
        ),
        None,
    )
    if project is None:
        return
    words = scope.scene.text[reading.clause.start : project.start]
    if (_DOES.search(words) or _MONEY_OBJECT.search(words)) and len(words) <= 40:
        yield relate(
            scope.subject_of(project, reading),
            "invested_by",
            acting.name,
            (project.start, project.end),
            "the company of the sentence",
            (acting.start, acting.end),
        )
