"""A page file comes in: its bytes are kept, it is split, and its articles become drafts. The same bytes twice change nothing."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from history.changes import Change, change
from zones.models import Zone
from zones.slugs import free_slug

from .intake.pages import SplitArticle, SplitPage
from .intake.reading import UnreadablePage, read_page
from .intake.splitting import split_page
from .models import Article, Author, Byline, Issue, Publication, SourcePage, TextVersion

UNKNOWN_PUBLICATION = "未注明媒体"
_KINDS = {label: value for value, label in SourcePage.Kind.choices}
_ROLES = {label: value for value, label in Byline.Role.choices}
_PRINTED = ("页眉或页脚", "来源行", "电头")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass
class Received:
    """What became of one file: its page, the articles made of it, or why not."""

    filename: str
    page: SourcePage | None = None
    articles: list[Article] = field(default_factory=list)
    known: bool = False
    error: str = ""

    @property
    def message(self) -> str:
        if self.error:
            return f"{self.filename}：{self.error}"
        if self.known:
            return f"{self.filename}：内容与已收录的版面相同（{self.page}），没有重复收录。"
        return f"{self.filename}：收录 {len(self.articles)} 篇报道。"


def parse_date(words: str) -> tuple[date, str]:
    """`2024-10-08`, `2024-10` or `2024` to a date and its precision. Raises ValueError with a sentence."""
    match = _DATE.fullmatch(words.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else 1 for part in match.groups())
        return date(year, month, day), Issue.Precision.DAY if match[3] else Issue.Precision.MONTH if match[2] else Issue.Precision.YEAR
    except ValueError:
        raise ValueError(f"日期“{words}”写法不对，请写成 2024-10-08、2024-10 或 2024。") from None


def zone_names() -> list[str]:
    """Every full and short name of the registry's zones, for the splitter."""
    return [name for row in Zone.objects.values_list("name", "short_name") for name in row if name]


def receive(
    data: bytes, filename: str, *, publication: str = "", label: str = "", published: str = "", inferred_from: str = "", kind: str = "", user: Any = None
) -> Received:
    """Keep the file, split it, make its articles drafts. Never raises for what a file may hold; `Received.error` says what to do."""
    report = Received(filename)
    digest = hashlib.sha256(data).hexdigest()
    report.page = SourcePage.objects.filter(sha256=digest).first()
    if report.page is not None:
        report.known = True
        return report
    try:
        split = split_page(read_page(data, filename).text, zone_names())
        if not split.articles:
            raise UnreadablePage("没有找到报道。请检查文件内容；标题和正文应各自成行。")
        if not published:
            published, inferred_from = date_of(split)
        day, precision = parse_date(published)
    except (UnreadablePage, ValueError) as refusal:
        report.error = str(refusal)
        return report
    with change(user, "收录版面", actor_name="" if user else "收录程序") as group:
        report.page = SourcePage.objects.filter(sha256=digest).first()
        if report.page is not None:  # somebody was quicker with the same file
            report.known = True
            return report
        issue = issue_of(group, publication or split.publication or UNKNOWN_PUBLICATION, label or split.issue or "", day, precision, inferred_from)
        report.page = SourcePage(
            issue=issue, filename=filename[-200:], content=data, sha256=digest, page_number=split.page_label or "", section=split.section or "",
            kind=kind or page_kind(split), status=SourcePage.Status.DONE, uploaded_by=user,
        )  # fmt: skip
        group.create(report.page)
        report.articles = make_articles(group, report.page, split, user)
    return report


def date_of(split: SplitPage) -> tuple[str, str]:
    """The page's date and, where it is not printed as such, what it was inferred from. Raises ValueError where nothing dates it."""
    dated = next((hint for hint in split.date_hints if not hint.value.startswith("--")), None)
    if dated is None:
        raise ValueError("版面上没有日期，请注明见报日期，如 --published 2024-10。")
    if dated.where in _PRINTED:
        return dated.value, ""
    day = next((hint for hint in split.date_hints if hint.value.startswith("--") and len(dated.value) == 4), None)
    if day is not None:
        return f"{dated.value}{day.value[1:]}", f"{day.where}“{day.words}”，{dated.where}“{dated.words}”"
    return dated.value, f"{dated.where}“{dated.words}”"


def issue_of(group: Change, publication: str, label: str, day: date, precision: str, inferred_from: str) -> Issue:
    paper = Publication.objects.filter(name=publication).first()
    if paper is None:
        paper = group.create(Publication(name=publication, slug=free_slug(Publication, publication)))
    issue = Issue.objects.filter(publication=paper, label=label, date=day).first()
    if issue is None:
        issue = Issue(publication=paper, label=label, date=day, precision=precision, inferred=bool(inferred_from), inferred_from=inferred_from)
        group.create(issue)
    return issue


def make_articles(group: Change, page: SourcePage, split: SplitPage, user: Any) -> list[Article]:
    """One draft for each article of the split, with its first text version, bylines and zones."""
    return [_make_article(group, page, part, order, user) for order, part in enumerate(split.articles, 1)]


def _make_article(group: Change, page: SourcePage, part: SplitArticle, order: int, user: Any) -> Article:
    issue = page.issue
    zone = Zone.objects.resolve(part.zone or "", issue.date)
    headline = part.headline or f"（无题）{part.text[:20]}"
    article = Article(
        slug=free_slug(Article, headline, prefix=issue.published_on), issue=issue, source_page=page, kicker=part.kicker or "", headline=headline[:200],
        subheadline=(part.subheadline or "")[:300], zone_printed=part.zone or "", order=order,
    )  # fmt: skip
    group.create(article, zones=[zone] if zone else [])
    version = TextVersion(article=article, number=1, text=part.text, blocks=part.block_kinds, made_by=user)
    group.create(version)
    group.update(article, {"current": version})
    for number, byline in enumerate(dict.fromkeys(part.bylines), 1):
        group.create(Byline(article=article, author=find_author(group, byline.name), role=_ROLES.get(byline.role, Byline.Role.NONE), order=number))
    return article


def page_kind(split: SplitPage) -> str:
    """The kind that all articles of the page share, else news."""
    kinds = {article.kind for article in split.articles}
    return _KINDS.get(kinds.pop(), SourcePage.Kind.NEWS) if len(kinds) == 1 else SourcePage.Kind.NEWS


def find_author(group: Change, name: str) -> Author:
    """The author of that name: two people of one name are told apart by an editor, not by the program."""
    author = Author.objects.filter(name=name, merged_into__isnull=True).order_by("pk").first()
    return author or group.create(Author(name=name, slug=free_slug(Author, name)))
