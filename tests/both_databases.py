"""`python -m tests.both_databases`: all tests on SQLite, then those that use a database once more on PostgreSQL; one closing line for both."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from tests.postgres import running_server


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that what was started is also ended
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        results = [Path(folder) / "sqlite.xml", Path(folder) / "postgres.xml"]
        print("—— SQLite", flush=True)
        codes = [_pytest([*arguments, f"--junit-xml={results[0]}"], database_url=None)]
        print("—— PostgreSQL", flush=True)
        with running_server() as url:
            codes.append(_pytest([*arguments, "--database-only", f"--junit-xml={results[1]}"], database_url=url))
        counts = sum((_counts(result) for result in results), Counter())
    seconds = time.monotonic() - started
    outcome = ", ".join(f"{number} {word}" for word, number in counts.items() if number) or "no tests ran"
    print(f" {outcome} in {seconds:.2f}s ({int(seconds) // 60}:{int(seconds) % 60:02d}) ".center(80, "="))
    return max(0 if code == 5 else code for code in codes) if counts else 5


def _pytest(arguments: list[str], database_url: str | None) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url:
        environment["DATABASE_URL"] = database_url
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment, check=False).returncode


def _counts(result: Path) -> Counter[str]:
    """In the order and the words of pytest's own closing line; empty when the run never came to an end."""
    if not result.exists():
        return Counter(error=1)
    suite = next(ElementTree.parse(result).iter("testsuite"))
    failed, errors, skipped = (int(suite.get(name, 0)) for name in ("failures", "errors", "skipped"))
    return Counter(failed=failed, passed=int(suite.get("tests", 0)) - failed - errors - skipped, skipped=skipped, errors=errors)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
