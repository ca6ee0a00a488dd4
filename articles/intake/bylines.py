"""Who wrote, photographed or edited: byline lines, datelines, bylines in brackets, editors' lines and picture credits."""

import re
from dataclasses import dataclass

from articles.intake.names import could_be_name, is_person_name, split_names

REPORTER, CORRESPONDENT, PHOTOGRAPHER, EDITOR, PROOFREADER, NO_ROLE = "记者", "通讯员", "摄影", "责任编辑", "校对", ""
AUTHOR_ROLES = frozenset((REPORTER, CORRESPONDENT, NO_ROLE))
_UNLISTED = "其他"

_ROLES: tuple[tuple[str, str], ...] = (
    (
        r"(?:责任|值班|执行|本版|美术|版式|文字|图片|组版|新媒体|视觉|见习|视频|一版|二版|责){0,2}编辑|责编|美编|编审|值班主任|编校",
        EDITOR,
    ),
    (r"(?:责任|本版|值班)?(?:一校|二校|终校|校对|校检|检校)", PROOFREADER),
    (
        r"版式(?:设计)?|排版|设计|制图|绘图|制作|组版|监制|总监制|审核|终审|复审|初审|审读|统筹|总策划|策划|值班编委|值班总编|总编辑|主编|副主编|值班|主持|审签|签发|编委|视频|配音|一审|二审|三审",
        _UNLISTED,
    ),
    (r"文字?[/／、|｜丨·]?(?:图片|图|摄影|摄)(?!片)|图[/／、|｜丨·]?文|图文报道|图文", NO_ROLE),
    (r"摄影报道", NO_ROLE),
    (r"摄影(?:记者)?|图片(?:提供|由)?|供图|摄像|配图|图片来源|摄|(?<![\u4e00-\u9fff])图(?=[/／:：|｜丨 \u3000]|\Z)", PHOTOGRAPHER),
    (
        r"(?:本报|本刊|本网|本台|本社|本端|[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|商报|经济报|导报|融媒|新闻网|新华社))?(?:特约|特邀)?(?:全媒体?|融媒体?|新媒体|首席|资深|高级|见习|实习|驻站|驻[\u4e00-\u9fff]{1,4}|本报|本刊|本网){0,3}(?:记者组|记者)",
        REPORTER,
    ),
    (r"(?:本报|本刊|本网)?(?:特约|骨干|驻区)?(?:通讯员|通联员)", CORRESPONDENT),
    (r"实习生|实习记者|见习生", REPORTER),
    (r"(?:本报|本刊|本网)?(?:特约|特邀|首席)?(?:评论员|撰稿人|撰稿员)", NO_ROLE),
    (r"撰稿|撰文|供稿|采写|采访|作者|执笔|整理|报道|报导|编写|(?<![\u4e00-\u9fff])文字?(?=[/／:：|｜丨 \u3000]|\Z)", NO_ROLE),
)
_ROLE = re.compile("|".join(f"(?P<r{number}>{words})" for number, (words, _) in enumerate(_ROLES)))
_SUFFIXES = re.compile(
    r"(?:文字?[/／、|｜丨·]?(?:图片|图|摄影|摄)|图[/／、|｜丨·]?文|图文报道|摄影报道|摄影|摄|报道|供稿|供图|整理|撰稿|撰文|提供|配图|文|图)\Z"
)
_BRACKETS = re.compile(r"[（(【〔\[]([^（()）【】〔〕\[\]]*)[）)】〕\]]\Z")
_MARKS = " \u3000⊙▌▍□■◇◆○●◎▲△▼★☆※*·—-－_|｜丨/／>＞:：，,；;、"
_ASIDE = re.compile(r"[（(][^（()）]{0,40}[）)]")
_OFFICE = re.compile(r"(?:区|局|委|办|部|公司|中心|集团|委员会|宣|院|校|处|站|厅|社|报|台|网|组|会|市|县|省)\Z")
_ABOUT_AUTHOR = re.compile(r"作者(?:系|为|是|单位|简介|介绍)|(?:本文|文章)?(?:据|摘自|原载)《[^》]{2,20}》[^，。]{0,6}\Z")
_PICTURES_FROM = re.compile(r"[ \u3000，,、；;]{1,3}(?:本文|本版)?(?:图片|照片|图)[均皆]?由?[^，。（()）]{1,20}提供")
_REPORTED_FROM = re.compile(r"([/／ \u3000])([\u4e00-\u9fff]{2,6})(?=(?:报道|报导)\Z)")
_OFFICE_NAME = re.compile(r"[\u3400-\u9fff]{2,16}")
_WITHOUT_NAMES = re.compile(r"供稿|供图|评论员|编辑部|提供|综合报道|综合整理|本报综合")
_LONGEST_BYLINE = 90

