"""Page headers and footers: what a line says about publication, issue, date, page label and section, and website residue."""

import re
from collections import Counter
from dataclasses import dataclass, field

from articles.intake.bylines import AUTHOR_ROLES, Byline, parse_byline
from articles.intake.names import split_names

_DIGIT = "0-9０-９〇○零一二三四五六七八九十"
_YEAR = r"(?:[0-9０-９]{4}|[一二][〇○零0一二三四五六七八九]{3})"
_EDGE = r"(?<![^\s|｜·•,，/／;；（(】\]》丨>：:“])"
_END = r"(?![^\s|｜·•,，/／;；）)【\[《丨>“])"
_DATE = re.compile(
    rf"{_YEAR}[ ]?年[ ]?[{_DIGIT}]{{1,3}}[ ]?月(?:[ ]?[{_DIGIT}]{{1,3}}[ ]?日)?(?:[ ]?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?|[0-9０-９]{{4}}[-./．－／][0-9０-９]{{1,2}}[-./．－／][0-9０-９]{{1,2}}(?:日)?(?:[ T]*[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?"
)
_ISSUE = re.compile(
    rf"{_EDGE}(?:(?:{_YEAR}年)?(?:总)?第[ ]?[{_DIGIT}百千]{{1,8}}[ ]?期(?:[ ]?[（(][^（()）]{{0,12}}期[）)])?|(?:NO|No|no|ＮＯ|№)[.．:： ]{{0,2}}[0-9０-９]{{1,6}}|(?:Vol|VOL)[.．]?[ ]?[0-9]{{1,5}}|(?:总)?第[ ]?[0-9０-９]{{3,6}}[ ]?号|(?:总)[{_DIGIT}]{{2,6}}期|[0-9]{{4}}年[0-9]{{1,2}}月号){_END}"
)
_LABEL = re.compile(
    rf"{_EDGE}(?:第?[ ]?[A-ZＡ-Ｚa-z]?[{_DIGIT}]{{1,3}}[ ]?(?:版|版面|版次)(?![\u4e00-\u9fff])|第[ ]?[{_DIGIT}]{{1,3}}[ ]?[版页](?![\u4e00-\u9fff])|[A-ZＡ-Ｚ][ -]?[0-9０-９]{{1,3}}(?:[-—][0-9]{{1,2}})?|[·•-][ ]?[0-9]{{1,3}}[ ]?[·•-]|[Pp][.]?[0-9]{{1,3}}|版次[:：][ ]?[A-Z]?[0-9]{{1,3}}|头版|[0-9０-９]{{1,3}}){_END}"
)
_STRONG_LABEL = re.compile(rf"(?:[A-ZＡ-Ｚ]?[{_DIGIT}]{{1,3}}[ ]?版|[A-Z][0-9]{{1,2}}\b|[Ａ-Ｚ][０-９]{{1,2}})")
_OTHER = re.compile(
    r"星期[一二三四五六日天]|(?<![\u4e00-\u9fff])周[一二三四五六日](?![\u4e00-\u9fff])|(?:农历|夏历)[^\s|｜]{2,16}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[^\s|｜]{0,10}|今日[0-9０-９一二三四五六七八九十]{1,3}版"
    r"|https?://[^\s]{3,80}|www\.[^\s]{3,60}|[\w.+-]{1,40}@[\w.-]{3,40}"
    r"|(?:国内统一)?(?:连续出版物号|刊号|统一刊号)[:：]?[ ]?[^\s|｜]{0,24}|CN[ ]?[0-9]{2}[-—－][0-9]{4}(?:/[A-Z0-9]{1,3})?|ISSN[ ]?[0-9X-]{8,9}|邮发代号[:：]?[ ]?[0-9]{1,3}[-—－][0-9]{1,4}|国外代号[:：]?[^\s]{1,12}"
    r"|(?:本版|本报|新闻|广告|发行|订阅|读者|投稿|联系|报料|爆料|编辑部|值班|采编|服务|监督)?(?:热线|电话|传真|邮箱|投稿|网址|邮编|微信公众号|微信|电子信箱|信箱|地址|ＱＱ|QQ|E-?mail|Email|Tel|热线电话)(?:号)?(?:[:：]?[ ]?[^\s|｜]{0,60})"
    r"|(?:主管|主办|承办|协办|出版|编印|印刷|社长|总编辑|总编|社址|零售|定价|开印|印完|准印证|本期)[^\s，。|｜]{0,6}[:：][ ]?[^\s|｜]{1,30}|准印证号?[^\s]{1,16}|(?:本期|今日|本报今日)[0-9０-９一二三四五六七八九十]{1,3}版|内部资料[^\s|｜]{0,8}|[\u4e00-\u9fff]{2,14}(?:主管|主办)(?![\u4e00-\u9fff])"
    r"|第[ ]?[0-9]{1,3}[ ]?页|共[ ]?[0-9]{1,3}[ ]?[页版]|字号[:：]?[^，。]{0,12}|(?:浏览|阅读|点击)(?:次数|量|数)?[:：]?[ ]?[0-9]{0,9}"
)
_PEOPLE = re.compile(
    r"(?:责任编辑|本版编辑|本栏编辑|本期编辑|值班编辑|执行编辑|文字编辑|图片编辑|美术编辑|版式编辑|新媒体编辑|编辑|责编|美编|版式设计|版式|排版|设计|制图|校对|责校|校检|审校|审读|审核|监制|统筹|策划|视觉|主编|副主编|总编|编委|值班主任|值班编委|值班总编|终审|复审|初审|一审|二审|三审|组版|本版责编|栏目主持)"
    r"[:：/／ \u3000|｜丨]{1,4}((?:[\u3400-\u9fff·]{1,4}(?:[ \u3000、]{1,2}(?![\u3400-\u9fff]{2,6}[:：/／])(?!(?:责|美|版|校|审|编|制|统|设|排|监|策)[\u3400-\u9fff]))?){1,4})"
)
_RESIDUE = re.compile(
    r"首页[ \u3000]?[>＞»/]|[>＞»][ \u3000]?正文|您?(?:现在|当前|所在)的?位置|当前位置|【?(?:打印|关闭|收藏|分享到|大 中 小|返回(?:顶部|首页|列表|目录))[】\s]|分享到|[上下]一篇[:：]|扫一扫|扫码(?:关注|下载|添加|进群|阅读|查看)|(?:识别|长按|扫描)[^，。]{0,8}二维码|版权所有|版权声明|版权归|未经授权|免责声明|转载请|Copyright|©|ICP[备证]|公网安备|点击(?:查看|阅读|进入|下载)|阅读原文|长按|关注我们|原标题[:：]|相关(?:链接|阅读|新闻|推荐|稿件|报道)[:：]|推荐阅读|热门(?:推荐|新闻)|网站地图|联系我们|设为首页|加入收藏|我要评论|网友评论|字体[:：]|【字号|\[字号|^(?:打印|关闭|收藏|分享|返回|微信|微博|复制链接)(?:[ \u3000|｜](?:打印|关闭|收藏|分享|返回|微信|微博|复制链接))*$"
)
_JUMP = re.compile(rf"[（(【]?(?:下转|上接|转|紧接)第?[ ]?[A-Za-z]?[{_DIGIT}]{{1,3}}[ ]?版[^。]{{0,12}}[）)】]?\Z")
_AUTHOR_WORDS = re.compile(r"记者|通讯员|作者|撰文|撰稿|文[/／|｜丨:：字]")
_META = re.compile(r"(?:来源|稿源|发布时间|发布日期|发稿时间|更新时间|文章来源|信息来源|发布者|发布机构)[ ]?[:：]")
_META_KEY = re.compile(
    r"(来源|稿源|文章来源|信息来源|作者|记者|通讯员|编辑|责任编辑|责编|发布时间|发布日期|日期|时间|发稿时间|更新时间|字号|字体|浏览|阅读|点击|发布者|发布机构|摄影|审核|编审|校对|栏目)[ ]?[:：]"
)
_PUBLICATION = re.compile(
    r"《?[\u3400-\u9fffA-Za-z·]{1,14}(?:日报|晚报|早报|晨报|时报|商报|快报|周报|新报|导报|工报|经济报|报|晚讯|时讯|快讯|早讯|晨讯|导刊|周刊|月刊|旬刊|双周刊|半月刊|季刊|会刊|特刊|专刊|学刊|观察|观察报|新闻网|新闻|网|在线|传媒|资讯|通讯|信息|参考|简报|画报|融媒|客户端|发布|导览|瞭望|纵横|视野|视界|大观)》?(?:社|数字报|电子版|微信公众号)?\Z"
)
_PAPER_NAME = re.compile(r"(?:报|刊|网|讯|新闻|观察|传媒|在线)\Z")
_SECTIONS = frozenset(
    "要闻 综合 经济 时政 民生 社会 国内 国际 专版 专题 专刊 特刊 特别报道 深度 观察 评论 言论 理论 广告 公告 区域 园区 开发区 产业 新闻 本地新闻 综合新闻 经济新闻 园区新闻 园区观察 开发区观察 项目观察 短讯 简讯 资讯 信息 聚焦 视点 关注 县域 财经 投资 项目 招商 园区短讯 园区短波 "
    "产经观察 经济观察 园区经济 要闻·园区 科技 城事 发展 高质量发展 园区动态 区县 时讯 市县新闻 县区新闻 通讯 关注·园区 公示公告 要聞 經濟 綜合 工业 企业 动态 园区周刊 产业周刊 开发区专刊 开发区周刊 经济周刊".split()
)
_SECTION_LIKE = re.compile(
    r"(?:开发区|园区|经济|产业|综合|本地|本市|县域|区域|城市|科技|项目|区县|要闻|投资|招商)(?:新闻|观察|周刊|资讯|动态|时讯|速递|聚焦|在线|巡礼|专刊|要闻|信息)"
)
_BROKEN = re.compile(r"[。！？；，!?]")
_HEADER_SIGNS = re.compile(r"[◆★■●◇☆□○▲△]|[—–]{1,2}|(?<=版)[:：·]|(?<=[报刊网])[·/／](?=[\u4e00-\u9fff])")
_GLUED_LABEL = re.compile(rf"(?<=[报刊网讯周闻合])第?[A-Z]?[{_DIGIT}]{{1,3}}版|(?<=[）)])[A-Z]?[0-9]{{1,3}}版|(?<=[闻合])[0-9]{{2}}(?![0-9年月])")
_LATIN = re.compile(r"(?<![A-Za-z0-9@./])(?!NO\b|No\b|Vol|VOL|CN|ISSN|QQ|E-?mail|Email|Tel)[A-Za-z][A-Za-z&']{2,}(?:[ ]+[A-Za-z&']{2,})*(?![A-Za-z0-9@./])")
_HEADER_KEYS = re.compile(r"(?:版次|版名|报纸|报刊|刊名|版面)[:：]")
_PUBLISHER = re.compile(r"([\u4e00-\u9fff]{2,12}(?:报|刊|网))社?(?:主办|主管|编辑部|出版)")
_SEPARATORS = re.compile(r"[\s|｜丨]+")


