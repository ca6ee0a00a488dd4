from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def login(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    path = tmp_path / "editor-login.txt"

    def run(**options):
        output = StringIO()
        call_command("editor_login", stdout=output, **options)
        return path, output.getvalue()

    return run


def password_in(path):
    return path.read_text().split("口令 ")[1].strip()


def test_the_first_start_writes_a_login_that_works(login, client):
    path, output = login()
    assert str(path) in output
    assert path.stat().st_mode & 0o777 == 0o600
    assert client.post("/admin/login/", {"username": "editor", "password": password_in(path)}).status_code == 302


def test_a_second_start_changes_nothing(login):
    path, first = login()
    password = password_in(path)
    assert login()[1] == first
    assert password_in(path) == password
    assert User.objects.count() == 1


def test_a_removed_file_gives_away_no_new_password(login):
    path, _ = login()
    stored = User.objects.get().password
    path.unlink()
    assert "--reset" in login()[1]
    assert not path.exists()
    assert User.objects.get().password == stored


def test_a_reset_makes_a_new_password(login):
    path, _ = login()
    old = password_in(path)
    login(reset=True)
    assert password_in(path) != old
    assert User.objects.get().check_password(password_in(path))
