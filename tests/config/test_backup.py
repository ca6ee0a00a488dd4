import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.models import Article, Issue, Publication, SourcePage, TextVersion
from config.backup import BackupRefused, restore_backup, write_backup
from history.changes import change
from search import index
from zones.models import Region, Zone, ZoneAlias

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """One of everything that is hard to carry: bytes, JSON, decimals, links in a ring, many-to-many, append-only tables."""
    editor = User.objects.create_user("editor", password="一个很长的口令")
    Group.objects.create(id=700, name="值班编辑")
    region = Region.objects.create(code="140400", name="长治市", level="prefecture", longitude="113.116255", latitude="36.195386")
    zone = Zone.objects.create(slug="changzhi-gaoxin", name="长治高新技术产业开发区", level="national", region=region)
    zone.also_in.add(region)
    ZoneAlias.objects.create(entity=zone, name="长治高新区")
    issue = Issue.objects.create(publication=Publication.objects.create(slug="changzhi", name="长治日报"), date=date(2024, 10, 1), precision="month")
    page = SourcePage.objects.create(
        issue=issue, filename="版面.txt", content=bytes(range(256)), sha256="0" * 64, split={"longer key": [1, None, "“引号”"], "b": 0.5, "a": {}}
    )
    with change(editor, "新建"):
        article = Article.objects.create(slug="a", issue=issue, source_page=page, headline="长治高新区：项目开工")
        text = "投资243.2亿元。\n𠀀字。"
        article.current = TextVersion.objects.create(article=article, number=1, text=text, blocks=["p", "p"], sha256="1" * 64, made_by=editor)
        article.save()
    index.add("article", article.pk, {"headline": article.headline, "text": text}, date=issue.date, title_fields=["headline"])
    return {"editor": editor, "article": article}


def manage(database_url: str, *arguments: str) -> str:
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    finished = subprocess.run([sys.executable, "manage.py", *arguments], env=environment, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def tables_of(path: Path) -> dict:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))["tables"]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    server = request.getfixturevalue("postgres_url")
    with psycopg.connect(_address(server), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS restored")
        connection.execute("CREATE DATABASE restored")
    return server.replace("/postgres?", "/restored?")


def _address(url: str) -> str:
    name, host = url.removeprefix("postgres://postgres@/").split("?host=")
    return f"host={host} user=postgres dbname={name}"


def _connect(url: str):
    return sqlite3.connect(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else psycopg.connect(_address(url))


def test_a_restored_database_equals_the_first_in_every_table(rows, empty_database, tmp_path):
    call_command("backup", tmp_path / "first.zip", stdout=StringIO())
    manage(empty_database, "migrate", "--verbosity", "0")
    manage(empty_database, "restore", str(tmp_path / "first.zip"))
    manage(empty_database, "backup", str(tmp_path / "second.zip"))
    first, second = tables_of(tmp_path / "first.zip"), tables_of(tmp_path / "second.zip")
    assert first == second
    assert first["articles.textversion"]["rows"] == first["articles.sourcepage"]["rows"] == 1

    connection = _connect(empty_database)
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        connection.execute("UPDATE articles_textversion SET text = ''")
    connection.rollback()
    connection.execute("INSERT INTO auth_group (name) VALUES ('夜班编辑')")
    assert connection.execute("SELECT id FROM auth_group WHERE name = '夜班编辑'").fetchone()[0] > 700
    connection.close()

    found = manage(empty_database, "shell", "--no-imports", "-c", "from search import index; print(*(hit.object_id for hit in index.query('项目开工')))")
    assert found.split() == [str(rows["article"].pk)]


def test_a_file_is_readable_by_its_owner_only(rows, tmp_path):
    write_backup(tmp_path / "a.zip", report=str)
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600


def refusal(path: Path) -> str:
    with pytest.raises(BackupRefused) as refused:
        restore_backup(path, report=str)
    return str(refused.value)


def test_it_refuses_a_database_with_rows(rows, tmp_path):
    write_backup(tmp_path / "a.zip", report=str)
    assert "不是空的" in refusal(tmp_path / "a.zip")


def test_it_refuses_a_file_that_is_no_backup(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"not a zip")
    assert "不是完整的备份文件" in refusal(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("manifest.json", '{"format": "something else"}')
    assert "不是本系统的备份" in refusal(tmp_path / "b.zip")
    assert "不能读取" in refusal(tmp_path / "missing.zip")


def test_it_refuses_a_file_cut_short(tmp_path):
    write_backup(tmp_path / "a.zip", report=str)
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[: len(whole) // 2])
    assert "不是完整的备份文件" in refusal(tmp_path / "a.zip")


def _rewritten(source: Path, target: Path, name: str, edit) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, edit(old.read(entry)) if entry == name else old.read(entry))
    return target


def test_it_refuses_a_row_that_was_altered(tmp_path):
    write_backup(tmp_path / "a.zip", report=str)
    altered = _rewritten(tmp_path / "a.zip", tmp_path / "b.zip", "tables/history.counter.jsonl", lambda lines: lines.replace(b"0", b"9"))
    assert "与校验和不符" in refusal(altered)


def test_it_refuses_another_version_of_the_tables(tmp_path):
    write_backup(tmp_path / "a.zip", report=str)
    other = _rewritten(tmp_path / "a.zip", tmp_path / "b.zip", "manifest.json", lambda text: text.replace(b"zones.0001_initial", b"zones.0001_other"))
    assert "数据库版本不同" in refusal(other)


def test_the_command_answers_with_the_sentence(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"")
    with pytest.raises(CommandError, match="不是完整的备份文件"):
        call_command("restore", tmp_path / "a.zip")


def test_it_does_not_leave_half_a_file(monkeypatch, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"yesterday's")

    def full_disk(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("config.backup._write_table", full_disk)
    with pytest.raises(BackupRefused, match="不能写入"):
        write_backup(tmp_path / "a.zip", report=str)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.zip", b"yesterday's")]
