"""Tests ask faster than any reader may; the throttle has a test of its own."""

import pytest
from rest_framework.throttling import AnonRateThrottle


@pytest.fixture(autouse=True)
def _unthrottled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": None})
