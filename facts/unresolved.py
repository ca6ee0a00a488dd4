"""待认名称: names that articles print and the registry does not know, and the two ways to settle one: register it, or link it as an alias."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import models

from .models import Fact, Proposal


class UnresolvedName(NamedTuple):
    """A printed name, as what (region, zone, project, organization), in how many undecided proposals of how many articles."""

    kind: str
    name: str
    proposals: int
    articles: int


class NearName(NamedTuple):
    entity: models.Model
    score: int
    reasons: list[str]


class Registration(NamedTuple):
    """What the desk fills its registration form with; `near` come first: it may be one of these under another name."""

    kind: str
    name: str
    aliases: list[str]
    zone: models.Model | None
    near: list[NearName]


def unresolved_names(user: Any = None, limit: int = 100) -> list[UnresolvedName]:
    """The most frequent first; with a user only those of articles that the user may work on."""
    raise NotImplementedError


def near_names(kind: str, name: str, *, zone: Any = None, limit: int = 5) -> list[NearName]:
    """Registered projects, organisations or zones with a similar name, those of the same zone first among equals."""
    raise NotImplementedError


def propose_registration(proposal: Proposal, end: str = "subject") -> Registration:
    """Form values to register the unresolved `subject` or `object` of a proposal."""
    raise NotImplementedError


def register(kind: str, name: str, user: Any, *, aliases: Iterable[str] = (), zone: Any = None, **values: Any) -> models.Model:
    """列入名录: a new project or organisation; the undecided proposals that print the name are linked to it in the same group."""
    raise NotImplementedError


def link_alias(entity: models.Model, name: str, user: Any, *, former: bool = False, valid_from: date | None = None, valid_until: date | None = None) -> None:
    """The name is another name of this entity: kept as its alias, and the undecided proposals that print it are linked."""
    raise NotImplementedError


def register_and_accept(
    proposal: Proposal | int, user: Any, *, kind: str, name: str, aliases: Iterable[str] = (), zone: Any = None, note: str = "", **values: Any
) -> Fact:
    """Register the proposal's subject and accept the proposal in one step, one group, one undo. `values` are columns of the new row."""
    raise NotImplementedError
