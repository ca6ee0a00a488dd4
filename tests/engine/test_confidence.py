"""Which facts an editor may accept in bulk: those that rest on words, not those that rest on guesses."""

import re

import pytest

from facts.engine import explain, extract_facts
from tests.engine.registry import registry


def fact_at(text, words, **article):
    names = registry().for_article(**article)
    return next(fact for fact in extract_facts(text, "2024-10-08", names) if text[fact.start : fact.end] == words and fact.kind == "measure")


def test_the_score_is_the_start_and_the_reasons_added_up():
    text = "潞城开发区完成工业投资5亿元，同比增长8%，占全市的12%。新签约项目9个。"
    for fact in extract_facts(text, "2024-10-08", registry()):
        told = next(line for line in explain(fact, text) if line.startswith("得分"))
        score, start = (int(number) for number in re.match(r"得分 (-?\d+)（起点 (\d+)）", told).groups())
        assert score == start + sum(int(re.match(r"[+-]\d+", reason)[0]) for reason in fact.reasons)


def test_a_named_subject_is_sure():
    assert fact_at("潞城开发区完成工业投资5亿元。", "5亿元").sure


def test_a_region_in_an_article_about_a_zone_is_less_sure():
    text = "潞城开发区完成产值5亿元。\n长治市完成产值8亿元。"
    alone = fact_at("长治市完成产值8亿元。", "8亿元")
    assert fact_at(text, "8亿元", headline="潞城开发区上半年产值增长", zone="潞城开发区").score < alone.score


def test_a_guess_beside_other_names_is_not_sure():
    text = "襄垣开发区、黎城开发区、屯留开发区的人都来了。新签约项目36个。"
    fact = fact_at(text, "36个", headline="潞城开发区招商", zone="潞城开发区")
    assert not fact.sure
    assert any(reason.startswith("-") for reason in fact.reasons)


def test_what_projects_have_is_less_sure_of_a_zone_that_is_carried():
    text = "潞城开发区完成产值5亿元，新建厂房3万平方米。"
    assert fact_at(text, "3万平方米").score < fact_at(text, "5亿元").score


def test_a_county_is_no_whole_zone():
    text = "长治市完成产值5亿元。全区完成税收8亿元。"
    fact = fact_at(text, "8亿元")
    assert fact.subject_type == "zone" or not fact.sure


def test_a_kind_of_zone_is_no_name():
    fact = fact_at("高新区完成产值5亿元。", "5亿元")
    assert fact.subject == "高新区"
    assert any("类别" in reason for reason in fact.reasons)


def test_a_fact_among_others_of_its_subject_is_surer_than_between_strangers():
    among = fact_at("潞城开发区完成产值5亿元，潞城开发区完成税收3亿元，潞城开发区完成利润1亿元。", "3亿元")
    between = fact_at("黎城开发区完成产值5亿元，潞城开发区完成税收3亿元，黎城开发区完成利润1亿元。", "3亿元")
    assert among.score > between.score
    assert any("同一主体" in reason for reason in among.reasons)


def test_guesses_in_an_article_make_the_rest_of_it_less_sure():
    text = "潞城开发区完成产值5亿元，税收3亿元。"
    assert fact_at(text + "\n有个地方新来了7个，那里有9处。", "3亿元").score <= fact_at(text, "3亿元").score


def test_words_of_the_sentence_within_a_name_are_a_doubt():
    facts = extract_facts("潞城开发区把铝精深加工作为主导产业。", "2024-10-08", registry())
    assert not any(fact.sure for fact in facts if "把" in fact.object)


STORY = (
    "潞城开发区完成产值5亿元，同比增长8%。全区税收3亿元，利润1亿元。工作人员每天都很忙，他们要到各处去看一看，问一问，把听到的事情一件一件记下来，再想办法。"
)


def reasons(text, words, **article):
    return " ".join(fact_at(text, words, **article).reasons)


