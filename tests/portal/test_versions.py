"""What the newsroom changed before publication is its own business; what it changed after is public, with the reason."""

import pytest
from django.test import Client

from articles.models import TextVersion
from facts.correcting import correct_text
from facts.publishing import publish_article
from tests import base

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indicators")]


def test_only_corrections_after_publication_are_told(django_user_model):
    editor = django_user_model.objects.create_superuser("zhu")
    article = base.make_article("投资10亿元。")
    correct_text(article, editor, "投资11亿元。", TextVersion.Kind.TRANSCRIPTION, "内部备注一")
    article.refresh_from_db()
    publish_article(article, editor)
    article.refresh_from_db()
    correct_text(article, editor, "投资12亿元。", TextVersion.Kind.CORRECTION, "公开更正一")
    for address in ("/corrections/", article.get_absolute_url()):
        html = Client().get(address).content.decode()
        assert "公开更正一" in html
        assert "内部备注一" not in html
