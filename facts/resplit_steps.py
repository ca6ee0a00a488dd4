"""The steps by which a split is put right after it was confirmed, each planned as plain values. Nothing is written here.

A line of a new text knows the stretches of old text that it is made of, so every quote can be followed to the very same characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.models import Article, TextVersion
from articles.splitting_edits import BLOCK_KINDS
from zones.slugs import free_slug

from .curation import CurationError
from .models import Citation

Byline = tuple[str, str]  # (name, role)


@dataclass(frozen=True)
class Piece:
    """A stretch of an article's old text."""

    article: int
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    text: str
    kind: str
    pieces: tuple[Piece, ...] = ()


class Part:
    """An article whose text changes: the version it had and the lines that it gets. One still to be made has no version."""

    def __init__(self, article: Article, lines: Iterable[Line] | None = None) -> None:
        self.article, self.old = article, article.current
        self.lines = list(lines) if lines is not None else _old_lines(article.current)
        self.version: TextVersion | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass
class Plan:
    """What one step would change. `rows`: columns of articles; `absorbed`: the article that became part of another."""

    what: str
    parts: list[Part] = field(default_factory=list)
    rows: list[tuple[Article, dict[str, Any]]] = field(default_factory=list)
    bylines: list[tuple[Article, list[Byline]]] = field(default_factory=list)
    absorbed: Article | None = None

    @property
    def articles(self) -> list[Article]:
        """All stored articles that the step touches, each once."""
        touched = [part.article for part in self.parts] + [article for article, _ in self.rows + self.bylines]
        touched += [self.absorbed] if self.absorbed else []
        return list({article.pk: article for article in touched if article.pk}.values())

    @property
    def reworded(self) -> list[Article]:
        """Those of them that say something else afterwards, not only in another place."""
        placed = {article.pk for article, values in self.rows if set(values) == {"order"}}
        named = {part.article.pk for part in self.parts} | {article.pk for article, _ in self.bylines}
        return [article for article in self.articles if article.pk in named or article.pk not in placed]

    @property
    def farewell(self) -> str:
        """What the page of the absorbed article says."""
        return next((values["state_reason"] for article, values in self.rows if article is self.absorbed), "")


Step = Callable[[], Plan]


@dataclass(frozen=True)
class Asked:
    """A step by the name of its function below and what it is given; as plain values it can wait for signatures."""

    name: str
    given: tuple[Any, ...]
    named: dict[str, Any] = field(default_factory=dict)

    def __call__(self) -> Plan:
        return _STEPS[self.name](*self.given, **self.named)

    def plain(self) -> dict[str, Any]:
        given = [{"article": part.pk} if isinstance(part, Article) else part for part in self.given]
        return {"name": self.name, "given": given, "named": self.named}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Asked:
        return cls(plain["name"], tuple(_given(part) for part in plain["given"]), plain["named"])


def _given(part: Any) -> Any:
    """Articles by their key; the pairs of a byline, which JSON keeps as lists, as the pairs that they were."""
    if isinstance(part, dict):
        return Article.objects.get(pk=part["article"])
    return [tuple(pair) for pair in part] if isinstance(part, list) else part


def moving(giver: Article, taker: Article, first: int, last: int, *, to_end: bool) -> Plan:
    """Lines `first` to `last` (exclusive, from 0) leave `giver` for the beginning or the end of `taker`."""
    one, other = Part(_stored(giver)), Part(_stored(taker))
    if one.article.issue_id != other.article.issue_id or giver.pk == taker.pk:
        raise CurationError("只能在同一期的两篇报道之间移动段落。")
    _refuse_range(one, first, last)
    at = len(other.lines) if to_end else 0
    other.lines[at:at] = one.lines[first:last]
    del one.lines[first:last]
    return Plan(f"《{one.article}》的 {last - first} 段移到《{other.article}》的{'末尾' if to_end else '开头'}", [one, other])


def splitting_off(article: Article, first: int) -> Plan:
    """Line `first` becomes the headline of a new draft, what follows its text. What it says is public when it is published."""
    part = Part(_stored(article))
    _refuse_range(part, first, len(part.lines))
    if first + 1 >= len(part.lines):
        raise CurationError("新的一篇要有正文：请选中它的标题那一行，后面还要有段落。")
    row, headline = part.article, part.lines[first].text
    made = Article(
        slug=free_slug(Article, headline, prefix=row.issue.published_on), issue=row.issue, source_page=row.source_page,
        headline=headline[:200], order=row.order + 1, original_url=row.original_url,
    )  # fmt: skip
    other = Part(made, part.lines[first + 1 :])
    del part.lines[first:]
    later = Article.objects.filter(source_page=row.source_page, order__gt=row.order) if row.source_page_id else Article.objects.none()
    return Plan(f"从《{row}》分出新的一篇《{made}》", [part, other], [(one, {"order": one.order + 1}) for one in later])


def merging(upper: Article, lower: Article) -> Plan:
    """`lower` becomes the end of `upper`, its headings subheads there; it is withdrawn and says where it went."""
    one, other = Part(_stored(upper)), _stored(lower)
    if one.article.issue_id != other.issue_id or upper.pk == lower.pk:
        raise CurationError("只能合并同一期的两篇报道。")
    if Citation.objects.filter(version__article=other, state=Citation.State.STALE).exists():
        raise CurationError(f"《{other}》还有待复核的出处，请先复核，再合并。")
    heads = [Line(text, "subhead") for text in (other.kicker, other.headline, other.subheadline) if text]
    one.lines += heads + _old_lines(other.current)
    names = _bylines(one.article)
    names += [line for line in _bylines(other) if line not in names]
    leaving = {"state": Article.State.WITHDRAWN, "state_reason": f"本篇已并入《{one.article}》。", "review_round": other.review_round + 1}
    return Plan(f"《{other}》并入《{one.article}》", [one], [(other, leaving)], [(one.article, names)], absorbed=other)


