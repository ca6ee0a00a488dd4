"""核对分篇: the page as it was cut into articles; every step of the editor is one small form, and nothing counts until it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles import splitting_edits as edits
from articles.models import Article, Publication, SourcePage
from articles.splitting_edits import Split, SplitError
from articles.uploading import same_issue, save_split
from articles.visible import pages_for
from facts.intaking import confirm_page
from facts.permissions import Act, allowed
from history.lately import last_number

from .acting import attempt, may, number, one_or_404, page
from .authors import as_words, from_words
from .resplitting import resplit


class ConfirmForm(forms.Form):
    publication = forms.CharField(label="媒体", max_length=120, widget=forms.TextInput(attrs={"list": "publications"}))
    label = forms.CharField(label="期号", max_length=60, required=False)
    published = forms.CharField(label="见报日期", max_length=10, help_text="2024-10-08、2024-10 或 2024")
    inferred_from = forms.CharField(label="推定依据（版面没有印日期时填）", max_length=300, required=False)
    kind = forms.ChoiceField(label="版面类型", choices=SourcePage.Kind.choices)
    page_number = forms.CharField(label="版次", max_length=20, required=False)
    section = forms.CharField(label="版名", max_length=60, required=False)
    original_url = forms.URLField(label="原文链接", max_length=500, required=False, assume_scheme="https")

    @classmethod
    def guessed(cls, guesses: dict[str, dict[str, str]]) -> ConfirmForm:
        initial = {name: guess["value"] for name, guess in guesses.items() if name in cls.base_fields}
        why = guesses.get("published", {}).get("why", "")
        if why.startswith("推定：") and initial.get("published"):
            initial["inferred_from"] = why.removeprefix("推定：")
        return cls(initial=initial)


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    row = one_or_404(pages_for(request.user, SourcePage.objects.select_related("issue__publication").defer("content")), pk)
    may(request, Act.UPLOAD)
    if row.status == SourcePage.Status.DONE and "confirm" not in request.POST:
        return resplit(request, row)
    if request.method == "POST" and "confirm" in request.POST:
        return _confirm(request, row)
    if request.method == "POST":
        place = number(request.POST.get("article", ""))
        attempt(request, lambda: save_split(row, request.user, _edit(row.split or {}, request.POST), _seen(request)), "分篇已改。")
        return HttpResponseRedirect(f"{request.path}#article-{max(place, 0) + 1}")
    return _show(request, row, ConfirmForm.guessed((row.split or {}).get("guesses", {})))


def _confirm(request: HttpRequest, row: SourcePage) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, status=422)
    values = form.cleaned_data
    if last_number(row) > _seen(request):
        form.add_error(None, "您打开之后，别人改过这一版的分篇，没有确认。请看过新的分篇再确认。")
        return _show(request, row, form, status=409)
    well, made = attempt(request, lambda: confirm_page(row, request.user, **values), lambda made: f"已成 {len(made.articles)} 篇报道，可以核对条目。")
    if not well:
        return _show(request, row, form, status=409)
    for failure in made.failures:
        messages.warning(request, failure)
    return HttpResponseRedirect(_onwards(request, made.articles[0]))


def _onwards(request: HttpRequest, article: Article) -> str:
    """Where the work on a new article goes on; one whose zones are not the user's is for others to take up."""
    if not Article.objects.for_editor(request.user).filter(pk=article.pk).exists():
        return reverse("admin:upload")
    return reverse("admin:desk" if allowed(request.user, Act.DECIDE) else "admin:articles_article_change", args=[article.pk])


def _show(request: HttpRequest, row: SourcePage, form: ConfirmForm, status: int = 200) -> HttpResponse:
    found: Split = row.split or {"guesses": {}, "articles": [], "furniture": []}
    guesses = found.get("guesses", {})
    known = same_issue(*(str(form[name].value() or "") for name in ("publication", "label", "published")))
    context = {
        "source": row, "articles": [_view(article, at) for at, article in enumerate(found["articles"])], "furniture": list(enumerate(found["furniture"])),
        "form": form, "reasons": [(form[name].label, guess["value"], guess["why"]) for name, guess in guesses.items() if name in form.fields and guess["why"]],
        "known_issue": known, "seen": last_number(row), "kinds": edits.BLOCK_KINDS.items(), "publications": Publication.objects.values_list("name", flat=True),
    }  # fmt: skip
    return page(request, "split", f"核对分篇：{row}", context, status)


def _view(article: dict[str, Any], at: int) -> dict[str, Any]:
    blocks = [{**block, "at": number, "pieces": _pieces(block)} for number, block in enumerate(article["blocks"])]
    return {
        **article,
        "at": at,
        "number": at + 1,
        "authors": as_words(article["bylines"]),
        "blocks": blocks,
        "length": sum(len(block["text"]) for block in article["blocks"]),
    }


def _pieces(block: dict[str, Any]) -> list[tuple[str, Any]]:
    """The block's text cut where its lines were joined: (text, the join after it or None)."""
    bounds = [0, *(one["at"] for one in block["joins"]), len(block["text"])]
    texts = [block["text"][left:right] for left, right in pairwise(bounds)]
    joins = [{**one, "at": index} for index, one in enumerate(block["joins"])]
    return list(zip(texts, [*joins, None], strict=True))


def _edit(found: Split, asked: Any) -> Split:
    """The one edit that was asked for, as a new split."""
    article, block = number(asked.get("article", "")), number(asked.get("block", ""))
    step = _EDITS.get(asked.get("edit", ""))
    if step is None or not found or not 0 <= article < max(len(found["articles"]), 1):
        raise SplitError("没有认出要改什么，请刷新页面再试。")
    return step(found, article, block, asked)


def _moved(found: Split, article: int, by: int) -> Split:
    order = list(range(len(found["articles"])))
    other = article + by
    if not 0 <= other < len(order):
        raise SplitError("已经在头或尾，不能再移。")
    order[article], order[other] = order[other], order[article]
    return edits.reorder(found, order)


_EDITS: dict[str, Callable[[Split, int, int, Any], Split]] = {
    "down": lambda found, article, block, asked: edits.move_boundary(found, article, 1),
    "up": lambda found, article, block, asked: edits.move_boundary(found, article, -1),
    "split": lambda found, article, block, asked: edits.split_article(found, article, block),
    "merge": lambda found, article, block, asked: edits.merge_articles(found, article),
    "earlier": lambda found, article, block, asked: _moved(found, article, -1),
    "later": lambda found, article, block, asked: _moved(found, article, 1),
    "remove": lambda found, article, block, asked: edits.remove_article(found, article),
    "restore": lambda found, article, block, asked: edits.restore_line(found, number(asked.get("line", "")), article),
    "retitle": lambda found, article, block, asked: edits.retitle(
        found, article, kicker=asked.get("kicker", ""), headline=asked.get("headline", ""), subheadline=asked.get("subheadline", "")
    ),
    "authors": lambda found, article, block, asked: edits.set_authors(found, article, from_words(asked.get("authors", ""))),
    "unjoin": lambda found, article, block, asked: edits.unjoin(found, article, block, number(asked.get("join", ""))),
    "join": lambda found, article, block, asked: edits.join(found, article, block),
    "kind": lambda found, article, block, asked: edits.set_kind(found, article, block, asked.get("kind", "")),
    "text": lambda found, article, block, asked: edits.set_text(found, article, block, asked.get("text", "")),
}


def _seen(request: HttpRequest) -> int:
    return number(request.POST.get("seen", ""))
