"""Tables are safe to open, come back as they went out, and bring in facts as proposals only."""

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from facts import curation, extraction
from facts.curation import ChangedMeanwhile, CurationError
from facts.models import Citation, Fact, Proposal
from facts.reextraction import reextract_article
from facts.sheets import read_table
from facts.tables import export_facts, export_registry, import_facts, import_registry, plan_facts, plan_registry, table
from history.models import Counter
from projects.models import Organization, Project
from tests.base import chief, make_article, make_fact, make_organization, make_project, make_region, make_user, make_zone
from zones.models import Zone

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://example.org","x")'


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_cells_like_formulas_are_text_and_come_back_unchanged(form):
    cells = [FORMULA, "+1", "-11.4", "@x", "长治\x07高新区", "306亩"]
    data = table(["甲", "乙", "丙", "丁", "戊", "己"], [cells], form)
    (row,) = read_table(data, f"x.{form}")
    assert list(row.values()) == [*cells[:4], "长治高新区", "306亩"]
    if form == "csv":
        raw = next(csv.reader(io.StringIO(data.decode("utf-8-sig").splitlines()[1])))
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in raw)
    else:
        cells = next(load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=2))
        assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("model", [Zone, Project, Organization])
def test_an_export_read_back_changes_nothing(model, form):
    zone = make_zone(region=make_region(), founded_year=1992)
    make_project(zone=zone, description=FORMULA)
    make_organization(region=make_region())
    plan = plan_registry(model, export_registry(model, form), f"x.{form}")
    assert [row.action for row in plan.rows] == ["不变"]
    before = Counter.current()
    import_registry(model, export_registry(model, form), f"x.{form}", chief(), plan.token)
    assert Counter.current() == before + 1


def sheet(*rows):
    header = "固定网址名,名称,开发区,公开,别名\n"
    return (header + "\n".join(rows)).encode()


def test_a_dry_run_shows_what_the_import_then_does():
    zone = make_zone()
    project = make_project("旧名项目")
    data = sheet(f"{project.slug},新名项目,{zone.slug},否,旧名项目", ",全新项目,,,甲|乙")
    plan = plan_registry(Project, data, "x.csv")
    assert [(row.line, row.name, row.action) for row in plan.rows] == [(2, "新名项目", "修改"), (3, "全新项目", "新增")]
    assert plan.rows[0].changes == [("名称", "旧名项目", "新名项目"), ("开发区", "", zone.slug), ("公开", "是", "否"), ("别名", "", "旧名项目")]
    assert Project.objects.count() == 1
    import_registry(Project, data, "x.csv", chief(), plan.token)
    project.refresh_from_db()
    assert (project.name, project.zone, project.published) == ("新名项目", zone, False)
    assert set(Project.objects.get(name="全新项目").aliases.values_list("name", flat=True)) == {"甲", "乙"}
    curation.undo(Counter.current(), chief())
    project.refresh_from_db()
    assert (project.name, Project.objects.count()) == ("旧名项目", 1)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("no-such,甲项目,,,", "请把这一栏留空"),
        (",锂电产业园项目,,,", "已在名录中"),
        (",乙项目,no-such-zone,,", "不在名录中"),
        (",乙项目,,也许,", "请写“是”或“否”"),
        (",,,,甲", "没有名称"),
        (f",{'长' * 161},,,", "160"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_imported(row, words):
    make_project()
    data = sheet(",丙项目,,,", row)
    plan = plan_registry(Project, data, "x.csv")
    assert words in plan.errors[0].error
    with pytest.raises(CurationError, match="第3行"):
        import_registry(Project, data, "x.csv", chief(), plan.token)
    assert Project.objects.count() == 1


def test_a_plan_that_no_longer_holds_is_refused():
    data = sheet(",丙项目,,,")
    token = plan_registry(Project, data, "x.csv").token
    make_project("丙项目")
    with pytest.raises(ChangedMeanwhile):
        import_registry(Project, data, "x.csv", chief(), token)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xff\xfe\x00\xd8", b'"open', b"\x00" * 50])
def test_a_file_that_is_no_table_is_refused_with_a_sentence(data):
    with pytest.raises(CurationError, match=r"x\.csv"):
        plan_registry(Project, data, "x.csv")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exported_facts_come_back_as_proposals_only(form, monkeypatch):
    monkeypatch.setattr(extraction, "extract_facts", lambda text, published_on, names: [])
    zone = make_zone()
    article = make_article(zones=[zone])
    make_fact(article, subject_zone=zone, attribution="据介绍")
    data = export_facts(Fact.objects.all(), form, Citation.objects.all())
    assert "16.3亿元" in read_table(data, "x")[0]["表述"]
    assert [row.action for row in plan_facts(data, "x", chief()).rows] == ["不变"]
    Proposal.objects.all().delete()
    plan = plan_facts(data, "x", chief())
    assert [(row.action, row.error) for row in plan.rows] == [("新增", "")]
    import_facts(data, "x", chief(), plan.token)
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.rule, proposal.subject_zone, proposal.anchors[0]["exact"]) == ("pending", "import", zone, "16.3亿元")
    assert Fact.objects.count() == 1
    reextract_article(article)
    assert Proposal.objects.get(rule="import").state == "pending"


def test_an_imported_fact_must_stand_in_an_article_of_ones_own():
    zone, other = make_zone(), make_zone("壶关开发区")
    article = make_article(zones=[zone])
    make_fact(article, subject_zone=zone)
    data = export_facts(Fact.objects.all(), "csv", Citation.objects.all()).decode("utf-8-sig")
    assert "没有这篇报道" in plan_facts(data.encode(), "x", make_user(zones=[other])).errors[0].error
    start = str(article.text.index("16.3亿元"))
    assert "字处不是" in plan_facts(data.replace(f"16.3亿元,{start},", f"16.3亿元,{int(start) + 1},").encode(), "x", chief()).errors[0].error
    assert "不能合成" in plan_facts(data.replace(",总量,", ",,").encode(), "x", chief()).errors[0].error


def workbook(worksheets: list[str], sheet_xml: str = "<worksheet") -> bytes:
    """A workbook whose parts are all there but broken, or which lists no sheet at all."""
    target = io.BytesIO(table(["名称"], [["甲"]], "xlsx"))
    made = io.BytesIO()
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/workbook.xml" and not worksheets:
                text = text[: text.index("<sheets>")] + "<sheets/>" + text[text.index("</sheets>") + 9 :]
            new.writestr(name, sheet_xml if name in worksheets else text)
    return made.getvalue()


@pytest.mark.parametrize("broken", [["xl/worksheets/sheet1.xml"], ["xl/workbook.xml"], ["xl/styles.xml"], ["[Content_Types].xml"], []])
def test_a_broken_workbook_is_refused_with_a_sentence(broken):
    with pytest.raises(CurationError, match="读不出这个文件"):
        read_table(workbook(broken), "x.xlsx")


def test_a_place_in_the_text_of_thousands_of_digits_is_refused():
    zone = make_zone()
    article = make_article(zones=[zone])
    make_fact(article, subject_zone=zone)
    start = str(article.text.index("16.3亿元"))
    data = export_facts(Fact.objects.all(), "csv", Citation.objects.all()).decode("utf-8-sig")
    row = plan_facts(data.replace(f"16.3亿元,{start},", f"16.3亿元,{'9' * 6000},").encode(), "x", chief()).errors[0]
    assert "起始位置" in row.error
