"""One request, one decision: what was posted becomes one call of a service, and says what it did in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from articles.models import Article
from facts import curation
from facts.bulk import accept_sentence
from facts.models import Proposal
from facts.permissions import Act, require
from facts.unresolved import link_alias, near_names, register, register_and_accept, register_scope
from facts.vocabulary import Rejection
from history.models import Counter, Event
from zones.models import Zone

from .board import is_unresolved
from .forms import ClaimForm
from .overtaken import Difference, changed_claim, changed_text


@dataclass
class Outcome:
    """`undo` are the numbers of the groups that this decision made, in the order in which they must be undone."""

    message: str
    undo: list[int] = field(default_factory=list)
    back_to: int | None = None


class Refused(Exception):
    """Nothing was saved. The message says why; `form` is what the editor had filled in, `invalid` where that is the reason."""

    def __init__(self, message: str, *, form: ClaimForm | None = None, invalid: bool = False, difference: Difference | None = None) -> None:
        super().__init__(message)
        self.form, self.invalid, self.difference = form, invalid, difference


def decide(article: Article, proposal: Proposal | None, data: Any, user: Any) -> Outcome:
    """Raises `Refused`; other people's articles never come this far. What the editor saw is compared with what stands under the lock."""
    action = data.get("action", "")
    if action not in _ACTIONS:
        raise Refused("没有认出要做的决定，请刷新页面再试。")
    if action not in ("undo", "add") and proposal is None:
        raise Refused("这一条已不在本篇报道里，请刷新页面。")
    require(user, Act.DECIDE)
    try:
        with transaction.atomic():
            Counter.lock()
            if action != "undo":
                _refuse_overtaken(article, proposal, data)
            return _ACTIONS[action](article, proposal, data, user)
    except curation.AlreadyDecided as first:
        raise Refused(str(first), difference=_decided_otherwise(first.proposal, data)) from None
    except curation.CurationError as refusal:
        raise Refused(str(refusal)) from None


def _refuse_overtaken(article: Article, proposal: Proposal | None, data: Any) -> None:
    text = changed_text(article, data)
    if text is not None:
        form = ClaimForm(data, instance=proposal) if proposal is not None and data.get("action") == "correct" else None
        raise Refused("本篇报道的正文在您打开之后有了新版本，您的决定没有保存，您填的仍在表中。请对照改动，再决定一次。", form=form, difference=text)
    change = changed_claim(proposal, data) if proposal is not None else None
    if proposal is not None and change is not None:
        form = ClaimForm(change.kept, instance=Proposal.objects.get(pk=proposal.pk)) if data.get("action") == "correct" else None
        raise Refused(f"{change.told}您的决定没有保存，您填的仍在表中。请看过之后再决定一次。", form=form, difference=change.difference)


def _decided_otherwise(decided: Proposal, data: Any) -> Difference | None:
    """What the other editor saved beside what this one wanted."""
    if data.get("action") != "correct" or decided.fact is None:
        return None
    form = ClaimForm(data, instance=decided)
    form.is_valid()
    return Difference(rows=form.differences(decided.fact))


def _accept(article: Article, proposal: Proposal, data: Any, user: Any) -> Outcome:
    curation.accept(proposal, user)
    return Outcome("已采用。", _last(proposal))


def _sentence(article: Article, proposal: Proposal, data: Any, user: Any) -> Outcome:
    result = accept_sentence(proposal, user)
    return Outcome("。".join(filter(None, [f"本句采用 {result.decided} 条", result.why])) + "。", [result.number])


def _correct(article: Article, proposal: Proposal, data: Any, user: Any) -> Outcome:
    form = ClaimForm(data, instance=proposal)
    if not form.is_valid():
        raise Refused("有几处需要改正，见表中红字。", form=form, invalid=True)
    if not set(form.changed_data):
        return _accept(article, proposal, data, user)
    curation.correct(proposal, user, form.values())
    return Outcome("已改后采用。", _last(proposal))


def _reject(article: Article, proposal: Proposal, data: Any, user: Any) -> Outcome:
    reason = data.get("reason", "")
    curation.reject(proposal, user, reason, note=data.get("note", ""))
    return Outcome(f"未采用：{Rejection(reason).label}。", _last(proposal))


def _hold(article: Article, proposal: Proposal, data: Any, user: Any) -> Outcome:
    curation.hold(proposal, user, data.get("note", ""))
    return Outcome("已存疑。", _last(proposal))


def _undo(article: Article, proposal: Proposal | None, data: Any, user: Any) -> Outcome:
    numbers = [int(part) for part in data.get("numbers", "").split(",") if part.isdecimal() and len(part) < 19]
    events = list(Event.objects.filter(number__in=numbers, kind__in=("facts.proposal", "facts.citation")))
    touched = {int(event.object_id) for event in events if event.kind == "facts.proposal"}
    mine = set(Proposal.objects.for_editor(user).filter(pk__in=touched).values_list("pk", flat=True))
    if not numbers or not events:
        raise Refused("没有可以撤销的决定。")
    if any(event.actor_id != user.pk for event in events) or touched - mine:
        raise Refused("只能在这里撤销自己的决定。")
    with transaction.atomic():
        for number in numbers:
            curation.undo(number, user)
    return Outcome("已撤销。", back_to=next((key for key in sorted(touched) if article.proposals.filter(pk=key).exists()), None))


