"""Pages laid out at random: the same short articles under many headers, bylines, indents, blank lines, furniture and footers."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .scoring import fold

STORIES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "specs" / "stories.json").read_text(encoding="utf-8"))
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超兰霞平刚桂建国文辉力海"
_PAPERS = ("江淮日报", "湘江开发报", "滨海新区导报", "渝州经济时报", "岭南园区周刊", "西部工业报", "清源晚报", "松山湖参考")
_ISSUES = ("总第{n}期", "第{n}期", "NO.{n}", "No.{n}", "第{n}号", "总第{n}号", "总第{n}期")
_BYLINES = (
    "本报记者　{a}",
    "本报记者 {a} 通讯员 {b}",
    "□ 本报记者 {a}",
    "记者 {a} {b}",
    "作者：{a}",
    "■记者　{a}　通讯员　{b}",
    "◎本报记者 {a} 见习记者 {b}",
    "通讯员 {a} 记者 {b}",
    "本报首席记者 {a}",
    "文/{a}",
    "（记者 {a} 通讯员 {b}）",
    "本报全媒体记者 {a}",
    "记者：{a}",
    "{a}",
)
_PLACES = ("after", "after", "after", "before_subheadline", "dateline", "end", "line_at_end", "none", "source", "mixed")
_CAPTIONS = ("图为项目建设现场。　{a} 摄", "图为企业生产车间。{a} 摄", "▲工人在车间忙碌。 本报记者 {a} 摄", "（资料图片）", "图①：园区一角。（{a} 摄）")
_FOOTERS = (
    "责任编辑：{a}",
    "责编 {a}　校对 {b}　版式 {c}",
    "编辑：{a} 审核：{b}",
    "本版编辑 {a}　美编 {b}",
    "■责任编辑 {a} ■校对 {b}",
    "值班编委：{a}　责任编辑：{b}　新闻热线：0551-62201234",
    "地址：建设路18号　邮编：230001　电话：0551-62201234　零售每份1.5元",
)
_WEB_TOP = (
    "首页 > 新闻中心 > 园区动态",
    "您现在的位置：首页 > 工作动态",
    "网站首页　政务公开　新闻中心　投资指南　互动交流",
    "当前位置：首页 >> 要闻",
)
_WEB_SOURCE = (
    "发布时间：{date} 来源：{paper} 浏览次数：{n}",
    "来源：{paper}　发布时间：{date} 09:12　字号：[大 中 小]",
    "发布日期：{date}　信息来源：{paper}　字体：大 中 小",
    "{date} 10:25　来源：{paper}",
    "时间：{date}　来源：{paper}　阅读：{n}次",
    "来源：{paper} 作者：{a} 发布时间：{date}",
)
_WEB_END = (
    "上一篇：园区召开安全生产工作会议\n下一篇：没有了",
    "【打印本页】 【关闭窗口】",
    "点击阅读原文，了解更多",
    "阅读原文\n阅读 {n}　在看 12",
    "来源：{paper}\n编辑：{a}　审核：{b}",
    "版权所有：某某经济开发区管理委员会　ICP备12345678号",
    "点击上方蓝字关注我们",
    "— END —",
)


@dataclass
class Laid:
    """A page's text, what a reader would write down of it, and the choices made."""

    text: str
    articles: list[dict[str, Any]]
    publication: str | None
    issue: str | None
    choices: dict[str, object] = field(default_factory=dict)


