"""One object of every kind that nobody may see, each carrying a marker text, beside public ones: walks over portal, API and desk look for the markers.

    marked = hide_everything()
    for marker in marked.found_in(response_text, address): ...

A marker's own address may show what the rules allow there (a reason for withdrawing, a correction's note); `told` holds those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles.models import Article, Author, Byline, Publication
from facts import curation
from facts.models import Fact
from facts.publishing import publish_article, release_decisions, send_to_review, take_down, withdraw_article
from facts.redating import set_public_from
from facts.settling import settle, settle_events
from history.changes import change
from history.models import Event
from tests.base import chief, make_article, make_fact, make_issue, make_organization, make_project, make_proposal, make_region, make_user, make_zone

WITHDRAWN_FACT_REASON = "撤条理由：来源有误"
WITHDRAWN_ARTICLE_REASON = "撤文理由：重复刊发"
CORRECTION_NOTE = "更正说明：漏看一行"
PUBLIC_TEXT = "1—8月份，长治高新区完成工业投资16.3亿元，同比增长24.8%。\n锂电产业园项目总投资12亿元，预计年底投产。\n该区新增就业3200人。"


# Articles of which nothing may be found under any address, in any list, on any earlier day.
NEVER_TOLD = (
    "draft article", "article in review", "taken-down article", "embargoed article", "internal article", "second source", "article embargoed later",
    "article internal later", "article taken down with a draft beside it",
)  # fmt: skip
# The rest that is gone without a word, projects and zones first.
SILENT = ("unnamed project", "unpublished project", "project internal later", "unpublished zone", "zone internal later")
SILENT_FACTS = ("unreleased fact", "fact of an article taken down", "fact of a zone internal later", "fact of a project internal later")


@dataclass
class Marked:
    """`hidden` maps each marker to what carries it; `objects` are the rows by the same names."""

    hidden: dict[str, str] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = (WITHDRAWN_FACT_REASON, WITHDRAWN_ARTICLE_REASON, CORRECTION_NOTE)

    def mark(self, name: str, part: str = "") -> str:
        """A new marker text, which no other text contains: `暗记03号`."""
        marker = f"暗记{len(self.hidden):03d}号"
        self.hidden[marker] = f"{name} {part}".strip()
        return marker

    def figure(self, name: str) -> str:
        """A number that occurs nowhere else."""
        marker = f"7319{len(self.hidden):03d}57"
        self.hidden[marker] = f"{name} value"
        return marker

    def found_in(self, text: str) -> list[str]:
        return [f"{marker} ({what})" for marker, what in self.hidden.items() if marker in text]

    def claim(self, name: str, **values: Any) -> dict[str, Any]:
        """A claim of which every free text is a marker."""
        texts = {part: self.mark(name, part) for part in ("subject", "product", "reference", "scope", "attribution")}
        figure = self.figure(name)
        return texts | {"value": figure, "value_printed": figure, "measure": "share", "unit": "percent", "unit_printed": "%"} | values

    def article(self, name: str, **values: Any) -> Article:
        """A draft of which everything is a marker; a decided proposal waits in it, and its author, project and organisation are named nowhere else."""
        parts = {part: self.mark(name, part) for part in ("kicker", "headline", "subheadline", "zone_printed")}
        text = f"开头{self.mark(name, 'text')}。{self.mark(name, 'quote')}16.3亿元。"
        article = make_article(text, **(parts | values))
        with change(None, "署名", actor_name="测试") as group:
            author = group.create(Author(slug=f"author-{article.pk}", name=self.mark(name, "author")))
            group.create(Byline(article=article, author=author))
        project = make_project(self.mark(name, "project"))
        organization = make_organization(self.mark(name, "organization"))
        make_fact(article, subject_type="project", subject_project=project, **self.claim(name))
        make_fact(
            article, kind="relation", relation="built_by", subject_type="project", subject=self.mark(name, "built"), subject_project=project,
            object=self.mark(name, "builder"), object_organization=organization, **_no_measure(),
        )  # fmt: skip
        self.objects[name] = article
        return article


def hide_everything() -> Marked:
    """Everything through the services; one published article with public facts stands among what is hidden."""
    marked = Marked()
    marked.objects["region"] = make_region()
    zone = marked.objects["zone"] = make_zone(region=marked.objects["region"])
    public = marked.objects["article"] = make_article(PUBLIC_TEXT, zones=[zone], headline="公开报道", published=True)
    settle_zone(zone)
    marked.objects["fact"] = _released(make_fact(public, subject_zone=zone))
    _proposals(marked, public)
    _facts(marked, public)
    _articles(marked)
    _registry(marked, public)
    # Last: signing off what is decided on an article releases all of it.
    fact = marked.objects["unreleased fact"] = make_fact(public, "3200人", user=make_user(), **marked.claim("unreleased fact"))
    assert not fact.citations.filter(released=True).exists()
    return marked


def settle_zone(zone: Any) -> None:

    with change(None, "公开", actor_name="测试") as group:
        group.note("zones.zone", zone.pk, label=zone.name)
        settle(group, zones=[zone.pk])


def _released(fact: Fact) -> Fact:
    """Public, as far as its article is."""

    for article in Article.objects.published().filter(versions__citations__fact=fact):
        release_decisions(article, None, by_command=True)
    return fact


def _proposals(marked: Marked, public: Article) -> None:
    make_proposal(public, **marked.claim("pending proposal"))
    curation.hold(make_proposal(public, **marked.claim("held proposal")), chief(), marked.mark("held proposal", "note"))
    curation.reject(make_proposal(public, **marked.claim("rejected proposal")), chief(), "value", note=marked.mark("rejected proposal", "note"))


def _facts(marked: Marked, public: Article) -> None:
    withdrawn = marked.objects["withdrawn fact"] = _released(make_fact(public, "24.8%", **marked.claim("withdrawn fact")))
    curation.withdraw_fact(withdrawn, chief(), WITHDRAWN_FACT_REASON)
    old = marked.objects["superseded fact"] = _released(make_fact(public, "12亿元", **marked.claim("superseded fact")))
    values = {"subject": "长治高新区", "product": "", "reference": "", "scope": "", "attribution": "", "value": "1200000000", "value_printed": "12"}
    new = curation.supersede(old, chief(), values | {"measure": "level", "unit": "CNY", "unit_printed": "亿元"}, "collection", CORRECTION_NOTE)
    marked.objects["successor"] = _released(new)


def _articles(marked: Marked) -> None:
    marked.article("draft article")
    send_to_review(marked.article("article in review"), chief())
    withdraw_article(_published(marked.article("withdrawn article")), chief(), WITHDRAWN_ARTICLE_REASON)
    take_down(_published(marked.article("taken-down article")), chief(), marked.mark("taken-down article", "reason"))
    _published(marked.article("embargoed article", issue=make_issue(public_from=timezone.now() + timedelta(days=30))))
    internal = _publication(Publication.Right.INTERNAL, marked.mark("internal publication"))
    _published(marked.article("internal article", issue=make_issue(publication=internal)))
    _hidden_later(marked)
    _quotes_only(marked)


def _hidden_later(marked: Marked) -> None:
    """Public once, and since then under an embargo, of an internal publication or taken down with all that only they said."""
    embargoed = _published(marked.article("article embargoed later"))
    set_public_from(embargoed.issue, chief(), timezone.now() + timedelta(days=30))
    paper = _publication(Publication.Right.FULL, marked.mark("publication internal later"))
    _published(marked.article("article internal later", issue=make_issue(publication=paper)))
    edit(paper, right=Publication.Right.INTERNAL)
    down = marked.article("article taken down with a draft beside it")
    claim = marked.claim("fact of an article taken down")
    marked.objects["fact of an article taken down"] = make_fact(down, "16.3亿元", **claim)
    assert make_fact(make_article(), "16.3亿元", **claim).citations.count() == 2
    take_down(_published(down), chief(), marked.mark("article taken down with a draft beside it", "reason"))


def edit(row: Any, **values: Any) -> None:
    """As the admin saves a form."""
    with change(chief(), "修改") as group:
        group.update(row, values)
        settle_events(group, list(Event.objects.filter(number=group.number)))


def _quotes_only(marked: Marked) -> None:
    """Its headline, source and cited sentences may be shown; its other lines, its other sentences and its authors not."""
    name = "quotes-only article"
    parts = {part: marked.mark(name, part) for part in ("kicker", "subheadline")}
    text = f"{marked.mark(name, 'text')}。可引的一句：完成投资5.5亿元。{marked.mark(name, 'rest')}。\n{marked.mark(name, 'paragraph')}"
    paper = _publication(Publication.Right.QUOTES, "仅引文日报")
    article = marked.objects[name] = make_article(text, issue=make_issue(publication=paper), headline="仅引文的报道", **parts)
    with change(None, "署名", actor_name="测试") as group:
        author = group.create(Author(slug="author-quotes", name=marked.mark(name, "author")))
        group.create(Byline(article=article, author=author))
    marked.objects["quoted fact"] = make_fact(article, "5.5亿元", value="550000000", value_printed="5.5")
    _published(article)


def _registry(marked: Marked, public: Article) -> None:
    """Unpublished rows, rows that nothing public names, and a public fact whose other sources and other end are not public."""
    hidden = marked.objects["unpublished zone"] = make_zone(
        marked.mark("unpublished zone"), description=marked.mark("unpublished zone", "text"), published=False
    )
    marked.objects["unnamed project"] = make_project(marked.mark("unnamed project"), zone=marked.objects["zone"])
    marked.objects["unpublished project"] = make_project(marked.mark("unpublished project"), published=False)
    zone = marked.objects["zone internal later"] = make_zone(marked.mark("zone internal later"), description=marked.mark("zone internal later", "text"))
    marked.objects["fact of a zone internal later"] = _released(make_fact(public, subject_zone=zone, **marked.claim("fact of a zone internal later")))
    located = {"kind": "relation", "relation": "located_in", "subject": "某项目", "subject_type": "project", "object": "某某园区", "object_zone": zone}
    marked.objects["relation to a zone internal later"] = _released(make_fact(public, "锂电产业园", **_no_measure() | located))
    project = marked.objects["project internal later"] = make_project(marked.mark("project internal later"))
    claim = marked.claim("fact of a project internal later", subject_type="project", subject_project=project)
    marked.objects["fact of a project internal later"] = _released(make_fact(public, "12亿元", **claim))
    for row in (zone, project):
        assert type(row).objects.public().filter(pk=row.pk).exists()
        edit(row, published=False)
    draft = marked.article("second source")
    make_fact(draft, subject_zone=marked.objects["zone"])
    relation = {"kind": "relation", "relation": "located_in", "subject_type": "project", "subject": "锂电产业园项目", "object": "某园区", "object_zone": hidden}
    marked.objects["relation"] = _released(make_fact(public, "锂电产业园项目", **_no_measure() | relation))


def _no_measure() -> dict[str, Any]:
    empty = dict.fromkeys(("measure", "value", "unit", "value_printed", "unit_printed"), "")
    return empty | dict.fromkeys(("indicator_id", "period_start", "period_end"))


def _publication(right: str, name: str) -> Publication:
    with change(None, "登记媒体", actor_name="测试") as group:
        return group.create(Publication(slug=f"paper-{right}", name=name, right=right))


def _published(article: Article) -> Article:
    return publish_article(article, None, by_command=True)
