"""Words on the page that may date its issue: headers, datelines, and failing these the latest year in the text."""

import re

from articles.intake.folios import Folio
from articles.intake.pages import BlockKind, DateHint, SplitArticle

_FULL = re.compile(r"([0-9]{4})[年./-]([0-9]{1,2})(?:[月./-](?:([0-9]{1,2})日?)?)?")
_MONTH_DAY = re.compile(r"([0-9]{1,2})月([0-9]{1,2})日")
_YEAR_WORDS = re.compile(r"[^，。；、：“”（）\n]{0,6}(?<![0-9])((?:19|20)[0-9]{2})年[^，。；、：“”（）\n]{0,10}")
_AHEAD = re.compile(r"[到至]|预计|力争|计划|规划|目标|[年月]底前|年前")
_DIGITS = str.maketrans("０１２３４５６７８９／．－〇○零一二三四五六七八九", "0123456789/.-000123456789")


def find_date_hints(folios: list[tuple[int, Folio]], articles: list[SplitArticle]) -> list[DateHint]:
    """页眉 2022年10月21日 → DateHint("2022-10-21", …); the surest first."""
    hints = [
        DateHint(value, words, "来源行" if folio.is_meta else "页眉或页脚", line)
        for line, folio in folios
        for words in folio.dates
        if (value := parse_date(words)) is not None
    ]
    for article in articles:
        for block in article.blocks:
            if block.kind is BlockKind.DATELINE and (value := parse_date(block.text)):
                hints.append(DateHint(value, block.text, "电头", block.lines[0]))
            elif block.kind is BlockKind.SIGNATURE and (value := parse_date(block.text)) and not value.startswith("--"):
                hints.append(DateHint(value, block.text, "落款", block.lines[0]))
    latest = _latest_year(articles)
    return hints + ([latest] if latest else [])


_INNER_SPACE = re.compile(r"(?<=[0-9年月])[ ](?=[0-9年月日])")


def parse_date(words: str) -> str | None:
    """2022年10月21日 → 2022-10-21, 2024.5 → 2024-05, 10月8日 → --10-08; None where no calendar has it."""
    plain = _ten(_INNER_SPACE.sub("", words.translate(_DIGITS)))
    match = _FULL.search(plain)
    if match is not None:
        year, month, day = match.group(1), int(match.group(2)), int(match.group(3) or 0)
        if not 1 <= month <= 12 or day > 31:
            return None
        return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
    match = _MONTH_DAY.search(plain)
    if match is not None and 1 <= int(match.group(1)) <= 12 and 1 <= int(match.group(2)) <= 31:
        return f"--{int(match.group(1)):02}-{int(match.group(2)):02}"
    return None


def _ten(words: str) -> str:
    """Chinese tens of months and days after their units were made digits: 十 → 10, 1十1 → 11, 2十 → 20."""
    words = re.sub(r"([0-9])十([0-9])", r"\1\2", words)
    words = re.sub(r"([0-9])十", r"\g<1>0", words)
    words = re.sub(r"十([0-9])", r"1\1", words)
    return words.replace("十", "10")


def _latest_year(articles: list[SplitArticle]) -> DateHint | None:
    best: DateHint | None = None
    for article in articles:
        for block in article.blocks:
            for match in _YEAR_WORDS.finditer(block.text):
                if _AHEAD.search(match.group()):
                    continue
                if best is None or match.group(1) > best.value:
                    best = DateHint(match.group(1), match.group().strip(), "文中最晚的年份", block.lines[0])
    return best
