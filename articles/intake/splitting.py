"""Splitting a page into articles: clean text in, a SplitPage out. Every boundary and every joined line says why."""

import re
from collections.abc import Iterable

from articles.intake.asides import Sorted
from articles.intake.building import Builder
from articles.intake.dates import find_date_hints
from articles.intake.folios import choose_publication
from articles.intake.furniture import set_aside
from articles.intake.heads import THRESHOLD, Habits, is_title, weigh_head
from articles.intake.joining import Block, is_pictured, join_lines
from articles.intake.lines import Form, is_briefs_label, list_mark, read_lines
from articles.intake.pages import BlockKind, SplitArticle, SplitPage
from articles.intake.reading import clean_text
from articles.intake.runs import Run, find_runs, measure_habits, place_of
from articles.intake.scripts import for_rules, restore_printed
from articles.intake.wrapping import Wrapping, measure_wrapping
from articles.intake.zones import KnownZones, find_zones

_NOTICE = re.compile(r"(?:公告|公示|通告|启事|声明|招标公告|中标公示)(?:（[^（）]{1,16}）)?\Z")
_PAPER = re.compile(r"[【〔\[]?([\u4e00-\u9fff]{2,10}?(?:报|網|网|时讯|晚讯|导刊|观察|周刊|在线))(?=[\u4e00-\u9fff0-9]{0,12}(?:讯|电|消息))")
_OUTLET = re.compile(r"[■□◎●◆\s]*([\u4e00-\u9fff]{2,10}(?:日报|晚报|早报|晨报|商报|导报|时报|周报|周刊|新报|新闻网))(?:首席|见习|全媒体|特约)?记者")
_FEATURE = re.compile(r"专版|专刊|特刊|专题|广告|形象")


def split_page(text: str, zone_names: Iterable[str] = ()) -> SplitPage:
    """A page with header, two headlines and their text → two articles, the header's publication, issue and date."""
    printed = clean_text(text)
    plain = for_rules(printed)
    page = _split_plain(plain, KnownZones.of(zone_names))
    return page if printed == plain else restore_printed(page, printed, plain)


def _split_plain(text: str, known: KnownZones) -> SplitPage:
    lines = read_lines(text)
    wrapping = measure_wrapping(lines)
    sorted_page = set_aside(join_lines(lines, wrapping))
    pages = sum(1 for _, folio in sorted_page.folios if folio.label)
    articles, outlet = _split_articles(sorted_page.blocks, Builder(known, several_pages=pages > 1), wrapping)
    page = SplitPage(articles=articles, furniture=sorted_page.furniture)
    _read_folios(page, sorted_page)
    page.publication = page.publication or outlet
    if page.section and page.articles and not page.articles[0].headline:
        page.articles[0].headline = page.section  # 园区短讯 over pieces that have no headlines of their own
    page.date_hints = find_date_hints(sorted_page.folios, articles)
    for article in articles:
        article.kind = _kind(article, page.section)
    return page


def _split_articles(blocks: list[Block], builder: Builder, wrapping: Wrapping) -> tuple[list[SplitArticle], str | None]:
    """The articles, and the paper that a byline names."""
    runs = find_runs(blocks)
    habits = measure_habits(runs, wrapping)
    in_briefs = False
    for run in runs:
        before = len(builder.articles)
        _place_run(run, builder, habits, builder.known)
        in_briefs = any(is_briefs_label(block.text) for block in run.heads) or (in_briefs and len(builder.articles) == before)
        for block in run.body:
            builder.add_body(builder.open_brief(block) if in_briefs else builder.open_flash(block))
    outlet = next((match[1] for block in blocks if block.form is Form.BYLINE and (match := _OUTLET.match(block.text))), None)
    return builder.finish(), outlet


_CLAUSE = 24
_COLUMN, _KICKER = 6, 12  # characters of a column's name, of a kicker


def _touches(heads: list[Block], number: int) -> bool:
    """Whether another heading stands right under this one."""
    return number + 1 < len(heads) and is_title(heads[number + 1]) and not heads[number + 1].gap


def _place_run(run: Run, builder: Builder, habits: Habits, known: KnownZones) -> None:
    """Headings of one run: the first that weighs enough opens an article with all that follow it."""
    waiting: list[Block] = []  # 园区看台 over a heading is its column, not a subhead of the article before
    below_picture = False  # a line that touches 👉数字看点 is its text
    last_clause = max((number for number, block in enumerate(run.heads) if _ends_the_text(run, block)), default=-1)
    for number, block in enumerate(run.heads):
        if below_picture and not block.gap and is_title(block):
            _flush(waiting, builder)
            builder.add_body(block)
            continue
        below_picture = False
        if not is_title(block) or (block.form is Form.SUBTITLE and not builder.state.is_first):
            _flush(waiting, builder)
            builder.add_heading(block) if is_title(block) else builder.add_aside(block)
            continue
        if builder.articles and number <= last_clause:
            (builder.add_body if is_pictured(block) else builder.add_heading)(block)
            continue
        points, reasons = weigh_head(block, place_of(run, number, builder.state), habits, _zone_in_front(block.text, known))
        if points >= THRESHOLD or not builder.articles:
            builder.open([*waiting, *run.heads[number:]], reasons, run.body[0] if run.body else None)
            return
        below_picture = is_pictured(block) and run.sisters > 0
        if len(block.text) > (_KICKER if _touches(run.heads, number) else _COLUMN):
            _flush(waiting, builder)
            builder.add_heading(block)
        else:
            waiting.append(block)
    _flush(waiting, builder)


def _ends_the_text(run: Run, block: Block) -> bool:
    """A clause with a comma and nothing below it, no picture either: a last paragraph that lacks its full stop."""
    is_clause = not run.body and is_title(block) and "，" in block.text and len(block.text) >= _CLAUSE
    return is_clause and all(head.form is not Form.CREDIT for head in run.heads)


def _flush(waiting: list[Block], builder: Builder) -> None:
    for block in waiting:
        builder.add_heading(block)
    waiting.clear()


def _zone_in_front(text: str, known: KnownZones) -> str | None:
    words = text.removeprefix(list_mark(text)).lstrip(" \u3000“")
    return next((zone for zone in find_zones(words[:20], known) if words.startswith(zone)), None)


def _read_folios(page: SplitPage, sorted_page: Sorted) -> None:
    folios = [folio for _, folio in sorted_page.folios]
    page.publication = choose_publication(folios) or next((name for article in page.articles if (name := _agency(article))), None)
    page.issue = next((folio.issue for folio in folios if folio.issue), None)
    page.page_label = next((folio.label for folio in folios if folio.label), None)
    page.section = next((folio.section for folio in folios if folio.section and folio.section != page.publication), None)
    page.editors = [editor for folio in folios for editor in folio.editors]


def _agency(article: SplitArticle) -> str | None:
    """陇上商报 from the dateline 陇上商报讯（记者 石磊）, where no header names the paper."""
    words = next((block.text for block in article.blocks if block.kind is BlockKind.DATELINE), "")
    match = _PAPER.match(words)
    return match.group(1) if match and not words.startswith("本") else None


def _kind(article: SplitArticle, section: str | None) -> str:
    if _NOTICE.search(article.headline):
        return "公告"
    return "专版" if section and _FEATURE.search(section) else "新闻"
