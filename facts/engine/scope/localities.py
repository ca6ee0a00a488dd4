"""Which place a word means: 全区, 该区, 高新区, 园区 and 全市各开发区 lead to a zone or a region."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from facts.engine.mentions.kinds import OF_A_REGION, is_called
from facts.engine.mentions.scene import Scene
from facts.engine.scope.context import Article, is_same_zone, zone_stem
from facts.engine.scope.sayings import SENTENCE_END
from facts.engine.scope.subjects import NOBODY, Reading, Registers, Subject, is_park
from facts.engine.types import Entity

# 位居全市第一, 拉动全市投资, 在全省率先: the area is a yardstick or a place, not who is spoken about.
YARDSTICK_BEFORE = re.compile(
    r"(?:居|列|占|为|对|向|拉动|带动|助力|推动|促进|支撑|服务|辐射|惠及|遍布|高于|低于|超过|比|较|与|同|和|在|成为|"
    r"是|至|获|被|列入|纳入|入选|入围|跻身|进入|引领|跑赢|领跑|好于|快于|慢于|高出|多出|由|抢抓|报|经|向|受|到|来自|落户|覆盖)$"
)
THAT = re.compile(r"(?:该|此|这个|这一|上述|本)$")
# 园区还拿出2亿元: one park acts, all of them only count.
_ACTS = re.compile(r"(?:还|又|也|已|专门|主动|先后)*(?:拿出|设立|出台|组建|成立|派出|帮助|帮|安排|投入|给)")
_REPORTS = re.compile(r"(?:已|共|累计|共计|目前)*(?:实现|完成|现有|拥有|入驻|集聚|引进|引育|签约|新增|新签约|规上|规模以上|工业总产值)")
# 园区50个在建项目: no single park's
_HAS_PROJECTS = re.compile(r"(?:共|现|已)?有?\d{1,4}个[\u4e00-\u9fff]{0,6}项目|(?:规上|规模以上)工业|固定资产投资|一般公共")
_ONCE_BUILT = re.compile(r"(?:全部|全面|整体|正式)?(?:建成|落成|竣工|投用|投产|达产|投运|交付)[\u4e00-\u9fff]{0,4}后")  # 园区建成后可入驻…: what is built
_WAS = re.compile(r"前身(?:是|为)?原?$")
_FEW = re.compile(r"(?:[两三四五六七八九十]|\d)(?:大|个|家)?(?:国家级|省级|市级|重点)*(?:工业|产业|经济)?(?:园区|开发区|经开区|高新区|集聚区|集中区|区|园)$")
_NATIONWIDE = re.compile(r"(?:全国)?(?:[1-9]\d\d?|[二三四五六七八九]?十[一二三四五六七八九]?)[个家](?:国家级?|自贸|自由贸易)")
_AMONG_AFTER = re.compile(r"[中里内]|第|排名|前|平均|首|唯一|最|率先")
# 园区 is said of any zone; 高新区 only of one that is called so, and a city has no two of them.
_ANY_ZONE = frozenset(("园区", "开发区", "示范区"))
_ONLY_ONE = frozenset(
    (
        "高新区 经开区 综保区 综合保税区 保税区 自贸区 自贸试验区 自由贸易试验区 试验区 空港经济区 临空经济区 临港经济区 临港新片区 "
        "边合区 科创区 台商投资区 临空经济园 临空综合经济园 特色商业区 商务中心区 高新技术产业开发区 经济技术开发区 经济开发区"
    ).split()
)

_HEAD_OF_PARK = re.compile(r"园区(?<![市县省州各个区业化技]园区)(?:管委会|党工委|(?:相关|有关)?负责人)(?!们)")
_PARAGRAPH, _FAR = 600, 120


class Localities:
    """Answers for one word, from the registers and from the zones of the whole article."""

    scene: Scene
    article: Article
    entities: list[Entity]
    entity_starts: list[int]
    references: set[int]  # where names stand that are no subjects
    locatives: set[int]  # where zones stand that only say where
    unnamed: Subject
    has_one_zone: bool
    section: Subject  # the zone whose name stands over the paragraphs that are being read
    called: dict[str, list[tuple[int, str]]]  # local word -> where zones of that kind are named

    def whole_area(self, entity: Entity, registers: Registers | Reading) -> Subject:
        """全市开发区, 两区: the region's zones together are said of the region."""
        if entity.kind != "population" or (entity.detail != "zones" and not entity.name.endswith(("开发区", "园区"))):
            return NOBODY
        text = self.scene.text
        together = text[entity.start - 1 : entity.start] in "和与及" and self._ends_a_zone(entity)  # 高新区|和六个省级园区
        if (not together and YARDSTICK_BEFORE.search(text[max(0, entity.start - 5) : entity.start])) or _AMONG_AFTER.match(text, entity.end):
            return NOBODY
        if entity.name[:2] in ("全市", "全省", "全县", "全州"):
            return self._area(Entity(entity.start, entity.start + 2, "area", entity.name[:2]), registers)
        named = entity.name.startswith(("国家级", "国家高新", "国家自")) and not self.article.zone
        if (self.article.zone or not self.article.region) and (_NATIONWIDE.match(entity.name) or named):
            return Subject("region", "全国", "", entity.start, entity.end, "zones together")  # 21家自贸试验区, 国家级经开区: no single one's
        if _FEW.match(entity.name):
            if registers.place.kind == "region" and entity.start in (registers.place.end, registers.place.start):
                return registers.place.at(entity.start, entity.end, "zones together")  # 青海省|四大园区
            if self.article.region and self._are_other_zones(entity):
                return Subject("region", self.article.region, "", entity.start, entity.end, "zones together")
            return self._article_home().at(entity.start, entity.end, "zones together")
        return NOBODY

    def _are_other_zones(self, entity: Entity) -> bool:
        """甲区、乙区、丙区分别引进项目…。三区合计…: home and others, which no zone has in it."""
        if not self.article.zone or not entity.name.endswith("区"):
            return False
        index = bisect_left(self.scene.zones, entity.start, key=lambda zone: zone.start)
        near = {self.article.zones.get(zone.name, zone.name) for zone in self.scene.zones[max(0, index - 4) : index] if entity.start - zone.end < 120}
        return len(near) > 1 and self.article.zone in near

    def _ends_a_zone(self, entity: Entity) -> bool:
        """Whether a zone stands one character before."""
        before = self.entities[index - 1] if (index := bisect_left(self.entity_starts, entity.start)) else entity
        return before.end == entity.start - 1 and (before.kind == "zone" or before.detail == "zone")

    def _is_all_zones(self, entity: Entity) -> bool:
        """开发区 in an article about a whole city: its zones together."""
        if (
            entity.kind != "anaphor"
            or self.article.zone
            or not self.article.region
            or entity.name not in (OF_A_REGION if self.article.tells_of_all else OF_A_REGION[:2])
        ):
            return False
        if self.scene.text[entity.start] in "县旗":
            return False  # 县开发区: a county has one
        if _ACTS.match(self.scene.text, entity.end) and self._place_before(entity.start).name:
            return False
        return self.article.tells_of_all or not self.has_one_zone

    def home(self) -> Subject:
        return self.section if self.section.name else self._article_home()

    def _article_home(self) -> Subject:
        if self.article.zone:
            return Subject("zone", self.article.zone, "", -1, -1, "home zone")
        if self.article.region:
            return Subject("region", self.article.region, "", -1, -1, "home region")
        return self.unnamed

    def _is_of_all(self, name: str) -> bool:
        """绵阳园区, where all of 绵阳市 is told of."""
        if name[:2] != self.article.region[:2] or not name.endswith(OF_A_REGION):
            return False
        head = max((kind for kind in OF_A_REGION if name.endswith(kind)), key=len)
        return len(name) - len(head) >= 2 and self.article.region.startswith(name[: -len(head)])

    def _local_zone(self, entity: Entity, registers: Registers | Reading) -> Subject:
        """高新区, 园区: the home zone, else the one that was last called so in full; a city's only 高新区 needs no longer name."""
        at = (entity.start, entity.end)
        that = THAT.search(self.scene.text[max(0, at[0] - 2) : at[0]])
        if (
            (entity.name in ("园区", "产业园区") or registers.project.name.removesuffix("项目").endswith(entity.name))
            and (is_park(registers.project) or registers.project.name.endswith(("园项目", "园区项目")))
            and (registers.project.start > registers.place.start or registers.place.start in self.locatives)
            and not _HAS_PROJECTS.match(self.scene.text, at[1])
            and (
                not (self.article.tells_of_all or self.article.zone)
                or self.scene.text.rfind("\n", max(registers.project.start, at[0] - 800), at[0]) < 0
                or _ONCE_BUILT.match(self.scene.text, at[1])
            )
        ):
            return registers.project.at(*at, "园区 is the project before")
        told = entity.name == "园区" and self._is_the_one_told_of(registers, at[0])
        if that and entity.name not in _ANY_ZONE and not _is_called(registers.place.name, entity.name) and (called := self._zone_called(entity.name, at[0])):
            return Subject("zone", called, "", *at, "zone of that kind")  # 某工业区某指挥部说，某物流园区进展快。该物流园区…
        if entity.name == "园区" and not self.article.zone and self._has_its_head(at[0]) and (place := self._place_before(at[0])).name:
            return place.at(*at, "zone before")  # 某工业园6个项目开工。⏎园区负责人介绍，园区…: one park has one head
        if registers.place.kind == "zone" and (that or told or _is_called(registers.place.name, entity.name)):
            return registers.place.at(*at, "zone before")
        its_own = _is_called(self.article.zone, entity.name)
        if entity.name == "开发区" and self.article.zone and not its_own and (called := self._zone_called(entity.name, at[0])):
            return Subject("zone", called, "", *at, "zone of that kind")  # 某开发区纺织服装城…。开发区上半年…: the one that it is a part of
        if self.article.zone and (its_own or entity.name in _ANY_ZONE):
            return Subject("zone", self.article.zone, "", *at, "local zone")
        if self._is_all_zones(entity) and not that:
            several = len(self.told_in_paragraph(at[0])) > 1  # 甲区增长10%；乙区增长6%。园区完成投资188亿元
            return Subject("region", self.article.region, "", *at, "zones together") if several else NOBODY
        printed = self.scene.text[slice(*at)]
        if entity.name in _ANY_ZONE and printed == entity.name:
            place = self._place_before(at[0])
            if place.name or self.article.region or not _REPORTS.match(self.scene.text, entity.end):
                return place.at(*at, "园区 is the zone before")
            return Subject("zone", printed, "", *at, "园区 that nothing names")
        if named := self._zone_called(entity.name, at[0]):
            return Subject("zone", named, "", *at, "zone of that kind")
        known = entity.name in _ONLY_ONE or entity.name.endswith("开区") or printed != entity.name  # 县开发区 names its owner
        return Subject("zone", printed, "", *at, "zone by its kind alone") if known else NOBODY

    def _is_the_one_told_of(self, registers: Registers | Reading, at: int) -> bool:
        """某县工业园现有企业41家，园区用工6200人; in an article on a whole city the one zone of the paragraph, of several none."""
        start = registers.place.start
        if start < 0 or registers.place.kind != "zone":
            return False
        goes_on = start == registers.topic.start and not (self.article.tells_of_all and "。" in self.scene.text[registers.place.end : at])
        in_sentence = at - start < _FAR and not SENTENCE_END.search(self.scene.text, start, at)
        return goes_on or (not self.article.zone and (in_sentence or len(self.told_in_paragraph(at)) == 1))

    def _has_its_head(self, at: int) -> bool:
        """Whether the paragraph hears the head of the one park that 园区 is."""
        text = self.scene.text
        low, high = text.rfind("\n", max(0, at - _PARAGRAPH), at) + 1, text.find("\n", at, at + _PARAGRAPH)
        return _HEAD_OF_PARK.search(text, low, high if high > 0 else at + _PARAGRAPH) is not None

    def told_in_paragraph(self, at: int) -> set[str]:
        """The zones that a paragraph has named so far."""
        low = self.scene.text.rfind("\n", max(0, at - _PARAGRAPH), at) + 1
        index = bisect_left(self.scene.zones, at, key=lambda zone: zone.start)
        return {
            self.article.zones.get(zone.name, zone.name)
            for zone in self.scene.zones[max(0, index - 8) : index]
            if zone.start >= low and zone.start not in self.references
        }

    def _zone_called(self, local: str, at: int) -> str:
        """The zone that a local word can mean: the last one named before it, else the only one of the article."""
        if local not in self.called:
            self.called[local] = sorted(
                (zone.start, full) for zone in self.scene.zones if _is_called(full := self.article.zones.get(zone.name, zone.name), local)
            )
        named = self.called[local]
        index = bisect_left(named, (at, ""))
        if index or local == "片区":  # a part is called so only after its whole name
            return named[index - 1][1] if index else ""
        return named[0][1] if named and len({full for _, full in named}) == 1 else ""

    def _area(self, entity: Entity, registers: Registers | Reading) -> Subject:
        word = entity.name
        at = (entity.start, entity.end)
        if word.startswith("该园") and registers.project.name.endswith(("园", "园区", "园项目")):
            return registers.project.of("").at(*at, "该园 is the one before")  # the whole of it, whatever phase was told of
        if word == "全国":
            return Subject("region", "全国", "", *at, "area word")
        if word == "全域" and (everywhere := registers.place if registers.place.kind == "zone" else self.home()).kind == "zone":
            return everywhere.at(*at, "area word")
        if "区" in word or "园" in word:
            if not self.article.zone and word in ("全区", "我区") and self.article.region.endswith("区"):
                return Subject("region", self.article.region, "", *at, "area word")
            if (
                word in ("全区", "我区")
                and self.article.zone.endswith("园")
                and len(around := {one for one in self.article.zones.values() if one[-1] == "区"}) == 1
            ):
                return Subject("zone", around.pop(), "", *at, "area word")  # 某某产业园新添…。全区…: no park is called so, the zone that it is in
            if word in ("全区", "我区") and self.article.zone.endswith("园") and self._is_named_later(entity.start):
                return Subject("region", word, "", *at, "area without a name")  # 我区举行开工仪式。…某科技园已引进项目11个
            if self.article.zone:
                elsewhere = registers.place if self._is_told_of_another(registers.place, entity) else NOBODY
                return Subject("zone", elsewhere.name or self.article.zone, "", *at, "area word")
            if word.startswith("该") and registers.topic.kind == "zone":
                return registers.topic.at(*at, "area word")  # 保税区试行…，该区…: what it was called just now
            if word == "全区" and registers.place.kind == "zone" and self._is_in_its_paragraph(registers.place, entity):
                return registers.place.at(*at, "area word")  # 准东开发区生产原煤…，全区发电装机…, though it lies in an 自治区
            if word in ("全区", "我区") and "自治区" in self.scene.text and (whole := self.article.region_at("province")).endswith("自治区"):
                return Subject("region", whole, "", *at, "area word")
            place = self._place_before(entity.start)
            if place.name:
                return place.at(*at, "area word")
        level = {"省": "province", "市": "prefecture", "州": "prefecture", "县": "county", "区": "county", "旗": "county", "域": ""}.get(word[1], "")
        name = self.article.region_at(level) if level else self.article.region
        if level == "county" and not name:
            name = self._county_before(entity.start, word[1])
        if name or self.article.region:
            return Subject("region", name or self.article.region, "", *at, "area word")
        return Subject("region", word, "", *at, "area without a name")

    def _is_in_its_paragraph(self, place: Subject, entity: Entity) -> bool:
        """Whether the paragraph has named this zone and no other, nor the 自治区 that 全区 may be."""
        first = max(0, entity.start - _PARAGRAPH, self.scene.text.rfind("\n", max(0, entity.start - _PARAGRAPH), entity.start) + 1)
        if not first <= place.start < entity.start or "自治区" in self.scene.text[first : entity.start]:
            return False
        index = bisect_left(self.scene.zones, first, key=lambda zone: zone.start)
        end = bisect_left(self.scene.zones, entity.start, key=lambda zone: zone.start)
        return len({self.article.zones.get(zone.name, zone.name) for zone in self.scene.zones[index:end]}) == 1

    def _is_named_later(self, at: int) -> bool:
        """Whether neither the headline nor what stands before has the name of the home zone."""
        short = self.article.zone[-6:]
        return short not in self.article.headline and self.scene.text.find(short, 0, at) < 0

    def _is_told_of_another(self, place: Subject, entity: Entity) -> bool:
        """该区, 全区 where the paragraph has named another zone than home."""
        if place.kind != "zone" or not 0 <= place.start <= entity.start or is_same_zone(place.name, self.article.zone):
            return False
        return not _WAS.search(self.scene.text, place.start - 4, place.start)  # 某经开区的前身某开发区…，全区…: what it is now

    def _county_before(self, at: int, suffix: str) -> str:
        """该县 in an article on a whole city: the county last named, be it in the name of its zone."""
        index = bisect_left(self.scene.places, at, key=lambda hit: hit[0])
        for _start, _end, place in reversed(self.scene.places[max(0, index - 12) : index]):
            if place.level == "county" and place.name.endswith(suffix):
                return place.name
        return ""

    def _place_before(self, at: int) -> Subject:
        index = bisect_left(self.entity_starts, at) - 1
        for _ in range(12):
            if index < 0:
                break
            entity = self.entities[index]
            if entity.kind == "zone":
                return Subject("zone", self.article.zones.get(entity.name, entity.name), "", entity.start, entity.end, "zone before")
            index -= 1
        return NOBODY


@lru_cache(maxsize=1024)
def _is_called(name: str, local: str) -> bool:
    """大庆高新技术产业开发区 is a 高新区, 昆山综合保税区 a 综保区."""
    if local == "新区" and name.endswith("高新区"):
        return False
    return is_called(name, local) or zone_stem(name).endswith(zone_stem(local))