def reordering(article: Article, other: Article) -> Plan:
    """The two change places on their page."""
    one, two = _stored(article), _stored(other)
    if one.source_page_id != two.source_page_id or one.source_page_id is None or one.pk == two.pk:
        raise CurationError("只能在同一版里换序。")
    places = list(Article.objects.filter(source_page=one.source_page_id).order_by("order", "pk"))
    first, second = places.index(one), places.index(two)
    places[first], places[second] = places[second], places[first]
    rows = [(row, {"order": number}) for number, row in enumerate(places, 1) if row.order != number]
    return Plan(f"《{one}》与《{two}》换序", rows=rows)


def joining(article: Article, line: int) -> Plan:
    """A line and the one after it become one."""
    part = Part(_stored(article))
    _refuse_range(part, line, line + 2, whole=True)
    upper, lower = part.lines[line : line + 2]
    part.lines[line : line + 2] = [Line(upper.text + lower.text, upper.kind, upper.pieces + lower.pieces)]
    return Plan(f"《{part.article}》第 {line + 1}、{line + 2} 段相接", [part])


def unjoining(article: Article, line: int, at: int) -> Plan:
    """A line becomes two, cut after `at` characters."""
    part = Part(_stored(article))
    _refuse_range(part, line, line + 1, whole=True)
    whole = part.lines[line]
    upper, lower = _stretch(whole, 0, at), _stretch(whole, at, len(whole.text))
    if not upper.text or not lower.text:
        raise CurationError("不能在这里拆开，请刷新页面。")
    part.lines[line : line + 1] = [upper, lower]
    return Plan(f"《{part.article}》第 {line + 1} 段拆成两段", [part])


def changing_kind(article: Article, line: int, kind: str) -> Plan:
    part = Part(_stored(article))
    _refuse_range(part, line, line + 1, whole=True)
    old = part.lines[line]
    if kind not in BLOCK_KINDS:
        raise CurationError("请从列表中选择段落类型。")
    if old.kind == kind:
        raise CurationError(f"这一段已经是“{BLOCK_KINDS[kind]}”，没有改动。")
    part.lines[line] = Line(old.text, kind, old.pieces)
    return Plan(f"《{part.article}》第 {line + 1} 段改为“{BLOCK_KINDS[kind]}”", [part])


def retitling(article: Article, kicker: str, headline: str, subheadline: str) -> Plan:
    row = _stored(article)
    wanted = {"kicker": kicker.strip()[:200], "headline": headline.strip()[:200], "subheadline": subheadline.strip()[:300]}
    if not wanted["headline"]:
        raise CurationError("标题不能为空。")
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not changed:
        raise CurationError("标题没有改动。")
    told = "；".join(f"{row._meta.get_field(name).verbose_name}由“{getattr(row, name) or '空'}”改为“{value or '空'}”" for name, value in changed.items())
    return Plan(told, rows=[(row, changed)])


def naming_authors(article: Article, names: list[Byline]) -> Plan:
    row = _stored(article)
    wanted = list(dict.fromkeys(names))
    if wanted == _bylines(row):
        raise CurationError("署名没有改动。")
    return Plan(f"《{row}》的署名改为：{'、'.join(name for name, _ in wanted) or '无'}", bylines=[(row, wanted)])


def _bylines(article: Article) -> list[Byline]:
    return [(line.author.name, line.role) for line in article.bylines.select_related("author")]


def _old_lines(version: TextVersion | None) -> list[Line]:
    if version is None:
        return []
    return [Line(text, kind, (Piece(version.article_id, start, start + len(text)),)) for start, text, kind in version.paragraphs]


def _stretch(line: Line, first: int, last: int) -> Line:
    """Part of a line, without spaces at its ends, with the pieces that it is made of."""
    first += len(line.text[first:last]) - len(line.text[first:last].lstrip())
    text = line.text[first:last].rstrip()
    pieces, at = [], 0
    for piece in line.pieces:
        length = piece.end - piece.start
        left, right = max(first - at, 0), min(first + len(text) - at, length)
        if left < right:
            pieces.append(Piece(piece.article, piece.start + left, piece.start + right))
        at += length
    return Line(text, line.kind, tuple(pieces))


def _refuse_range(part: Part, first: int, last: int, *, whole: bool = False) -> None:
    if not 0 <= first < last <= len(part.lines):
        raise CurationError("没有这些段落，请刷新页面。")
    if not whole and last - first >= len(part.lines):
        raise CurationError("不能移走全部段落；要并成一篇，请用“与下一篇合并”；整篇不要的，请撤下或下架。")


def _stored(article: Article) -> Article:
    row = Article.objects.select_related("current", "issue__publication").get(pk=article.pk)
    if row.current is None:
        raise CurationError(f"《{row}》还没有正文。")
    if row.state == Article.State.WITHDRAWN or row.taken_down:
        raise CurationError(f"《{row}》已撤下或下架，不能调整它的分篇。")
    return row


_STEPS: dict[str, Callable[..., Plan]] = {
    step.__name__: step
    for step in (moving, splitting_off, merging, reordering, joining, unjoining, changing_kind, retitling, naming_authors)
}  # fmt: skip