@dataclass
class Folio:
    """What one header or footer line says."""

    issue: str | None = None
    dates: list[str] = field(default_factory=list)
    label: str | None = None
    section: str | None = None
    names: list[tuple[str, int]] = field(default_factory=list)
    authors: list[Byline] = field(default_factory=list)
    editors: list[Byline] = field(default_factory=list)
    is_meta: bool = False
    is_residue: bool = False


def parse_folio(text: str, *, near_edge: bool) -> Folio | None:
    """A header or footer line taken apart, None where the line is text: 太行经济报　NO.42 → issue NO.42, name 太行经济报."""
    if len(text) > 160:
        return None
    if _META.search(text) and (meta := _parse_meta(text)):
        return meta
    if _JUMP.match(text):
        return Folio(is_residue=True)
    if _RESIDUE.search(text) and len(text) <= 120 and not text.endswith(("。", "，")):
        return Folio(is_residue=True, names=_source_names(text))
    if text.endswith(("。", "，", "；", "、")) or _names_authors(text):
        return None
    return _parse_marks(text, near_edge)


def choose_publication(folios: list[Folio]) -> str | None:
    """The name with most points over all headers and footers."""
    points: Counter[str] = Counter()
    for folio in folios:
        for name, score in folio.names:
            points[name] += score
    if not points:
        return None
    name, score = points.most_common(1)[0]
    return name if score > 0 else None


