import os
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import psutil
import pytest


@pytest.fixture(scope="module")
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def environment(port, tmp_path_factory):
    folder = tmp_path_factory.mktemp("var")
    variables = os.environ | {"PORT": str(port), "VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
    variables = {name: value for name, value in variables.items() if name != "SITE_URL"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=variables, check=True)
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"], env=variables, check=True)
    return variables


@pytest.fixture
def site(environment, port):
    process = subprocess.Popen([sys.executable, "-m", "config.serve"], env=environment, stdout=subprocess.PIPE, text=True)
    _wait_until(lambda: _status(port) == 200)
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(30)


def _status(port: int) -> int:
    try:
        with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
            return response.status
    except OSError:
        return 0


def _wait_until(happened, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_no_process_behind(site, port, number):
    below = psutil.Process(site.pid).children(recursive=True)
    assert len(below) >= 5  # gunicorn, its two workers, the task worker, its upkeep
    site.send_signal(number)
    assert site.wait(30) == 0
    _wait_until(lambda: not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in below))
    assert _status(port) == 0


def test_it_ends_with_the_command_that_started_it(environment, port):
    # As make would: a process between, which is killed without a chance to say goodbye.
    between = "import subprocess, sys; subprocess.run([sys.executable, '-m', 'config.serve'])"
    make = subprocess.Popen([sys.executable, "-c", between], env=environment)
    _wait_until(lambda: _status(port) == 200)
    below = psutil.Process(make.pid).children(recursive=True)
    make.kill()
    make.wait()
    _wait_until(lambda: not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in below))


def test_when_the_task_worker_dies_the_site_does_not_stay_half_alive(site):
    worker = next(process for process in psutil.Process(site.pid).children() if "db_worker" in process.cmdline())
    worker.kill()
    assert site.wait(30) == 1


def test_a_second_start_on_the_same_port_is_refused_with_a_sentence(site, environment, port):
    second = subprocess.run([sys.executable, "-m", "config.serve"], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 1
    assert second.stderr.strip() == f"端口 {port} 已被占用，请换一个：make run PORT={port + 1}"
    assert _status(port) == 200
