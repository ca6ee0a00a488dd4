"""Headers and footers in the ways newspapers and sites print them; headlines that only resemble them stay text."""

import pytest

from articles.intake.folios import choose_publication, parse_folio


@pytest.mark.parametrize(
    ("line", "publication", "issue", "label"),
    [
        ("赣南晚报A3版　2024年5月10日", "赣南晚报", None, "A3版"),
        ("太行经济报/A3/要闻/2024.5.10", "太行经济报", None, "A3"),
        ("2024年5月10日　太行经济报·开发区周刊　第3版", "太行经济报", None, "第3版"),
        ("今日鄂州　2024年5月10日　星期五", "今日鄂州", None, None),
        ("要闻03 太行经济报 2024年5月10日", "太行经济报", None, "03"),
        ("◆太行经济报◆ 2024/05/10 ◆ 责任编辑/张三 ◆ 电话/0356-2222222", "太行经济报", None, None),
        ("太行经济报 2024年5月10日 星期五 甲辰年四月初三 第3412期 今日4版", "太行经济报", "第3412期", None),
        ("《辽海园区月刊》　2016年第11期　　园区短波　·27·", "辽海园区月刊", "2016年第11期", "27"),
        ("太 行 经 济 报　　2022年10月21日　第4版", "太行经济报", None, "第4版"),
        ("第三版　园区经济　二〇二四年五月十日", None, None, "第三版"),
        ("东江日报 NO.42", "东江日报", "NO.42", None),
    ],
)
def test_it_takes_a_header_apart(line: str, publication: str | None, issue: str | None, label: str | None) -> None:
    folio = parse_folio(line, near_edge=True)
    assert folio is not None
    assert (choose_publication([folio]), folio.issue, folio.label) == (publication, issue, label)


@pytest.mark.parametrize(
    "line",
    [
        "开发区十条措施发布",
        "扫码就能办 园区审批再提速",
        "企业服务热线开通",
        "工业设计 赋能制造",
        "全民阅读走进园区",
        "长治高新区 以项目之“进” 支撑发展之“稳”",
        "第一条生产线投产",
        "项目论坛由经开区主办",
    ],
)
def test_it_leaves_a_headline_alone(line: str) -> None:
    assert parse_folio(line, near_edge=True) is None