def _names_authors(text: str) -> bool:
    """记者｜徐欢 编辑｜陆叶 stands over an article although it names an editor too."""
    return bool(_AUTHOR_WORDS.search(text)) and any(byline.role in AUTHOR_ROLES for byline in parse_byline(text) or [])


def _parse_meta(text: str) -> Folio | None:
    """来源：蜀中工业网　作者：邓雪梅 何俊贤 → a source and two authors."""
    keys = list(_META_KEY.finditer(text))
    if not keys or _BROKEN.search(text[: keys[0].start()]):
        return None
    folio = Folio(is_meta=True, dates=_DATE.findall(text))
    for number, key in enumerate(keys):
        end = keys[number + 1].start() if number + 1 < len(keys) else len(text)
        value = text[key.end() : end].strip(" \u3000|｜·[]【】（）()")
        word = key.group(1)
        if word in ("作者", "记者", "通讯员"):
            folio.authors.extend(parse_byline(f"{word}：{value}") or [])
        elif word.endswith("来源") or word in ("来源", "稿源"):
            source = _DATE.sub("", value).split(" ")[0].split("\u3000")[0].strip("《》")
            if 2 <= len(source) <= 16:
                folio.names.append((source, 2))
    return folio


def _parse_marks(text: str, near_edge: bool) -> Folio | None:
    folio = Folio()
    rest = _spread(text)
    marks = 0
    match = _ISSUE.search(rest)
    if match:
        folio.issue = match.group().strip()
        rest, marks = _ISSUE.sub("\n", rest), marks + 2
    publisher = _PUBLISHER.search(rest)
    if publisher:
        folio.names.append((publisher.group(1), 2))
    people = list(_PEOPLE.finditer(rest))
    if people:
        marks += 2
        folio.editors = [Byline(name, "责任编辑") for person in people for name in split_names(person.group(1))]
        rest = _PEOPLE.sub("\n", rest)
    folio.dates = [found.group() for found in _DATE.finditer(rest)]
    if folio.dates:
        marks += 1
        rest = _DATE.sub("\n", rest)
    rest, others = _OTHER.subn("\n", rest)
    marks += others
    label = _LABEL.search(rest)
    if label:
        strong = bool(_STRONG_LABEL.search(label.group()))
        if strong or marks or near_edge:
            folio.label = label.group().strip(" ·•-")
            marks += 2 if strong else 1
            rest = _cut(rest, label, "\t")
    if not marks:
        return _lone_name(text) if near_edge else None
    return _with_names(folio, rest, marks, near_edge)