class Layout:
    def __init__(self, seed: int, stories: list[dict[str, Any]]) -> None:
        self.dice = random.Random(seed)
        dice = self.dice
        self.stories = stories
        self.paper = dice.choice(_PAPERS)
        self.year, self.month, self.day = dice.randint(2009, 2026), dice.randint(1, 12), dice.randint(1, 28)
        self.issue: str | None = dice.choice(_ISSUES).format(n=dice.randint(100, 4999)) if dice.random() < 0.4 else None
        self.spaced = dice.random() < 0.5
        self.indent = dice.choice(("　　", "　　", "    ", "")) if self.spaced else dice.choice(("　　", "　　", "    "))
        self.wrap = dice.choice((0, 0, 0, 20, 26, 32)) if self.indent == "　　" else 0
        self.place = dice.choice(_PLACES)
        self.byline = dice.choice(_BYLINES)
        self.separator = dice.choice(("", "blank", "blank", "blanks", "rule")) if not self.spaced else dice.choice(("blank", "blanks", "rule"))
        self.subheads = dice.random() < 0.5
        self.subhead_mark = dice.choice(("", "", "", "chinese", "bracketed", "dot", "square", "number"))
        self.subhead_indent = dice.choice((self.indent, self.indent, "")) if self.place in ("after", "dateline", "source") else self.indent
        self.broken = dice.random() < 0.1
        self.footer = dice.choice(("", "", *_FOOTERS))
        self.extra = dice.choice(("", "", "captions", "jumps", "contents", "note", "labels", "interview", "list", "briefs"))
        self.rows: list[str] = []
        self.gold: list[dict[str, Any]] = []

    def name(self) -> str:
        return self.dice.choice(_SURNAMES) + "".join(self.dice.sample(_GIVEN, self.dice.choice((1, 2, 2))))

    def fill(self, words: str) -> str:
        date = f"{self.year}-{self.month:02}-{self.day:02}"
        return words.format(a=self.name(), b=self.name(), c=self.name(), n=self.dice.randint(10, 900), paper=self.paper, date=date)

    def header(self) -> list[str]:
        date = self.dice.choice(
            (f"{self.year}年{self.month}月{self.day}日", f"{self.year}-{self.month:02}-{self.day:02}", f"{self.year}.{self.month}.{self.day}")
        )
        week, label = f"星期{self.dice.choice('一二三四五六日')}", self.dice.choice(("第{}版", "A{}版", "0{}版", "0{}")).format(self.dice.randint(2, 8))
        section = self.dice.choice(("要闻", "综合", "园区", "经济", "开发区", "产业"))
        issue = self.issue or ""
        forms = (
            f"{self.paper}\n{date}　{week}　{issue}　{label}　{section}",
            f"{date}　{week}　{self.paper}　{label} {section} {issue}",
            f"{self.paper} {date} {issue} {label}：{section}",
            f"{label} {section} | {self.paper} | {date} {week} {issue}",
            f"{label}：{section}\n{self.paper}　{issue}　{date}",
            f"{section}　{label}\n{date}　{week}\n《{self.paper}》{issue}",
            f"{self.paper}　{issue}\n{label}　{section}\n{date} {week}",
        )
        return [line.rstrip(" 　") for line in self.dice.choice(forms).split("\n")]

    def prose(self, text: str) -> None:
        line = self.indent + text
        step = self.wrap or len(line)
        self.rows += [line[start : start + step] for start in range(0, len(line), step)]
        self.rows += [""] * self.spaced

    def heading(self, text: str) -> None:
        if self.broken and len(text) >= 14:
            middle = (len(text) + 1) // 2
            self.rows += [text[:middle], text[middle:]]
        else:
            self.rows.append(text)

    def subhead(self, text: str, number: int) -> None:
        mark = {"chinese": "一二三四五六"[number] + "、", "bracketed": f"（{'一二三四五六'[number]}）", "dot": "●", "square": "■ "}.get(self.subhead_mark, "")
        if self.subhead_mark == "number":
            self.rows.append(f"0{number + 1}")
        self.rows.append(self.subhead_indent + mark + text)
        self.rows += [""] * self.spaced

    def gap(self) -> None:
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        blanks = {"": [], "blank": [""], "blanks": ["", ""], "rule": [self.dice.choice(("---", "★★★", "=========", "＊＊＊＊＊＊"))]}[self.separator]
        if self.separator == "rule" and self.spaced:
            blanks = ["", *blanks, ""]
        self.rows += blanks

    def article(self, story: dict[str, Any], place: str) -> None:
        dice = self.dice
        first, second = self.name(), self.name()
        authors: list[str] = []
        paragraphs = list(story["paragraphs"])
        shown = {"kicker": bool(story["kicker"]) and dice.random() < 0.6, "sub": bool(story["subheadline"]) and dice.random() < 0.6}
        if shown["kicker"]:
            self.heading(story["kicker"])
        self.heading(story["headline"])
        byline = self.byline if self.byline != "{a}" or place == "after" else "本报记者 {a}"
        written = [first, second] if "{b}" in byline else [first]
        if place == "before_subheadline" and shown["sub"]:
            self.rows.append(byline.format(a=first, b=second))
            authors = written
        if shown["sub"]:
            self.heading(dice.choice(("——", "—", "—— ")) + story["subheadline"])
        if place == "after" or (place == "before_subheadline" and not shown["sub"]):
            self.rows += [""] * (self.spaced and dice.random() < 0.5)
            self.rows.append(byline.format(a=first, b=second))
            authors = written
        if place == "source":
            self.rows.append(f"{self.year}-{self.month:02}-{self.day:02} {dice.randint(8, 20)}:{dice.randint(10, 59)}　来源：{self.paper}")
        lead, end = "", ""
        signed: list[str] = []
        if place == "dateline":
            lead = dice.choice(
                (
                    f"本报讯（记者 {first}）",
                    f"本报讯 (记者{first} 通讯员{second})",
                    f"本报合肥{self.month}月{self.day}日讯（记者 {first}）",
                    f"本报讯　记者 {first} 报道：",
                )
            )
            authors = [name for name in (first, second) if name in lead]
        if place == "end":
            end = dice.choice((f"（记者 {first}）", f"（{first} {second}）", f"（本报记者 {first} 通讯员 {second}）", f"(记者{first})", f"（{first}）"))
            signed = [name for name in (first, second) if name in end]
        self.rows += [""] * self.spaced
        count = len(paragraphs)
        for number, text in enumerate(paragraphs):
            if self.subheads and str(number) in story["subheads"]:
                self.subhead(story["subheads"][str(number)], list(story["subheads"]).index(str(number)))
            if number == 1 and self.extra == "captions":
                self.rows.append(self.fill(dice.choice(_CAPTIONS)))
                self.rows += [""] * self.spaced
            if number == 1 and self.extra == "interview":
                self.prose("记者：下一步有什么打算？")
                self.prose(f"{first}：我们要继续把服务做细，让企业安心发展。")
                count += 2
            if number == 1 and self.extra == "list":
                mark = dice.choice("△●■◆▲")
                for words in ("新材料项目十七个，总投资八十亿元。", "装备制造项目十一个，总投资四十亿元。", "现代物流项目五个，总投资十二亿元。"):
                    self.prose(mark + words)
                count += 3
            last = number == len(paragraphs) - 1
            if last and self.extra == "jumps" and dice.random() < 0.5:
                text += dice.choice(("（下转第3版）", "（下转A2版）", "(下转2版)"))
                self.prose(lead * (number == 0) + text)
            else:
                self.prose(lead * (number == 0) + text + end * last)
                authors = signed if last and end else authors
        if place == "line_at_end":
            self.rows += [dice.choice(("", "　　")) + dice.choice((f"（记者 {first}）", f"本报记者 {first}", f"（本报记者　{first}）"))]
            authors = [first]
        self.gold.append({"headline": story["headline"], "authors": authors, "paragraph_count": count, "first_words": paragraphs[0][:12]})

    def briefs(self) -> None:
        """简讯: a column's name over two or three short pieces with headlines."""
        self.heading(self.dice.choice(("简讯", "【简讯】", "园区动态", "◆短讯◆")))
        for story in self.chosen_briefs:
            self.heading(story["headline"])
            author = self.name()
            self.prose(f"本报讯 {story['paragraphs'][0]}（{author}）")
            self.gold.append({"headline": story["headline"], "authors": [author], "paragraph_count": 1, "first_words": story["paragraphs"][0][:12]})
            self.gap()

    def short_pieces(self) -> Laid:
        """A page of pieces of one paragraph, each with a headline, signed in one way or not at all."""
        dice = self.dice
        way = dice.choice(("none", "pen_name", "dateline", "news"))
        mark = dice.choice(("", "", "", "●", "■", "▲"))
        self.broken, self.subheads, self.place, self.extra = False, False, way, "short" + mark
        self.rows += [*self.header(), ""]
        if dice.random() < 0.5:
            self.rows += [dice.choice(("园区短波", "简讯", "【园区动态】", "一周要闻")), *[""] * dice.choice((0, 1))]
        for number, story in enumerate(dice.sample(self.stories, min(len(self.stories), dice.randint(3, 7)))):
            if number:
                self.gap()
            author = self.name()
            text = story["paragraphs"][0]
            self.heading(mark + story["headline"])
            self.rows += [""] * self.spaced
            self.prose({"dateline": f"本报讯（记者 {author}）", "news": "本报讯　"}.get(way, "") + text + (f"（{author}）" if way == "pen_name" else ""))
            authors = [author] * (way in ("pen_name", "dateline"))
            self.gold.append({"headline": story["headline"], "authors": authors, "paragraph_count": 1, "first_words": text[:12]})
        return self.laid(self.paper, self.issue)

    def printed(self) -> Laid:
        dice = self.dice
        with_header = dice.random() < 0.85
        chosen = dice.sample(self.stories, min(len(self.stories), dice.randint(1, 5)))
        if with_header:
            self.rows += [*self.header(), ""]
        if self.extra == "contents":
            self.rows += ["今日导读", *(f"{story['headline']} {page}版" for page, story in enumerate(dice.sample(self.stories, 3), 2)), ""]
        if self.extra == "note":
            chosen = chosen[:1]
            self.heading(chosen[0]["headline"])
            self.rows += [""] * self.spaced
            self.prose("编者按：园区是产业发展的主战场。本报今起推出系列报道，敬请关注。")
            self.rows.append(author := "本报记者 " + self.name())
            self.rows += [""] * self.spaced
            for text in chosen[0]["paragraphs"]:
                self.prose(text)
            self.gold.append({"headline": chosen[0]["headline"], "authors": [author.split(" ")[1]]})
        else:
            if self.extra == "briefs" and len(chosen) > 2:
                self.chosen_briefs, chosen = chosen[1:], chosen[:1]
            for number, story in enumerate(chosen):
                if number:
                    self.gap()
                place = dice.choice(_PLACES[:-1]) if self.place == "mixed" else self.place
                self.article(story, place)
            if self.extra == "briefs" and hasattr(self, "chosen_briefs"):
                self.gap()
                self.briefs()
        if self.footer:
            self.rows += ["", self.fill(self.footer)]
        return self.laid(self.paper if with_header else None, self.issue if with_header else None)

    def website(self) -> Laid:
        """A government site's or a WeChat account's page with one article."""
        dice = self.dice
        story = dice.choice(self.stories)
        self.extra = dice.choice(("", "captions", "list"))
        self.wrap = 0
        if dice.random() < 0.6:
            self.rows += [dice.choice(_WEB_TOP), ""]
        self.heading(story["headline"])
        source = dice.choice(_WEB_SOURCE)
        author = self.name()
        rows = self.rows
        rows += [source.replace("{a}", author).format(date=f"{self.year}-{self.month:02}-{self.day:02}", paper=self.paper, n=dice.randint(10, 900)), ""]
        count = len(story["paragraphs"])
        for number, text in enumerate(story["paragraphs"]):
            if str(number) in story["subheads"] and self.subheads:
                self.subhead(story["subheads"][str(number)], list(story["subheads"]).index(str(number)))
            if number == 1 and self.extra == "captions":
                rows.append(self.fill(dice.choice(_CAPTIONS)))
            self.prose(text)
        rows += ["", *self.fill(dice.choice(_WEB_END)).split("\n")]
        self.gold.append(
            {"headline": story["headline"], "authors": [author] * ("{a}" in source), "paragraph_count": count, "first_words": story["paragraphs"][0][:12]}
        )
        return self.laid(self.paper, None)

    def laid(self, publication: str | None, issue: str | None) -> Laid:
        names = ("spaced", "indent", "wrap", "place", "byline", "separator", "subheads", "subhead_mark", "subhead_indent", "broken", "footer", "extra")
        choices = {name: getattr(self, name) for name in names} | {"articles": len(self.gold)}
        return Laid("\n".join(self.rows) + "\n", self.gold, publication, issue, choices)


def lay_out(seed: int, stories: list[dict[str, Any]] | None = None) -> Laid:
    """The page of a seed, always the same."""
    layout = Layout(seed, STORIES if stories is None else stories)
    kind = layout.dice.random()
    return layout.website() if kind < 0.15 else layout.short_pieces() if kind < 0.3 else layout.printed()


def differences(laid: Laid, given: dict[str, Any]) -> list[tuple[str, object, object]]:
    """Field, wanted and found, where the split page differs."""
    found = given["articles"]
    if len(found) != len(laid.articles):
        return [("articles", [article["headline"] for article in laid.articles], [article["headline"] for article in found])]
    wrong: list[tuple[str, object, object]] = []
    for wanted, article in zip(laid.articles, found, strict=True):
        for name, value in wanted.items():
            same = str(article[name]).startswith(str(value)) if name == "first_words" else fold(article[name]) == fold(value)
            if not same:
                wrong.append((name, value, article[name]))
    wrong += [("publication", laid.publication, given["publication"])] * (laid.publication is not None and given["publication"] != laid.publication)
    return wrong + [("issue", laid.issue, given["issue"])] * (laid.issue is not None and given["issue"] != laid.issue)
