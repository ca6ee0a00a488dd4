"""The last signature carries out what waited for it: each kind by the service that was asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from articles.models import Article
from history.changes import Change

from .correcting import change_citation_in, correct_text_in
from .curation import CurationError, supersede_in
from .models import UnsignedChange
from .redating import change_date_in
from .resplitting import carry_out_in
from .rowwise import change_rows_in
from .unsigned import unsigned_changes

_BY_KIND: dict[str, Callable[[Change, UnsignedChange], Any]] = {
    UnsignedChange.Kind.TEXT: lambda group, one: correct_text_in(group, one.target_id, one.made_by, one.values),
    UnsignedChange.Kind.CITATION: lambda group, one: change_citation_in(group, one.target_id, one.values),
    UnsignedChange.Kind.FACT: lambda group, one: supersede_in(group, one.target_id, one.made_by, one.values, signed=True),
    UnsignedChange.Kind.DATE: lambda group, one: change_date_in(group, one.target_id, one.made_by, one.values),
    UnsignedChange.Kind.SPLIT: lambda group, one: carry_out_in(group, one.made_by, one.values),
    UnsignedChange.Kind.ROWS: lambda group, one: change_rows_in(group, one.values),
}


def carry_out_unsigned(group: Change, article: Article) -> None:
    """In the order in which they were made. One that has become impossible stops the signature: the signer is told which, and what to do."""
    for one in unsigned_changes(article):
        one.refresh_from_db(fields=["state"])
        if one.state != UnsignedChange.State.WAITING:  # a step of the split before it has merged its article away
            continue
        group.update(one, {"state": UnsignedChange.State.RELEASED}, action="签发")
        try:
            _BY_KIND[one.kind](group, one)
        except CurationError as refusal:
            what = f"待签的“{one.get_kind_display()}”（{one.words.splitlines()[0][:60] if one.words else one.pk}）已不能照办"
            raise CurationError(f"{what}：{refusal}没有签发。请先在本页撤回这一项，需要的重新提出。") from None
