"""上传版面: several files or pasted text; publication, issue and date asked once. The work is a task whose progress this shows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles.intake.reading import MAX_BYTES
from articles.models import Publication, SourcePage
from articles.receiving import parse_date
from articles.visible import pages_for
from facts.models import TaskProgress
from facts.permissions import Act
from facts.tasks import retry_page, start_intake

from .acting import attempt, may, one_or_404, page, progress_of, wants_progress

_MOST_FILES = 200


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; what they hold is judged one by one, when they are read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(attrs={"accept": ".txt,.htm,.html,text/plain,text/html"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(file) for file in data or []]


class UploadForm(forms.Form):
    files = FilesField(label="文件（纯文本或网页，可选多个）", required=False, allow_empty_file=True)
    text = forms.CharField(label="或粘贴文字", required=False, widget=forms.Textarea(attrs={"rows": 8}), strip=False, max_length=2_000_000)
    publication = forms.CharField(label="媒体", required=False, max_length=120, widget=forms.TextInput(attrs={"list": "publications"}))
    label = forms.CharField(label="期号", required=False, max_length=60, widget=forms.TextInput(attrs={"placeholder": "如 第5期、NO.5"}))
    published = forms.CharField(
        label="见报日期", required=False, max_length=10, widget=forms.TextInput(attrs={"placeholder": "2024-10-08、2024-10 或 2024", "size": 26})
    )

    def clean_published(self) -> str:
        words = self.cleaned_data["published"].strip()
        if words:
            try:
                parse_date(words)
            except ValueError as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return words

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("files") and not values.get("text", "").strip():
            raise forms.ValidationError("请选择文件，或粘贴版面文字。")
        if len(values.get("files") or []) > _MOST_FILES:
            raise forms.ValidationError(f"一次最多上传 {_MOST_FILES} 个文件，请分几次上传。")
        return values

    def pages(self) -> list[tuple[str, bytes]]:
        """(file name, bytes); a file over the limit is cut short and refused by the reader, with its name."""
        found = [(file.name, file.read(MAX_BYTES + 1)) for file in self.cleaned_data["files"]]
        pasted = self.cleaned_data["text"]
        return [*found, (_pasted_name(pasted), pasted.encode())] if pasted.strip() else found

    def hints(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("publication", "label", "published") if self.cleaned_data[name]}


def _pasted_name(words: str) -> str:
    """Several pasted pages are told apart by how they begin."""
    return f"粘贴：{' '.join(words.split())[:20].strip()}.txt"


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    may(request, Act.UPLOAD)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        well, task = attempt(request, lambda: start_intake(form.pages(), request.user, form.hints()), "已收到，正在读版面。")
        if well:
            return HttpResponseRedirect(reverse("admin:task", args=[task.pk]))
    waiting = pages_for(request.user, SourcePage.objects.exclude(status=SourcePage.Status.DONE).defer("content", "split"))[:20]
    context = {"form": form, "publications": Publication.objects.values_list("name", flat=True), "waiting": waiting}
    return page(request, "upload", "上传版面", context)


@require_GET
def task(request: HttpRequest, pk: int) -> HttpResponse:
    row = one_or_404(TaskProgress.objects.filter(user=request.user), pk)
    may(request, Act.UPLOAD)
    if wants_progress(request):
        return progress_of(row)
    if row.kind == TaskProgress.Kind.COMPARISON:
        return HttpResponseRedirect(reverse("admin:comparison", args=[row.pk]))
    return page(request, "task", f"{row.get_kind_display()}：{row.get_state_display()}", {"task": row, "finished": row.finished, "lines": _lines(row)})


def _lines(row: TaskProgress) -> list[dict[str, Any]]:
    words = {"known": "已收录过", "split": "待核分篇", "failed": "失败"}
    return [
        {
            "page": None,
            "article": None,
            "message": "",
            "state": "",
            **line,
            "name": line.get("filename") or line.get("slug", ""),
            "words": words.get(line.get("state", ""), ""),
        }
        for line in row.log
    ]


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    found = one_or_404(pages_for(request.user, SourcePage.objects.defer("content")), pk)
    may(request, Act.UPLOAD)
    well, progress = attempt(request, lambda: retry_page(found, request.user), "正在重读。")
    return HttpResponseRedirect(reverse("admin:task", args=[progress.pk]) if well else reverse("admin:split", args=[pk]))
