"""Who wrote, photographed or edited: lines and brackets that hold nothing but names and their roles."""

import re
from dataclasses import dataclass

from articles.intake.names import COMMON_SURNAMES, could_be_name, is_everyday_word, is_person_name, split_names

REPORTER, CORRESPONDENT, PHOTOGRAPHER, EDITOR, PROOFREADER, NO_ROLE = "记者", "通讯员", "摄影", "责任编辑", "校对", ""
AUTHOR_ROLES = frozenset((REPORTER, CORRESPONDENT, NO_ROLE))
_UNLISTED = "其他"

_LONE = r"[ \u3000]{0,2}[\u4e00-\u9fff](?:[ \u3000）)、]|\Z)"  # 文　涛 is a name
_ROLES: tuple[tuple[str, str], ...] = (
    (
        r"(?:责任|值班|执行|本版|美术|版式|文字|图片|组版|新媒体|视觉|见习|视频|一版|二版|责){0,2}编辑|责编|美编|执编|编审|值班主任|编校",
        EDITOR,
    ),
    (r"(?:责任|本版|值班)?(?:一校|二校|终校|校对|校检|检校)", PROOFREADER),
    (
        r"版式(?:设计)?|排版|(?:版面|装帧|封面)?设计|制图|绘图|制作|组版|监制|总监制|审核人?|终审|复审|初审|审读|统筹|总策划|策划"
        r"|值班编委|值班总编|总编辑|(?:本版|本期|执行|值班|轮值)?主编|副主编|值班|主持|审签|签发|编委|视频|配音|一审|二审|三审",
        _UNLISTED,
    ),
    (r"文字?[/／、|｜丨·]?(?:图片|图|摄影|摄)(?!片)|图[/／、|｜丨·]?文|图文报道|图文", NO_ROLE),
    (r"摄影报道", NO_ROLE),
    (
        r"(?:本报|本刊|本网)?(?:首席|资深|特约|见习)?摄影记者|摄影"
        rf"|图片(?:提供|由)?|供图|摄像|配图|图片来源|摄|(?<![\u4e00-\u9fff])图(?=[/／:：|｜丨]|[ \u3000](?!{_LONE})|\Z)",
        PHOTOGRAPHER,
    ),
    (
        r"(?:本报|本刊|本网|本台|本社|本端|[\u4e00-\u9fffA-Za-z·]{2,14}?(?:报|刊|网|社|台|新闻|参考|观察|瞭望|传媒|融媒(?:体中心)?|发布|在线|客户端|时讯|快讯|资讯)|[A-Z]{2,6})?(?:特约|特邀)?"
        r"(?:全媒体?|融媒体?|新媒体|首席|资深|高级|见习|实习|驻站|驻[\u4e00-\u9fff]{1,4}|本报|本刊|本网){0,3}(?:记者组|记者)",
        REPORTER,
    ),
    (r"(?:本报|本刊|本网)?(?:特约|骨干|驻区)?(?:通讯员|通联员)", CORRESPONDENT),
    (r"实习生|实习记者|见习生", REPORTER),
    (r"(?:本报|本刊|本网)?(?:特约|特邀|首席)?(?:评论员|撰稿人|撰稿员)|(?:本报|本刊|本网)?(?:特约|特邀)撰稿", NO_ROLE),
    (rf"撰稿人?|撰文|供稿人?|采写|采访|作者|执笔|(?:综合)?整理|报道|报导|编写|(?<![\u4e00-\u9fff])文字?(?=[/／:：|｜丨]|[ \u3000](?!{_LONE})|\Z)", NO_ROLE),
)
ROLE = re.compile("|".join(f"(?P<r{number}>{words})" for number, (words, _) in enumerate(_ROLES)))
_SUFFIXES = re.compile(
    r"(?:文字?[/／、|｜丨·]?(?:图片|图|摄影|摄)|图[/／、|｜丨·]?文|图文报道|摄影报道|摄影|摄|报道|供稿|供图|(?:综合)?整理|撰稿|撰文|提供|配图|文|图)\Z"
)
_LEADING = frozenset(("摄影", "供图", "图片", "配图", "撰文"))  # 本报记者 佟海生　摄影 靳松: each role stands before its names
_WORDS_FIRST = frozenset(("文", "文字"))  # 文 阮青　图 小满
_BRACKETS = re.compile(r"[（(【〔\[]([^（()）【】〔〕\[\]]*)[）)】〕\]]\Z")
MARKS = " \u3000⊙▌▍□■◇◆○●◎▲△▼★☆※*·—-－_|｜丨/／>＞:：，,；;、"
_ASIDE = re.compile(r"[（(][^（()）]{0,40}[）)]")
_OFFICE = re.compile(r"(?:区|室|局|委|办|部|公司|中心|集团|委员会|宣|院|校|处|站|厅|社|报|台|网|组|会|市|县|省|融媒)\Z")
_BUREAU = re.compile(r"[\u4e00-\u9fff]{2}[办局]\Z")  # 宣传办, though 宣 is a surname
_ABOUT_AUTHOR = re.compile(
    r"作者(?:系|为|是|单位|简介|介绍)|(?:本文|文章)?(?:据|摘自|转自|选自|原载)《[^》]{2,20}》[^，。]{0,16}\Z|本文[为系是][^，。]{2,30}(?:作品|征文|节选)\Z"
)
_PICTURES_FROM = re.compile(r"[ \u3000，,、；;]{1,3}(?:本文|本版)?(?:图片|照片|图)[均皆]?由?[^，。（()）]{1,20}提供")
_SENT_FROM = re.compile(r"[ \u3000/／]{0,2}发自[\u4e00-\u9fff]{2,6}(?:报道)?\Z")
_REPORTED_FROM = re.compile(r"([/／ \u3000])([\u4e00-\u9fff]{2,6})(?=(?:报道|报导)\Z)")
_GLUED_PLACE = re.compile(r"(?P<role>(?:记者|通讯员)[ \u3000]?)(?P<words>[\u4e00-\u9fff]{4,6})(?:报道|报导|专?电)\Z")
_SPACED_NAME = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]{1,3}[\u4e00-\u9fff]){1,2}\Z")
_SPACED_SIGN = re.compile(r"[ \u3000]{1,2}[/／|｜丨:：]")  # 文 / 徐欢　图 / 周涛
_OFFICE_NAME = re.compile(r"[\u3400-\u9fff]{2,16}")
_HOUSE = re.compile(
    r"根?据(?:讲话|发言)?(?:录音|记录)整理|(?:据)?(?:本[报刊网台]|本报记者|编辑部)?综合(?:本报|各地)?(?:整理|报道|消息)?|(?:据|来源[:：]?)[\u4e00-\u9fff]{2,10}(?:社|报|网|刊|台)(?:电|消息|报道|讯)?"
)  # （本报综合）
_SPACED_ROLE = re.compile(
    r"记[ \u3000]{1,3}者|通[ \u3000]{1,3}讯[ \u3000]{1,3}员|摄[ \u3000]{1,3}影|编[ \u3000]{1,3}辑|校[ \u3000]{1,3}对"
    r"|[责美编终初复监][ \u3000]{1,3}[编审制](?=[：:])"
)
_HOUSE_NEWS = re.compile(r"\A本[报刊网台社][\u4e00-\u9fff]{0,4}[讯电][ \u3000]{1,3}(?=[^，。]{2,40}\Z)")  # 本报讯 记者罗婷 报道, on a line of its own
_LETTER = re.compile(r"\A[A-Za-z](?=[\u4e00-\u9fff]{2,12}[ \u3000])")  # N海西记者 陈建: a letter for the square
_OUTLET = re.compile(r"(?<=[：:])[\u4e00-\u9fff]{2,8}(?=(?:记者|通讯员)[ \u3000])")  # 采写：珠江南岸记者 梁思敏
_HOUSE_PREFIX = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_WITHOUT_NAMES = re.compile(r"供稿|供图|评论员|编辑部|提供|综合报道|综合整理|本报综合")
# 复旦大学教授　石磊: a post, a wide space, a name
_TITLED = re.compile(
    r"(?:[\u4e00-\u9fff·、]{2,24})?(?:教授|研究员|院长|所长|主任|局长|[市区县州省]长|书记|经理|董事长|博士|委员|学者|专家|秘书长|会长|顾问|工程师|律师|分析师)"
    r"[ \u3000]{1,4}(?P<name>[\u4e00-\u9fff]{2,4})"
)
_ADDRESSED = re.compile(r"[\u4e00-\u9fff]{2,12}[：:]")  # 王代表： opens a letter
LONGEST_BYLINE = 90


