"""`python bench/bench_search.py [articles]`: a page of 20 hits from the index, against a LIKE scan of the same folded texts.

Runs on the database of DATABASE_URL, in a test database of its own that is removed afterwards. The texts are made up: words by Zipf's law
with terms of the trade among them, 800 characters an article on average.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import django

_trade = [
    "高新区",
    "开发区",
    "光伏玻璃",
    "磷酸锰铁锂",
    "完成投资",
    "同比增长",
    "亿元",
    "签约一批",
    "投产",
    "长治市",
    "243.2亿元",
    "100MW",
    "省级以上开发区",
    "产业链",
]
_first_day = date(2004, 1, 1)


def made_up_articles(count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    characters = [chr(0x4E00 + 7 * number) for number in range(2500)]
    words = ["".join(chance.choices(characters, k=chance.choice([1, 2, 2, 2, 3, 4]))) for _ in range(30_000)]
    for place, term in enumerate(_trade):
        words[8 * (place + 1)] = term
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    for _ in range(count):
        text = chance.choices(words, cum_weights=weights, k=chance.randint(200, 500))
        for place in range(9, len(text), 11):
            text[place] = chance.choice("，，，。、\n")
        yield "".join(text[:8]), "".join(text[8:])


def queries_of(texts: list[str], chance: random.Random) -> dict[str, list[str]]:
    """Random substrings by length, beside those that nearly every article holds."""
    lines = [line for text in texts for line in text.split("\n") if len(line) >= 10]
    queries = {}
    for length in (1, 2, 3, 4, 8):
        queries[str(length)] = [line[start : start + length] for line in chance.sample(lines, 40) for start in [chance.randint(0, len(line) - length)]]
    return queries | {"common": _trade, "two words": [" ".join(chance.sample(_trade, 2)) for _ in range(10)], "absent": ["从未出现过的词", "龘龘", "zz"]}


def scan(connection: Any, query: str) -> list[tuple]:
    """The reference: no index; the newest twenty whose text holds the words."""
    words = query.split()
    sql = f"SELECT kind, object_id FROM search_entry WHERE {' AND '.join(['text LIKE %s'] * len(words))} ORDER BY position DESC LIMIT 20"
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"%{word}%" for word in words])
        return cursor.fetchall()


def times(search: Callable[[str], object], queries: list[str]) -> str:
    taken = []
    for query in queries:
        start = time.perf_counter()
        search(query)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return f"{taken[len(taken) // 2]:8.1f} {taken[int(len(taken) * 0.95)]:8.1f} {taken[-1]:8.1f}"


def main(count: int) -> None:
    from django.db import connection, transaction

    from search import index

    chance = random.Random(7)
    start, texts = time.perf_counter(), []
    with transaction.atomic():
        for number, (title, text) in enumerate(made_up_articles(count, chance)):
            day = _first_day + timedelta(days=number // 8)
            index.add("article", number, {"headline": title, "text": text}, title_fields=["headline"], date=day)
            texts.append(text)
            if number % 1000 == 999:
                print(f"\r{number + 1} / {count}", end="", file=sys.stderr, flush=True)
    built = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    mean = sum(map(len, texts)) // count
    print(f"\r{connection.vendor}, {count} articles of {mean} characters: added in {built:.0f} s, {built / count * 1000:.2f} ms each")
    print(f"{'milliseconds a page':20} {'index p50':>12} {'p95':>8} {'max':>8}    {'scan p50':>10} {'p95':>8} {'max':>8}")
    for name, queries in queries_of(texts, chance).items():
        print(f"{name:24} {times(index.query, queries)}      {times(lambda query: scan(connection, query), queries)}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
