"""Pages of any layout: the same articles come out however a page is set, signed, headed and furnished."""

from articles.intake.interchange import page_as_dict
from articles.intake.splitting import split_page

from .any_layout import differences, lay_out

PAGES = 300
ALLOWED = PAGES // 100  # a headline that nothing sets off from a subhead stays a guess


def test_articles_survive_any_layout() -> None:
    wrong = {}
    for seed in range(PAGES):
        laid = lay_out(seed)
        found = differences(laid, page_as_dict(split_page(laid.text)))
        if found:
            wrong[seed] = (laid.choices, found)
    assert len(wrong) <= ALLOWED, "\n".join(f"{seed}: {choices} {found}" for seed, (choices, found) in wrong.items())


def test_a_seed_always_gives_the_same_page() -> None:
    assert lay_out(7).text == lay_out(7).text
    assert len({lay_out(seed).text for seed in range(50)}) == 50