_AGENCY = r"(?:本报|本刊|本网|本台|本社|本端|[\u4e00-\u9fffA-Za-z]{1,8}(?:社|报|网|台|新闻|融媒|客户端|报社|在线|快讯|时讯|晚讯|导刊|观察|周刊|月刊))"
_WHERE_WHEN = r"(?:[^\s，。：；！？、（）()“”《》]{0,16}?[ \u3000]{0,2})(?:(?:\d{4}|[０-９]{4})年)?(?:[0-9０-９一二三四五六七八九十]{1,3}月)?(?:[0-9０-９一二三四五六七八九十廿]{1,3}日)?[ \u3000]{0,2}"
_DATELINE = re.compile(
    rf"[【〔\[（(]?{_AGENCY}[ \u3000·]{{0,2}}{_WHERE_WHEN}(?:专?讯|专?电|消息)(?![子话力商视动机网站量器池价缆化厂费信息波路工源业报能员])[】〕\]）)]?"
    r"|[【〔\[][^【】〔〕\[\]，。]{2,20}(?:讯|电)[】〕\]]"
    r"|[^\s，。：；！？、（）()“”《》]{0,8}?[0-9０-９]{1,2}月[0-9０-９]{1,2}日(?:讯|电)(?![子话力商视动机网站量器池价缆化厂费信息波路工源业报能员])"
    r"|[\u4e00-\u9fff]{2,8}讯(?=[ \u3000]{0,2}[（(](?:本报|本刊)?(?:记者|通讯员))"
    r"|本[报刊网](?=[ \u3000]{0,2}[（(][^（()）]{0,6}(?:记者|通讯员))"
)
_HEAD_BRACKET = re.compile(r"[ \u3000:：]{0,3}[（(【〔\[]([^（()）【】〔〕\[\]。]{2,90})[）)】〕\]][ \u3000:：]{0,3}")
_HEAD_REPORT = re.compile(
    r"[ \u3000:：—-]{0,3}((?:[^。，：:；]{0,4})(?:记者|通讯员)[^。，：:；]{2,60}?)(?:报道|报导)?[ \u3000]{0,2}(?:报道|报导|：|:)[ \u3000:：]{0,2}"
)
_TAIL_BRACKET = re.compile(r"[ \u3000]{0,8}[（(【〔\[]([^（()）【】〔〕\[\]]{2,90})[）)】〕\]][ \u3000]{0,4}\Z")
_TAIL_PEN_NAME = re.compile(
    r"[。！？”…][ \u3000]{0,8}[（(]([\u4e00-\u9fff]{2,3}(?:[ \u3000、]{1,2}[\u4e00-\u9fff]{2,3}){0,3}|[\u4e00-\u9fff]{2,14}(?:局|委|办|部|中心|管委会|供稿|提供))[）)][ \u3000]*\Z"
)
_NO_PEN_NAME = re.compile(r"下同|[见如附左右上下题]图|略|待续|未完|同上|完\Z|掌声|笑声|笑|注|备注|暂定|含税|摘要|节选|图表|资料|综合|整理")
_OFFICE_SOURCE = re.compile(r"(?:局|委|办|部|中心|管委会|供稿|提供)\Z")
_AFTER_FINAL = re.compile(r"[。！？”…][ \u3000]{1,12}([^。！？；”]{2,60})\Z")
_JUMP_FROM = re.compile(r"[（(【](?:上接|紧接)[^（()）]{1,16}[）)】][ \u3000]{0,4}")
_JUMP_TO = re.compile(r"[ \u3000]{0,4}[（(【](?:下转|转)第?[^（()）]{1,14}[）)】][ \u3000]{0,4}\Z")
_CAPTION_START = re.compile(
    r"(?:▲|▼|◀|▶|►|◄|↑|↓|←|→|[（(]?(?:图为|图[①②③④⑤⑥⑦⑧⑨0-9０-９一二三四五六](?:[:：、 \u3000]|[为是])|(?:[上下左右题本]{1,2}|大|小|中|主)图[:：为①②③ \u3000]|本版(?:图片|照片|摄影)|(?:图|图片|照片|题图|配图|资料图|插图)(?:说明)?[:：]"
    r"|图片由|图片来源|资料图|新华社发|[（(]?(?:本报)?资料(?:图|照)片?))"
)
_CAPTION_END = re.compile(
    r"(?:(?:摄|摄影|供图|提供图片)[）)]?[。]?|(?:图片?|照片|图)由?[^，。；]{2,20}提供[）)]?[。]?|[（(](?:资料图片?|资料照片|图片来源[^（()）]{1,20}|[^（()）。]{1,24}[供提][图供])[）)])\Z"
)


