"""审签: sending to review, sign-offs, publishing, releasing later decisions, withdrawing and 下架 of articles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Max

from articles.models import Article, SignOff
from history.changes import Change, change

from .curation import ChangedMeanwhile, CurationError
from .models import Citation, Fact
from .releasing import carry_out_unsigned
from .roles import Role, role_of
from .settling import settle
from .unsigned import drop_all, unsigned_changes

# 初审、复审、终审: the role that each needs, by how many levels the site has. The last one publishes.
SIGNERS = {
    1: (Role.CHIEF_EDITOR,),
    2: (Role.EDITOR, Role.CHIEF_EDITOR),
    3: (Role.EDITOR, Role.CHIEF_EDITOR, Role.ADMINISTRATOR),
}


@dataclass
class Withdrawal:
    """What withdrawing an article takes along: facts that no other article still carries, and those that stay."""

    leaving: list[Fact] = field(default_factory=list)
    staying: list[Fact] = field(default_factory=list)

    @property
    def token(self) -> str:
        """Stands for exactly these facts; handed back to confirm them."""
        listed = [[fact.pk for fact in facts] for facts in (self.leaving, self.staying)]
        return hashlib.sha256(str(listed).encode()).hexdigest()[:16]


def send_to_review(article: Article, user: Any) -> Article:
    """送审: a draft goes to the first level."""
    with change(user, "送审") as group:
        row = _stored(article)
        _expect(row, "送审", Article.State.DRAFT)
        _refuse_empty(row)
        group.update(row, {"state": Article.State.IN_REVIEW, "state_reason": ""})
        return row


def send_back(article: Article, user: Any, reason: str) -> Article:
    """退回: the article in review is a draft again, with the reason; its sign-offs no longer count."""
    _refuse_silence(reason, "退回")
    with change(user, "退回", reason=reason) as group:
        row = _stored(article)
        _expect(row, "退回", Article.State.IN_REVIEW, Article.State.WITHDRAWN)
        group.update(row, {"state": Article.State.DRAFT, "state_reason": reason, "review_round": row.review_round + 1})
        return row


def next_level(article: Article) -> int | None:
    """The level that is to sign next: 1, 2 or 3; None where nothing waits for a signature."""
    if article.state == Article.State.WITHDRAWN or (article.state == Article.State.PUBLISHED and not waiting_count(article)):
        return None
    signed = article.sign_offs.filter(round=article.review_round).aggregate(top=Max("level"))["top"] or 0
    return min(signed + 1, settings.REVIEW_LEVELS)


def may_sign(article: Article, user: Any) -> str:
    """Why this user cannot give the next sign-off, as a sentence; empty where they can."""
    level = next_level(article)
    if level is None:
        return "这篇报道没有待签的内容。"
    if article.state == Article.State.DRAFT and settings.REVIEW_LEVELS > 1:
        return "这篇报道还没有送审，请先送审。"
    needed = SIGNERS[settings.REVIEW_LEVELS][level - 1]
    if (role_of(user) or 0) < needed:
        return f"{SignOff.Level(level).label}需要{needed.label}签署。"
    if article.sign_offs.filter(round=article.review_round, user=user).exists():
        return "您已签过这一轮，下一级要由另一个人签。"
    return ""


def sign_off(article: Article, user: Any, *, reason: str = "") -> Article:
    """签: the next level. The last level publishes the article, or releases what was decided after it was published."""
    with change(user, "签发", reason=reason) as group:
        row = _stored(article)
        refusal = may_sign(row, user)
        if refusal:
            raise CurationError(refusal)
        level = next_level(row) or 1
        group.create(SignOff(article=row, round=row.review_round, level=level, user=user))
        if level == settings.REVIEW_LEVELS:
            _complete(group, row)
        return row


def publish_article(article: Article, user: Any, *, reason: str = "", by_command: bool = False) -> Article:
    """发布 by the last signature. Its accepted facts become public with it. A command (loading seeds) publishes without signatures."""
    with change(user, "发布", reason=reason) as group:
        row = _stored(article)
        if row.state == Article.State.PUBLISHED:
            raise CurationError("这篇报道已经发布。")
        _expect(row, "发布", Article.State.DRAFT, Article.State.IN_REVIEW)
        _refuse_empty(row)
        if not by_command:
            _sign_last(group, row, user)
        _complete(group, row)
        return row


def release_decisions(article: Article, user: Any, *, by_command: bool = False) -> int:
    """签发 what was decided on a published article after it was published, by the last signature; returns how many citations and changes."""
    with change(user, "签发新采用的条目") as group:
        row = _stored(article)
        _expect(row, "签发新采用的条目", Article.State.PUBLISHED)
        waiting = waiting_count(row)
        if waiting and not by_command:
            _sign_last(group, row, user)
        if waiting:
            _complete(group, row)
        return waiting


def unreleased(article: Article) -> Any:
    """Citations of this article that wait for 签发."""
    return Citation.objects.filter(version__article=article, released=False)


def waiting_count(article: Article) -> int:
    """How much of a published article waits for 签发: new citations, and changes of what is public."""
    return unreleased(article).count() + unsigned_changes(article).count()


def preview_withdrawal(article: Article) -> Withdrawal:
    """撤下 would take these facts along; writes nothing."""
    preview = Withdrawal()
    facts = Fact.objects.live().filter(citations__version__article=article).with_claim().distinct().order_by("pk")
    for fact in facts:
        (preview.staying if _cited_elsewhere(fact, article) else preview.leaving).append(fact)
    return preview


def withdraw_article(article: Article, user: Any, reason: str, *, seen: str | None = None) -> Article:
    """撤下: the article answers with the reason; the facts left without a live citation are withdrawn with it, in the same group.

    `seen` is the token of the `preview_withdrawal` that the editor confirmed: raises `ChangedMeanwhile` when other facts would go by now."""
    _refuse_silence(reason, "撤下")
    with change(user, "撤下报道", reason=reason) as group:
        row = _stored(article)
        if row.state != Article.State.PUBLISHED:
            raise CurationError("只有已发布的报道可以撤下。")
        preview = preview_withdrawal(row)
        if seen is not None and seen != preview.token:
            raise ChangedMeanwhile("随之撤下或保留的条目与您看到的清单不同，没有撤下。请看过下面新的清单再确认。")
        for fact in preview.leaving:
            group.update(fact, {"withdrawn_at": group.at, "withdrawn_reason": reason})
        drop_all(group, row)
        group.update(row, {"state": Article.State.WITHDRAWN, "state_reason": reason, "review_round": row.review_round + 1})
        settle(group, articles=[row.pk], facts=[fact.pk for fact in preview.leaving + preview.staying], reason=reason)
        return row


def take_down(article: Article, user: Any, reason: str) -> Article:
    """下架: nothing of it, and of what only it says, stays anywhere public, past dates included. Undo or `put_back` brings it back."""
    _refuse_silence(reason, "下架", public=False)
    with change(user, "下架", reason=reason) as group:
        row = _stored(article)
        if row.taken_down:
            raise CurationError("这篇报道已经下架。")
        group.update(row, {"taken_down": True})
        settle(group, articles=[row.pk], facts=_cited(row))
        return row


def put_back(article: Article, user: Any, reason: str) -> Article:
    """恢复: the end of 下架; the article is again what its state says."""
    _refuse_silence(reason, "恢复", public=False)
    with change(user, "恢复下架", reason=reason) as group:
        row = _stored(article)
        if not row.taken_down:
            raise CurationError("这篇报道没有下架。")
        group.update(row, {"taken_down": False})
        settle(group, articles=[row.pk], facts=_cited(row))
        return row


def _complete(group: Change, row: Article) -> None:
    """After the last signature: published, everything decided so far released and what waited carried out, the next round open."""
    for citation in unreleased(row):
        group.update(citation, {"released": True}, action="签发")
    values: dict[str, Any] = {"review_round": row.review_round + 1}
    if row.state != Article.State.PUBLISHED:
        _refuse_empty(row)
        values |= {"state": Article.State.PUBLISHED, "published_at": row.published_at or group.at, "state_reason": ""}
    group.update(row, values)
    settle(group, articles=[row.pk], facts=_cited(row))
    carry_out_unsigned(group, row)


def _sign_last(group: Change, row: Article, user: Any) -> None:
    """With one level publishing is itself the signature, and the caller has asked for the role; with more the rules of `may_sign` hold."""
    if settings.REVIEW_LEVELS > 1:
        missing = settings.REVIEW_LEVELS - (next_level(row) or 1)
        if missing:
            raise CurationError(f"还差{SignOff.Level(next_level(row) or 1).label}，不能签发。请按审级逐级签署。")
        refusal = may_sign(row, user)
        if refusal:
            raise CurationError(refusal)
    if user is not None:
        group.create(SignOff(article=row, round=row.review_round, level=settings.REVIEW_LEVELS, user=user))


def _cited(article: Article) -> list[int]:
    return list(Citation.objects.filter(version__article=article).values_list("fact_id", flat=True).distinct())


def _cited_elsewhere(fact: Fact, article: Article) -> bool:
    others = fact.citations.exclude(version__article=article)
    return others.exclude(version__article__state=Article.State.WITHDRAWN).filter(version__article__taken_down=False).exists()


def _expect(row: Article, act: str, *states: str) -> None:
    if row.state not in states:
        wanted = "或".join(f"“{Article.State(state).label}”" for state in states)
        raise CurationError(f"这篇报道现在是“{row.get_state_display()}”，只有{wanted}的报道可以{act}。请刷新页面。")


def _refuse_empty(row: Article) -> None:
    if row.current is None or not row.text.strip():
        raise CurationError("这篇报道还没有正文，不能发布。")


def _refuse_silence(reason: str, act: str, *, public: bool = True) -> None:
    if not reason.strip():
        raise CurationError(f"请写明{act}的理由" + ("，它会公开显示。" if public and act == "撤下" else "。"))


def _stored(article: Article) -> Article:
    return Article.objects.select_related("current", "issue__publication").get(pk=article.pk)