@dataclass(frozen=True, slots=True)
class Byline:
    name: str
    role: str


def parse_byline(text: str) -> list[Byline] | None:
    """Names with roles where the words are nothing but a byline: 本报记者　卫　东 → [Byline(卫东, 记者)]; else None."""
    words = _unwrap(text)
    if not words or len(words) > LONGEST_BYLINE or _ADDRESSED.fullmatch(text):
        return None
    if _SPACED_NAME.fullmatch(words) and is_person_name("".join(words.split())) and words != text.strip(MARKS):
        return [Byline("".join(words.split()), NO_ROLE)]  # （鲁　文）
    words = _close_roles(words)
    words = _OUTLET.sub("", _LETTER.sub("", _HOUSE_NEWS.sub("", words)))
    if _ABOUT_AUTHOR.match(words) or _HOUSE.fullmatch(words):
        return []
    words = _GLUED_PLACE.sub(_part_from_place, words)
    words = _REPORTED_FROM.sub(_without_place, _ASIDE.sub(" ", _PICTURES_FROM.sub("", _SENT_FROM.sub("", words))))
    roles = list(ROLE.finditer(words))
    if not text.startswith(("—", "－", "–", "-")) and (titled := _TITLED.fullmatch(words)):
        return [Byline(titled["name"], NO_ROLE)] if is_person_name(titled["name"]) else None
    if not roles:
        return _bare_names(words, in_brackets=words != text.strip(MARKS), marked=text[:1] in tuple("□■◎○●⊙"))
    return _names_with_roles(words, roles)


