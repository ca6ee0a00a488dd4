"""How fast the engine reads, against jieba's plain segmentation of the same text in the same run: python bench/bench_engine.py.

jieba and jionlp are optional; without them their lines are left out.
"""

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

PAGE = (ROOT / "seeds" / "page-changzhi.txt").read_text("utf-8")


def speed(read: Callable[[str], object], text: str, runs: int = 5) -> float:
    """Characters a second of processor time, median of the runs."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        read(text)
        taken.append(time.process_time() - start)
    return len(text) / statistics.median(taken)


def first_page() -> float:
    """Seconds from a cold start to the facts of the first page, without the interpreter's own start."""
    code = (
        "import time; start = time.perf_counter()\n"
        "from tests.engine.registry import registry; names = registry(); loaded = time.perf_counter()\n"
        "from facts.engine import extract_facts; extract_facts(open('seeds/page-changzhi.txt', encoding='utf-8').read(), '2024-10', names)\n"
        "print(time.perf_counter() - loaded)"
    )
    return float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    from facts.engine import extract_facts
    from tests.engine.registry import registry

    names = registry()

    def read(text: str) -> object:
        return extract_facts(text, "2024-10", names)

    read(PAGE)
    gc.freeze()  # as a long-running process does once the registry is loaded
    own = speed(read, PAGE)
    print(f"engine, 4.5 k characters   {own:>12,.0f} characters/s")
    for size in (64_000, 1_000_000):
        text = (PAGE * (size // len(PAGE) + 1))[:size]
        longer = speed(read, text, 3 if size > 100_000 else 5)
        print(f"engine, {size:>9,} characters {longer:>10,.0f} characters/s, {longer / own:.2f} of the page's")
    try:
        import jieba

        jieba.setLogLevel(60)
        jieba.lcut(PAGE)
        reference = speed(jieba.lcut, PAGE)
        print(f"jieba.lcut                 {reference:>12,.0f} characters/s; the engine is {own / reference:.2f} times as fast")
    except ImportError:
        print("jieba is not installed: pip install jieba")
    print(f"first page, cold           {first_page():>12.3f} s")


if __name__ == "__main__":
    main()
