"""The first start: registry, page, and the decisions of a first editor, all through the services that editors use."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib.auth import get_user_model

from articles.models import Article, SourcePage
from articles.receiving import receive
from history.changes import change
from projects.loading import load_entities, load_industries
from zones.loading import load_home_zones, load_national_zones, load_regions, load_statistical_zones
from zones.models import Region

from . import curation
from .claims import said_key
from .extraction import extract_article
from .indexing import index_regions
from .indicators import sync_indicators
from .models import Proposal
from .names import Registry, registry_names
from .publishing import publish_article, release_decisions
from .settling import settle

SEED_EDITOR = "种子编辑"
Say = Callable[[str], None]


def load_registry(folder: Path, say: Say) -> None:
    """Divisions, industries, zones and projects, once: a registry with divisions is left as its editors have made it."""
    sync_indicators()
    if Region.objects.exists():
        return
    with change(None, "载入名录", actor_name=SEED_EDITOR) as group:
        say(str(load_regions(group, folder / "divisions.csv", folder / "changzhi_tiles.csv", folder / "division_changes.csv")))
        say(str(load_industries(group, folder / "gb4754_2017_divisions.csv")))
        home = load_home_zones(group, folder / "changzhi_zones.csv")
        say(str(home))
        say(str(load_national_zones(group, folder / "national_zones.csv")))
        say(str(load_statistical_zones(group, folder / "nbs_zones_2023.csv")))
        say(str(load_entities(group, folder / "projects.csv")))
        settle(group, zones=home.ids)
        index_regions(Region.objects.prefetch_related("aliases"))


def load_page(folder: Path, say: Say) -> list[Article]:
    """The seed page, read and published; nothing where it is already known."""
    about = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    data = (folder / about["file"]).read_bytes()
    received = receive(
        data, about["file"], publication=about["publication"], label=about["issue"], published=about["published"], inferred_from=about["inferred_from"],
        kind=SourcePage.Kind(about["kind"]), user=seed_editor(),
    )  # fmt: skip
    say(received.message)
    if received.known or received.error:
        return []
    names = registry_names()
    for article in received.articles:
        found = extract_article(article, names=names)
        say(f"《{article.headline}》：识别出 {len(found.added)} 条待核条目。")
        publish_article(article, seed_editor(), by_command=True)
    return received.articles


def seed_editor() -> Any:
    """The user under whose name seeds are decided; nobody can log in as it."""
    user, made = get_user_model().objects.get_or_create(username=SEED_EDITOR)
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def replay_decisions(path: Path, articles: list[Article], say: Say) -> Counter[str]:
    """Take the decisions through the services: equal proposal accepted, else the one on the same anchor corrected, else added by hand."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    decisions = [_Decision(line, articles) for line in lines]
    wanted = {(decision.article.pk, decision.key) for decision in decisions}
    counts: Counter[str] = Counter()
    for decision in decisions:
        counts[_replay(decision, wanted)] += 1
    for article in articles:
        release_decisions(article, seed_editor(), by_command=True)
    say(f"种子决定：采用 {counts['accepted']} 条，改后采用 {counts['corrected']} 条，补录 {counts['added']} 条。")
    return counts


class _Decision:
    """One line of `decisions.jsonl`, found in the text: its article, its place and its claim."""

    def __init__(self, line: dict[str, Any], articles: list[Article]) -> None:
        self.article, self.start, self.end = locate(line["anchor"], articles)
        self.anchors = [{"start": self.start, "end": self.end}]
        printed = claim_of(line)
        self.values = printed | Registry.for_article(self.article).links(printed)
        self.key = said_key(SimpleNamespace(**printed))


def locate(anchor: dict[str, str], articles: list[Article]) -> tuple[Article, int, int]:
    """The place whose surroundings agree best with the anchor's prefix and suffix. Raises ValueError where the words do not occur."""
    best: tuple[int, Article, int] | None = None
    for article in articles:
        at = article.text.find(anchor["exact"])
        while at >= 0:
            end = at + len(anchor["exact"])
            score = _common(article.text[:at][::-1], "".join(anchor.get("prefix", "").split())[::-1]) + _common(article.text[end:], anchor.get("suffix", ""))
            if best is None or score > best[0]:
                best = (score, article, at)
            at = article.text.find(anchor["exact"], at + 1)
    if best is None:
        raise ValueError(f"正文中没有“{anchor['exact']}”，请检查 seeds/decisions.jsonl。")
    return best[1], best[2], best[2] + len(anchor["exact"])


def _common(text: str, wanted: str) -> int:
    text, wanted = text.replace("\n", "").replace(" ", ""), wanted.replace("\n", "").replace(" ", "")
    count = 0
    for one, other in zip(text, wanted, strict=False):
        if one != other:
            break
        count += 1
    return count


def claim_of(line: dict[str, Any]) -> dict[str, Any]:
    """An interchange line as the columns of a claim, printed words only."""
    period = line.get("period") or {}
    texts = (
        "kind subject_type subject label measure value value_max unit value_printed unit_printed product reference stage relation object"
        " scope base basis attribution"
    )
    values: dict[str, Any] = {name: line.get(name) or "" for name in texts.split()}
    return values | {
        "indicator_id": line.get("indicator"),
        "period_start": date.fromisoformat(period["start"]) if period.get("start") else None,
        "period_end": date.fromisoformat(period["end"]) if period.get("end") else None,
        "modality": line.get("modality") or "actual",
        "comparator": line.get("comparator") or "eq",
    }


def _replay(decision: _Decision, wanted: set[tuple[int, str]]) -> str:
    user, article = seed_editor(), decision.article
    proposals = list(article.proposals.select_related("article__issue", "version", "indicator"))
    equal = next((row for row in proposals if row.said_key == decision.key), None)
    if equal is not None and _stands_at(equal, decision):
        if equal.state in curation.DECIDABLE:
            curation.accept(equal, user, note="种子决定：与识别结果相同")
        if not article.current.citations.filter(start=decision.start, end=decision.end).exists():
            curation.add_fact(article.current, decision.anchors, decision.values, user, note="种子决定：同一条目的另一处原文")
        return "accepted"
    near = [row for row in proposals if row.state in curation.DECIDABLE and (article.pk, row.said_key) not in wanted and _is_near(row, decision)]
    if near:
        alike = max(near, key=lambda row: (row.subject == decision.values["subject"], row.said_key))
        curation.correct(alike, user, decision.values, anchors=decision.anchors, note="种子决定：同一处识别结果有出入，按人工标注改正")
        return "corrected"
    curation.add_fact(article.current, decision.anchors, decision.values, user, note="种子决定：识别程序没有找到，人工补录")
    return "added"


def _stands_at(proposal: Proposal, decision: _Decision) -> bool:
    return any(anchor["start"] < decision.end and decision.start < anchor["end"] for anchor in proposal.anchors) or decision.values["kind"] != "measure"


def _is_near(proposal: Proposal, decision: _Decision) -> bool:
    values = decision.values
    same = proposal.kind == values["kind"] and (proposal.stage, proposal.relation) == (values["stage"], values["relation"])
    return same and any(anchor["start"] < decision.end and decision.start < anchor["end"] for anchor in proposal.anchors)
