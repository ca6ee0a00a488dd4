import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.django_db
def test_it_prints_the_page_in_the_interchange_form(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("太行经济报　NO.42\n\n长治高新区项目开工\n\n本报讯（记者　张敏）10月8日，长治高新区3个项目开工。\n", encoding="gb18030")
    out = io.StringIO()
    call_command("split", str(page), stdout=out)
    given = json.loads(out.getvalue())
    assert (given["publication"], given["issue"]) == ("太行经济报", "NO.42")
    assert given["articles"] == [
        {
            "headline": "长治高新区项目开工",
            "subheadline": None,
            "zone": "长治高新区",
            "authors": ["张敏"],
            "first_words": "10月8日，长治高新区3个项目开工。",
            "last_words": "10月8日，长治高新区3个项目开工。",
            "paragraph_count": 1,
        }
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "words"), [(b"%PDF-1.7", "PDF"), (b"", "空"), (None, "打不开")])
def test_it_refuses_with_one_sentence(tmp_path: Path, content: bytes | None, words: str) -> None:
    page = tmp_path / "page.txt"
    if content is not None:
        page.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("split", str(page))
