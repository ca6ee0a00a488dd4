"""Numbers that no noun tells of: by their unit, by what is done with them, else by the article's own words."""

import re

from facts.engine.measures.clauses import Frame
from facts.engine.measures.counts import FUND, FUND_AFTER, Counts
from facts.engine.measures.tallies import PHRASE
from facts.engine.measures.terms import lasts
from facts.engine.types import Quantity

_EACH_GIVEN = re.compile(r"每(?:家|户|个|人|项|名|年)$")
_HELP = re.compile(r"补贴|补助|奖励|资助|扶持|奖补|给予|发放|兑现|拨付")
_SETS_ASIDE = re.compile(r"(?:拿出|安排|列支|筹集|设立|落实)(?:了)?(?:约|近|超)?$")
_FLOATED = re.compile(r"的?[^，。；、\n]{0,12}?(?:周转|转贷|过桥|引导|风险补偿)”?(?:基金|资金)")  # 设立2亿元中小企业“过桥”资金
_DOES_THEN = re.compile(r"(?<=..)(?:完成|建成|投产|开工|正在|已|获|通过|签|包含|提供|同时|全部)")  # 两个污水提升泵站|完成土建工程
_GIVES = re.compile(r"[^。；\n]{0,14}?(?:补助|补贴|奖励|支持|扶持|资助|贴息|奖补)")  # 拿出4200万元，补助企业上云
_WORKED = re.compile(r"(?:加工|产出|酿造|种植|收购|(?<=[，。；、共已可])产)+(?:了)?(?P<product>[\u4e00-\u9fff]{1,6}?)(?:约|近|共)?$")  # 我们加工腰果3200吨
_ABSTRACT = re.compile(
    r"^(?:(?:主导|支柱|优势|特色)产业|产业(?:领域|方向|产值|营收|增|均|分别)|产业板块|命脉|腿|路子|均|都|皆|指标|方面|环节|阶段|领域|层面|维度|方向|原则|小时|问题|步骤|字|层级|月|角度|关键|特点|特征|重点|变化|抓手|转变|突破|提升|重要|亮点|故事|词|地方|基本|目标|主要|任务|机制|体系|支柱|板块|小|大|中心|新|好|坚持|必须|要|有|为|是|在|的|时代|人|多月|季度|年度|节点|关口|难题|篇章|缩影|样本|台阶|时间|圈|轮|样|批次|组|部分|区域|行业|数据|数值|累计|合计|总计|分别|增速|增幅|排名)"
)
# 碳纤维原丝4.2万吨，增长18.6%: goods whose number moves are what is made of them.
_GOODS = ("吨", "辆", "套", "只", "台")
_CAN_IN_A_YEAR = re.compile(
    r"(?:一年|每年|年)(?:就)?[可能](?P<verb>封装|加工|产出|制造|组装|装配|织造|冶炼|屠宰|灌装|印制|缝制|下线|铸造|出(?!口|栏|租|售))(?P<product>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?:约|近|达|超)?$"
)
_OUTPUT = re.compile(r"(?:封装|加工|生产|下线|出货|冶炼|屠宰|产)量$")
_MOVES = re.compile(r"[，、（]?(?:同比|比上年|较上年|比去年|较去年)?(?:增长|下降|减少|翻了?)")
_LARGE_BEFORE = re.compile(r"(?:规模以上|规上)[\u4e00-\u9fff]{1,8}$")
# 投入3.4亿元完善基础设施: spent, not to be spent
_WORKS = re.compile(r"(?:用于|完善|建设)?[^，。；]{0,4}基础设施")
_SPENT_SINCE = re.compile(r"年来|[今去]年(?!还?将)|先后|累计|陆续|已经?投入|季度|半年")
_SUM = re.compile(r"(?:总额|总金额|金额)(?:约|近|超|达|达到|为|共|计)*$")  # 签约项目18个，总额65亿元
_RENEWS = re.compile(
    r"(?:资金)?(?:用于|对[^，。；]{1,12}?(?:进行|实施)|进行|实施|开展)[^，。；]{0,6}(?:技改|技术改造|设备更新|智能化改造|数字化改造)"
)  # 投入1100万元对车间进行技改
_PUT_IN = re.compile(r"(?:投(?:资|了|入|建|下|进|掉)?|出资|斥资|注资|增资|耗资|砸(?:下|进|出|向|了)?|豪掷|掷下|掷出|追加|追投|自筹)(?:了)?(?:约|近|超)?$")
# 花了8600万元买下一条生产线: spent on works; 研发花掉59亿元 on research
_SPENT = re.compile(r"(?P<research>研发[^，。；\d]{0,8})?(?:花(?:了|费|掉|去)?|掏(?:了|出)?|拿出)(?:约|近|超)?$")
_ON_RESEARCH = re.compile(r"[，]?(?:来|用于|用在|投入|投向|专门|专项)?(?:搞|做|开展|进行)?(?:新?产品|技术|自主)?研发")
_ON_WORKS = re.compile(r"(?:人民币)?[，]?(?:来|去|用于)?(?:建设|新建|扩建|建成|建起|建了|建|盖|修建|购置|购买|买下|买|引进|上马|新上|改造|打造|兴建)")
_BOUGHT_BEFORE = re.compile(r"(?:买下|购入|引进|添置|新上|上马|建成|建起)[^，。；]{1,14}，$")


