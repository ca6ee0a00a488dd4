"""The fact engine: one article's text in, candidate facts out. Pure Python, no clock, no network, no Django."""

from facts.engine.pipeline import extract_facts
from facts.engine.types import CandidateFact, Names, RegionName, ZoneName

ENGINE_VERSION = "1"
"""Raised with every change of grammar or data that changes what is proposed; kept with each proposal."""

__all__ = ["ENGINE_VERSION", "CandidateFact", "Names", "RegionName", "ZoneName", "extract_facts"]