def _close_roles(words: str) -> str:
    """通 讯 员 鲍 敏 → 通讯员 鲍 敏"""
    return _SPACED_ROLE.sub(lambda role: "".join(role.group().split()), words)


def _part_from_place(glued: re.Match[str]) -> str:
    """记者林昱廷厦门报道 → 记者林昱廷: the longer name that leaves two characters for the place."""
    words = glued["words"]
    length = next((length for length in (3, 2) if len(words) - length >= 2 and is_person_name(words[:length])), 0)
    return glued["role"] + words[:length] if length and not is_person_name(words) else glued.group()


def _without_place(reported: re.Match[str]) -> str:
    """上海报道 → 报道, but 张敏报道 stays."""
    slash, word = reported.groups()
    keeps_word = slash not in "/／" and ((is_person_name(word) and (len(word) > 2 or word[0] in COMMON_SURNAMES)) or ROLE.search(word))
    return reported.group() if keeps_word else ""


def is_office(words: str) -> bool:
    """财政分局 in brackets sent the piece; it is no person."""
    return bool(_OFFICE.search(words))


def names_editors(byline: str) -> bool:
    """责任编辑：秦晓雁　美术编辑：冯坤 → True: people who made the page, not the article."""
    roles = [role_of(match) for match in ROLE.finditer(_close_roles(byline))]
    return bool(roles) and all(role in (EDITOR, PROOFREADER, _UNLISTED) for role in roles)


def _unwrap(text: str) -> str:
    words = text.strip(MARKS)
    match = _BRACKETS.match(words)
    return match.group(1).strip(MARKS) if match else words


def _bare_names(words: str, *, in_brackets: bool, marked: bool) -> list[Byline] | None:
    """Names alone must have known surnames; in brackets of their own one known name vouches for the others."""
    names = split_names(words)
    if in_brackets and len(names) > 1:
        names = [
            name for name in names if not (_OFFICE.search(name) and _OFFICE_NAME.fullmatch(name) and not is_person_name(name))
        ] or names  # （市统计局　沈萍）
    if marked and _SPACED_NAME.match(words) and not is_everyday_word(names[0]):
        return [Byline(names[0], NO_ROLE)]  # □ 木　石
    known = [is_person_name(name) for name in names]
    vouched = in_brackets and any(known) and all(could_be_name(name) and len(name) <= 3 for name in names)
    if not 1 <= len(names) <= 6 or not (all(known) or vouched):
        return None
    return [Byline(name, NO_ROLE) for name in names]


