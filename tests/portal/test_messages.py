"""The English catalogue is whole, and the compiled ones say what their sources say."""

import gettext
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "locale/en/LC_MESSAGES"
SOURCE = FOLDER / "django.po"


def catalogue(path: Path) -> dict:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


@pytest.mark.parametrize("folder", [FOLDER, FOLDER.parents[1] / "zh_Hans/LC_MESSAGES"])
def test_the_compiled_catalogue_is_that_of_its_source(tmp_path, folder):
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt is missing; on Debian: apt-get install gettext")
    subprocess.run(["msgfmt", "-o", tmp_path / "django.mo", folder / "django.po"], check=True, capture_output=True)
    assert catalogue(folder / "django.mo") == catalogue(tmp_path / "django.mo")


def test_every_message_has_an_english_text():
    blocks = SOURCE.read_text(encoding="utf-8").split("\n\n")[1:]
    empty = [block for block in blocks if re.search(r'^msgstr(\[\d\])? ""$', block, re.MULTILINE)]
    assert not empty


def test_every_message_of_the_public_templates_is_in_the_catalogue():
    known = catalogue(FOLDER / "django.mo").keys()
    missing = set()
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        if "admin" not in path.parts:
            found = re.findall(r'\{% translate "([^"]+)"', path.read_text(encoding="utf-8"))
            missing |= {words for words in found if words not in known}
    assert not missing
