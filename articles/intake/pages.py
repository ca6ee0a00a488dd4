"""What splitting a page yields: plain values for the newsroom, the admin and the interchange form."""

from dataclasses import dataclass, field
from enum import Enum

from articles.intake.bylines import Byline
from articles.intake.joining import Join


class BlockKind(Enum):
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    SUBHEAD = "subhead"
    CREDIT = "credit"
    DATELINE = "dateline"
    SIGNATURE = "signature"


BODY_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM))


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One line of an article's text, the page's lines it came from, and the joins that made it."""

    kind: BlockKind
    text: str
    lines: tuple[int, ...]
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class DateHint:
    """Words that may date the issue; `value` is 2024-10-21, 2024-10, 2024 or --10-08 where the year is not printed."""

    value: str
    words: str
    where: str
    line: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that belongs to the page, not to an article, and why."""

    line: int
    text: str
    reason: str


@dataclass
class SplitArticle:
    kicker: str | None = None
    headline: str = ""
    subheadline: str | None = None
    bylines: list[Byline] = field(default_factory=list)
    zone: str | None = None
    kind: str = "新闻"
    blocks: list[PageBlock] = field(default_factory=list)
    byline_lines: list[int] = field(default_factory=list)
    reasons: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All blocks as lines, the form in which an article's text is kept."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def block_kinds(self) -> list[str]:
        return [block.kind.value for block in self.blocks]

    @property
    def paragraphs(self) -> list[PageBlock]:
        return [block for block in self.blocks if block.kind in BODY_KINDS]


@dataclass
class SplitPage:
    publication: str | None = None
    issue: str | None = None
    page_label: str | None = None
    section: str | None = None
    date_hints: list[DateHint] = field(default_factory=list)
    editors: list[Byline] = field(default_factory=list)
    articles: list[SplitArticle] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
