"""Spellings of the print: rules read Simplified characters, narrow digits and Chinese signs, editors and readers see the words as printed."""

import re
from dataclasses import replace

from articles.intake.bylines import Byline
from articles.intake.pages import DateHint, Furniture, PageBlock, SplitArticle, SplitPage
from search.tokenizer import fold

_HAN = re.compile(r"[\u3400-\u9fff]")
_SPACES = re.compile(r"(\s+)")
_NARROW = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
_BRACKETS = {ord("("): "（", ord(")"): "）"}
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_SIGN = re.compile(r"(?<=[\u3400-\u9fff”’）》】%0-9])[,;:?!](?![0-9])|[,;:](?=[ ]?[\u3400-\u9fff“])")
_QUOTED = re.compile(r"\"([^\"\n]{0,200})\"")


def for_rules(text: str) -> str:
    """The spelling that the rules know, one character for one: 開發區２個 → 开发区2个, 去年, "一期" → 去年， “一期”."""
    text = _QUOTED.sub(r"“\1”", _POINT.sub(".", to_simplified(text).translate(_NARROW)).translate(_BRACKETS))
    if text.count(",") > text.count("，"):  # a page set with Western signs
        text = _SIGN.sub(lambda sign: _WIDE[sign.group()], text)
    return text


def to_simplified(text: str) -> str:
    """One character for one, Han characters only: 開發區２個 → 开发区２个."""
    return text.translate({ord(character): fold(character) for character in set(_HAN.findall(text))})


def restore_printed(page: SplitPage, printed: str, simplified: str) -> SplitPage:
    """The same page in the words of the print: every text is found again in the simplified page and taken from the printed one."""
    source = _Source(printed, simplified)
    page.publication, page.issue = source.take(page.publication), source.take(page.issue)
    page.page_label, page.section = source.take(page.page_label), source.take(page.section)
    page.editors = [Byline(source.take(editor.name) or "", editor.role) for editor in page.editors]
    lines = printed.split("\n")
    page.furniture = [Furniture(entry.line, lines[entry.line - 1].strip(), entry.reason) for entry in page.furniture]
    page.date_hints = [DateHint(hint.value, source.take(hint.words) or "", hint.where, hint.line) for hint in page.date_hints]
    for article in page.articles:
        _restore_article(article, source)
    return page


def _restore_article(article: SplitArticle, source: "_Source") -> None:
    article.kicker, article.headline = source.take(article.kicker), source.take(article.headline, follow=True) or ""
    article.subheadline, article.zone = source.take(article.subheadline), source.take(article.zone)
    article.bylines = [Byline(source.take(byline.name) or "", byline.role) for byline in article.bylines]
    blocks: list[PageBlock] = []
    for block in article.blocks:
        blocks.append(replace(block, text=source.take(block.text, follow=True) or ""))
    article.blocks = blocks


class _Source:
    """Both forms of the page without white space, and how far the articles have been read."""

    def __init__(self, printed: str, simplified: str) -> None:
        self.printed = "".join(printed.split())
        self.simplified = "".join(simplified.split())
        self.position = 0

    def take(self, words: str | None, *, follow: bool = False) -> str | None:
        """The printed form of `words`; with `follow` the next search starts where they were found."""
        if not words:
            return words
        taken = []
        for piece in _SPACES.split(words):
            start = self._find(piece) if piece.strip() else -1
            if start >= 0 and follow:
                self.position = start
            taken.append(self.printed[start : start + len(piece)] if start >= 0 else piece)
        return "".join(taken)

    def _find(self, piece: str) -> int:
        start = self.simplified.find(piece, self.position)
        return start if start >= 0 else self.simplified.find(piece, 0, self.position + len(piece))