class Leftovers(Counts):
    """Builds the frames of numbers without a noun."""

    def _unnamed(self, quantity: Quantity, index: int) -> Frame | None:
        clause = self.clauses[index]
        text = self.scene.text
        if quantity.kind == "time":
            if lasts(text, quantity, clause.start):
                return Frame(quantity, index, "level", "duration", value=quantity.value, rule="level", noun=(quantity.start, quantity.start))
            self._drop(quantity, "time without 工期")
            return None
        label = ""
        default = self.scene.lexicon.units[quantity.unit_printed].indicator if quantity.unit_printed in self.scene.lexicon.units else ""
        if default == "enterprise_count" and _LARGE_BEFORE.search(text, max(clause.start, quantity.start - 12), quantity.start):
            default = "large_enterprise_count"  # 规模以上茶企41家
        if default and quantity.value_printed != "一" and (default != "standard_land_count" or "地" in text[clause.start : quantity.end + 4]):
            return Frame(quantity, index, "level", default, value=quantity.value, rule="what this unit counts")
        if quantity.unit_printed == "班" and (text[quantity.start - 1 : quantity.start] == "分" or text.startswith("倒", quantity.end)):
            self._drop(quantity, "a way of speaking")  # 工人分三班施工
            return None
        if quantity.kind == "money" and (
            text.endswith("贷”", clause.start, quantity.start)
            or _FLOATED.match(text, quantity.end)
            or FUND_AFTER.match(text, quantity.end)
            or FUND.search(text, max(clause.start, quantity.start - 12), quantity.start)
            or (_SETS_ASIDE.search(text, max(clause.start, quantity.start - 5), quantity.start) and _GIVES.match(text, quantity.end))
        ):
            return Frame(quantity, index, "level", "financing_amount", value=quantity.value, rule="投 before money")
        if quantity.kind == "mass" and (done := _WORKED.search(self.timeless, max(clause.start, quantity.start - 10), quantity.start)):
            frame = Frame(quantity, index, "level", "output_volume", value=quantity.value, rule="level", noun=done.span())
            frame.product = done["product"]
            return frame
        spent = _SPENT.search(text, max(clause.start, quantity.start - 14), quantity.start) if quantity.kind == "money" else None
        if spent and (spent["research"] or _ON_RESEARCH.match(text, quantity.end)):
            return Frame(quantity, index, "level", "research_spending", value=quantity.value, rule="投 before money")
        if spent and (_ON_WORKS.match(text, quantity.end) or _BOUGHT_BEFORE.search(text, max(0, clause.start - 24), spent.start())):
            return Frame(quantity, index, "level", "total_investment", value=quantity.value, rule="投 before money")
        if quantity.kind == "money" and _PUT_IN.search(text, max(clause.start, quantity.start - 5), quantity.start):
            if _RENEWS.match(text, quantity.end, clause.end):
                return Frame(quantity, index, "level", "technical_upgrade_investment", value=quantity.value, rule="投 before money")
            laid_out = text[quantity.start - 2 : quantity.start] == "投入" and (
                _WORKS.match(text, quantity.end) or _SPENT_SINCE.search(text, max(0, clause.start - 8), quantity.start)
            )
            return Frame(quantity, index, "level", "investment_completed" if laid_out else "total_investment", value=quantity.value, rule="投 before money")
        if (
            quantity.kind == "money"
            and _EACH_GIVEN.search(text, max(clause.start, quantity.start - 3), quantity.start)
            and _HELP.search(text, clause.start - 100, quantity.start)
        ):
            return Frame(quantity, index, "level", "financing_amount", value=quantity.value, rule="投 before money")
        last = self.frames[-1] if self.frames else None
        if (
            quantity.kind == "money"
            and last
            and last.indicator.endswith("project_count")
            and last.clause >= index - 1
            and _SUM.search(text, clause.start, quantity.start)
        ):
            signed = last.indicator == "signed_project_count"
            return Frame(quantity, index, "level", "contracted_investment" if signed else "total_investment", value=quantity.value, rule="goes on")
        if quantity.kind == "count" and text[quantity.start] == "上" and not quantity.value_printed.strip("百千万亿"):
            self._drop(quantity, "a way of speaking")  # 拆开来有上百个零部件
            return None
        if quantity.kind == "count" or quantity.unit == quantity.unit_printed:
            match = PHRASE.match(text, quantity.end, quantity.end + 16)
            label = _DOES_THEN.split(match[0])[0] if match and not text.startswith(("大关", "关口", "门槛"), quantity.end) else ""
            spoken = text[quantity.start] in "一二两三四五六七八九十" and len(quantity.value_printed) == 1
            countable = bool(label) and not _ABSTRACT.search(label)
            if not label and not spoken:
                label = self._label(clause.start, quantity.start)
                countable = len(label) >= 2
            if not countable:
                self._drop(quantity, "counts nothing countable")
                return None
            if quantity.value_printed == "一":
                self._drop(quantity, "一 as an article")
                return None
        else:
            label = self._label(clause.start, quantity.start)
        if quantity.unit_printed.endswith(_GOODS) and (yearly := _CAN_IN_A_YEAR.search(text, max(clause.start, quantity.start - 24), quantity.start)):
            frame = Frame(quantity, index, "level", "annual_capacity", value=quantity.value, rule="made in a year", noun=yearly.span("verb"))
            frame.product = yearly["product"]
            return frame  # 一年可封装功率模块600万只
        if quantity.unit_printed.endswith(_GOODS) and _OUTPUT.search(label):
            return Frame(quantity, index, "level", "output_volume", value=quantity.value, rule="goods that grow")  # 集成电路封装量达178亿只
        if quantity.unit_printed.endswith(_GOODS) and len(label) > 1 and not label.endswith(("量", "数", "进口", "出口")) and _MOVES.match(text, quantity.end):
            return Frame(quantity, index, "level", "output_volume", value=quantity.value, rule="goods that grow")
        return Frame(quantity, index, "level", "other", label or text[quantity.start : quantity.end], quantity.value, rule="no indicator word")