def test_a_zone_that_neither_headline_nor_opening_names_is_less_sure():
    text = STORY + "天气一天比一天冷，来的人却一天比一天多，大家都说明年还会更好。\n前几天还有好几个人在路上说起这件事，黎城开发区完成产值7亿元。"
    assert "标题和开头都没有写到" in reasons(text, "7亿元")
    assert "标题和开头都没有写到" not in reasons(text, "5亿元")
    assert "标题和开头都没有写到" not in reasons(text, "7亿元", headline="黎城开发区产值增长")


def test_a_name_that_the_text_never_prints_is_a_doubt():
    assert "没有写出主体的名称" in reasons("今年一季度，新签约项目36个。", "36个", headline="潞城开发区招商", zone="潞城开发区")


def test_a_zone_that_only_the_headline_names_is_surer_where_the_text_names_none():
    told = {"headline": "潞城开发区招商", "zone": "潞城开发区"}
    alone = fact_at("今年一季度，新签约项目36个。", "36个", **told)
    assert alone.score > fact_at("今年一季度，新签约项目36个。客商还走访了黎城开发区。", "36个", **told).score


def test_a_region_is_printed_by_its_short_name():
    text = "前三季度，全省开发区完成工业增加值476亿元。"
    assert fact_at(f"{text}山西正在加快建设开发区。", "476亿元", region="山西省").sure
    assert not fact_at(text, "476亿元", region="山西省").sure


def test_a_park_in_the_sentence_may_be_another():
    assert "另有所指" in reasons("潞城开发区完成产值5亿元，带动两个园区完成产值3亿元。", "3亿元", headline="潞城开发区产值增长")
    assert "另有所指" not in reasons("潞城开发区完成产值5亿元，税收3亿元。", "3亿元")


def test_words_in_quotation_marks_are_less_sure():
    plain, quoted = "海尚水产食品项目总投资5亿元，年产值3亿元。", "“海尚水产食品项目总投资5亿元，年产值3亿元。”"
    assert fact_at(quoted, "3亿元").score < fact_at(plain, "3亿元").score


def test_a_subject_seldom_spoken_of_is_less_sure():
    text = STORY + "潞城开发区新增企业12家，新签约项目9个，实现利税2亿元，黎城开发区完成产值7亿元。"
    assert "很少说到" in reasons(text, "7亿元")
    assert "很少说到" not in reasons(text, "5亿元")


def test_a_project_whose_name_does_not_end_as_projects_do_is_less_sure():
    plain, odd = "恒盛轴承产业园项目总投资5亿元，占地80亩。", "恒盛轴承产业园总投资5亿元，占地80亩。"
    assert fact_at(odd, "5亿元").score < fact_at(plain, "5亿元").score


def test_a_region_that_the_opening_only_calls_全市_is_vouched_for():
    text = (
        "上半年，全市产值增长。"
        + "工作人员每天都很忙，要到各处去看一看，问一问，把听到的事情记下来，再一件一件地想办法，直到办成为止。" * 2
        + "长治市税收3亿元。"
    )
    assert "标题和开头都没有写到" not in reasons(text, "3亿元")
    assert "标题和开头都没有写到" in reasons(text.replace("全市", "今年"), "3亿元")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("潞城开发区建设发展局局长张志远介绍，产值增长8%。", "role"),
        ("潞城开发区恒盛轴承产业园项目是2024年省级重点项目。", "member_of_batch"),
        ("恒盛轴承产业园项目由晋源建设集团有限公司承建。", "built_by"),
    ],
)
def test_a_post_a_batch_and_a_builder_have_no_word_of_the_sentence_in_them(text, relation):
    fact = next(fact for fact in extract_facts(text, "2024-10-08", registry()) if fact.relation == relation)
    assert "别的词" not in " ".join(fact.reasons)


def test_我区_is_the_papers_own_zone_but_全区_may_be_a_county():
    scores = [fact_at(f"今年前三季度，{name}完成产值5亿元，税收3亿元。", "3亿元").score for name in ("我区", "全区")]
    assert scores[0] > scores[1]


def test_what_stands_below_a_project_s_own_line_is_surely_its_own():
    text = "潞城开发区项目进展\n●锂电轻量部件项目\n总投资6亿元，占地210亩。"
    fact = fact_at(text, "210亩", zone="潞城开发区")
    assert fact.subject == "锂电轻量部件项目"
    assert fact.sure


