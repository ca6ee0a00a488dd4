"""Page headers and footers: what a line says about publication, issue, date, page label and section, and website residue."""

import re
from collections import Counter
from dataclasses import dataclass, field

from articles.intake import marks
from articles.intake.bylines import AUTHOR_ROLES, EDITOR, Byline, parse_byline
from articles.intake.names import could_be_name, is_person_name, split_names


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
    source: str | None = None  # as printed after 来源：, an office too
    is_meta: bool = False
    is_residue: bool = False


_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")  # 0477 left of a telephone number is no name
_PAPER_FORM = re.compile(r"(?:数字|电子)(?:报纸?|版|刊)\Z")
_OFFICE = re.compile(
    r"(?:局|委|办|办公室|科|处|股|管委会|管理委员会|中心|政府|公司|(?<!宣传)部|开发区|高新区|经开区|园区|经济区|综保区)\Z"
)  # an office sends news, it is no publication
_BUREAU = re.compile(r"(?:办公室|[局委处科])\Z")
_QUOTES_SOURCE = re.compile(r"[（(](?:原载|据|摘自|转自|选自)")
_HOST = re.compile(
    r"(?:主办(?:单位)?[:： ]?)?[\u4e00-\u9fff]{2,20}(?:管理委员会|管委会|党工委|工委|办公室|宣传部|局|委)"
    r"(?:主办|主管|编印?|承办|协办|合办)(?P<rest>[ \u3000]+.{0,24})?"
)
_CRUMBS = re.compile(r"[\u4e00-\u9fff]{2,8}[ \u3000]?[>＞»][ \u3000]?[\u4e00-\u9fff]{2,8}")  # 政务公开 > 公示公告
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z&'.\- ]{5,80}")  # YUYANG GONGYE BAO under the masthead
_STAMPED = re.compile(
    rf"(?:原创[ \u3000]*(?P<authors>(?:[\u4e00-\u9fff]{{2,8}}[ \u3000]+){{0,4}}))?(?P<name>[\u4e00-\u9fffA-Za-z·]{{2,16}})"
    rf"[ \u3000|｜]{{1,4}}(?P<date>{marks.DATE.pattern}|(?:昨天|今天|前天|[0-9]{{1,2}}天前)(?:{marks.TIME})?)"
    rf"(?:[ \u3000]{{1,3}}(?:发[表布]于)?[ ]?(?!星期|周)[\u4e00-\u9fff]{{2,3}})?"
)
# 许澄南 澄江南岸 2023-06-14 07:30: who wrote a post, for which account, and when
_POSTED = re.compile(
    rf"(?P<author>[\u4e00-\u9fff]{{2,4}})[ \u3000]{{1,3}}(?P<name>[\u4e00-\u9fffA-Za-z·]{{2,12}})[ \u3000]{{1,3}}(?P<date>{marks.DATE.pattern})"
)
_NAMED_DATE = re.compile(
    rf"[\u4e00-\u9fff]{{2,12}}(?:报|网|刊|社|发布|在线)[ \u3000]{{1,6}}{marks.DATE.pattern}[ \u3000]{{1,6}}(?:作者|记者|来源)[:：]"
)  # a paper's name, its date, 作者：…
_STAMP = re.compile(rf"(?P<date>{marks.DATE.pattern})[ \u3000]{{1,3}}{marks.TIME}(?:[ \u3000]{{1,3}}(?:发[表布]于)?[ ]?[\u4e00-\u9fff]{{2,3}})?")

_ACCOUNT = 8  # characters of an account's name


def parse_folio(text: str, *, near_edge: bool) -> Folio | None:
    """A header or footer line taken apart, None where the line is text: 太行经济报　NO.42 → issue NO.42, name 太行经济报."""
    if len(text) > 160 or _QUOTES_SOURCE.match(text):
        return None
    if not near_edge and marks.PAGE_NUMBER.fullmatch(text):
        return Folio(is_residue=True)
    if near_edge and (host := _HOST.fullmatch(text)) and (not host["rest"] or marks.DATE.search(host["rest"])):
        return Folio(is_residue=True, dates=marks.DATE.findall(host["rest"] or ""))
    if near_edge and _CRUMBS.fullmatch(text):
        return Folio(is_residue=True)
    if near_edge and _LATIN_NAME.fullmatch(text):
        return Folio(is_residue=True)
    if stamped := _STAMPED.fullmatch(text):  # 长春新区融媒体中心  2025-06-12 07:30:11
        return Folio(
            is_meta=True,
            dates=[stamped["date"]],
            names=[] if _BUREAU.search(stamped["name"]) or not _is_account(stamped["name"]) else [(stamped["name"], 1)],
            authors=[Byline(name, "") for name in split_names(stamped["authors"] or "") if is_person_name(name)],
        )
    if (posted := _POSTED.fullmatch(text)) and ":" in posted["date"]:
        authors = [Byline(posted["author"], "")] if is_person_name(posted["author"]) else []
        return Folio(is_meta=True, dates=[posted["date"]], names=[(posted["name"], 1)], authors=authors)
    if stamp := _STAMP.fullmatch(text):  # 2024-05-16 18:30 贵州 under an account's name
        return Folio(is_meta=True, dates=[stamp["date"]])
    if (marks.META.search(text) or ((marks.DATE.match(text.lstrip("[【（")) or _NAMED_DATE.match(text)) and marks.META_KEY.search(text))) and (
        meta := _parse_meta(text)
    ):
        return meta
    if marks.JUMP.match(text) or marks.TEASER.match(text):
        return Folio(is_residue=True)
    if near_edge and (marks.DISTRIBUTION.match(text) or marks.ABOUT_US.match(text) or marks.RESIDUE_SOURCE.match(text)):
        return Folio(is_residue=True)
    if marks.RESIDUE.search(text) and len(text) <= 120 and not text.endswith(("。", "，")):
        return Folio(is_residue=True, names=_source_names(text))
    if text.endswith(("。", "，", "；", "、")) or "，" in text.replace("，星期", "") or marks.CONTACT.match(text) or _names_authors(text):
        return None
    return _parse_marks(text, near_edge)


