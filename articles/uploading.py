"""From an uploaded file to a split that waits for an editor, and from the confirmed split to drafts."""

from __future__ import annotations

import hashlib
from typing import Any

from history.changes import Change, change
from history.lately import last_number

from .intake.pages import SplitPage
from .intake.reading import UnreadablePage, read_page
from .intake.splitting import split_page
from .models import Article, Issue, SourcePage
from .receiving import UNKNOWN_PUBLICATION, date_of, issue_of, make_articles, page_kind, parse_date, zone_names
from .splitting_edits import Split, SplitError, as_articles, as_split

Hints = dict[str, str]
_BY_HAND = "上传时填写"


def keep_page(data: bytes, filename: str, *, user: Any = None) -> tuple[SourcePage, bool]:
    """The page of these bytes, kept as 已收到, and whether it is new. The same bytes twice are one page."""
    digest = hashlib.sha256(data).hexdigest()
    with change(user, "上传版面", actor_name="" if user else "收录程序") as group:
        known = SourcePage.objects.filter(sha256=digest).first()
        if known is not None:
            return known, False
        page = SourcePage(filename=filename[-200:], content=data, sha256=digest, status=SourcePage.Status.RECEIVED, uploaded_by=user)
        return group.create(page), True


def receive_page(data: bytes, filename: str, *, user: Any = None, hints: Hints | None = None) -> SourcePage:
    """Keep the file and its split, or why it could not be read (`FAILED` with `error`). The same bytes twice answer the page known."""
    page, new = keep_page(data, filename, user=user)
    return read_again(page, user, hints=hints) if new else page


def read_again(page: SourcePage, user: Any = None, *, hints: Hints | None = None) -> SourcePage:
    """Read and split a page that is 已收到 or 失败 from its kept bytes. One that is already split or 已成篇 is left as it is."""
    page = SourcePage.objects.get(pk=page.pk)
    if page.status not in (SourcePage.Status.RECEIVED, SourcePage.Status.FAILED):
        return page
    try:
        found = split_page(read_page(bytes(page.content), page.filename).text, zone_names())
        if not found.articles:
            raise UnreadablePage("没有找到报道。请检查文件内容；标题和正文应各自成行。")
        values: dict[str, Any] = {"status": SourcePage.Status.SPLIT, "split": as_split(found, _guesses(found, hints or {})), "error": ""}
    except UnreadablePage as refusal:
        values = {"status": SourcePage.Status.FAILED, "error": str(refusal)}
    with change(user, "分篇", actor_name="" if user else "收录程序") as group:
        group.update(page, values)
        return page


def save_split(page: SourcePage, user: Any, split: Split, seen: int) -> SourcePage:
    """Store the edited split. `seen` is `history.lately.last_number(page)` as the editor had it; raises `SplitError` where it changed since."""
    with change(user, "修改分篇") as group:
        row = _waiting(page)
        if last_number(row) > seen:
            raise SplitError("您打开之后，别人改过这一版的分篇。您的改动没有保存，请刷新页面再改。")
        group.update(row, {"split": split})
        return row


def confirm_split(page: SourcePage, user: Any, *, publication: str, label: str, published: str, **about: str) -> list[Article]:
    """The split counts: issue and drafts are made of it. `about`: inferred_from, kind, page_number, section, original_url."""
    with change(user, "确认分篇") as group:
        return confirm_in(group, page, user, publication=publication, label=label, published=published, **about)


def confirm_in(group: Change, page: SourcePage, user: Any, *, publication: str, label: str, published: str, **about: str) -> list[Article]:
    row = _waiting(page)
    found = as_articles(row.split)
    _refuse_unfinished(row.split)
    try:
        day, precision = parse_date(published)
    except ValueError as refusal:
        raise SplitError(str(refusal)) from None
    issue = issue_of(group, publication.strip() or UNKNOWN_PUBLICATION, label.strip(), day, precision, about.get("inferred_from", ""))
    columns = {name: about[name] for name in ("kind", "page_number", "section") if about.get(name)}
    group.update(row, {"issue": issue, "status": SourcePage.Status.DONE, **columns})
    articles = make_articles(group, row, SplitPage(articles=found), user)
    if about.get("original_url"):
        for article in articles:
            group.update(article, {"original_url": about["original_url"]})
    return articles


def same_issue(publication: str, label: str, published: str) -> Issue | None:
    """The issue that confirming with these words would add to, to be shown before."""
    try:
        day, _ = parse_date(published)
    except ValueError:
        return None
    return Issue.objects.filter(publication__name=publication.strip(), label=label.strip(), date=day).first()


def _waiting(page: SourcePage) -> SourcePage:
    row = SourcePage.objects.get(pk=page.pk)
    if row.status != SourcePage.Status.SPLIT:
        raise SplitError(f"这一版现在是“{row.get_status_display()}”，分篇不能再改；请刷新页面。")
    return row


def _refuse_unfinished(split: Split) -> None:
    if not split["articles"]:
        raise SplitError("没有一篇报道，不能确认。")
    for number, article in enumerate(split["articles"], 1):
        if not article["headline"].strip():
            raise SplitError(f"第{number}篇没有标题，请先补上。")
        if not any(block["text"].strip() for block in article["blocks"]):
            raise SplitError(f"第{number}篇《{article['headline']}》没有正文，请与别的报道合并或移出。")


def _guesses(page: SplitPage, hints: Hints) -> dict[str, dict[str, str]]:
    """Publication, issue and date with the words they were taken from; what the editor has said goes before."""
    guesses = {
        "publication": _guess(page.publication or "", page),
        "label": _guess(page.issue or "", page),
        "page_number": _guess(page.page_label or "", page),
        "section": _guess(page.section or "", page),
        "kind": {"value": page_kind(page), "why": ""},
    }
    try:
        published, inferred_from = date_of(page)
        hint = next(hint for hint in page.date_hints if published.startswith(hint.value))
        guesses["published"] = {"value": published, "why": f"推定：{inferred_from}" if inferred_from else f"{hint.where}“{hint.words}”"}
    except ValueError:
        guesses["published"] = {"value": "", "why": "版面上没有日期，请填写"}
    return guesses | {name: {"value": value, "why": _BY_HAND} for name, value in hints.items() if value and name in guesses}


def _guess(value: str, page: SplitPage) -> dict[str, str]:
    line = next((row.text for row in page.furniture if value and value in row.text), "")
    return {"value": value, "why": f"页眉或页脚“{line.strip()[:40]}”" if line else ""}
