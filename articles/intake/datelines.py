"""Datelines and bylines printed inside a paragraph are taken off it; so is the way to another page."""

import re
from dataclasses import dataclass

from articles.intake.alternatives import any_of
from articles.intake.bylines import LONGEST_BYLINE, MARKS, NO_ROLE, ROLE, Byline, parse_byline, role_of
from articles.intake.names import could_be_name, is_everyday_word, is_person_name, split_names

_HAN = "\u4e00-\u9fff"
_DIGITS = "0-9０-９一二三四五六七八九十"
_AGENCY = any_of(
    r"本报|本刊|本网|本台|本社|本端",
    rf"[{_HAN}A-Za-z]{{1,8}}(?:社|报|网|台|新闻|融媒|客户端|在线|快讯|时讯|晚讯|导刊|观察|周刊|月刊)",
)
_NO_PLACE = "\\s，。：；！？、（）()“”《》"
_WHERE = rf"[^{_NO_PLACE}]{{0,16}}?[ \u3000]{{0,2}}"
_WHEN = rf"(?:(?:\d{{4}}|[０-９]{{4}})年)?(?:[{_DIGITS}]{{1,3}}月)?(?:[{_DIGITS}廿]{{1,3}}日)?[ \u3000]{{0,2}}"
# 电力, 通讯员 and the like are words of the text, not the end of a dateline.
_NO_WORD = r"(?![子话力商视动机网站量器池价缆化厂费信息波路工源业报能员])"
_DATELINE = re.compile(
    any_of(
        # 本报长治10月8日讯
        rf"[■□◆●▲◎★]?[【〔\[（(]?{_AGENCY}[ \u3000·]{{0,2}}{_WHERE}{_WHEN}"
        r"(?:专?讯|(?<![发供用充输配停水火风核光气热机家])专?电|电(?=[（(][^（()）]{0,6}(?:记者|通讯员))|消息)"
        rf"{_NO_WORD}[】〕\]）)]?",
        r"[【〔\[][^【】〔〕\[\]，。]{1,20}(?:讯|电)[】〕\]]",  # 【本报讯】
        rf"[^{_NO_PLACE}]{{0,8}}?[0-9０-９]{{1,2}}月[0-9０-９]{{1,2}}日(?:讯|电){_NO_WORD}",  # 10月8日讯
        rf"[{_HAN}]{{2,8}}讯(?=[ \u3000]{{0,2}}[（(](?:本报|本刊)?(?:记者|通讯员))",  # 江门讯（记者…
        rf"[{_HAN}]{{2,4}}讯(?=[（(][{_HAN}]{{2,3}}[）)](?:记者|日前|近日|[0-9]{{1,2}}月))",  # 漳浦讯（沈国良）记者从…
        r"本[报刊网](?=[ \u3000]{0,2}[（(][^（()）]{0,6}(?:记者|通讯员))",
    )
)
_HEAD_BRACKET = re.compile(r"[ \u3000:：]{0,3}[（(【〔\[]([^（()）【】〔〕\[\]。]{2,90})[）)】〕\]][ \u3000:：]{0,3}")
_HEAD_REPORT = re.compile(
    r"[ \u3000:：—-]{0,3}((?:[^。，：:；]{0,4})(?:记者|通讯员)[^。，：:；]{2,60}?)(?:报道|报导)?[ \u3000]{0,2}(?:报道|报导|：|:)[ \u3000:：]{0,2}"
)
_GLUED_ROLE = re.compile(r"(?:记者|通讯员)(?=[\u4e00-\u9fff])")  # 通讯员拓小军报道： whatever the name
_PROSE = re.compile(r"[，。；]")
_SPACED_WORD = re.compile(r"[ \u3000]{0,3}([^ \u3000，。：；、（“]{1,12})(?=[ \u3000]|\Z)")
_TAIL_BRACKET = re.compile(r"[ \u3000]{0,8}[（(【〔\[]([^（()）【】〔〕\[\]]{2,90})[）)】〕\]][ \u3000]{0,4}\Z")
_TAIL_SOURCE = re.compile(r"完\Z|来源[:：]|据[^，。]{2,20}\Z|原载")
_TAIL_PEN_NAME = re.compile(
    r"[。！？”…][ \u3000]{0,8}[（(]("
    + any_of(
        rf"[{_HAN}]{{2,3}}(?:[ \u3000、]{{1,2}}[{_HAN}]{{2,3}}){{0,3}}|[{_HAN}][ \u3000]{{1,2}}[{_HAN}]",
        rf"[{_HAN}]{{2,14}}(?:局|委|办|部|中心|管委会|供稿|提供)",
    )
    + r")[）)][ \u3000]*\Z"
)
_NO_PEN_NAME = re.compile(r"下同|[见如附左右上下题]图|略|待续|未完|同上|完\Z|掌声|笑声|笑|注|备注|暂定|含税|摘要|节选|图表|资料|综合|整理")
_OFFICE_SOURCE = re.compile(r"(?:局|委|办|部|中心|管委会|供稿|提供)\Z")
_AFTER_FINAL = re.compile(r"[。！？”…][ \u3000]{1,12}([^。！？；”]{2,60})\Z")
COMES_FROM = re.compile(r"[（(【](?:上接|紧接)[^（()）]{1,16}[）)】][ \u3000]{0,4}")
_JUMP_TO = re.compile(r"[ \u3000]{0,4}[（(【](?:下转|转|上接|紧接)第?[^（()）]{1,14}[）)】][ \u3000]{0,4}\Z")


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph without the bylines that were printed inside it."""

    dateline: str
    text: str
    bylines: tuple[Byline, ...]
    closes: bool


def take_bylines(text: str) -> Marked:
    """Take dateline and bracketed bylines off a paragraph: 本报讯（记者 张三）今年… → dateline 本报讯（记者 张三）, text 今年…."""
    dateline, bylines = _take_head(text)
    body = text[len(dateline) :]
    shorter, tail = _take_tail(body)
    return Marked(dateline.strip(" \u3000"), shorter.strip(" \u3000"), tuple(bylines + tail), len(shorter) < len(body))


def strip_jump(text: str) -> str:
    """（上接A7版）会上，… → 会上，…: the way to another page is no part of the text."""
    match = COMES_FROM.match(text)
    text = text[match.end() :] if match else text
    match = _JUMP_TO.search(text[-40:])
    return text[: len(text) - len(match.group())].rstrip(" \u3000") if match else text


def goes_on_elsewhere(text: str) -> bool:
    """…入园协议。（下转第3版）: the article ends here as far as this page is concerned."""
    return bool(_JUMP_TO.search(text[-40:]))


def has_dateline(text: str) -> bool:
    return bool(_take_head(text)[0])


def _take_head(text: str) -> tuple[str, list[Byline]]:
    match = _DATELINE.match(text)
    end = match.end() if match else 0
    bylines: list[Byline] = []
    bracket = _HEAD_BRACKET.match(text, end)
    report = _HEAD_REPORT.match(text, end)
    if bracket and match is None and not _is_credit_bracket(bracket):
        bracket = None
    if bracket and (found := _bracketed(bracket.group(1), match is not None)) is not None:
        bylines, end = found, bracket.end()
    elif report and (found := parse_byline(report.group(1) if match is None else _GLUED_ROLE.sub(r"\g<0> ", report.group(1)))):
        bylines, end = found, report.end()
    elif match is not None or _PROSE.search(text[-60:]):
        bylines, end = _take_spaced(text, end)
    after = end + len(text[end:]) - len(text[end:].lstrip(" \u3000"))
    elsewhere = _DATELINE.match(text, after) if match is None and bylines else None
    if elsewhere:
        match, end = elsewhere, elsewhere.end()  # 记者 罗皓 本报讯 昨日，…
    if match is not None:
        end += len(text) - end - len(text[end:].lstrip(" \u3000:："))
    return text[:end], bylines


def _is_credit_bracket(bracket: re.Match[str]) -> bool:
    """（权晓艳）3月16日，… names its author; [原因]临空又临港 and 【展望】 head a part."""
    return bool(ROLE.search(bracket.group(1))) or (bracket.group().lstrip(" \u3000")[:1] in "（(" and bool(_PROSE.search(bracket.string, bracket.end())))


def _take_spaced(text: str, start: int) -> tuple[list[Byline], int]:
    """本报讯　记者　赵绍辉　2月18日…: words set off by spaces, as long as they are roles and names."""
    end = start
    has_role = False
    for match in _SPACED_WORD.finditer(text, start, start + LONGEST_BYLINE):
        word = match.group(1)
        role = ROLE.match(word)
        is_role = role is not None and (role.end() == len(word) or could_be_name(word[role.end() :]))
        if match.start() != end or not (is_role or (has_role and (is_person_name(word) or len(word) == 1 or _is_set_off(text, match)))):
            break
        has_role, end = has_role or is_role, match.end()
    found = parse_byline(text[start:end]) if has_role else None
    return (found, end) if found else ([], start)


def _is_set_off(text: str, word: re.Match[str]) -> bool:
    """An unknown name is believed where a wide space sets it off from the sentence: 记者 征宇　　8月的…"""
    return could_be_name(word.group(1)) and text[word.end() : word.end() + 2] in ("\u3000\u3000", "  ")


def _take_tail(text: str) -> tuple[str, list[Byline]]:
    window = text[-110:]
    match = _TAIL_BRACKET.search(window)
    if match is not None:
        found = _bracketed(match.group(1), False)
        if found is not None or _TAIL_SOURCE.match(match.group(1)):
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
    found = parse_byline(f"（{words}）" if after_dateline else words)
    if found is None and after_dateline and ROLE.search(words):
        return _lenient(words)
    return found


def _is_unknown_name(word: str) -> bool:
    """保云飞 right behind 通讯员: a rare surname is believed inside a dateline's brackets."""
    return could_be_name(word) and len(word) in (2, 3) and not is_everyday_word(word)


def _lenient(words: str) -> list[Byline]:
    """Inside the brackets of a dateline everything is about authors; keep what can be a name."""
    names: list[Byline] = []
    roles = list(ROLE.finditer(words))
    for number, match in enumerate(roles):
        end = roles[number + 1].start() if number + 1 < len(roles) else len(words)
        names.extend(
            Byline(name, role_of(match)) for name in split_names(words[match.end() : end].strip(MARKS)) if is_person_name(name) or _is_unknown_name(name)
        )
    return names
