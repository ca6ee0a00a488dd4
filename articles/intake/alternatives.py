"""Patterns written as a list, one kind a line."""


def any_of(*patterns: str) -> str:
    """any_of("记者", "通讯员") → (?:记者|通讯员)"""
    return "(?:" + "|".join(patterns) + ")"
