"""The split of an uploaded page before it counts, as JSON on the page, and the steps by which an editor puts it right.

Form of `SourcePage.split`:
  {"guesses": {"publication"|"label"|"published"|"page_number"|"section"|"kind": {"value": str, "why": str}},
   "articles": [{"kicker", "headline", "subheadline", "zone", "bylines": [[name, role], …], "reasons": [str],
                 "blocks": [{"kind", "text", "joins": [{"at": int, "why": str}]}]}],
   "furniture": [{"text", "why"}]}
Every edit is a pure function from split to split; `uploading.save_split` stores the result.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from .intake.bylines import Byline as PrintedByline
from .intake.pages import BlockKind, PageBlock, SplitArticle, SplitPage
from .models import Byline

Split = dict[str, Any]
_ROLES = {label: value for value, label in Byline.Role.choices}
BLOCK_KINDS = {
    BlockKind.PARAGRAPH.value: "段落",
    BlockKind.LIST_ITEM.value: "列项",
    BlockKind.SUBHEAD.value: "小标题",
    BlockKind.CREDIT.value: "图片说明",
    BlockKind.DATELINE.value: "电头",
    BlockKind.SIGNATURE.value: "落款",
}


class SplitError(Exception):
    """An edit that cannot be made, or a page that cannot be confirmed; the message is for the editor."""


def as_split(page: SplitPage, guesses: dict[str, dict[str, str]]) -> Split:
    """What the splitter found, as JSON."""
    return {
        "guesses": guesses,
        "articles": [_as_json(article) for article in page.articles],
        "furniture": [{"text": line.text, "why": line.reason} for line in page.furniture],
    }


def as_articles(split: Split) -> list[SplitArticle]:
    """The way back, for making drafts."""
    return [
        SplitArticle(
            kicker=article["kicker"], headline=article["headline"], subheadline=article["subheadline"], zone=article["zone"],
            bylines=[PrintedByline(name, Byline.Role(role).label) for name, role in article["bylines"]],
            blocks=[PageBlock(BlockKind(block["kind"]), block["text"], ()) for block in article["blocks"]],
        )
        for article in split["articles"]
    ]  # fmt: skip


def move_boundary(split: Split, article: int, blocks: int) -> Split:
    """Move the line between article `article` and the next: a positive number gives its last blocks to the next, a negative takes from it."""
    new, upper = _opened(split, article)
    lower = _article(new, article + 1)
    giver, taken = (upper, blocks) if blocks > 0 else (lower, -blocks)
    if not 0 < taken < len(giver["blocks"]):
        raise SplitError("分篇线不能移到这里：每篇至少要留一段。要并成一篇，请用“与下一篇合并”。")
    if blocks > 0:
        lower["blocks"] = upper["blocks"][-blocks:] + lower["blocks"]
        upper["blocks"] = upper["blocks"][:-blocks]
    else:
        upper["blocks"] += lower["blocks"][:-blocks]
        lower["blocks"] = lower["blocks"][-blocks:]
    return new


def split_article(split: Split, article: int, block: int) -> Split:
    """From `block` on it is an article of its own; that block becomes its headline."""
    new, whole = _opened(split, article)
    if not 0 < block < len(whole["blocks"]) - 1:
        raise SplitError("不能在这里分篇：前后两篇都要有正文，请选中新一篇的标题那一行。")
    head, rest = whole["blocks"][block], whole["blocks"][block + 1 :]
    whole["blocks"] = whole["blocks"][:block]
    made = {"kicker": "", "headline": head["text"], "subheadline": "", "zone": "", "bylines": [], "reasons": ["编辑分篇"], "blocks": rest}
    new["articles"].insert(article + 1, made)
    return new


def merge_articles(split: Split, article: int) -> Split:
    """The next article becomes part of this one; its headings become subheads."""
    new, upper = _opened(split, article)
    lower = _article(new, article + 1)
    heads = [lower[name] for name in ("kicker", "headline", "subheadline") if lower[name]]
    upper["blocks"] += [_block(text, BlockKind.SUBHEAD) for text in heads] + lower["blocks"]
    upper["bylines"] += [line for line in lower["bylines"] if line not in upper["bylines"]]
    del new["articles"][article + 1]
    return new


def reorder(split: Split, order: list[int]) -> Split:
    """Put the articles in this order of their present positions."""
    if sorted(order) != list(range(len(split["articles"]))):
        raise SplitError("次序不完整，请刷新页面再排。")
    new = deepcopy(split)
    new["articles"] = [new["articles"][number] for number in order]
    return new


def remove_article(split: Split, article: int) -> Split:
    """Not an article: its lines go to the page's furniture."""
    new, gone = _opened(split, article)
    texts = [gone[name] for name in ("kicker", "headline", "subheadline") if gone[name]] + [block["text"] for block in gone["blocks"]]
    new["furniture"] += [{"text": text, "why": "编辑移出"} for text in texts]
    del new["articles"][article]
    return new


