"""Which part of its subject's whole a figure covers, in the article's words (锂电企业, 亿元以上项目, 光机电产业)."""

from __future__ import annotations

import re

from facts.engine.clauses import Frame
from facts.engine.dating import Dating
from facts.engine.subjects import Reading

_KINDS_OF_PROJECT = frozenset(
    ("project_count signed_project_count started_project_count ongoing_project_count commissioned_project_count registered_project_count").split()
)
_INDUSTRY_OWN = frozenset(
    ("output_value industrial_output sales_revenue industrial_investment total_investment industrial_value_added tax_revenue exports").split()
)
_INDUSTRY_BEFORE = re.compile(
    r"(?P<industry>(?:(?!完成|实现|其中|全区|全市|规上)[\u4e00-\u9fffA-Za-z]){2,10}(?:产业|制造业|行业|工业|集群))(?:实现|完成|上半年|累计|的)?$"
)
_KIND_BEFORE = re.compile(
    r"(?P<kind>(?:(?!现有|入驻|拥有|聚集|集聚|已有|新增|引进|累计|全区|全市|培育|各类|落户|规上)[\u4e00-\u9fffA-Za-z]){0,6}(?:\d{1,5}(?:\.\d)?[万亿]+元以上)|(?:(?!现有|入驻|拥有|聚集|集聚|已有|新增|引进|累计|全区|全市|培育|各类|落户|规上)[\u4e00-\u9fffA-Za-z]){2,6})$"
)


class Populations(Dating):
    """Reads the scope of a figure."""

    def _population(self, frame: Frame, reading: Reading) -> str:
        """Which part of the subject's whole the number covers, in the article's words."""
        quantity = frame.quantity
        own = frame.part or self._own_population(frame)
        if own:
            return own
        counted = ""
        for entity in reversed(reading.entities):
            if entity.start in self.references or entity.start > quantity.end:
                continue
            if entity.kind == "population" and entity.start <= frame.noun[0] < entity.end and entity.detail != "zones":
                counted = counted or entity.name  # what is counted itself: better the zones that it is counted in
                continue
            if self._is_all_zones(entity) or (entity.kind == "population" and entity.rule != "list end" and entity.name not in ("项目", "工程")):
                return entity.name
            if entity.kind in ("zone", "project", "organization", "area", "region"):
                return counted
        if counted and not (reading.population and reading.population.detail == "zones" and frame.indicator != "project_count"):
            return counted
        if frame.indicator in _KINDS_OF_PROJECT and reading.population and reading.population.detail != "zones":
            return ""
        return reading.population.name if reading.population else ""

    def _own_population(self, frame: Frame) -> str:
        """省级以上开发区 of 13个省级以上开发区, 锂电企业 of 锂电企业67家, 光机电产业 of 光机电产业产值."""
        text = self.scene.text
        quantity, (start, end) = frame.quantity, frame.noun
        if start >= quantity.end:
            words = text[quantity.end : end]
            return words if frame.indicator in ("zone_count",) or (frame.indicator.endswith("project_count") and len(words) > 2) else ""
        if start < 0 or frame.inherited:
            return ""
        low = max(
            self.clauses[frame.clause].start,
            start - 14,
            *(entity.end for entity in self.readings[frame.clause].entities if entity.end <= start and entity.kind != "population"),
            0,
        )
        if frame.indicator in _INDUSTRY_OWN and (match := _INDUSTRY_BEFORE.search(text, low, start)):
            return match["industry"]
        if frame.indicator == "enterprise_count" and text[start:end].endswith("企业") and (match := _KIND_BEFORE.search(text, low, start)):
            return match["kind"] + text[start:end]
        return (
            text[start:end]
            if frame.indicator == "enterprise_count" and end - start > 3 and not text[start:end].startswith(("入", "市场", "注册", "工业企业"))
            else ""
        )