def test_a_company_that_is_named_again_is_surer():
    once = fact_at("宏远光电科技公司引进设备，现有员工310人。", "310人")
    again = fact_at("宏远光电科技公司引进设备，现有员工310人。去年，宏远光电科技公司产值3亿元。", "310人")
    assert once.subject == again.subject == "宏远光电科技公司"
    assert again.score > once.score


def test_a_site_that_the_headline_names_is_surer():
    text = "标准厂房8栋的云岭智造产业园建成，总投资6亿元。"
    assert fact_at(text, "6亿元", headline="云岭智造产业园迎来首批企业").score > fact_at(text, "6亿元").score


def test_what_is_said_of_the_headline_s_own_project_is_surer():
    text = "潞城开发区云岭智造冷链项目今年开工。该项目总投资6亿元。"
    fact = fact_at(text, "6亿元", headline="云岭智造冷链项目开工")
    assert fact.score > fact_at(text, "6亿元", headline="又一项目开工").score
    assert "标题写到这个项目" in " ".join(fact.reasons)


def test_who_invests_is_surer_where_more_is_told_of_the_project():
    told = "云岭智造公司投资6亿元的锂电轻量部件项目在潞城开发区开工，占地210亩，建筑面积8万平方米，年产轻量部件3万吨。"
    scores = [
        next(fact for fact in extract_facts(text, "2024-10-08", registry()) if fact.relation == "invested_by").score
        for text in (told, "云岭智造公司投资6亿元的锂电轻量部件项目来到潞城开发区。")
    ]
    assert scores[0] > scores[1]


def test_a_stage_of_a_project_that_stands_nowhere_is_less_sure():
    scores = [
        next(fact for fact in extract_facts(f"{lead}锂电轻量部件项目开工，占地90亩。", "2024-10-08", registry()) if fact.kind == "stage").score
        for lead in ("潞城开发区", "")
    ]
    assert scores[0] > scores[1]


def test_what_is_said_of_some_is_less_sure_of_the_zone():
    told = "长治高新区抢时间、抢工期，完成投资12亿元。同样缺指标，{}重点项目开工率不到80%。"
    assert fact_at(told.format("有的县区"), "不到80%").score < fact_at(told.format("该区"), "不到80%").score - 20


def test_a_phase_is_less_sure_where_its_paragraph_does_not_name_the_project():
    told = "潞城开发区的华茂轴承项目总投资5亿元。"
    here, elsewhere = fact_at(f"{told}二期年产轴承9万套。", "9万套"), fact_at(f"{told}\n二期年产轴承9万套。", "9万套")
    assert here.subject == elsewhere.subject
    assert any("本段写明了" in reason for reason in here.reasons)
    assert elsewhere.score <= here.score - 18


def test_what_a_company_has_in_a_year_is_less_sure_of_its_project():
    told = "潞城开发区的华茂轴承项目投产。前5个月，{}产值1.2亿元，员工90人。"
    assert fact_at(told.format("企业"), "1.2亿元").score < fact_at(told.format("实现"), "1.2亿元").score


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今年以来，潞城开发区为76家企业减免房租3000万元。", "76家"),
        ("潞城开发区走访企业120家。", "120家"),
        ("潞城开发区18家企业获得贷款2亿元。", "18家"),
    ],
)
def test_how_many_were_helped_is_not_surely_how_many_there_are(text, words):
    fact = fact_at(text, words)
    assert not fact.sure
    assert any("不是企业总数" in reason for reason in fact.reasons)


@pytest.mark.parametrize("text", ["潞城开发区现有企业320家。", "潞城开发区的企业总量为320家。"])
def test_how_many_there_are_is_sure(text):
    assert fact_at(text, "320家").sure


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("潞城开发区一年能出风电轴承5万套。", "5万套", "一年能生产的产品和数量"),
        ("潞城开发区固定资产投资：+11.3%。", "11.3%", "指标之后带正负号的百分数"),
    ],
)
def test_the_reason_told_is_the_one_the_text_gives(text, words, said):
    assert any(said in line for line in explain(fact_at(text, words), text))
