"""Bytes of every kind: text in the encodings of Chinese newsrooms comes out clean, anything else is refused in a Chinese sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.intake.reading import MAX_BYTES, MAX_CHARACTERS, MAX_LINES, UnreadablePage, clean_text, read_page
from articles.intake.splitting import split_page

SIMPLIFIED = "长治高新区今年以来完成投资86.2亿元，同比增长32.3%。\n记者从管委会获悉，一期项目已经投产。\n"
TRADITIONAL = "科學園區今年以來完成投資，較去年同期成長。記者從管理局獲悉，項目已經投產。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_it_reads_simplified_text(encoding: str) -> None:
    assert read_page(SIMPLIFIED.encode(encoding), "page.txt").text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16", "utf-16-be"])
def test_it_keeps_traditional_text_as_printed(encoding: str) -> None:
    assert read_page(TRADITIONAL.encode(encoding), "page.txt").text == TRADITIONAL


@pytest.mark.parametrize("words", ["长治", "联通", "今年以来", "张三"])
def test_it_reads_a_few_characters_of_gbk(words: str) -> None:
    assert read_page(words.encode("gbk"), "page.txt").text == words


def test_it_cleans_pasted_text() -> None:
    pasted = "\ufeff　　今年\u200b以来\u00a0全区\t完成\r\n投资\x07\x00\u2028增长\ud800"
    assert clean_text(pasted) == "　　今年以来 全区 完成\n投资\n增长"


def test_it_takes_marked_up_plain_text_without_its_signs() -> None:
    assert (
        clean_text("## 一、项目\n全区完成**5.2亿元**，增长**8%**。\n#话题# ** 要闻 **\n****\n")
        == "一、项目\n全区完成5.2亿元，增长8%。\n#话题# ** 要闻 **\n****\n"
    )


def test_it_turns_markup_into_lines() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>首页</title><style>p{}</style></head><body><nav>导航</nav><h1>标题&ldquo;一&rdquo;</h1>"
        "<p>今年\n以来&nbsp;全区<br>完成</p><script>if(a<b){alert('x')}</script><table><tr><td>甲</td><td>乙</td></tr></table>"
        "<div class='share-box'>分享</div><div style='display:none'>藏</div><!-- 注 --></body></html>"
    )
    for encoding in ("utf-8", "gb18030"):
        assert read_page(page.encode(encoding), "page.html").text.split("\n") == ["标题“一”", "今年以来 全区", "完成", "甲　乙", ""]


def test_a_heading_of_a_saved_page_begins_an_article() -> None:
    text = (
        "<h1>白石经开区连出大产业</h1>\n2021-07-16 09:12&nbsp;&nbsp;来源：白石新闻网\n<p>&nbsp;&nbsp;7月14日，产业园里一派繁忙。</p>\n"
        "<p>&nbsp;&nbsp;该区今年引进项目11个，总投资34亿元。</p>\n<p>[责任编辑：秦燕]</p>\n"
        "<ul><li>相关阅读</li><li>· 白石经开区召开分析会&nbsp;07-09</li><li>· 枣园区一批项目竣工&nbsp;07-02</li></ul>\n"
        "<h2>小农机闯出大市场</h2>\n<h3>——枣园产业集聚区见闻</h3>\n"
        "<span>□本报记者 李想</span>\n<p>&nbsp;&nbsp;麦收刚过，车间里一派繁忙。</p>\n<p>&nbsp;&nbsp;前5个月，公司销售收获机2600台。</p>\n"
    )
    assert [article.headline for article in split_page(read_page(text.encode(), "page.htm").text).articles] == ["白石经开区连出大产业", "小农机闯出大市场"]


def test_it_keeps_the_plain_lines_that_stand_between_the_elements_of_a_saved_page() -> None:
    text = (
        "<!DOCTYPE html>\n白石湾工业园区\n今天是 2018年2月8日　星期四　　English\n首页&nbsp;|&nbsp;园区概览&nbsp;|&nbsp;新闻中心&nbsp;|&nbsp;办事大厅\n\n"
        "【通知公告】\n· 关于春节放假的通知　[2018-02-06]\n\n当前位置：首页 &gt;&gt; 新闻中心 &gt;&gt; 正文\n\n白石湾工业园区一月份投资增两成\n"
        "2018-02-07 09:12　来源：临江日报　打印\n\n<div><div><p>　　临江日报讯（记者 尹涵）一月份，园区完成投资1.2亿元，\n同比增长21%。</p></div>\n"
        "<p>　　园区今年将开工\n项目8个。</p></div>\n<br />\n（编辑：覃丽）\n\n&lt;&lt; 返回列表　　【TOP】\n友情链接：临江市人民政府　省商务厅\n"
    )
    (article,) = split_page(read_page(text.encode(), "page.htm").text).articles
    assert article.headline == "白石湾工业园区一月份投资增两成"
    assert [block.text for block in article.paragraphs] == ["一月份，园区完成投资1.2亿元，同比增长21%。", "园区今年将开工项目8个。"]


def test_what_comes_from_another_page_without_its_headline_is_a_piece_of_its_own() -> None:
    page = "临江开发报\n第2版　要闻\n\n临江开发区投资增两成\n\n　　本报讯（记者　尹涵）完成投资10.4亿元。\n"
    page += "\n（上接第一版）\n　　截至10月底，白石园区入驻企业7家。\n"
    first, second = split_page(page).articles
    assert (first.headline, second.headline, len(first.paragraphs)) == ("临江开发区投资增两成", "", 1)
    assert second.paragraphs[0].text == "截至10月底，白石园区入驻企业7家。"


def test_it_keeps_the_lines_of_text_with_a_few_tags() -> None:
    assert read_page("　　今年以来<br/>\n　　全区&nbsp;完成，投资 3<5\n".encode(), "page.txt").text == "　　今年以来\n\n　　全区 完成，投资 3<5\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        (b" \r\n\0", "空"),
        (b"PK\x03\x04" + b"x" * 50, "另存为"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "另存为"),
        (b"{\\rtf1}", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"\x1f\x8b\x08", "压缩包"),
        (b"plain English only", "汉字"),
        (bytes(range(256)) * 40, "编码"),
        (b"a" * (MAX_BYTES + 1), "超过"),
        (("长\n" * (MAX_LINES + 1)).encode(), "行"),
        (("长" * (MAX_CHARACTERS + 1)).encode(), "万字"),
    ],
)
def test_it_refuses_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadablePage, match=words) as refusal:
        read_page(data, "page.txt")
    assert str(refusal.value).endswith("。")


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_it_reads_or_refuses_any_bytes(data: bytes) -> None:
    try:
        text = read_page(data, "page.html").text
    except UnreadablePage:
        return
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    split_page(text)


PIECES = [
    "长治高新区",
    "本报讯（记者 张敏）",
    "。",
    "，",
    "\n",
    "\n\n",
    "　　",
    "——",
    "■ ",
    "△",
    "（",
    "）",
    "记者",
    "3.5亿元",
    "2024年5月10日",
    "A3版",
    "图为",
    "摄",
    "一、",
    "開發區",
    "<p>",
    "公告",
    " ",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_it_splits_any_page_into_its_own_words(text: str) -> None:
    page = split_page(text)
    printed = "".join(clean_text(text).split())
    for article in page.articles:
        for block in article.blocks:
            assert "".join(block.text.split()) in printed
            assert all(1 <= line <= text.count("\n") + 1 for line in block.lines)
            assert "\n" not in block.text


FRAMES = ["▍", "|", "01 ", "标题：", "【正文】", "【简讯】", "（上接", "当前位置：首页 > ", "新闻推荐", "...", "●", "本报讯", "？", "壹", "· "]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *FRAMES]), max_size=60).map("".join))
def test_it_splits_whatever_frames_a_page(text: str) -> None:
    """Lines between two halves of a sentence may be set aside, so the words need not stand together on the page."""
    for article in split_page(text).articles:
        for block in article.blocks:
            assert all(1 <= line <= text.count("\n") + 1 for line in block.lines)
            assert "\n" not in block.text


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<div>",
        "<!--",
        "&#1",
        '<a b="',
        "（",
        "“",
        "——",
        "长",
        "1",
        " ",
        "　",
        "\n",
        "记者",
        "（记者 张三）",
        "第1期",
        "版",
        "2024年",
        "摄",
        "一、\n",
        "长治高新区\n",
        "开\n",
        "A3版 \n",
        "開",
        "- 2 -\n",
        "📊3亿元\n",
        "（记者 张\n三）",
        "陆港管委会开会。\n标题一二三四五六七\n",
        "【标题】\n某园区\n【作者】李明\n【正文】\n今年开工。\n",
        "▍签了哪些\n今年开工。\n",
        "园区经济跨越\n　　（上接第1版）今年开工。\n",
        "机构\n要闻\n当前位置：首页 > 动态\n",
        "新闻推荐\n某某标题\n今年开工...\n",
        "□本报记者 韩露 司\n杰\n",
    ],
)
def test_twice_the_length_costs_no_more_than_twice_the_steps(unit: str) -> None:
    """Counted in calls and lines run, not in seconds, so that a busy machine changes nothing."""
    small, large = (_calls(unit, size) for size in (4_000, 16_000))
    assert large <= 5 * small + 2_000


@pytest.mark.parametrize("line", ["👇" * 20_000 + "标题", "标题" + "👇" * 20_000 + "标题", "标题" + " " * 20_000 + "标题", "标题" + " 👇" * 9_000 + " 标题"])
def test_rows_of_signs_and_spaces_hold_nobody_up(line: str) -> None:
    """A pattern that goes back over such a row from each of its signs would need longer than anybody waits."""
    page = split_page(f"某开发区开工\n\n今天某开发区开工。\n{line}\n明天某开发区投产。\n")
    assert page.articles[0].headline == "某开发区开工"
    assert page.articles[-1].paragraphs[-1].text.endswith("明天某开发区投产。")


def _calls(unit: str, size: int) -> int:
    import sys

    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    text = "长治" + unit * (size // len(unit))
    sys.setprofile(tick)
    try:
        split_page(read_page(text.encode(), "page.txt").text)
    except UnreadablePage:
        pass
    finally:
        sys.setprofile(None)
    return count