def choose_publication(folios: list[Folio]) -> str | None:
    """The name with most points over all headers and footers."""
    points: Counter[str] = Counter()
    sources = [folio.source for folio in folios if folio.source]
    for folio in folios:
        if folio.source and 2 * sources.count(folio.source) <= len(sources):
            continue  # the source of one piece among others
        for name, score in folio.names:
            if name in marks.NO_NAMES:
                continue
            points[name] = max(points[name], score) if folio.is_meta else points[name] + score  # a source may stand under every piece
    if not points:
        return None
    name, score = points.most_common(1)[0]
    return name if score > 0 else None


def _is_account(name: str) -> bool:
    """长春新区融媒体中心, but not 某某区开展防汛演练 in a list of other titles with their dates."""
    return len(name) <= _ACCOUNT or bool(marks.PUBLICATION.fullmatch(name) or _OFFICE.search(name))


def _names_authors(text: str) -> bool:
    """记者｜徐欢 编辑｜陆叶 stands over an article although it names an editor too."""
    return bool(marks.AUTHOR_WORDS.search(text)) and any(byline.role in AUTHOR_ROLES for byline in parse_byline(text) or [])


def _parse_meta(text: str) -> Folio | None:
    """来源：蜀中工业网　作者：邓雪梅 何俊贤 → a source and two authors."""
    keys = list(marks.META_KEY.finditer(text))
    if not keys or marks.BROKEN.search(text[: keys[0].start()]):
        return None
    issue = marks.ISSUE.search(text[: keys[0].start()])  # 2018年9月18日 第1646期 责任编辑：孙琳
    folio = Folio(is_meta=True, dates=marks.DATE.findall(text), issue=issue.group().strip() if issue else None)
    for number, key in enumerate(keys):
        end = keys[number + 1].start() if number + 1 < len(keys) else len(text)
        value = text[key.end() : end].strip(" \u3000|｜·[]【】（）()").split("】")[0]
        word = key.group(1)
        value = marks.NEXT_KEY.split(value)[0]
        if word in marks.META_AUTHORS:
            folio.authors.extend(parse_byline(f"{word}：{value}") or [])
        elif word.endswith("来源") or word in ("来源", "稿源"):
            source = marks.DATE.sub("", value).split(" ")[0].split("\u3000")[0].strip("《》")
            folio.authors.extend(parse_byline(value.removeprefix(source).strip(" \u3000")) or [])  # 来源：陕北新闻网 记者 强睿
            folio.source = source
            if 2 <= len(source) <= 16 and not (_OFFICE.search(source) or "、" in source):
                folio.names.append((source, 2))
    return folio


def _parse_marks(text: str, near_edge: bool) -> Folio | None:
    """Cut out what is surely header or footer; `weight` counts it, two points for what hardly occurs in text."""
    folio = Folio()
    rest = _spread(text)
    weight = 0
    if issue := marks.ISSUE.search(rest):
        folio.issue = issue.group().strip()
        rest, weight = marks.ISSUE.sub("\n", rest), 2 if near_edge else 1
    if publisher := marks.PUBLISHER.search(rest):
        folio.names.append((publisher.group(1), 2))
    people = [person for person in marks.PEOPLE.finditer(rest) if _names_people(person)]
    if people:
        weight += 2
        folio.editors = [Byline(name, EDITOR) for person in people for name in split_names(person.group(3))]
        rest = marks.PEOPLE.sub(lambda person: "\n" if _names_people(person) else person.group(), rest)
    folio.dates = [date.group() for date in marks.DATE.finditer(rest)]
    if folio.dates:
        weight += 1
        rest = marks.DATE.sub("\n", rest)
    rest, others = marks.OTHER.subn("\n", rest)
    weight += others
    if label := marks.LABEL.search(rest):
        strong = bool(marks.STRONG_LABEL.search(label.group()))
        if strong or weight or near_edge:
            folio.label = label.group().strip(" ·•-")
            weight += 2 if strong else 1
            rest = rest[: label.start()] + "\t" + rest[label.end() :]
    if not weight:
        return _lone_name(text) if near_edge else None
    return folio if _take_names(folio, rest, weight, near_edge) else None