def _register(article: Article, proposal: Proposal, data: Any, user: Any) -> Outcome:
    """List the subject (as a new row, or under the name of a known one) and accept, in one step."""
    require(user, Act.REGISTER)
    if not is_unresolved(proposal):
        raise Refused("主体已在名录中，请直接采用。")
    kind, choice = proposal.subject_type, data.get("entity", "new")
    if choice != "new":
        entity = _near(kind, proposal.subject, choice)
        with transaction.atomic():
            link_alias(entity, proposal.subject, user)
            linked = _last(proposal)
            curation.accept(proposal.pk, user)
        return Outcome(f"“{proposal.subject}”记为“{entity}”的别名，已采用。", [*_last(proposal), *linked])
    name = data.get("name", "").strip()
    if kind not in ("project", "organization"):
        raise Refused("这里只能把项目和单位列入名录；开发区和行政区请到名录页登记，或改正主体。")
    if not name:
        raise Refused("请写出列入名录的名称。")
    register_and_accept(proposal, user, kind=kind, name=name, aliases=_words(data.get("aliases", "")), zone=_zone(data))
    return Outcome(f"“{name}”列入名录，已采用。", _last(proposal))


def _register_object(article: Article, proposal: Proposal, data: Any, user: Any) -> Outcome:
    """List the other end of a relation; the proposal itself stays to be decided."""
    require(user, Act.REGISTER)
    choice = data.get("object_entity", "new")
    if choice != "new":
        entity = _near("organization", proposal.object, choice)
        link_alias(entity, proposal.object, user)
        return Outcome(f"“{proposal.object}”记为“{entity}”的别名。", _last(proposal), proposal.pk)
    name = data.get("object_name", "").strip() or proposal.object
    entity = register("organization", name, user, aliases=[proposal.object] if name != proposal.object else [], zone=None)
    return Outcome(f"“{entity}”列入名录。", _last(proposal), proposal.pk)


def _scope(article: Article, proposal: Proposal, data: Any, user: Any) -> Outcome:
    """Register the population that the figure is about, or know its printed words as another name of one."""
    require(user, Act.REGISTER)
    choice, name = data.get("scope_entity", "new"), data.get("scope_name", "").strip()
    if not proposal.scope or proposal.scope_registered_id:
        raise Refused("这一条的统计范围已在名录中，或没有统计范围。")
    if choice != "new":
        link_alias(_near("scope", proposal.scope, choice), proposal.scope, user)
    else:
        register_scope(name or proposal.scope, user, region=proposal.subject_region, aliases=[proposal.scope])
    return Outcome(f"统计范围“{name or proposal.scope}”已登记。", _last(proposal), proposal.pk)


def _add(article: Article, proposal: Proposal | None, data: Any, user: Any) -> Outcome:
    """补录: a fact that the engine did not find, at the selected words."""
    start, end = _place(article, data)
    draft = Proposal(article=article, version=article.current, anchors=[{"start": start, "end": end, "exact": article.text[start:end]}])
    form = ClaimForm(data, instance=draft)
    if not form.is_valid():
        raise Refused("有几处需要改正，见表中红字。", form=form, invalid=True)
    before = Counter.current()
    fact = curation.add_fact(article.current, draft.anchors, form.values(), user, note=data.get("note", ""))
    added = Event.objects.filter(number__gt=before, kind="facts.citation", actor=user).order_by("-number").first()
    return Outcome(f"已补录：{fact}。" if added else "这一处已有同一条，没有重复补录。", [added.number] if added else [])


def _place(article: Article, data: Any) -> tuple[int, int]:
    """The selected stretch, by offsets or (without a script) by its words, which must stand in the text once."""
    text, words = article.text, data.get("exact", "").strip()
    start, end = (int(data.get(name, "")) if data.get(name, "").isdecimal() and len(data.get(name, "")) < 9 else -1 for name in ("start", "end"))
    if 0 <= start < end <= len(text) and (not words or text[start:end] == words):
        return start, end
    if words and text.count(words) == 1:
        return text.index(words), text.index(words) + len(words)
    if words and words in text:
        raise Refused(f"“{words}”在正文里不止一处，请多写几个字，使它只指一处。")
    raise Refused("请先在正文中选出说明这一条的文字。")


def _near(kind: str, name: str, choice: str) -> Any:
    """One of the near names that were offered; anything else is refused."""
    found = next((near.entity for near in near_names(kind, name, limit=20) if str(near.entity.pk) == choice), None)
    if found is None:
        raise Refused("所选名称已不在名录中，请重新选择。")
    return found


def _zone(data: Any) -> Any:
    key = data.get("zone", "")
    return Zone.objects.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


def _words(line: str) -> list[str]:
    return [part for part in line.replace("，", "、").replace(",", "、").replace(" ", "、").split("、") if part]


def _last(proposal: Proposal) -> list[int]:
    """The number of the latest group that touched the proposal."""
    number = Event.objects.filter(kind="facts.proposal", object_id=str(proposal.pk)).order_by("-number").values_list("number", flat=True).first()
    return [number] if number else []


_ACTIONS: dict[str, Callable[[Article, Any, Any, Any], Outcome]] = {
    "accept": _accept, "sentence": _sentence, "correct": _correct, "reject": _reject, "hold": _hold, "undo": _undo,
    "register": _register, "register_object": _register_object, "scope": _scope, "add": _add,
}  # fmt: skip