def role_of(match: re.Match[str]) -> str:
    return _ROLES[int((match.lastgroup or "r0")[1:])][1]


def _names_with_roles(words: str, roles: list[re.Match[str]]) -> list[Byline] | None:
    """Names follow their role (记者 张三) or stand before it (张三 摄, 张三 文/图); anything else is no byline."""
    front = words[: roles[0].start()]
    before = [] if _is_house(words, roles[0]) else _names(front, "", roles[0].group())
    if before is None or (front.endswith("，") and not all(is_person_name(name) for name in before)):
        return None  # 近日，记者…
    bylines: list[Byline] = []
    waiting, waiting_role, is_led = before, NO_ROLE, False  # led: the waiting names follow their role
    for number, match in enumerate(roles):
        below = roles[number + 1] if number + 1 < len(roles) else None
        names = _names(words[match.end() : below.start() if below else len(words)], match.group(), below.group() if below else "")
        if names is None or (not names and role_of(match) == REPORTER and words[match.end() : match.end() + 1] not in ("", *MARKS) and not below):
            return None  # 记者来到沙河经济开发区
        leads = _starts_a_list(words, match) or (is_led and bool(names) and (match.group() in _LEADING or _SPACED_SIGN.match(words, match.end())))
        leads = leads or (is_led and bool(names) and roles[0].start() == 0 and roles[0].group() in _WORDS_FIRST)
        if waiting and _SUFFIXES.fullmatch(match.group()) and not leads:
            role = role_of(match)
            bylines.extend(Byline(name, waiting_role if role == NO_ROLE else role) for name in waiting)
            waiting, waiting_role, is_led = names, NO_ROLE, False
            continue
        bylines.extend(Byline(name, waiting_role) for name in waiting)
        waiting, waiting_role, is_led = names, role_of(match), True
    bylines.extend(Byline(name, waiting_role) for name in waiting)
    if not bylines and not _WITHOUT_NAMES.search(words):
        return None
    return [byline for byline in bylines if byline.role != _UNLISTED]


def _is_house(words: str, role: re.Match[str]) -> bool:
    """海西 in 海西记者 陈建: a paper's short name touches 记者, the names stand apart."""
    front = words[: role.start()].strip(MARKS)
    touches = bool(_HOUSE_PREFIX.match(front)) and words[role.start() - 1] not in MARKS
    return touches and role_of(role) == REPORTER and words[role.end() : role.end() + 1] in tuple(MARKS)


def _starts_a_list(words: str, match: re.Match[str]) -> bool:
    """文/张三 图/李四: the sign after the role shows that its names follow."""
    return words[match.end() : match.end() + 1] in tuple("/／:：|｜丨") and bool(words[match.end() + 1 :].strip(MARKS))


def _names(words: str, role_before: str, role_after: str) -> list[str] | None:
    """Names between two roles; offices in front of a name are passed over, any other word spoils the byline.

    A word that touches its role (记者探营, 策划项目) must be a name for certain: roles are everyday words too.
    """
    pieces = [piece.strip(MARKS) for piece in split_names(words.strip(MARKS))]
    touches_before = bool(role_before) and bool(words) and words[0] not in MARKS
    touches_after = bool(role_after) and bool(words) and words[-1] not in MARKS
    kept = []
    for number, piece in enumerate(pieces):
        touches = (touches_before and number == 0) or (touches_after and number == len(pieces) - 1)
        if (is_person_name(piece) and not _BUREAU.search(piece)) or (could_be_name(piece) and not touches and not _OFFICE.search(piece)):
            kept.append(piece)
        elif not (_OFFICE.search(piece) and _OFFICE_NAME.fullmatch(piece)):
            return None
    return kept
