import logging
import re

import pytest
from django.contrib.auth.models import User
from django.test import RequestFactory

from config.requests import client_address


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="request")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "request"]


@pytest.mark.django_db
def test_each_request_leaves_one_line_without_its_words(client, lines):
    response = client.post("/admin/login/?next=/秘密", {"username": "editor", "password": "口令不外传"})
    (line,) = lines()
    assert re.fullmatch(r"POST '/admin/login/' 200 \d+ms", line)
    assert re.fullmatch("[0-9a-f]{16}", response["X-Request-ID"])


def test_a_line_break_in_an_address_starts_no_second_line(client, lines):
    client.get("/healthz%0aGET '/forged' 200 1ms")
    (line,) = lines()
    assert "\n" not in line


def test_an_id_is_taken_over_only_from_a_trusted_proxy(client, settings):
    assert client.get("/healthz", headers={"x-request-id": "from-outside-1"})["X-Request-ID"] != "from-outside-1"
    settings.PROXY_COUNT = 1
    assert client.get("/healthz", headers={"x-request-id": "from-outside-1"})["X-Request-ID"] == "from-outside-1"
    assert client.get("/healthz", headers={"x-request-id": "bad id\n"})["X-Request-ID"] != "bad id\n"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [(0, "8.8.8.8", "10.0.0.1"), (1, "6.6.6.6, 8.8.8.8", "8.8.8.8"), (2, "6.6.6.6, 8.8.8.8", "6.6.6.6"), (2, "8.8.8.8", "8.8.8.8"), (1, "", "10.0.0.1")],
)
def test_an_address_is_believed_only_as_far_as_the_proxies_are_ours(settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers=headers)) == address


@pytest.mark.django_db
def test_guessing_a_password_ends_at_our_own_page(client):
    User.objects.create_user("editor", password="一个很长的口令", is_staff=True)
    for _attempt in range(8):
        response = client.post("/admin/login/", {"username": "editor", "password": "猜"})
    assert response.status_code == 429
    assert "登录暂停" in response.text
    assert "15 分钟" in response.text
    again = client.post("/admin/login/", {"username": "editor", "password": "一个很长的口令"})
    assert again.status_code == 429


@pytest.mark.django_db
def test_guessing_many_names_from_one_address_is_stopped_too(client):
    for attempt in range(9):
        response = client.post("/admin/login/", {"username": f"name{attempt}", "password": "猜"})
    assert response.status_code == 429


@pytest.mark.django_db
def test_every_answer_carries_the_strict_policy(client):
    policy = client.get("/admin/login/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
