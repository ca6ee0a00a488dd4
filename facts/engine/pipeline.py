"""The story of the engine: tokens, mentions, frames, scope, facts."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from facts.engine.measures.assemble import as_printed, assemble_measures
from facts.engine.measures.clauses import cut_clauses
from facts.engine.measures.frames import frame_clauses
from facts.engine.mentions.kinds import is_site
from facts.engine.mentions.names import find_names
from facts.engine.mentions.periods import Published, find_periods
from facts.engine.mentions.proven import BODIES, zone_of_title
from facts.engine.mentions.quantities import find_quantities
from facts.engine.mentions.scene import Scene
from facts.engine.mentions.zones import DOES
from facts.engine.relations.relations import find_relations
from facts.engine.scope.homes import read_article
from facts.engine.scope.scope import Scope
from facts.engine.stages.stages import find_stages
from facts.engine.types import CandidateFact, Entity, Names, PeriodMention, Rival
from facts.engine.weighing.confidence import weigh
from facts.engine.words.gazetteer import gazetteer_of
from facts.engine.words.lexicon import load_lexicon
from facts.engine.words.spacing import entity_put_back, period_put_back, put_back, rival_put_back, set_close
from facts.engine.words.tokens import fold, read_places, read_tokens


class Read(NamedTuple):
    """Everything that reading a text yields: the facts, and what was considered on the way."""

    facts: list[CandidateFact]
    dropped: list[Rival]
    entities: list[Entity]
    periods: list[PeriodMention]


_ORDER = attrgetter("anchors", "kind", "rule", "subject", "object")


def extract_facts(text: str, published_on: str | None, names: Names) -> list[CandidateFact]:
    """Every fact that one article's text states, in the order of the text."""
    return read_text(text, published_on, names).facts


def read_text(text: str, published_on: str | None, names: Names) -> Read:
    close, places = set_close(text)
    read = _read(close, published_on, names)
    if not places:
        return read
    for fact in read.facts:
        put_back(fact, places)
    return Read(
        read.facts,
        [rival_put_back(rival, places) for rival in read.dropped],
        [entity_put_back(entity, places) for entity in read.entities],
        [period_put_back(mention, places) for mention in read.periods],
    )


def _read(text: str, published_on: str | None, names: Names) -> Read:
    folded, titles = fold(text), f"{set_close(names.headline)[0]}\n{set_close(names.subheadline)[0]}\n{names.zone}"
    lexicon, gazetteer = load_lexicon(), gazetteer_of(names)
    headline = fold(set_close(names.headline)[0])
    home = fold(names.zone) or zone_of_title(headline, gazetteer) or zone_of_title(fold(names.subheadline), gazetteer, BODIES)
    home += "区" * (home.endswith("园") and f"{home}区" in folded)  # a headline cut at 某某产业园|区
    home = "" if is_site(home, folded) or DOES.search(home) else home  # 商丘市加快推进|产业集聚区
    names = names.for_article(headline, home, fold(names.region), fold(set_close(names.subheadline)[0]))
    periods = find_periods(folded, Published.parse(published_on))
    quantities = find_quantities(folded, [(mention.start, mention.end) for mention in periods])
    tokens, places = read_tokens(folded, lexicon), read_places(folded, gazetteer)
    scene = Scene(folded, lexicon, gazetteer, tokens, places, quantities, periods, names.headline, names.zone, names.subheadline)
    entities = find_names(scene)
    clauses = cut_clauses(scene.blanked, scene.punctuation)
    frames, dropped = frame_clauses(scene, clauses, entities)
    article = read_article(folded, scene.places, entities, scene.zones, names, gazetteer)
    scope = Scope(scene, clauses, entities, frames, article, published_on or "")
    facts = [*assemble_measures(frames, scope), *find_stages(scope), *find_relations(scope)]
    facts.sort(key=_ORDER)
    facts = weigh(facts, folded, entities, article.zone, f"{names.headline}\n{names.subheadline}")
    if folded != text:
        facts = as_printed(facts, text, folded, (titles, fold(titles)))
    return Read(facts, dropped, entities, periods)
