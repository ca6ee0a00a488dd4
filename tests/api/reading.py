"""Reading the API as a consumer does: following `next`, and every address that an answer names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ROOT = "/api/v1/"
LISTS = "regions zones projects organizations articles authors publications indicators facts conflicts".split()


def get(client: Any, address: str, status: int = 200, **headers: str) -> Any:
    response = client.get(address if address.startswith(("/", "http")) else ROOT + address, headers=headers)
    assert response.status_code == status, f"{address}: {response.status_code} {response.content.decode()[:500]}"
    return response


def rows(client: Any, address: str) -> Iterator[dict[str, Any]]:
    """All results of a list, page after page."""
    following = address
    while following:
        page = get(client, following).json()
        yield from page["results"]
        following = page["next"]


def addresses(value: Any) -> Iterator[str]:
    """Every API address in an answer."""
    if isinstance(value, dict):
        for entry in value.values():
            yield from addresses(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from addresses(entry)
    elif isinstance(value, str) and value.startswith("http://testserver/api/"):
        yield value
