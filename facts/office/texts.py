"""订正正文: the new text, the difference and what becomes of every citation shown first, then saved as a new version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.models import Article, TextVersion
from facts.correcting import CorrectionReport, correct_text, line_diff, preview_correction
from facts.curation import CurationError
from facts.models import UnsignedChange
from facts.permissions import Act
from facts.unsigned import unsigned_changes

from .acting import article_or_404, attempt, may, page


class TextForm(forms.Form):
    kind = forms.ChoiceField(
        label="类型",
        choices=[("transcription", "录入订正：我们录错了，改成与印刷一致"), ("correction", "本报更正：报纸登了更正，原文保留，更正另列其上")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="正文（本报更正只写更正的话）", widget=forms.Textarea(attrs={"rows": 24, "cols": 90}), max_length=200_000, strip=False)
    reason = forms.CharField(label="理由", max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_767)

    def clean_text(self) -> str:
        """A browser sends lines with CR LF."""
        return "\n".join(line.rstrip() for line in self.cleaned_data["text"].splitlines()).strip("\n")


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    article = article_or_404(request, pk)
    may(request, Act.CORRECT_TEXT)
    current = article.current
    first = {"kind": TextVersion.Kind.TRANSCRIPTION, "text": article.text, "seen": current.number if current else 0}
    form = TextForm(request.POST or None, initial=first)
    report: CorrectionReport | None = None
    overtaken = None
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        if "save" in request.POST:
            well, report = attempt(
                request, lambda: correct_text(article, request.user, asked["text"], asked["kind"], asked["reason"], seen=asked["seen"]), _done
            )
            if well:
                return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
            report, article = None, article_or_404(request, pk)
            overtaken = _overtaken(article, form)
        elif overtaken := _overtaken(article, form):
            messages.error(request, "您打开本页之后，正文有了新版本。您写的仍在下面，请先看别人改了什么。")
        else:
            try:
                report = preview_correction(article, asked["text"], asked["kind"])
            except CurationError as refusal:
                form.add_error("text", str(refusal))
    versions = article.versions.select_related("made_by").order_by("-number")
    waiting = unsigned_changes(article).filter(kind=UnsignedChange.Kind.TEXT).first()
    context = {"article": article, "form": form, "report": report, "versions": versions, "waiting": waiting, "overtaken": overtaken}
    return page(request, "text", f"订正正文：{article.headline}", context)


def _overtaken(article: Article, form: TextForm) -> dict[str, Any] | None:
    """Where another version came first: what it changed in the text that this editor saw. From here on they have seen it; what they wrote stays."""
    seen, current = article.versions.filter(number=form.cleaned_data["seen"]).first(), article.current
    if current is None or seen is None or seen.pk == current.pk:
        return None
    form.data = form.data.copy()
    form.data["seen"] = str(current.number)
    return {"seen": seen, "current": current, "diff": line_diff(seen.text, current.text)}


def _done(report: CorrectionReport) -> str:
    if report.unsigned:
        return f"订正已留待签发，签发之前网站上仍是原来的正文。签发时 {len(report.moved)} 处出处相符，{len(report.stale)} 处待复核。"
    advice = "请到工作台逐条复核，复核之前网页上标着待复核。" if report.stale else ""
    return f"正文已订正：{len(report.moved)} 处出处相符，{len(report.stale)} 处待复核。{advice}"