def _spread(text: str) -> str:
    """Signs between the parts of a header become spaces: 赣南晚报A3版：要闻 → 赣南晚报 A3版 要闻."""
    text = _HEADER_SIGNS.sub(" ", text)
    text = _GLUED_LABEL.sub(r" \g<0> ", text)
    text = _LATIN.sub(" ", text) if re.search(r"[\u4e00-\u9fff]", text) else text
    return _HEADER_KEYS.sub(" ", text)


def _cut(text: str, match: re.Match[str], mark: str) -> str:
    return text[: match.start()] + mark + text[match.end() :]


def _lone_name(text: str) -> Folio | None:
    name = text.strip(" \u3000《》")
    if _PAPER_NAME.search(name) and _PUBLICATION.fullmatch(name) and len(name) <= 12 and name not in _SECTIONS and not re.search(r"[：:“”]", name):
        return Folio(names=[(name, 3)])
    if name in _SECTIONS:
        return Folio(section=name)
    return None


def _with_names(folio: Folio, rest: str, marks: int, near_edge: bool) -> Folio | None:
    """What the marks leave over must be short words: publication, section or nothing."""
    after_label = re.search(r"\t[\s·•|｜:：—-]*([^\s·•|｜]{2,12})", rest)
    before_label = re.search(r"([^\s·•|｜]{2,12})[\s·•|｜]*\t", rest)
    pieces = [piece.strip("·•-—_:：()（）[]【】/／,，") for piece in _SEPARATORS.split(rest)]
    pieces = [piece for piece in pieces if piece]
    left = sum(len(piece) for piece in pieces)
    if _BROKEN.search("".join(pieces)) or len(pieces) > 5 or any(len(piece) > 18 for piece in pieces):
        return None
    if left > 8 + 6 * marks or (marks == 1 and left > 6 and not any(_PUBLICATION.fullmatch(piece) for piece in pieces)):
        return None
    if marks == 1 and not near_edge and left and not (folio.dates and all(_PUBLICATION.fullmatch(piece) for piece in pieces)):
        return None
    for number, piece in enumerate(pieces):
        name = re.split(r"(?<=[报刊网])·", piece)[0].strip("《》【】")
        if name in _SECTIONS:
            folio.section = folio.section or name
            continue
        score = 3 if piece.startswith("《") or _PUBLICATION.fullmatch(piece) else 0
        score = min(score, 1) if _SECTION_LIKE.fullmatch(name) else score
        score += 1 if number == 0 else 0
        if after_label and after_label.group(1).strip("《》") == name and not (score >= 3 and re.search(r"(?:报|网|讯|导刊)\Z", name)):
            score -= 4
        if score <= 0:
            folio.section = folio.section or name
        if 2 <= len(name) <= 16:
            folio.names.append((name, score))
    if folio.section is None and before_label and before_label.group(1) in _SECTIONS:
        folio.section = before_label.group(1)
    return folio


def _source_names(text: str) -> list[tuple[str, int]]:
    return [
        (piece, 1)
        for piece in re.split(r"[\s>＞»]+", text)
        if 3 <= len(piece) <= 12 and re.search(r"(?:报|网|刊|新闻)\Z", piece) and _PUBLICATION.fullmatch(piece)
    ]
