"""`python -m config.serve`: the web server, one task worker and its upkeep, which start together and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from config import settings

_commands = {
    "web": [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"],
    "worker": [sys.executable, "manage.py", "db_worker"],
    "upkeep": [sys.executable, "manage.py", "reap_tasks", "--every", "60"],
}


def main() -> int:
    if not _port_is_free():
        print(f"端口 {settings.PORT} 已被占用，请换一个：make run PORT={settings.PORT + 1}", file=sys.stderr)
        return 1
    started_by = os.getppid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    # Sessions of their own: Ctrl-C in the terminal reaches this process alone, which then ends all in good order.
    processes = [subprocess.Popen(command, start_new_session=True) for command in _commands.values()]
    try:
        print(f"网站已启动：{settings.SITE_URL}/    管理后台：{settings.SITE_URL}/admin/    停止：Ctrl-C", flush=True)
        while os.getppid() == started_by:
            if any(process.poll() is not None for process in processes):
                print("网站的一个进程意外结束，其余随之停止，原因见上。", file=sys.stderr)
                return 1
            time.sleep(0.5)
        return 0  # make itself was killed
    except KeyboardInterrupt:
        return 0
    finally:
        _end(processes)


def _port_is_free() -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", settings.PORT))
        except OSError:
            return False
    return True


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    print("已停止。", flush=True)


if __name__ == "__main__":
    sys.exit(main())
