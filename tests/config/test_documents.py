"""What the documents say about the settings is what the settings read."""

import re

from django.conf import settings


def test_every_variable_is_described_for_operators():
    read = set()
    for name in ("settings.py", "gunicorn.py"):
        read |= set(re.findall(r'environment\.\w+\(\s*[\'"]([A-Z_]+)[\'"]', (settings.BASE_DIR / "config" / name).read_text(encoding="utf-8")))
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", (settings.BASE_DIR / "docs/deployment.md").read_text(encoding="utf-8"), re.MULTILINE)
    described = {name for row in rows for name in re.findall("[A-Z_]+", row)}
    assert read == described


def test_every_needed_package_has_its_reason():
    pinned = (settings.BASE_DIR / "requirements.txt").read_text(encoding="utf-8").split("# Brought along")[0]
    names = re.findall(r"^([A-Za-z_-]+)(?:\[\w+\])?==", pinned, re.MULTILINE)
    reasons = (settings.BASE_DIR / "docs/decisions/0001-dependencies.md").read_text(encoding="utf-8")
    assert len(names) > 10
    assert [name for name in names if name not in reasons] == []
