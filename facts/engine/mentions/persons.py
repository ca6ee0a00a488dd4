"""Finds persons by the post before the name, and later by the name alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from facts.engine.mentions.scene import HAN, REACH, STATE, Scene, occurrences
from facts.engine.types import Entity, Token
from facts.engine.words.lexicon import load_words

_NAME_END = re.compile(
    r"(?=$|[，。：；！？、“”（）()\s,:;]|说|介绍|表示|告诉|坦言|指出|透露|强调|认为|称|解释|感慨|谈|在|对|向|带|"
    r"率|一行|和|与|就|作|主持|出席|致|感|算|笑|高兴|自豪|深|信心|激动|宣布|补充|分析|边|一边|正|看|指|拿|的|又|也|"
    r"还|喜|难掩|满脸|一脸|直言|感叹|抹|竖|如是|回忆|提到|给|代表|参加|讲|同志|从|等|发言|发布|致辞|教授|院士|博士|先生|女士|通报|发布|陪|只)"
)
# 阿依古丽, 高桥健一, 安德烈·穆勒: names without a surname of ours, known by how they are written or by who speaks
_FOREIGN = re.compile(
    r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}?(?=说|介绍|表示|告诉|坦言|透露|算|笑|是|在|对|认为|[^\u4e00-\u9fff]|$)"
    r"|[阿依古丽买提江木拉克尔力吐逊热娜布赫乌兰巴特娃琴其格图雅敖云苏日哈萨卡艾尼亚孜甫德夏呼和特斯额宝音帕迪扎西卓玛次仁央旦增桑吉杰才让根嘎那沙加提顿珠罗瓦尼措旺堆贡洛]{3,6}(?=说|介绍|表示|告诉|坦言|透露|，|算|笑)"
    r"|[\u4e00-\u9fff]{4}(?=介绍说?[，。：]|告诉记者|表示[，：])"
)
# 白音巴特尔, 阿不都热合曼: by the last part of the name
_STEPPE_NAME = re.compile(
    r"[\u4e00-\u9fff]{1,4}?(?:巴特尔|巴图|巴雅尔|毕力格|格日勒|其其格|图雅|苏荣|布和|宝音|吉日嘎拉|朝鲁|巴根|斯琴|乌拉|木江|买买提|合曼|买提|木汗|别克|古丽|才让|扎西|多吉|次仁|旺堆|卓玛|顿珠|尼玛|平措)"
    r"(?=说|告诉|介绍|表示|坦言|谈|认为|透露|，|。|、|：)"
)
_NO_FOREIGNER = re.compile(r"^(?:走进|来到|参观|考察|走访|出席|参加|率)|[国市省县区谷园城]$|中国")  # 负责人|走进株洲·中国动力谷
# 员工陈小燕领到…: what somebody whose name has three characters may do at once
_DOES = re.compile(
    r"[领忙站走坐去到把将被为用翻盯擦竖掰扳熟操每接回见望满很更刚曾都便则却当亲赶调陪汇先共随下进出乘赴检督巡讲颁揭按任兼这那如激难颇连不没想觉"
    r"叫打做干充抬捧踩戴穿换抓抢守住]|十分|非常|主动|视察|来到|发现|发言|开心|兴奋|相信|希望|期待|建议|补充|手里|手持|手拿|乐呵|快步|低头|心里"
)
_RUN_ON = frozenset(
    "来自 一起 一同 一道 正在 正带 正指 正忙 正说 正和 正对 报出 报告 边走 边说 现场 当场 随即 拿出 打开 掏出 指着 站在 带着 望着 看着 告诉 感慨 "
    "高兴 语气 语调 笑容 神情 目光 预计 估计 估算 预测 判断 提醒 提出 提到 回应 回答 回复 回忆 道出 直说 直呼 接受 满怀 满脸 满意 如数 如实 摆摆 "
    "挥挥 摇摇 点点 掐着 捧着 捧起 打了 打趣 打比 举例 举起 翻开 翻出 翻看 递过 拍拍 拍着 坐在 走在 走进 走到 来到 赶到 忙着 话里 话语 话音 接过 "
    "接着 反问 追问 感触 感谢 感到 深有 深知 深感 颇有 颇为 一再 一语 一口 一直 一句 随手 随口 信手 顺手 眼里 眼中 手里 手指 手中 脸上 心里 心中 "
    "嘴里 难掩 难抑 喜上 喜不 乐得 乐呵 要求 建议 希望 期待 呼吁 承诺 保证 确认 证实 披露 通报 公布 宣读 发表 发出 发现 主动 带头 带领 参加 见证 "
    "签署 作为 作了 作出 做了 做出 算起 算过 早早 早已 刚刚 刚从 曾在 曾经 特意 特别 专门 亲自 亲手 亲眼 亲口 对此 掰着".split()
)
_SPEAKS = re.compile(r"率队|率团|率|介绍|告诉|表示|说[，。：:“]|坦言|透露|竖起|带队|一行|笑着|强调|指出|主持")
_NO_NAME = re.compile(
    r"[的地得了着过就都也在和与及是不没有这那其该把被将从对给为以里内每各多很最更又再还一二三四五六七八九十]|^[向上下前后]|先生|女士|同志|记者|信心|满满"
)
_NO_PERSON = re.compile("^边.边|记者|信心|满满|介绍|表示|^[从由占]|^向[赵钱孙李周吴郑王陈杨黄林刘张何高马罗梁宋]")  # 项目负责人|向记者介绍
_LEADING_POST = re.compile(r"(?:经理|董事长|主任|局长|书记|厂长|负责人|总监|会长|校长|院长|科长|处长|市长|县长|区长|总工程师|总裁|部长|总工|站长|总指挥)$")
_AFTER_ONE = tuple("边行起直同面脸")  # 总经理李强|一边
_NO_NAME_END = frozenset("地得的了着过是在有为等们说称道讲谈对和与于员处部室级")
_NAME_FIRST = re.compile(r"(?:^|[\n：:])\s*(?P<name>[\u4e00-\u9fff]{2,3})[\s，,]+$")
_WORK_POST = re.compile(r"(?:施工|建设|运营|试生产|设备安装|安装|调试|装修)(?:公司|部门?|现场)?$")
_IN_A_BODY = re.compile(r"(?:投资|产业|经济|就业|贸易|创新|消费|科技|市场|招商)(?:促进|推进|引进)$|(?:规划|城市|园区)建设$")
# 北磁新材董事长兼|总经理, 华茂机械常务副|总经理: the first of two posts and the rank are no part of the firm's name.
_OTHER_POST = re.compile(
    r"(?:(?:党[委组总]?(?:支部)?书记|董事长|总经理|总裁|总工程师|厂长|创始人|法人代表|法定代表人)[兼、]|常务|执行|高级|行政|生产|运营|销售|市场|财务|技术|人力资源|副)+$"
)
_POST_LEAD = re.compile(
    r"^(?:以及|[顺沿循随]着|[指看望朝]着|并[与和对向]|[和与及或其之所此各据而请问是对]|该(?!公司|局|[区县市镇]|厂|院|集团|企业|项目|中心|园|[开高新经综保工业发]{2,3}[区园])|单位(?=.{6})|公司(?=[副总经董负])|施工单位|建设单位|业主单位|运营单位|代建单位|监理单位|总包单位|总承包单位|承建单位|投资方|施工方|建设方|业主方?|记者|采访中|正如)(?=..)"
)
_FIRM_IN = re.compile(
    r"[\u4e00-\u9fff]{2,12}[区园县市](?:重点|规上|入驻|骨干|龙头|上市)?企业(?=[\u4e00-\u9fff（）]{3,20}(?:公司|集团))"
)  # 某开发区企业|某公司财务总监
_NEXT_NAME = re.compile(r"(?:、|和|与)(?P<name>[\u4e00-\u9fff]{2,3}?)(?=[、，。；和与]|出席|参加|陪同|一同|一行|分别|介绍|表示|说|致辞|随同|$)")
_FIRM_OF = re.compile(r"(?P<kind>企业|公司)[\u4e00-\u9fffA-Za-z]{3,12}的$")
# ——访某某集团董事长张三
_POST_WORD = re.compile(
    r"(?:(?:党工委|党委|党组)?(?:副|常务副|执行)?(?:书记|主任|局长|董事长|总经理|总裁|厂长|行长|院长|校长|会长|总监|经理|负责人|创始人|总工程师|理事长|馆长|站长|区长|市长|县长|镇长))+$"
)
_INTERVIEW = re.compile(
    r"(?:访|对话|采访|连线)(?P<posts>[^，。：\n]{2,40}?(?:书记|主任|局长|董事长|总经理|总裁|厂长|行长|院长|校长|会长|总监|经理|负责人|创始人|总工程师|理事长|馆长|站长|[区市县镇]长))"
    r"[\s　]?(?P<name>[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}|[\u4e00-\u9fff]{2,4})\s*(?=\n|$)"
)
_FIRM_KIND = re.compile(r"^(?:[日德韩美法英台港外合独]资|民营|国有|上市|龙头|骨干|链主|规上)+企业(?=[\u4e00-\u9fff（]{3})")  # 德资企业|海瑟精密总经理
_NO_NAMES = ("", "公司", "企业", "集团", "公司创始人")
_BARE_LEAD = ("据", "请", "问", "和", "与", "及", "而", "是", "对", "由")
_FORM_OF_A_FIRM = ("有限公司", "有限责任", "股份有限", "股份公司")
_SIDE = re.compile(r"施工|建设|投资|运营|承建|业主|项目")


def find_persons(scene: Scene) -> list[Entity]:
    surnames = load_words("surnames")
    found = []
    text = scene.text
    for token in scene.words["post"]:
        name = _name_after(scene, token, surnames)
        if name:
            start = _post_start(scene, token)
            end = text.find(name, token.end) + len(name)
            found.append(Entity(start, end, "person", name, text[start : token.end], _employer(scene, start, token), "post name"))
            found += _sharing(scene, found[-1], surnames)
        else:
            named = _named_before(scene, token, surnames)
            if named:
                found.append(named)
    return found + _known_persons(scene, found)


def _sharing(scene: Scene, first: Entity, surnames: frozenset[str]) -> list[Entity]:
    """副主任段宏波、陈汉、赵明商出席: the names that follow in the list have the same post."""
    found: list[Entity] = []
    at = first.end
    while len(found) < 8 and (match := _NEXT_NAME.match(scene.text, at)):
        name = match["name"]
        if not _is_person(name, surnames) or name in scene.lexicon.words or not (len(name) == 3 or _NAME_END.match(scene.text, match.end())):
            break
        found.append(replace(first, start=match.start("name"), end=match.end(), name=name))
        at = match.end()
    return found if not found or _NAME_END.match(scene.text, at) or _DOES.match(scene.text, at) else []


def _name_after(scene: Scene, token: Token, surnames: frozenset[str]) -> str:
    """The name that follows a post: by a surname and a word that ends names, by how foreign names sound, or by a leading post alone."""
    text = scene.text
    at = token.end + (text[token.end : token.end + 1] == " ")  # 管委会副主任 林志远
    for size in (4, 3, 2):
        name = text[at : at + size]
        if (
            len(name) == size
            and name[-1] not in "说称道讲谈在对和与于地得的了着过"
            and HAN.fullmatch(name)
            and _is_person(name, surnames)
            and name not in scene.lexicon.words
            and _NAME_END.match(text, at + size)
            and not (size == 3 and text[at + 2 : at + 4] in _RUN_ON)
            and not (name[-1] == "一" and text[at + size : at + size + 1] in _AFTER_ONE)
        ):
            return name
    if steppe := _STEPPE_NAME.match(text, at):
        return steppe[0]
    if (match := _FOREIGN.match(text, at)) and not _NO_FOREIGNER.search(match[0]):
        return match[0]
    name = text[at : at + 3]
    if text[at + 2 : at + 4] in _RUN_ON and HAN.fullmatch(name) and _is_person(name[:2], surnames) and name[:2] not in scene.lexicon.words:
        return name[:2]  # 徐婷|一起回答
    if (
        HAN.fullmatch(name)
        and len(name) == 3
        and not _NO_NAME.search(name)
        and not any(name[first:last] in scene.lexicon.words for first, last in ((0, 2), (1, 3), (0, 3)))
        and (
            (_is_person(name, surnames) and _DOES.match(text, at + 3))
            or (_LEADING_POST.search(text, token.start, token.end) and _post_start(scene, token) < token.start and _SPEAKS.match(text, at + 3))
        )
    ):
        return name
    if (
        _LEADING_POST.search(text, token.start, token.end)
        and HAN.fullmatch(name)
        and len(name) == 3
        and _is_person(name, surnames)
        and name[-1] not in _NO_NAME_END
        and not any(name[:size] in scene.lexicon.words for size in (2, 3))
        and re.match(r"[\u4e00-\u9fff\d]", text[at + 3 : at + 4])
    ):
        return name  # 副总经理梁志勇喜出望外
    return ""


def _named_before(scene: Scene, token: Token, surnames: frozenset[str]) -> Entity | None:
    """嘉宾：李炳荣　广西桂润新材料有限公司董事长."""
    start = _post_start(scene, token)
    lead = _NAME_FIRST.search(scene.text, start - 8, start)
    if lead and _is_person(lead["name"], surnames) and token.end - start > 5:
        return Entity(lead.start("name"), token.end, "person", lead["name"], scene.text[start : token.end], _employer(scene, start, token), "name post")
    return None


def _interviewed(scene: Scene) -> dict[str, Entity]:
    """——访某开发区管委会副主任、某综保区筹建办主任周维新: whom the title introduces."""
    found = {}
    for match in _INTERVIEW.finditer(f"{scene.headline}\n{scene.subheadline}") if scene.subheadline or "访" in scene.headline else ():
        posts, name = match["posts"].rstrip(), match["name"]
        employers = [post[: at.start()] for post in posts.split("、") if (at := _POST_WORD.search(post))]
        if name in scene.text and (employer := next((employer for employer in reversed(employers) if len(employer) >= 4), "")):
            found[name] = Entity(-1, -1, "person", name, posts, employer, "post name")
    return found


def _known_persons(scene: Scene, persons: list[Entity]) -> list[Entity]:
    """黄颖坦言: a person already introduced, without the post."""
    told = _interviewed(scene)
    known = told | {person.name: person for person in persons if person.name not in told or person.key not in _NO_NAMES}  # 公司总经理邱正海
    if not known:
        return []
    words = sorted(known)
    taken = {person.end for person in persons} | {person.start for person in persons}
    return [
        Entity(start, start + len(word), "person", word, "", known[word].key, "known person")
        for start, word in occurrences(scene.text, words)
        if start + len(word) not in taken and start not in taken
    ]


def _is_person(name: str, surnames: frozenset[str]) -> bool:
    if len(name) == 4:
        return name[:2] in surnames and name[0] not in "市区县"
    if name[:2] in surnames and len(name) >= 3:
        return True
    return name[0] in surnames and len(name) <= 3 and not _NO_PERSON.search(name)


def _post_start(scene: Scene, token: Token) -> int:
    """The organisation in front of a post belongs to it: 长治高新区管委会副主任; so does 、 between two posts."""
    start = _post_word(scene, token.start)
    while scene.text[start - 1 : start] == "、" and _ends_post(scene, start - 1):
        start = _post_word(scene, start - 1)
    return start


def _post_word(scene: Scene, at: int) -> int:
    index = bisect_right(scene.name_stops, at) - 1
    while index and scene.text.startswith(_FORM_OF_A_FIRM, scene.name_stops[index]) and "\u4e00" <= scene.text[scene.name_stops[index] - 1] <= "\u9fff":
        index -= 1  # 湖北空港运营|有限公司
    start = max(scene.name_stops[index], at - REACH)
    if start < at and (body := _IN_A_BODY.search(scene.text, start - 6, start)):
        return _post_word(scene, body.start())  # 投资促进|中心主任
    if start == at and (work := _WORK_POST.search(scene.text, at - 4, at)):
        return _post_word(scene, work.start())  # 项目施工负责人: the work is part of the post
    if scene.text[start - 1 : start] in ("）", ")") and (opened := _opened(scene.text, start)) > 0:
        start = scene.stop_before(opened)  # 联晶装备（安徽）有限公司副总经理
        start = next((zone.start for zone in scene.zones if zone.end == opened), start)  # 龙岩高新区（经开区）党工委书记
    if scene.text[start - 1 : start] == "该" and start < at:
        start -= 1
    while match := _POST_LEAD.match(scene.text[start:at]) or _FIRM_IN.match(scene.text[start:at]):
        start += match.end()
    if scene.text[start - 1 : start] == "的" and (owner := scene.organization_ends.get(start - 1)):
        return owner.start  # 某某包装公司的|负责人
    if scene.text[start - 1 : start] == "的" and (named := _FIRM_OF.search(scene.text, start - 24, start)):
        return named.end("kind")  # 沿线企业|四川立泰包装的负责人
    if scene.text[start:at] in _BARE_LEAD:
        start = at  # 据|项目负责人
    if scene.text.startswith("单位", start) and _SIDE.search(scene.text, start - 2, start):
        return start - 2  # 施工|单位负责人
    if scene.text.startswith("方", start) and start < at and _SIDE.search(scene.text, start - 2, start):
        start += 1  # 施工方项目经理
    return start


def _opened(text: str, end: int) -> int:
    """Where the brackets open that end here; those with a short name (下称“海岱新材”) may be longer."""
    for mark in "（(":
        at = text.rfind(mark, max(0, end - 20), end)
        if at >= 0 and (end - at <= 9 or text.startswith(("下称", "以下简称", "简称", "以下称"), at + 1)):
            return at
    return -1


def _employer(scene: Scene, start: int, post: Token) -> str:
    """The part of a post that names who employs the speaker."""
    index = bisect_left(scene.token_ends, post.end)
    end = start
    while index >= 0 and scene.tokens[index].start >= start:
        if "organization" in scene.tokens[index].entry.rows:
            end = scene.tokens[index].end
            break
        index -= 1
    if end == start:
        end = post.start + 2 * scene.text.startswith(("公司", "企业", "集团"), post.start)  # 深圳力星园区运营公司负责人
    inner = next((at for at in range(end - 3, start, -1) if at in scene.zone_ends), start)
    if not STATE.search(scene.text[inner:end]) and scene.text[inner] not in "（(":
        start = inner  # 中马钦州产业园区博锂科技副总经理
    return _OTHER_POST.sub("", _FIRM_KIND.sub("", scene.text[start:end]))


def _ends_post(scene: Scene, at: int) -> bool:
    index = bisect_left(scene.token_ends, at)
    return index < len(scene.tokens) and scene.tokens[index].end == at and "post" in scene.tokens[index].entry.rows
