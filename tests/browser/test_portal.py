"""The portal in a real browser: accessible, within a phone's width, working without scripts, asking nobody else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from articles.models import Article
from facts.models import Fact
from projects.models import Project
from tests.base import make_article, make_fact, make_region
from zones.models import Zone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses() -> list[str]:
    """A page of every kind, on the site as a first start leaves it."""
    call_command("load_seeds", stdout=io.StringIO())
    objects = [
        Zone.objects.get(slug="changzhi-hitech"),
        Project.objects.public().filter(facts__kind="stage", facts__scope="一期").first(),
        Article.objects.public().order_by("pk").first(),
        Article.objects.first().issue,
        Article.objects.first().bylines.first().author,
        Fact.objects.public().filter(kind="measure").first(),
        Fact.objects.public().filter(indicator="total_investment").first().indicator,
    ]
    lists = ["/", "/zones/", "/projects/", "/articles/", "/compare/?zone=changzhi-hitech&zone=changzhi-etdz", "/search/?q=光伏", "/about/", "/data/api/"]
    return [*lists, "/regions/140400/", "/corrections/", "/nothing/", "/zones/?level=nonsense", "/en/", *(row.get_absolute_url() for row in objects)]


@pytest.fixture
def figure(settings: Any) -> Fact:
    """One figure on the front page."""
    region = make_region(code=settings.HOME_REGION)
    article = make_article("今年以来，全市完成工业投资16.3亿元，同比增长24.8%。", published=True)
    return make_fact(article, subject_type="region", subject=region.name, subject_region=region)


def test_no_page_has_a_barrier(page: Any, addresses: list[str]) -> None:
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in addresses:
            page.goto(address)
            if scheme == "light" and page.locator("details.source").count():
                page.locator("details.source summary").first.click()
            violations = Axe().run(page).response["violations"]
            found |= {(scheme, address, rule["id"]): rule["nodes"][0]["html"][:200] for rule in violations}
    assert not found


def test_every_page_fits_a_phone_and_asks_nobody_else(page: Any, addresses: list[str], live_server: Any) -> None:
    asked, refused = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.set_viewport_size({"width": 390, "height": 844})
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    assert asked
    assert not [url for url in asked if not url.startswith(live_server.url)]
    assert not refused


def test_the_mark_beside_a_figure_opens_its_sentence(page: Any, figure: Fact) -> None:
    page.goto("/")
    number = page.locator(".lead-figure .number")
    assert "16.3亿元" in number.inner_text()
    quote = number.locator("blockquote")
    assert not quote.is_visible()
    number.locator("summary").press("Enter")
    assert quote.inner_text() == "今年以来，全市完成工业投资16.3亿元，同比增长24.8%。"
    page.keyboard.press("Escape")
    assert not quote.is_visible()


def test_without_scripts_the_source_is_two_steps_away(browser: Any, live_server: Any, figure: Fact) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator(".lead-figure .number summary").click()
    page.locator(".lead-figure .number a.cite").click()
    page.wait_for_url("**/articles/**")
    assert page.locator(f"mark#{page.url.split('#')[1]}").inner_text() == "16.3亿元"
    context.close()


def test_the_keyboard_skips_to_the_content(page: Any, figure: Fact) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(".skip:focus").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
