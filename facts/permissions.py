"""Who may do what: one table of roles and acts. Views ask `allowed` or `require`; whose articles is `Article.objects.for_editor(user)`."""

from __future__ import annotations

from typing import Any

from django.db import models

from articles.models import Article

from .curation import CurationError
from .roles import Role, role_of


class Act(models.TextChoices):
    UPLOAD = "upload", "上传版面"
    EDIT_DRAFT = "edit_draft", "编辑待编报道"
    DECIDE = "decide", "核对待核条目"
    CORRECT_TEXT = "correct_text", "订正正文"
    CORRECT_FACT = "correct_fact", "更正条目"
    REGISTER = "register", "列入名录"
    RESOLVE = "resolve", "处理报道不一"
    REEXTRACT = "reextract", "重新识别"
    REVIEW = "review", "送审、退回和初审"
    EXPORT = "export", "导出"
    CHANGE_ISSUE = "change_issue", "改见报日期和公开时间"
    BULK = "bulk", "批量采用或不采用"
    PUBLISH = "publish", "签发"
    WITHDRAW = "withdraw", "撤下"
    TAKE_DOWN = "take_down", "下架"
    MERGE = "merge", "合并"
    IMPORT = "import", "导入"
    REEXTRACT_ALL = "reextract_all", "全部重新识别"
    MANAGE_USERS = "manage_users", "管理用户"


LOWEST = {
    Act.UPLOAD: Role.CONTRIBUTOR,
    Act.EDIT_DRAFT: Role.CONTRIBUTOR,
    Act.DECIDE: Role.EDITOR,
    Act.CORRECT_TEXT: Role.EDITOR,
    Act.CORRECT_FACT: Role.EDITOR,
    Act.REGISTER: Role.EDITOR,
    Act.RESOLVE: Role.EDITOR,
    Act.REEXTRACT: Role.EDITOR,
    Act.REVIEW: Role.EDITOR,
    Act.EXPORT: Role.EDITOR,
    Act.CHANGE_ISSUE: Role.CHIEF_EDITOR,
    Act.BULK: Role.CHIEF_EDITOR,
    Act.PUBLISH: Role.CHIEF_EDITOR,
    Act.WITHDRAW: Role.CHIEF_EDITOR,
    Act.TAKE_DOWN: Role.CHIEF_EDITOR,
    Act.MERGE: Role.CHIEF_EDITOR,
    Act.IMPORT: Role.CHIEF_EDITOR,
    Act.REEXTRACT_ALL: Role.CHIEF_EDITOR,
    Act.MANAGE_USERS: Role.ADMINISTRATOR,
}


class NotAllowed(CurationError):
    """The role does not reach; answered with 403. An article of others is not refused but not found (404)."""


def allowed(user: Any, act: str, article: Article | None = None) -> bool:
    """Whether the user's role reaches the act, and the article (if given) is one of theirs."""
    role = role_of(user)
    if role is None or role < LOWEST[Act(act)]:
        return False
    return article is None or Article.objects.for_editor(user).filter(pk=article.pk).exists()


def require(user: Any, act: str, article: Article | None = None) -> None:
    """Nothing, or `NotAllowed` with what the act needs; `Article.DoesNotExist` where the article is not theirs."""
    if article is not None and not Article.objects.for_editor(user).filter(pk=article.pk).exists():
        raise Article.DoesNotExist
    if not allowed(user, act):
        raise NotAllowed(f"“{Act(act).label}”需要{LOWEST[Act(act)].label}权限，请联系主编或管理员。")