@dataclass(frozen=True, slots=True)
class Byline:
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph without the bylines that were printed inside it."""

    dateline: str
    text: str
    bylines: tuple[Byline, ...]
    closes: bool


def parse_byline(text: str) -> list[Byline] | None:
    """Names with roles where the words are nothing but a byline: 本报记者　卫　东 → [Byline(卫东, 记者)]; else None."""
    words = _unwrap(text)
    if not words or len(words) > _LONGEST_BYLINE:
        return None
    if _ABOUT_AUTHOR.match(words):
        return []
    words = _REPORTED_FROM.sub(_without_place, _ASIDE.sub(" ", _PICTURES_FROM.sub("", words)))
    roles = list(_ROLE.finditer(words))
    if not roles:
        return _bare_names(words)
    return _names_with_roles(words, roles)


def _without_place(reported: re.Match[str]) -> str:
    """上海报道 → 报道, but 张敏报道 stays."""
    slash, word = reported.groups()
    keeps_word = slash not in "/／" and (is_person_name(word) or _ROLE.search(word))
    return reported.group() if keeps_word else ""


def is_editors_line(text: str) -> bool:
    """责任编辑：秦晓雁　美术编辑：冯坤 → True: people who made the page, not the article."""
    found = parse_byline(text)
    roles = [_ROLES[int((match.lastgroup or "r0")[1:])][1] for match in _ROLE.finditer(text)]
    return found is not None and bool(roles) and all(role in (EDITOR, PROOFREADER, _UNLISTED) for role in roles)


def is_credit(text: str) -> bool:
    """A picture's caption or credit: 图为项目开工现场。　许丛军 摄 → True."""
    if _CAPTION_START.match(text.lstrip(" \u3000")):
        return True
    match = _CAPTION_END.search(text[-40:])
    if match is None:
        return False
    names = parse_byline(re.split(r"[。！？]", text.strip(" \u3000。"))[-1])
    return names is None or any(name.role == PHOTOGRAPHER for name in names)


def is_closed_credit(text: str) -> bool:
    """A caption that already names its photographer or source."""
    return bool(_CAPTION_END.search(text[-40:]))


def take_bylines(text: str) -> Marked:
    """Take dateline and bracketed bylines off a paragraph: 本报讯（记者 张三）今年… → dateline 本报讯（记者 张三）, text 今年…."""
    dateline, bylines = _take_head(text)
    body = text[len(dateline) :]
    shorter, tail = _take_tail(body)
    return Marked(dateline.strip(" \u3000"), shorter.strip(" \u3000"), tuple(bylines + tail), len(shorter) < len(body))


def strip_jump(text: str) -> str:
    """（上接A7版）会上，… → 会上，…: the way to another page is no part of the text."""
    match = _JUMP_FROM.match(text)
    text = text[match.end() :] if match else text
    match = _JUMP_TO.search(text[-40:])
    return text[: len(text) - len(match.group())] if match else text


def has_dateline(text: str) -> bool:
    return bool(_take_head(text)[0])


def _take_head(text: str) -> tuple[str, list[Byline]]:
    match = _DATELINE.match(text)
    end = match.end() if match else 0
    bylines: list[Byline] = []
    bracket = _HEAD_BRACKET.match(text, end)
    report = _HEAD_REPORT.match(text, end)
    if bracket and (found := _bracketed(bracket.group(1), match is not None)) is not None:
        bylines, end = found, bracket.end()
    elif report and (found := parse_byline(report.group(1))):
        bylines, end = found, report.end()
    elif match is not None:
        bylines, end = _take_spaced(text, end)
    if match is not None:
        end += len(text) - end - len(text[end:].lstrip(" \u3000:："))
    return text[:end], bylines


def _take_spaced(text: str, start: int) -> tuple[list[Byline], int]:
    """本报讯　记者　赵绍辉　2月18日…: words set off by spaces, as long as they are roles and names."""
    end = start
    has_role = False
    for match in re.compile(r"[ \u3000]{0,3}([^ \u3000，。：；、（“]{1,12})(?=[ \u3000])").finditer(text, start, start + _LONGEST_BYLINE):
        word = match.group(1)
        role = _ROLE.match(word)
        is_role = role is not None and (role.end() == len(word) or could_be_name(word[role.end() :]))
        if match.start() != end or not (is_role or (has_role and (is_person_name(word) or len(word) == 1))):
            break
        has_role, end = has_role or is_role, match.end()
    found = parse_byline(text[start:end]) if has_role else None
    return (found, end) if found else ([], start)


