"""An editor puts a split right step by step; nothing of the page's words is lost, and nothing counts before it is confirmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import splitting_edits as edits
from articles.models import Article, SourcePage
from articles.splitting_edits import SplitError
from articles.uploading import confirm_split, read_again, receive_page, save_split
from history.lately import last_number
from history.models import Counter
from tests.base import chief, make_zone

PAGE = """测试日报　2024年10月8日　A3版　要闻

长治高新区工业投资增长24.8%
本报讯（记者 张三）1—8月份，长治高新区完成工业投资16.3亿元，同比增长24.8%，增速居全市开发区前列，发展势头良好。
该区坚持项目为王，全力以赴抓好项目建设，新增就业3200人，为全市高质量发展作出了新的贡献。

壶关开发区推进项目建设
本报讯（记者 李四）走进壶关开发区锂电产业园项目建设现场，只见机器轰鸣、车辆穿梭，一派繁忙景象。
据了解，该项目总投资12亿元，占地306亩，预计年底投产，投产后可实现年产值20亿元。
"""


def make_split(sizes=(3, 3, 2)):
    return {
        "guesses": {},
        "furniture": [],
        "articles": [
            {
                "kicker": "", "headline": f"标题{number}", "subheadline": "", "zone": "", "bylines": [["张三", "reporter"]], "reasons": [],
                "blocks": [{"kind": "paragraph", "text": f"第{number}篇第{line}段。", "joins": []} for line in range(size)],
            }
            for number, size in enumerate(sizes)
        ],
    }  # fmt: skip


def shape(split):
    return [len(article["blocks"]) for article in split["articles"]]


def words(split):
    """Every line of the page, wherever it stands."""
    lines = [line["text"] for line in split["furniture"]]
    for article in split["articles"]:
        lines += [article[name] for name in ("kicker", "headline", "subheadline") if article[name]] + [block["text"] for block in article["blocks"]]
    return sorted("".join(lines))


def test_a_boundary_moves_both_ways_and_leaves_each_side_a_paragraph():
    split = make_split()
    assert shape(edits.move_boundary(split, 0, 2)) == [1, 5, 2]
    assert shape(edits.move_boundary(split, 0, -1)) == [4, 2, 2]
    assert shape(split) == [3, 3, 2]
    with pytest.raises(SplitError, match="至少要留一段"):
        edits.move_boundary(split, 0, 3)


def test_merging_undoes_a_split_but_for_the_subhead():
    split = edits.split_article(make_split(), 0, 1)
    assert split["articles"][1]["headline"] == "第0篇第1段。"
    merged = edits.merge_articles(split, 0)
    assert [block["kind"] for block in merged["articles"][0]["blocks"]] == ["paragraph", "subhead", "paragraph"]


def test_a_joined_paragraph_comes_apart_where_its_lines_met():
    split = make_split()
    split["articles"][0]["blocks"][0] = {"kind": "paragraph", "text": "甲乙丙丁戊己", "joins": [{"at": 2, "why": "x"}, {"at": 4, "why": "x"}]}
    apart = edits.unjoin(split, 0, 0, 0)
    assert [block["text"] for block in apart["articles"][0]["blocks"][:2]] == ["甲乙", "丙丁戊己"]
    assert apart["articles"][0]["blocks"][1]["joins"] == [{"at": 2, "why": "x"}]
    assert edits.join(apart, 0, 0)["articles"][0]["blocks"][0]["text"] == "甲乙丙丁戊己"


def test_what_is_removed_can_be_brought_back():
    split = edits.remove_article(make_split(), 1)
    assert shape(split) == [3, 2]
    assert len(split["furniture"]) == 4
    assert edits.restore_line(split, 1, 0)["articles"][0]["blocks"][-1]["text"] == "第1篇第0段。"


_edits = st.sampled_from(["move_boundary", "split_article", "merge_articles", "remove_article", "restore_line", "join"])
_steps = st.lists(st.tuples(_edits, st.integers(0, 3), st.integers(-3, 3)), max_size=12)


@given(_steps)
def test_no_row_of_edits_loses_a_word(steps):
    split = make_split()
    before = words(split)
    for name, one, other in steps:
        arguments = (one,) if name in ("merge_articles", "remove_article") else (one, other)
        try:
            split = getattr(edits, name)(split, *arguments)
        except SplitError:
            continue
    assert words(split) == before


@pytest.mark.django_db
class TestPage:
    def page(self):
        return receive_page(PAGE.encode(), "a3.txt", user=chief())

    def test_nothing_counts_before_it_is_confirmed(self):
        make_zone()
        page = self.page()
        assert page.status == SourcePage.Status.SPLIT
        assert [article["headline"] for article in page.split["articles"]] == ["长治高新区工业投资增长24.8%", "壶关开发区推进项目建设"]
        assert page.split["guesses"]["published"]["value"] == "2024-10-08"
        assert "2024年10月8日" in page.split["guesses"]["published"]["why"]
        assert not Article.objects.exists()

    def test_the_confirmed_split_becomes_drafts_as_edited(self):
        zone = make_zone()
        page = self.page()
        split = edits.retitle(page.split, 0, headline="高新区工业投资增长24.8%")
        split = edits.set_authors(split, 0, [("王五", "reporter"), ("赵六", "correspondent")])
        save_split(page, chief(), split, last_number(page))
        articles = confirm_split(page, chief(), publication="测试日报", label="第1期", published="2024-10-08", page_number="A3")
        assert [article.headline for article in articles] == ["高新区工业投资增长24.8%", "壶关开发区推进项目建设"]
        assert [(line.author.name, line.role) for line in articles[0].bylines.all()] == [("王五", "reporter"), ("赵六", "correspondent")]
        assert list(articles[0].zones.all()) == [zone]
        page.refresh_from_db()
        assert (page.status, page.page_number, page.issue.published_on) == ("done", "A3", "2024-10-08")

    def test_a_second_editor_and_a_second_confirmation_are_stopped(self):
        page = self.page()
        seen = last_number(page)
        save_split(page, chief(), edits.reorder(page.split, [1, 0]), seen)
        with pytest.raises(SplitError, match="别人改过"):
            save_split(page, chief(), page.split, seen)
        confirm_split(page, chief(), publication="测试日报", label="", published="2024-10-08")
        with pytest.raises(SplitError, match="已成篇"):
            confirm_split(page, chief(), publication="测试日报", label="", published="2024-10-08")

    def test_an_article_without_text_or_a_wrong_date_is_refused_and_changes_nothing(self):
        page = self.page()
        before = Counter.current()
        with pytest.raises(SplitError, match="写法不对"):
            confirm_split(page, chief(), publication="测试日报", label="", published="十月")
        assert (Counter.current(), Article.objects.count()) == (before, 0)

    def test_the_same_bytes_are_one_page_and_a_failed_one_is_read_again(self):
        assert self.page() == self.page()
        failed = receive_page(b"%PDF-1.7", "a.pdf")
        assert failed.status == SourcePage.Status.FAILED
        assert "PDF" in failed.error
        assert read_again(failed).status == SourcePage.Status.FAILED
