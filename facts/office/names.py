"""待认名称 by frequency: listed in the registry, or linked to a row that is already there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from facts.curation import CurationError
from facts.models import Proposal
from facts.permissions import Act
from facts.unresolved import link_alias, near_names, register, unresolved_names
from facts.vocabulary import SubjectType
from zones.models import Zone

from .acting import attempt, may, number, page

_REGISTERED_HERE = ("project", "organization")


@require_http_methods(["GET", "HEAD", "POST"])
def unresolved(request: HttpRequest) -> HttpResponse:
    may(request, Act.REGISTER)
    names = unresolved_names(request.user, limit=200)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = next((row for row in names if (row.kind, row.name) == (asked.get("kind"), asked.get("name"))), None)
    if request.method == "POST":
        attempt(request, lambda: _settle(chosen, request), "已列入名录，待核条目随之有了主体。")
        return HttpResponseRedirect(reverse("admin:unresolved"))
    context: dict[str, Any] = {"names": [(row, SubjectType(row.kind).label) for row in names], "chosen": chosen}
    if chosen is not None:
        said = Proposal.objects.undecided().for_editor(request.user).filter(subject=chosen.name, subject_type=chosen.kind).select_related("article")[:5]
        context |= {
            "near": near_names(chosen.kind, chosen.name), "said": said, "may_list": chosen.kind in _REGISTERED_HERE,
            "zones": Zone.objects.filter(published=True).in_list_order(),
        }  # fmt: skip
    return page(request, "unresolved", "待认名称", context)


def _settle(chosen: Any, request: HttpRequest) -> None:
    if chosen is None:
        raise CurationError("这个名称已经有了归属，请刷新页面。")
    asked = request.POST
    if asked.get("entity", "new") != "new":
        entity = next((near.entity for near in near_names(chosen.kind, chosen.name, limit=20) if near.entity.pk == number(asked["entity"])), None)
        if entity is None:
            raise CurationError("所选的一行已不在名录中，请重新选择。")
        link_alias(entity, chosen.name, request.user)
        return
    if chosen.kind not in _REGISTERED_HERE:
        raise CurationError("开发区和行政区请到名录页登记，再回来认名称。")
    zone = Zone.objects.filter(pk=number(asked.get("zone", ""))).first()
    name = asked.get("listed", "").strip() or chosen.name
    register(chosen.kind, name, request.user, aliases=[chosen.name] if name != chosen.name else [], zone=zone)
