"""The fact engine: one article's text in, candidate facts out. Pure Python, no clock, no network, no Django."""

from facts.engine.explain import explain, why_not
from facts.engine.pipeline import extract_facts
from facts.engine.types import CandidateFact, Names, RegionName, ZoneName

ENGINE_VERSION = "11"

__all__ = ["ENGINE_VERSION", "CandidateFact", "Names", "RegionName", "ZoneName", "explain", "extract_facts", "why_not"]
