"""A text that the engine stops over costs nobody anything: the page is kept, the other articles are read, and a sentence says what to do."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from articles.uploading import receive_page
from facts import curation, extraction
from facts.desk.readings import read_selection
from facts.extraction import NotRead
from facts.indicators import sync_indicators
from facts.intaking import confirm_page
from facts.models import Proposal
from facts.reextraction import reextract_article
from facts.roles import Role
from facts.tasks import start_reextraction
from history.lately import last_number
from tests.admin.cast import client_of
from tests.articles.test_splitting_edits import PAGE
from tests.base import chief

pytestmark = pytest.mark.django_db
BAD = "壶关"


@pytest.fixture
def engine(monkeypatch):
    """An engine with a defect that one of the two articles hits."""
    sync_indicators()
    read = extraction.extract_facts
    monkeypatch.setattr(extraction, "extract_facts", lambda text, *about: 1 / 0 if BAD in text else read(text, *about))
    return monkeypatch


def confirmed():
    page = receive_page(PAGE.encode(), "a3.txt", user=chief())
    return confirm_page(page, chief(), publication="测试日报", label="", published="2024-10-08")


def is_told(words):
    return "没有识别" in words and "重新识别" in words and "Traceback" not in words


def test_the_other_articles_of_the_page_are_read(engine):
    good, bad = (confirmation := confirmed()).articles
    assert BAD in bad.text
    assert confirmation.found == good.proposals.count() > 0
    assert not bad.proposals.exists()
    assert [is_told(failure) and bad.headline in failure for failure in confirmation.failures] == [True]


def test_it_is_read_once_the_defect_is_mended(engine):
    bad = confirmed().articles[1]
    with pytest.raises(NotRead):
        reextract_article(bad)
    engine.undo()
    assert reextract_article(bad).added


def test_decisions_stay(engine):
    engine.undo()
    article = confirmed().articles[1]
    fact = curation.accept(article.proposals.first(), chief())
    pending = set(Proposal.objects.pending().values_list("pk", flat=True))
    engine.setattr(extraction, "explain", lambda candidate, text: 1 / 0)
    with pytest.raises(NotRead):
        reextract_article(article)
    fact.refresh_from_db()
    assert fact.superseded_at is None
    assert set(Proposal.objects.pending().values_list("pk", flat=True)) == pending


def test_the_command_goes_on_with_the_next_file(engine, tmp_path, capsys):
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_text(PAGE.replace(BAD, "平顺"), "utf-8")
    with pytest.raises(CommandError, match="1 篇报道已收录而没有识别"):
        call_command("intake", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), published="2024-10-08")
    assert any(is_told(line) for line in capsys.readouterr().out.splitlines())
    assert Article.objects.filter(current__text__contains="平顺", proposals__isnull=False).exists()


def test_reading_everything_anew_names_it_and_does_the_rest(engine, capsys):
    confirmed()
    engine.setattr("facts.tasks.transaction.on_commit", lambda function: function())
    progress = start_reextraction(chief())
    assert (progress.done, progress.failed) == (2, 1)
    assert [is_told(line["message"]) for line in progress.log] == [True]
    with pytest.raises(CommandError, match="1 篇没有识别"):
        call_command("reextract")
    assert is_told(capsys.readouterr().out.splitlines()[0])


def test_a_figure_can_still_be_entered_by_hand(engine):
    text = (bad := confirmed().articles[1]).text
    start = text.index("12亿元")
    draft, told = read_selection(bad, start, start + 4)
    assert draft.value == "1200000000"
    assert "没有读出" not in told


def test_the_page_says_so_and_leads_on(engine):
    page, client = receive_page(PAGE.encode(), "a3.txt", user=chief()), client_of(Role.CHIEF_EDITOR)
    address = f"/admin/articles/upload/{page.pk}/"
    answer = client.post(
        address, {"confirm": "1", "seen": last_number(page), "publication": "长治日报", "published": "2024-10-08", "kind": "news"}, follow=True
    )
    assert answer.status_code == 200
    assert is_told(answer.content.decode())
    article = Article.objects.get(current__text__contains=BAD)
    answer = client.post(f"/admin/articles/article/{article.pk}/states/", {"step": "reextract"}, follow=True)
    assert is_told(answer.content.decode())
