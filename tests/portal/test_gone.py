"""What a page may say of an article that is public no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facts.publishing import send_back, withdraw_article
from tests.base import chief, make_article, make_issue

pytestmark = pytest.mark.django_db


def test_it_tells_the_public_reason_and_not_the_newsrooms_own(client):
    article = make_article(published=True)
    withdraw_article(article, chief(), "重复刊发")
    send_back(article, chief(), "内部：请补写")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "重复刊发" in response.content.decode()
    assert "内部" not in response.content.decode()


def test_what_was_called_off_before_its_hour_never_was(client):
    article = make_article(headline="未到时刻的报道", issue=make_issue(public_from=timezone.now() + timedelta(days=1)), published=True)
    withdraw_article(article, chief(), "不再刊发")
    assert client.get(article.get_absolute_url()).status_code == 404
    assert "未到时刻的报道" not in client.get("/corrections/").content.decode()
