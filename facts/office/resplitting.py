"""调整分篇: the page after its split was confirmed. A step is shown with what becomes of every citation, then saved with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from articles import splitting_edits as edits
from articles.models import Article, SourcePage
from facts.curation import CurationError
from facts.intaking import confirmation_of
from facts.permissions import Act, allowed
from facts.resplit_steps import Asked
from facts.resplitting import Resplit, carry_out, preview
from facts.sentences import sentence
from history.models import Event

from .acting import attempt, may, number, page
from .authors import as_words, from_words
from .undoing import may_undo

_ASKED = ("edit", "article", "block", "at", "kind", "kicker", "headline", "subheadline", "authors")
_SHORT = 5


def resplit(request: HttpRequest, row: SourcePage) -> HttpResponse:
    """Of a page that the user may see, with all of its articles."""
    articles = list(row.articles.select_related("current", "issue__publication").prefetch_related("bylines__author").order_by("order", "pk"))
    if request.method != "POST":
        return _show(request, row, articles)
    may(request, Act.CORRECT_TEXT)
    asked = {name: request.POST.get(name, "") for name in _ASKED}
    place = f"{request.path}#article-{number(asked['article'])}"
    if "save" in request.POST:
        token, reason = request.POST.get("token", ""), request.POST.get("reason", "")
        well, _ = attempt(request, lambda: carry_out(_step(articles, asked), request.user, reason, token=token), _done)
        if well:
            return HttpResponseRedirect(place)
    shown = _preview(request, articles, asked)
    if shown is None:
        return HttpResponseRedirect(place)
    return _show(request, row, articles, shown=shown, asked=asked)


def _preview(request: HttpRequest, articles: list[Article], asked: dict[str, str]) -> Resplit | None:
    found: list[Resplit] = []
    attempt(request, lambda: found.append(preview(_step(articles, asked), request.user)), "")
    return found[0] if found else None


def _done(found: Resplit) -> str:
    if found.unsigned:
        return "调整已留待签发，签发之前网站上仍是原来的分篇。"
    told = f"分篇已调整：{len(found.moved)} 处出处随文移动，仍然相符；{len(found.stale)} 处待复核。"
    lost = f"另有 {len(found.lost)} 条条目失去位置，请到“签发与撤下”重新识别这篇报道。" if found.lost else ""
    return told + lost


def _show(request: HttpRequest, row: SourcePage, articles: list[Article], *, shown: Resplit | None = None, asked: dict[str, str] | None = None) -> HttpResponse:
    seams = _seams(row.split or {})
    open_ = [article for article in articles if _is_open(article)]
    last = {article.pk for article in open_[-1:]} | {article.pk for article in articles if not _is_open(article)}
    context = {
        "source": row, "articles": [_view(article, seams, article.pk in last) for article in articles], "kinds": edits.BLOCK_KINDS.items(),
        "may_edit": allowed(request.user, Act.CORRECT_TEXT), "shown": shown, "asked": (asked or {}).items(), "taken": _steps_taken(request.user, articles),
        "leaving": [(citation, sentence(citation.fact), taker) for citation, _, taker in shown.leaving] if shown else [],
        "stale": [(citation, sentence(citation.fact)) for citation in shown.stale] if shown else [],
        "confirmed": _mine(request.user, confirmation_of(row)), "reason": request.POST.get("reason", ""),
    }  # fmt: skip
    return page(request, "resplit", f"调整分篇：{row}" if shown is None else "调整分篇：尚未保存", context)


def _is_open(article: Article) -> bool:
    return article.state != Article.State.WITHDRAWN and not article.taken_down and article.current is not None


def _view(article: Article, seams: dict[str, list[int]], last: bool) -> dict[str, Any]:
    lines = article.current.paragraphs if article.current else []
    blocks = [{"at": at, "kind": kind, "text": text, "pieces": _pieces(text, seams.get(text, []))} for at, (_, text, kind) in enumerate(lines)]
    names = as_words((line.author.name, line.role) for line in article.bylines.all())
    return {"row": article, "open": _is_open(article), "last": last, "authors": names, "blocks": blocks, "length": len(article.text)}


def _seams(split: dict[str, Any]) -> dict[str, list[int]]:
    """Where the lines of a paragraph were joined when the page was split; one reworded since is no longer known by its words."""
    return {block["text"]: [one["at"] for one in block["joins"]] for article in split.get("articles", []) for block in article["blocks"]}


def _pieces(text: str, seams: list[int]) -> list[tuple[str, int | None]]:
    bounds = [0, *seams, len(text)]
    return list(zip((text[left:right] for left, right in pairwise(bounds)), [*seams, None], strict=True))


def _steps_taken(user: Any, articles: list[Article]) -> list[Event]:
    """The latest steps on this page that can still be undone, newest first; of each one event."""
    keys = [str(article.pk) for article in articles]
    done = Event.objects.filter(kind="articles.article", object_id__in=keys, action="调整分篇", undoes=None).order_by("number", "position")
    undone = Event.objects.filter(undoes__in=done.values("number")).values_list("undoes", flat=True)
    steps_taken = {event.number: event for event in done.exclude(number__in=undone)}
    return [event for number, event in sorted(steps_taken.items(), reverse=True)[:_SHORT] if may_undo(user, number)]


def _mine(user: Any, wanted: int | None) -> int | None:
    return wanted if wanted is not None and may_undo(user, wanted) else None


def _step(articles: list[Article], asked: dict[str, str]) -> Asked:
    """The step that was asked for, on the articles as they were when the page was called."""
    open_ = [article for article in articles if _is_open(article)]
    at = next((at for at, article in enumerate(open_) if article.pk == number(asked["article"])), None)
    step = _STEPS.get(asked["edit"])
    if step is None or at is None:
        raise CurationError("没有认出要改什么，请刷新页面再试。")
    return step(_Chosen(open_, at, number(asked["block"]), asked))


@dataclass(frozen=True)
class _Chosen:
    """An article among those of its page, one of its lines, and the words of the form."""

    articles: list[Article]
    at: int
    line: int
    words: dict[str, str]

    @property
    def article(self) -> Article:
        return self.articles[self.at]

    @property
    def length(self) -> int:
        return len(self.article.current.paragraphs)

    def neighbour(self, by: int) -> Article:
        other = self.at + by
        if not 0 <= other < len(self.articles):
            raise CurationError("前面或后面没有别的报道，不能这样移。")
        return self.articles[other]


_STEPS: dict[str, Callable[[_Chosen], Asked]] = {
    "down": lambda asked: Asked("moving", (asked.article, asked.neighbour(1), asked.length - 1, asked.length), {"to_end": False}),
    "up": lambda asked: Asked("moving", (asked.neighbour(1), asked.article, 0, 1), {"to_end": True}),
    "from": lambda asked: Asked("moving", (asked.article, asked.neighbour(1), asked.line, asked.length), {"to_end": False}),
    "until": lambda asked: Asked("moving", (asked.article, asked.neighbour(-1), 0, asked.line + 1), {"to_end": True}),
    "split": lambda asked: Asked("splitting_off", (asked.article, asked.line)),
    "merge": lambda asked: Asked("merging", (asked.article, asked.neighbour(1))),
    "later": lambda asked: Asked("reordering", (asked.article, asked.neighbour(1))),
    "join": lambda asked: Asked("joining", (asked.article, asked.line)),
    "unjoin": lambda asked: Asked("unjoining", (asked.article, asked.line, number(asked.words["at"]))),
    "kind": lambda asked: Asked("changing_kind", (asked.article, asked.line, asked.words["kind"])),
    "retitle": lambda asked: Asked("retitling", (asked.article, asked.words["kicker"], asked.words["headline"], asked.words["subheadline"])),
    "authors": lambda asked: Asked("naming_authors", (asked.article, from_words(asked.words["authors"]))),
}