def _names_people(person: re.Match[str]) -> bool:
    """编辑 子墨 names somebody, 设计 赋能制造 does not: only after an editor's or reader's role, or a colon, may a name be unknown."""
    role, sign, words = person.groups()
    may_be_unknown = role.endswith(("编辑", "责编", "美编", "校对", "版式", "组版")) or bool(sign.strip(" \u3000"))
    return all(could_be_name(name) if may_be_unknown else is_person_name(name) for name in split_names(words))


def _spread(text: str) -> str:
    """Signs between the parts of a header become spaces: 赣南晚报A3版：要闻 → 赣南晚报 A3版 要闻."""
    text = marks.SPACED_WORD.sub(lambda word: "".join(word.group().split()), text)
    text = marks.HEADER_SIGNS.sub(" ", text)
    text = marks.GLUED_LABEL.sub(r" \g<0> ", text)
    text = marks.LATIN_WORDS.sub(" ", text) if re.search(r"[\u4e00-\u9fff]", text) else text
    return marks.HEADER_KEYS.sub(" ", text)


def _lone_name(text: str) -> Folio | None:
    text = marks.LATIN_WORDS.sub(" ", text) if re.search(r"[\u4e00-\u9fff]", text) else text  # THE PARK WEEKLY 园区周讯
    parts = marks.SEPARATORS.split(text.strip(" \u3000《》"))
    if len(parts) == 2 and marks.PUBLICATION.fullmatch(parts[0]) and marks.SURE_PAPER_NAME.search(parts[0]) and marks.SECTION_NAME.fullmatch(parts[1]):
        return Folio(names=[(parts[0].strip("《》"), 3)], section=parts[1])  # 璧山报　专版
    name = re.split(r"(?<=[报刊网])·(?=[\u4e00-\u9fff]{2,6}\Z)", text.strip(" \u3000《》"))[0]
    if (
        (marks.PAPER_NAME.search(name) or text.startswith("《"))
        and marks.PUBLICATION.fullmatch(name)
        and len(name) <= 12
        and name not in marks.SECTIONS
        and not re.search(r"[：:“”]", name)
    ):
        return Folio(names=[(name, 3 + bool(marks.SURE_PAPER_NAME.search(name)))])
    if name in marks.SECTIONS or marks.SECTION_LIKE.fullmatch(name):
        return Folio(section=name)
    return None


def _take_names(folio: Folio, rest: str, weight: int, near_edge: bool) -> bool:
    """What is left over must be short words: publication, section or nothing; else the line is text."""
    pieces = [piece for piece in (part.strip("·•-—_:：()（）[]【】/／,，") for part in marks.SEPARATORS.split(rest)) if piece]
    papers = [piece for piece in pieces if marks.PUBLICATION.fullmatch(piece)]
    left = sum(len(piece) for piece in pieces)
    if marks.BROKEN.search("".join(pieces)) or len(pieces) > 5 or any(len(piece) > 18 for piece in pieces) or left > 8 + 6 * weight:
        return False
    if weight == 1 and left and not (papers if near_edge and left > 6 else near_edge or (folio.dates and len(papers) == len(pieces))):
        return False
    after_label = re.search(r"\t[\s·•|｜:：—-]*([^\s|｜]{2,12})", rest)
    beside_label = after_label.group(1).strip("《》") if after_label else ""
    for number, piece in enumerate(pieces):
        _take_name(folio, piece, is_first=number == 0, beside_label=beside_label)
    return True


def _take_name(folio: Folio, piece: str, *, is_first: bool, beside_label: str) -> None:
    """A section, or a publication with points: 4 for a paper's name at the start, less beside the page label, where sections stand."""
    name, _, section = piece.partition("·")
    if section in marks.SECTIONS:
        folio.section, piece = folio.section or section, name  # 北疆视窗·园区
    name = re.split(r"(?<=[报刊网])·", piece)[0].strip("《》【】")
    if name in marks.SECTIONS:
        folio.section = folio.section or name
        return
    score = 3 if piece.startswith("《") or marks.PUBLICATION.fullmatch(piece) else 0
    score = min(score, 1) if marks.SECTION_LIKE.fullmatch(name) else score
    if name == beside_label and not (score == 3 and marks.SURE_PAPER_NAME.search(name)):
        score -= 4
    score += is_first
    if score <= 0:
        folio.section = folio.section or name
    if 2 <= len(name) <= 16 and _WORD.search(name) and name not in ("时间", "地点") and not re.search(r"[:：]", name):
        folio.names.append((name, score))


def _source_names(text: str) -> list[tuple[str, int]]:
    """渠县人民政府网　首页 > 政务动态: the site's name, surest at the line's start."""
    return [
        (piece, 3 if text.startswith(piece) else 1)
        for piece in (_PAPER_FORM.sub("", word) for word in re.split(r"[\s>＞»：:]+", text))
        if 3 <= len(piece) <= 12 and re.search(r"(?:(?<!举)报|网|刊|新闻)\Z", piece) and marks.PUBLICATION.fullmatch(piece)
    ]
