"""`python -m tests.both_databases`: all tests on SQLite and, beside them, those that use a database on PostgreSQL; one closing line for both."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from xml.etree import ElementTree

from tests.postgres import running_server


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that what was started is also ended
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        results = [Path(folder) / "sqlite.xml", Path(folder) / "postgres.xml"]
        with running_server() as url, _pytest([*arguments, "--database-only", f"--junit-xml={results[1]}"], url, Path(folder) / "postgres.txt") as second:
            print("—— SQLite (PostgreSQL 同时进行)", flush=True)
            with _pytest([*arguments, f"--junit-xml={results[0]}"], None, None) as first:
                codes = [first.wait()]
            print("—— PostgreSQL", flush=True)
            _follow(second, Path(folder) / "postgres.txt")
            codes.append(second.wait())
        counts = sum((_counts(result) for result in results), Counter())
    seconds = time.monotonic() - started
    outcome = ", ".join(f"{number} {word}" for word, number in counts.items() if number) or "no tests ran"
    print(f" {outcome} in {seconds:.2f}s ({int(seconds) // 60}:{int(seconds) % 60:02d}) ".center(80, "="))
    return max(0 if code == 5 else code for code in codes) if counts else 5


@contextmanager
def _pytest(arguments: list[str], database_url: str | None, output: Path | None) -> Iterator[subprocess.Popen[bytes]]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    with output.open("wb") if output else nullcontext() as file:
        process = subprocess.Popen([sys.executable, "-m", "pytest", *arguments], env=environment, stdout=file, stderr=file)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _follow(process: subprocess.Popen[bytes], output: Path) -> None:
    with output.open(encoding="utf-8", errors="replace") as file:
        while True:
            over = process.poll() is not None
            print(file.read(), end="", flush=True)
            if over:
                return
            time.sleep(0.5)


def _counts(result: Path) -> Counter[str]:
    """In the order and the words of pytest's own closing line; empty when the run never came to an end."""
    if not result.exists():
        return Counter(error=1)
    suite = next(ElementTree.parse(result).iter("testsuite"))
    failed, errors, skipped = (int(suite.get(name, 0)) for name in ("failures", "errors", "skipped"))
    return Counter(failed=failed, passed=int(suite.get("tests", 0)) - failed - errors - skipped, skipped=skipped, errors=errors)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
