"""撤销 from the start page: one's own groups, a chief editor's anyone's."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from facts import curation
from facts.permissions import Role, role_of
from history.models import Event

from .acting import attempt, number


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    wanted = number(request.POST.get("number", ""))
    foreign = Event.objects.filter(number=wanted).exclude(actor=request.user).exists()
    if foreign and (role_of(request.user) or 0) < Role.CHIEF_EDITOR:
        raise PermissionDenied("只能撤销自己的操作；别人的请主编处理。")
    attempt(request, lambda: curation.undo(wanted, request.user), "已撤销，各处恢复原样。")
    return HttpResponseRedirect(reverse("admin:index"))
