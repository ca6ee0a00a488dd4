"""Replaying the record gives the tables back exactly, whatever the services did; a write that went around them is found."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import SourcePage, TextVersion
from articles.splitting_edits import retitle
from articles.uploading import save_split
from facts import curation
from facts.bulk import accept_sentence, reject_all
from facts.correcting import correct_text
from facts.intaking import confirm_page
from facts.judging import judge
from facts.merging import merge
from facts.models import Fact, Proposal
from facts.publishing import publish_article, sign_off, take_down, withdraw_article
from facts.tasks import start_intake
from facts.unresolved import register
from history.lately import last_number
from history.models import Counter, Event
from history.replay import State, compare, recorded_models, replay, tables
from projects.models import Project
from tests.articles.test_splitting_edits import PAGE
from tests.base import TEXT, chief, make_article, make_fact, make_project, make_proposal, make_region, make_user, make_zone

pytestmark = pytest.mark.django_db
APPS = ("zones", "projects", "articles", "facts")


def problems() -> list[str]:
    state: State = {}
    return [*replay(state), *compare(state, tables(recorded_models(APPS)))]


def test_everything_an_editorial_office_does_can_be_replayed(django_capture_on_commit_callbacks):
    zone, project, other = make_zone(region=make_region()), make_project(), make_project("锂电产业园制造基地项目")
    with django_capture_on_commit_callbacks(execute=True):
        progress = start_intake([("a3.txt", PAGE.encode())], chief())
    progress.refresh_from_db()
    page = SourcePage.objects.get(pk=progress.log[0]["page"])
    save_split(page, chief(), retitle(page.split, 0, headline="改过的标题"), last_number(page))
    for article in confirm_page(page, chief(), publication="测试日报", label="第1期", published="2024-10-08").articles:
        publish_article(article, chief())
        register("project", f"新项目{article.pk}", chief(), zone=zone)
    article = make_article(zones=[zone], published=True)
    fact = make_fact(article, subject_zone=zone)
    accept_sentence(make_proposal(article, "24.8%", subject_zone=zone, value="24.8", unit="percent", measure="growth"), make_user())
    sign_off(article, chief())
    curation.supersede(fact, chief(), {"value": "1640000000", "value_printed": "16.4"}, Fact.Correction.COLLECTION, "录错一位")
    correct_text(article, chief(), f"题记。\n{TEXT}", TextVersion.Kind.TRANSCRIPTION, "漏录")
    curation.undo(Counter.current(), chief())
    reject_all(
        Proposal.objects.filter(article__in=page.articles.all()), chief(), "no_fact", Proposal.objects.pending().filter(article__in=page.articles.all()).count()
    )
    curation.undo(Counter.current(), chief())
    make_fact(article, "12亿元", subject_type="project", subject=other.name, subject_project=other, indicator_id="total_investment", value="1200000000")
    judge(make_project("别的项目"), project, "different", chief())
    merge(other, project, chief())
    curation.undo(Counter.current(), chief())
    merge(other, project, chief())
    withdraw_article(article, chief(), "误登")
    take_down(page.articles.first(), chief(), "隐私")
    assert problems() == []


def test_a_write_around_the_services_is_found():
    project = make_project()
    Project.objects.update(description="没有记录的改动")
    assert problems() == [f"projects.project {project.pk}：description 与记录不符"]
    Project.objects.create(slug="x", name="没有记录的项目")
    assert len(problems()) == 2


def test_numbers_are_dense():
    for _ in range(3):
        make_project()
    numbers = list(Event.objects.order_by("number").values_list("number", flat=True).distinct())
    assert numbers == list(range(1, len(numbers) + 1)) == list(range(1, Counter.current() + 1))


def test_the_seeds_can_be_replayed_from_their_files(seeded, capsys):
    call_command("check_history")
    assert "与各表相符" in capsys.readouterr().out


def test_a_loaded_file_that_has_changed_is_named(tmp_path, seeded):
    for path in (settings.BASE_DIR / "seeds" / "registry").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\n" * (path.name == "projects.csv"))
    (tmp_path / "divisions.csv").write_text("changed")
    with pytest.raises(CommandError, match="不符"):
        call_command("check_history", folder=tmp_path)
