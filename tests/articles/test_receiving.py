"""A page comes in once, whole, and a bad file harms nothing."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import Article, Author, Issue, Publication, SourcePage
from articles.receiving import parse_date, receive
from facts.models import Proposal
from history.models import Event
from zones.models import Zone

pytestmark = pytest.mark.django_db
PAGE = (settings.BASE_DIR / "seeds/page-changzhi.txt").read_bytes()


@pytest.fixture
def hitech(db):
    return Zone.objects.create(slug="h", name="长治高新技术产业开发区", short_name="长治高新区", level="national")


def test_a_page_becomes_drafts_with_their_authors_and_zones(hitech):
    received = receive(PAGE, "page.txt", published="2024-10")
    assert not received.error
    assert [article.state for article in received.articles] == [Article.State.DRAFT] * 3
    assert [list(article.bylines.values_list("author__name", flat=True)) for article in received.articles] == [["李家鸣"], ["李茹"], ["李雨桐"]]
    assert list(received.articles[1].zones.all()) == [hitech]
    assert received.page.issue.publication.name == "山西智慧城"
    assert (received.page.issue.label, received.page.issue.published_on) == ("NO.5", "2024-10")


def test_article_texts_are_plain_lines_with_one_kind_each():
    for article in receive(PAGE, "page.txt", published="2024-10").articles:
        text = article.current.text
        assert "\n\n" not in text
        assert text == text.strip()
        assert not [char for char in text if ord(char) < 32 and char != "\n"]
        assert len(article.current.blocks) == text.count("\n") + 1


def test_the_same_bytes_twice_change_nothing_and_say_so():
    receive(PAGE, "page.txt", published="2024-10")
    before = (Event.objects.count(), Article.objects.count(), Author.objects.count())
    again = receive(PAGE, "other-name.txt", published="2024-11")
    assert again.known
    assert "没有重复收录" in again.message
    assert (Event.objects.count(), Article.objects.count(), Author.objects.count()) == before


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a docx", b"%PDF-1.7", b"\x89PNG\r\n", b"\x00" * 50])
def test_what_cannot_be_read_is_refused_with_a_sentence_and_leaves_nothing(data):
    received = receive(data, "坏文件.bin", published="2024-10")
    assert received.error.endswith("。")
    assert not SourcePage.objects.exists()
    assert not Event.objects.exists()


def test_without_a_date_it_asks_for_one():
    assert "--published" in receive("标题在此\n\n某市开发区完成投资10亿元。".encode(), "page.txt").error


def test_a_year_in_the_text_dates_the_page_as_inferred():
    issue = receive(PAGE, "page.txt").page.issue
    assert (issue.published_on, issue.inferred) == ("2024", True)
    assert "2024年" in issue.inferred_from
    assert "推定" in issue.date_words


def test_a_text_without_a_headline_is_kept():
    received = receive("某市开发区完成投资10亿元，同比增长5%。".encode(), "page.txt", published="2024-10")
    assert received.articles[0].headline.startswith("（无题）")


@pytest.mark.parametrize(("words", "precision"), [("2024-10-08", "day"), ("2024-10", "month"), ("2024", "year")])
def test_dates_keep_their_precision(words, precision):
    day, known = parse_date(words)
    issue = Issue(publication=Publication(name="某报"), date=day, precision=known)
    assert (known, issue.published_on) == (precision, words)


@pytest.mark.parametrize("words", ["2024-13", "2024-02-30", "十月", "24-10", "2024-10-08T00:00"])
def test_a_wrong_date_is_refused_with_an_example(words):
    with pytest.raises(ValueError, match="2024-10-08"):
        parse_date(words)


@pytest.mark.usefixtures("indicators")
def test_the_command_goes_on_after_a_bad_file(tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.txt").write_bytes(PAGE)
    with pytest.raises(CommandError, match="1 个文件没有收录"):
        call_command("intake", str(tmp_path / "a.pdf"), str(tmp_path / "b.txt"), published="2024-10")
    printed = capsys.readouterr().out
    assert "PDF" in printed
    assert "2/2" in printed
    assert Article.objects.count() == 3
    proposals = list(Proposal.objects.values_list("said_key", "state"))
    assert proposals
    call_command("intake", str(tmp_path / "b.txt"))
    assert list(Proposal.objects.values_list("said_key", "state")) == proposals


def test_extract_reads_a_file_without_a_database(tmp_path):
    """Also before the first migration: the registry then comes from its files."""
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3", "VAR_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "manage.py", "extract", "seeds/page-changzhi.txt", "--published", "2024-10"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    text = PAGE.decode().replace("\n", "")
    assert len(facts) > 100
    assert all(fact["anchor"]["exact"] in text for fact in facts)


@pytest.mark.parametrize("arguments", [["nowhere.txt"], ["manage.py"], ["seeds/page-changzhi.txt", "--published", "soon"]])
def test_extract_refuses_with_one_sentence(arguments):
    with pytest.raises(CommandError) as refusal:
        call_command("extract", *arguments)
    assert "。" in str(refusal.value)
    assert "Traceback" not in str(refusal.value)
