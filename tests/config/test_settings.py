"""Settings are read once at the start, so each case is a start of its own."""

import os
import subprocess
import sys

import pytest

from config import environment

public = {"SITE_URL": "https://kfq.example.cn", "SECRET_KEY": "k7!" * 30 + "abcdefgh", "ALLOWED_HOSTS": "kfq.example.cn"}


def start(tmp_path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *(arguments or ("check",))],
        env=kept | {"VAR_DIR": str(tmp_path / "var")} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_without_any_variable_and_keeps_its_own_key(tmp_path):
    assert start(tmp_path).returncode == 0
    key = tmp_path / "var" / "secret-key.txt"
    assert key.stat().st_mode & 0o777 == 0o600
    first = key.read_text()
    start(tmp_path)
    assert key.read_text() == first


def test_a_public_site_passes_the_deployment_check_without_a_word(tmp_path):
    finished = start(tmp_path, "check", "--deploy", "--fail-level", "INFO", **public)
    assert finished.returncode == 0
    assert (finished.stdout + finished.stderr).strip() == "System check identified no issues (0 silenced)."


def test_a_public_site_redirects_and_asks_for_secure_cookies(tmp_path):
    probe = (
        "from django.conf import settings as s; from django.http import HttpResponse; from django.middleware.security import SecurityMiddleware; "
        "from django.test import RequestFactory; answer = SecurityMiddleware(lambda request: HttpResponse()); get = RequestFactory().get; "
        "plain = answer(get('/zones/', headers={'host': 'kfq.example.cn'})); "
        "safe = answer(get('/zones/', headers={'host': 'kfq.example.cn', 'x-forwarded-proto': 'https'})); "
        "print(plain.status_code, plain['Location'], safe['Strict-Transport-Security'], s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG)"
    )
    finished = start(tmp_path, "shell", "--no-imports", "-c", probe, **public)
    assert finished.stdout.split() == [
        *("301", "https://kfq.example.cn/zones/", "max-age=31536000;", "includeSubDomains;", "preload", "True", "True", "False"),
    ], finished.stderr


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        (public | {"SECRET_KEY": ""}, "SECRET_KEY"),
        (public | {"SECRET_KEY": "short"}, "SECRET_KEY"),
        (public | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        (public | {"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        (public | {"DEBUG": "1"}, "DEBUG"),
        ({"SITE_URL": "kfq.example.cn"}, "SITE_URL"),
        ({"SITE_URL": "https://kfq.example.cn/path"}, "SITE_URL"),
        ({"SITE_URL": "http://[::1"}, "SITE_URL"),
        ({"PORT": "eighty"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"HOME_REGION": "长治"}, "HOME_REGION"),
        ({"REVIEW_LEVELS": "4"}, "REVIEW_LEVELS"),
        ({"DATABASE_URL": "mysql://root:secret@db/x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://a:secret@db:port/x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////dev/null"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////tmp"}, "DATABASE_URL"),
        ({"DATABASE_URL": f"sqlite:///{__file__}"}, "DATABASE_URL"),
        ({"CACHE_URL": "memory"}, "CACHE_URL"),
        ({"CACHE_URL": "redis://cache:6379/0"}, "pip install redis"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
        ({"API_RATE": "many"}, "API_RATE"),
        ({"VAR_DIR": "/proc/nowhere"}, "/proc/nowhere"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_sentence(tmp_path, variables, named):
    finished = start(tmp_path, **variables)
    assert finished.returncode == 1
    lines = finished.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("配置有误：")
    assert named in lines[0]
    assert "secret@" not in lines[0]


@pytest.mark.parametrize(
    ("address", "command"),
    [("postgres://zone:secret@127.0.0.1:1/gazette", "migrate"), ("sqlite://:memory:", "editor_login")],
)
def test_a_database_that_cannot_be_used_is_named_in_one_sentence(tmp_path, address, command):
    finished = start(tmp_path, command, "--skip-checks", DATABASE_URL=address)
    assert finished.returncode == 1
    (line,) = finished.stderr.strip().splitlines()
    assert line.startswith("数据库不能使用：")
    assert "secret" not in line


def test_a_database_address_sets_every_part(monkeypatch):
    monkeypatch.setenv("X", "postgres://zone:pass@db.example:5433/gazette?sslmode=require")
    settings = environment.database("X", "")
    assert (settings["HOST"], settings["PORT"], settings["USER"], settings["NAME"]) == ("db.example", 5433, "zone", "gazette")
    assert settings["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(("written", "read"), [("", ["a"]), ("x", ["x"]), (" x , ,y", ["x", "y"])])
def test_words_are_separated_by_commas(monkeypatch, written, read):
    monkeypatch.setenv("X", written)
    assert environment.words("X", ["a"]) == read
