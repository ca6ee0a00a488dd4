"""What every finder of names reads: the text, its tokens, the words known, and what is already found."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

from facts.engine.types import Entity, PeriodMention, Quantity, Token
from facts.engine.words.gazetteer import Gazetteer, Place, short_names
from facts.engine.words.lexicon import ASKED, Lexicon, is_generic
from facts.engine.words.tokens import blank_brackets

REACH = 40
BULLETS = "△●■◆▲★▶►▷◎◇□▪•※✦❖➤☆♦○◦⊙▼▽√①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MOST_WORDS = 200  # names that one article gives to be looked for again
HAN = re.compile(r"[\u4e00-\u9fff]+")
LEADING_BEGINS = frozenset("以由仍还尚另既据因受就有和与及或其之所该此各像除跟给往")
LEADING = re.compile(
    r"(?:以及|由于|[仍还尚另既]有|据(?!点)|因(?!特|斯|诺|科)|受(?!益)|以(?!岭|色列|太)|就(?!业)|有(?!色|机|限|轨|源|线|研|道|友|家)|[和与及或其之所该此各像跟往]|除(?![尘湿铁臭磷氨锈雪草盐硫害])|给(?![水排料药]))(?=..)"
)
_COUNTED = re.compile(
    r"(?:[一二两三四五六七八九十百\d]+(?:余|多)?|多|几|数|数十|上百|若干|各|众|诸|这些|一批|一系列|系列|一大批|等)(?:个|项|家|宗|大|类|批|座|条|只)?\Z"
)
_COUNTED_ENDS = frozenset("个项家宗大类批座条只一二两三四五六七八九十百余多几数干各众诸些列等0123456789")
INNER_PHASE = re.compile(r"([一二三四五六七八九十首]期|[1-5]期|[ⅠⅡⅢ]期)(?![间待望])")
COMPANY = re.compile(r"(?:公司|集团|实业|药业|酒业|厂|合作社|银行|支行|分行|联合体)$")

STATE = re.compile(r"(?:局|委|会|办|室|院|部|处|厅|府|所|镇|乡|街道|中心|孵化器|加速器|平台|基地|空间|银行|学|关|区|园|市|县|省|项目|工程|村)$")
_START, _END = itemgetter(0), itemgetter(1)  # quicker than the names of the fields, for a thousand tokens a page


@dataclass(slots=True)
class Scene:
    """The words, places, numbers and times of one text, and where names may not reach across."""

    text: str
    lexicon: Lexicon
    gazetteer: Gazetteer
    tokens: list[Token]
    places: list[tuple[int, int, Place]]
    quantities: list[Quantity]
    periods: list[PeriodMention]
    headline: str = ""
    home: str = ""  # the zone that the headline or dateline names
    subheadline: str = ""
    punctuation: list[int] = field(default_factory=list)  # the ends of its marks
    stops: list[int] = field(default_factory=list)  # the outset, and the ends of what no name reaches across
    name_stops: list[int] = field(default_factory=list)  # the same without zones and organisations, for posts
    zone_ends: set[int] = field(default_factory=set)
    money_ends: set[int] = field(default_factory=set)
    zones: list[Entity] = field(default_factory=list)  # also those inside longer names: 长治高新区管委会
    organization_ends: dict[int, Entity] = field(default_factory=dict)
    place_ends: dict[int, tuple[int, int, Place]] = field(default_factory=dict)
    shorter: dict[str, list[str]] = field(default_factory=dict)
    blanked: str = field(init=False)  # the text without what stands in brackets
    token_starts: list[int] = field(init=False)
    token_ends: list[int] = field(init=False)
    place_letters: set[str] = field(init=False)  # what the longer names of places begin with
    words: dict[str, list[Token]] = field(init=False)  # the tokens of each class of ASKED

    def __post_init__(self) -> None:
        self.blanked = blank_brackets(self.text)
        self.token_starts = [*map(_START, self.tokens)]
        self.token_ends = [*map(_END, self.tokens)]
        self.place_letters = {self.text[start] for start, end, place in self.places if end - start > 2 and place.kind in ("region", "zone")}
        words: dict[str, list[Token]] = {name: [] for name in ASKED}
        self.words = words
        for token in self.tokens:
            for name in token.entry.asked:
                words[name].append(token)

    def short_names(self, name: str) -> list[str]:
        """What the article may call a company afterwards; asked for its names and again for its projects."""
        if name not in self.shorter:
            self.shorter[name] = short_names(name, self.gazetteer)
        return self.shorter[name]

    def stop_before(self, at: int) -> int:
        """The end of the nearest stop at or left of `at`, never further than REACH."""
        stop = self.stops[bisect_right(self.stops, at) - 1]
        return stop if stop > at - REACH else at - REACH


def occurrences(text: str, words: list[str]) -> list[tuple[int, str]]:
    """Where each of a few words stands: those that begin alike (桂润, 桂润新材料) are looked for together."""
    alike: dict[str, list[str]] = {}
    for word in words[:MOST_WORDS]:
        alike.setdefault(word[:2], []).append(word)
    found = []
    for beginning, group in alike.items():
        at = text.find(beginning)
        ends = dict.fromkeys(group, 0)
        while at >= 0:
            for word in group:
                if at >= ends[word] and text.startswith(word, at):
                    found.append((at, word))
                    ends[word] = at + len(word)
            at = text.find(beginning, at + 1)
    return found


def is_counted(text: str, at: int) -> bool:
    """36个, 一批, 各: how many there are stands before."""
    return text[at - 1 : at] in _COUNTED_ENDS and _COUNTED.search(text, at - 8, at) is not None


def is_word(scene: Scene, short: str) -> bool:
    """A short name that is also a word or a place would be found everywhere."""
    return short in scene.lexicon.words or short in scene.gazetteer.names or is_generic(short)
