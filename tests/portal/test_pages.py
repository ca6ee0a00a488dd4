"""What pages must always say, and what they must never do, on the seeded Changzhi page."""

import re

import pytest
from django.utils import translation

from articles.models import Article, Issue
from config.api import router
from facts.models import Fact
from tests.portal.crawling import crawl
from zones.models import Zone

pytestmark = pytest.mark.django_db
NOTICE = {"/": "摘自公开报道，不等同于官方统计数据", "/en/": "Taken from published reports; not official statistics"}


@pytest.fixture(autouse=True)
def _in_chinese():
    """A request for an English page leaves its language behind; addresses made here are the Chinese ones."""
    with translation.override("zh-hans"):
        yield


def text(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def plain(html):
    """The page as it reads, without what is meant for screen readers alone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_every_page_carries_the_notice_and_no_inline_code(client, seeded, start):
    alike = r"/regions/(?!1404)|/facts/\d\d"
    other = f"{alike}|^/en/" if start == "/" else f"{alike}|^/(?!en/)"
    for address, page in crawl(client, start, skip=other).items():
        assert NOTICE[start] in page.html, address
        assert not re.search(r'<script(?![^>]*\bsrc=)|<style|\sstyle="|\son[a-z]+="|javascript:', page.html), address
        assert not re.search(
            r'(?:src|href|action)="(?:https?:)?//(?!testserver|127\.0\.0\.1)[^"]*"[^>]*(?:rel="stylesheet")?', without_outward_links(page.html)
        ), address


def without_outward_links(html):
    """Readers may leave by a link; nothing is fetched from elsewhere."""
    return re.sub(r"<a\s[^>]*>", "", html)


def test_home_shows_the_headline_figure_as_printed(client, seeded):
    page = plain(text(client, "/"))
    assert "243.2亿元" in page
    assert "长治市（13个省级以上开发区）" in page
    assert "示意图，非地图" in page
    assert "本站收录" in page


def test_the_map_shows_two_zones_in_one_tile(client, seeded):
    tile = re.search(r'<li class="tile [^>]*>(?:(?!</li>).)*潞州区(?:(?!</li>).)*</li>', text(client, "/"), re.DOTALL).group()
    assert "长治高新区" in tile
    assert "长治经开区" in tile


def test_zones_stand_in_list_order(client, seeded):
    names = re.findall(r'class="zone-card">\s*<h3><a href="/zones/([^/]+)/', text(client, "/zones/"))
    assert names == [zone.slug for zone in Zone.objects.public().in_list_order()]
    assert names[0] == "changzhi-hitech"


@pytest.mark.parametrize("address", ["/", "/regions/140400/", "/about/", "/data/"])
def test_batches_are_said_to_be_different_projects(client, seeded, address):
    assert "不同批次，不能相除" in text(client, address)


def test_an_inferred_date_says_so_wherever_it_is(client, seeded):
    issue = Issue.objects.get()
    assert "2024年10月（推定）" in plain(text(client, issue.get_absolute_url()))
    addresses = ["/", "/articles/", "/projects/", Article.objects.first().get_absolute_url(), "/search/?q=光伏"]
    for address in addresses:
        page = plain(text(client, address))
        assert "2024年10月（推定）" in page
        assert not re.search("2024年10月(?!（推定）)", page), address
    assert "October 2024 (inferred)" in plain(text(client, "/en/articles/"))


def test_stages_are_dated_by_their_report(client, seeded):
    page = plain(text(client, "/projects/"))
    assert "据2024年10月（推定）报道" in page


def test_planned_values_are_marked(client, seeded):
    fact = Fact.objects.public().filter(kind="measure", modality="planned", subject_project__isnull=False).first()
    assert "预计" in plain(text(client, fact.get_absolute_url()))
    project = fact.subject_project
    assert "预计" in plain(text(client, project.get_absolute_url()))


def test_what_the_register_says_shows_its_source(client, seeded):
    zone = Zone.objects.public().exclude(source="").first()
    page = text(client, zone.get_absolute_url())
    assert "资料来源" in page
    assert "名录各项取自所列资料" in page


def test_no_data_is_never_zero(client, seeded):
    empty = Zone.objects.public().filter(facts=None, projects=None).first()
    page = plain(text(client, empty.get_absolute_url()))
    assert "暂无收录" in page
    assert not re.search(r"(?<![\d.])0[个条篇]", page)


def test_a_converted_value_is_called_computed(client, seeded):
    fact = Fact.objects.public().filter(unit_printed="亿元").first()
    assert "本站计算" in text(client, fact.get_absolute_url())


def test_the_sitemap_names_every_public_page_in_both_languages(client, seeded, settings):
    sitemap = text(client, "/sitemap.xml")
    for row in [*Zone.objects.public(), *Fact.objects.public(), *Article.objects.public()]:
        assert f"<loc>{settings.SITE_URL}{row.get_absolute_url()}</loc>" in sitemap
        assert f"<loc>{settings.SITE_URL}/en{row.get_absolute_url()}</loc>" in sitemap
    robots = text(client, "/robots.txt")
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in robots
    assert "Disallow: /admin/" in robots


def test_search_marks_what_was_found(client, seeded):
    page = text(client, "/search/?q=光伏")
    assert "<mark>光伏</mark>" in page
    assert "本站收录中没有“无此词语”" in text(client, "/search/?q=无此词语")


def test_compare_puts_zones_side_by_side(client, seeded):
    page = text(client, "/compare/?zone=changzhi-hitech&zone=changzhi-etdz")
    assert page.count('<th scope="col"><a href="/zones/') == 2
    assert "名录" in page


def test_the_guide_names_every_resource_of_the_interface(client):
    shown = client.get("/data/api/").content.decode()
    assert [name for name, *_ in router.registry if f"/api/v1/{name}/" not in shown] == []
    for word in ("as_of=", "format=csv", "fields=", "ETag"):
        assert word in shown