def restore_line(split: Split, line: int, article: int) -> Split:
    """A line that was set aside as furniture becomes the last paragraph of an article."""
    new, target = _opened(split, article)
    if not 0 <= line < len(new["furniture"]):
        raise SplitError("没有这一行，请刷新页面。")
    target["blocks"].append(_block(new["furniture"].pop(line)["text"]))
    return new


def retitle(split: Split, article: int, *, kicker: str = "", headline: str = "", subheadline: str = "") -> Split:
    new, target = _opened(split, article)
    if not headline.strip():
        raise SplitError("标题不能为空。")
    target.update(kicker=kicker.strip(), headline=headline.strip(), subheadline=subheadline.strip())
    return new


def set_authors(split: Split, article: int, bylines: list[tuple[str, str]]) -> Split:
    """(name, role) pairs; roles are `Byline.Role` values."""
    new, target = _opened(split, article)
    if any(role not in Byline.Role.values for _, role in bylines):
        raise SplitError("请从列表中选择署名的身份。")
    target["bylines"] = [[name.strip(), role] for name, role in dict.fromkeys(bylines) if name.strip()]
    return new


def unjoin(split: Split, article: int, block: int, join: int) -> Split:
    """Undo the `join`-th joining of lines in a block: it becomes two paragraphs."""
    new, target = _opened(split, article)
    whole = _block_of(target, block)
    if not 0 <= join < len(whole["joins"]):
        raise SplitError("这里没有接合，请刷新页面。")
    at = whole["joins"][join]["at"]
    upper, lower = _block(whole["text"][:at].rstrip(), whole["kind"]), _block(whole["text"][at:].lstrip(), whole["kind"])
    upper["joins"] = whole["joins"][:join]
    shift = len(whole["text"]) - len(lower["text"])
    lower["joins"] = [later | {"at": later["at"] - shift} for later in whole["joins"][join + 1 :]]
    target["blocks"][block : block + 1] = [upper, lower]
    return new


def join(split: Split, article: int, block: int) -> Split:
    """Join a block with the one after it."""
    new, target = _opened(split, article)
    upper, lower = _block_of(target, block), _block_of(target, block + 1)
    at = len(upper["text"])
    later = [one | {"at": one["at"] + at} for one in lower["joins"]]
    target["blocks"][block : block + 2] = [upper | {"text": upper["text"] + lower["text"], "joins": [*upper["joins"], {"at": at, "why": "编辑接合"}, *later]}]
    return new


def set_kind(split: Split, article: int, block: int, kind: str) -> Split:
    """What a block is: paragraph, list_item, subhead, credit, dateline, signature."""
    if kind not in BLOCK_KINDS:
        raise SplitError("请从列表中选择段落类型。")
    new, target = _opened(split, article)
    _block_of(target, block)["kind"] = kind
    return new


def set_text(split: Split, article: int, block: int, text: str) -> Split:
    """Reword one block before it counts; where its lines were joined is forgotten. Empty words remove it."""
    new, target = _opened(split, article)
    kind = _block_of(target, block)["kind"]
    words = "".join(text.split("\n")).strip()
    target["blocks"][block : block + 1] = [_block(words, kind)] if words else []
    return new


def _as_json(article: SplitArticle) -> dict[str, Any]:
    return {
        "kicker": article.kicker or "", "headline": article.headline, "subheadline": article.subheadline or "", "zone": article.zone or "",
        "bylines": [[line.name, _ROLES.get(line.role, Byline.Role.NONE.value)] for line in dict.fromkeys(article.bylines)],
        "reasons": list(article.reasons),
        "blocks": [_block(block.text, block.kind) | {"joins": [{"at": one.at, "why": one.reason} for one in block.joins]} for block in article.blocks],
    }  # fmt: skip


def _block(text: str, kind: BlockKind | str = BlockKind.PARAGRAPH) -> dict[str, Any]:
    return {"kind": BlockKind(kind).value, "text": text, "joins": []}


def _opened(split: Split, article: int) -> tuple[Split, dict[str, Any]]:
    new = deepcopy(split)
    return new, _article(new, article)


def _article(split: Split, article: int) -> dict[str, Any]:
    if not 0 <= article < len(split["articles"]):
        raise SplitError("没有这一篇，请刷新页面。")
    return split["articles"][article]


def _block_of(article: dict[str, Any], block: int) -> dict[str, Any]:
    if not 0 <= block < len(article["blocks"]):
        raise SplitError("没有这一段，请刷新页面。")
    return article["blocks"][block]