def _take_tail(text: str) -> tuple[str, list[Byline]]:
    window = text[-110:]
    match = _TAIL_BRACKET.search(window)
    if match is not None:
        found = _bracketed(match.group(1), False)
        if found is not None or re.match(r"完\Z|[来]源[:：]|据[^，。]{2,20}\Z|原[载]", match.group(1)):
            return text[: len(text) - len(match.group())], found or []
    match = _TAIL_PEN_NAME.search(window[-40:])
    if match is not None and not _NO_PEN_NAME.search(match.group(1)):
        names = [] if _OFFICE_SOURCE.search(match.group(1)) else split_names(match.group(1))
        return text[: len(text) - len(match.group()) + 1], [Byline(name, NO_ROLE) for name in names]
    match = _AFTER_FINAL.search(window)
    if match is not None:
        found = parse_byline(match.group(1))
        if found:
            return text[: len(text) - len(match.group()) + 1], found
    return text, []


def _bracketed(words: str, after_dateline: bool) -> list[Byline] | None:
    found = parse_byline(words)
    if found is None and after_dateline and _ROLE.search(words):
        return _lenient(words)
    return found


def _lenient(words: str) -> list[Byline]:
    """Inside the brackets of a dateline everything is about authors; keep what can be a name."""
    names: list[Byline] = []
    roles = list(_ROLE.finditer(words))
    for number, match in enumerate(roles):
        end = roles[number + 1].start() if number + 1 < len(roles) else len(words)
        names.extend(Byline(name, _role(match)) for name in split_names(words[match.end() : end].strip(_MARKS)) if is_person_name(name))
    return names


def _unwrap(text: str) -> str:
    words = text.strip(_MARKS)
    match = _BRACKETS.match(words)
    return match.group(1).strip(_MARKS) if match else words


def _bare_names(words: str) -> list[Byline] | None:
    names = split_names(words)
    if not 1 <= len(names) <= 6 or not all(is_person_name(name) for name in names):
        return None
    return [Byline(name, NO_ROLE) for name in names]


def _role(match: re.Match[str]) -> str:
    return _ROLES[int((match.lastgroup or "r0")[1:])][1]


def _names_with_roles(words: str, roles: list[re.Match[str]]) -> list[Byline] | None:
    """Names follow their role (记者 张三) or stand before it (张三 摄, 张三 文/图); anything else is no byline."""
    before = _names(words[: roles[0].start()], "", roles[0].group())
    if before is None:
        return None
    bylines: list[Byline] = []
    waiting, waiting_role = before, NO_ROLE
    for number, match in enumerate(roles):
        below = roles[number + 1] if number + 1 < len(roles) else None
        names = _names(words[match.end() : below.start() if below else len(words)], match.group(), below.group() if below else "")
        if names is None:
            return None
        if waiting and _SUFFIXES.fullmatch(match.group()) and not (names and _starts_a_list(words, match)):
            role = _role(match)
            bylines.extend(Byline(name, waiting_role if role == NO_ROLE else role) for name in waiting)
            waiting, waiting_role = names, NO_ROLE
            continue
        bylines.extend(Byline(name, waiting_role) for name in waiting)
        waiting, waiting_role = names, _role(match)
    bylines.extend(Byline(name, waiting_role) for name in waiting)
    if not bylines and not _WITHOUT_NAMES.search(words):
        return None
    return [byline for byline in bylines if byline.role != _UNLISTED]


def _starts_a_list(words: str, match: re.Match[str]) -> bool:
    """文/张三 图/李四: the sign after the role shows that its names follow."""
    return words[match.end() : match.end() + 1] in tuple("/／:：|｜丨")


def _names(words: str, role_before: str, role_after: str) -> list[str] | None:
    """Names between two roles; offices in front of a name are passed over, any other word spoils the byline.

    A word that touches its role (记者探营, 策划项目) must be a name for certain: roles are everyday words too.
    """
    pieces = [piece.strip(_MARKS) for piece in split_names(words.strip(_MARKS))]
    touches_before = bool(role_before) and bool(words) and words[0] not in _MARKS
    touches_after = bool(role_after) and bool(words) and words[-1] not in _MARKS
    kept = []
    for number, piece in enumerate(pieces):
        touches = (touches_before and number == 0) or (touches_after and number == len(pieces) - 1)
        if is_person_name(piece) or (could_be_name(piece) and not touches and not _OFFICE.search(piece)):
            kept.append(piece)
        elif not (_OFFICE.search(piece) and _OFFICE_NAME.fullmatch(piece)):
            return None
    return kept
