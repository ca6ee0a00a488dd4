"""HTML to lines of text, whether a whole saved page or a few tags left in pasted text.

A scanner of its own instead of an HTML parser: no tree, no recursion and one step forward for every tag, so neither
deep nesting nor unclosed tags cost more than their length.
"""

import re
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,19})((?:[^<>\"']++|\"[^\"<>]{0,4000}\"|'[^'<>]{0,4000}'){0,400}+)>")
_DECLARATION = re.compile(r"<[!?][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
_KNOWN_TAGS = frozenset(
    "a abbr article aside b big blockquote body br button caption center cite code dd div dl dt em fieldset figcaption figure font footer form"
    " h1 h2 h3 h4 h5 h6 head header hr html i iframe img input label legend li link main meta nav noscript ol option p pre s script section"
    " select small span strike strong style sub sup svg table tbody td template textarea tfoot th thead title tr u ul wbr video audio canvas"
    " object embed o:p mp-common-profile".split()
)
_DROPPED = frozenset("script style noscript template head iframe svg nav select option button textarea canvas object video audio title".split())
_RAW = frozenset(("script", "style", "textarea", "title"))
_BLOCKS = frozenset(
    "article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html li main ol"
    " p pre section table tbody tfoot thead tr ul".split()
)
_HEADINGS = ("h1", "h2")
_OUTER = frozenset("html header main section article footer".split())  # frames that hold other blocks, no words
_VOID = frozenset("br hr img input link meta wbr embed".split())
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|body|div|p|h[1-6]|section|article|table)\b", re.IGNORECASE)
_SET_IN = re.compile(r"[^>\s]\s{0,8}\n\u3000\u3000[^<\s]")  # paragraphs set in that no tag begins: a saved page whose text is plain
_FEW = 3
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<>]{0,300})</title", re.IGNORECASE)
_SITE_ENDS = ("网", "报", "在线", "新闻", "发布", "刊", "传媒")
_HIDDEN = re.compile(r"display\s{0,2}:\s{0,2}none|visibility\s{0,2}:\s{0,2}hidden|\bhidden\b", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"(?:class|id)\s{0,2}=\s{0,2}[\"']?[^\"'>]{0,80}?(?<![a-z])(?:nav|navbar|menu|breadcrumbs?|crumbs?|share|sidebar|related|recommend|comments?|copyright|toolbar|pager|pagination)(?![a-z])",
    re.IGNORECASE,
)
_HAN = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_BREAK_IN_HAN = re.compile(rf"(?<=[{_HAN}])[ \t\r\n\f]*[\r\n][ \t\r\n\f]*(?=[{_HAN}])")
_BREAK = re.compile(r"[ \t\f]*[\r\n][ \t\r\n\f]*")


def has_markup(text: str) -> bool:
    """Whether known tags occur: 今年<br/>以来 → True; a<b → False."""
    return any(match.group(2).lower() in _KNOWN_TAGS for match in _TAG.finditer(text))


def unescape_entities(text: str) -> str:
    """Named and numbered entities, also without a final semicolon: &nbsp;今年&#65292; → (no-break space)今年，."""
    return _ENTITY.sub(lambda match: unescape(match.group() if match.group().endswith(";") else match.group() + ";"), text)


def text_of_markup(text: str) -> str:
    """Block elements become lines, scripts, styles and navigation go: <p>今年</p><p>以来</p> → 今年 / 以来 on two lines."""
    whole_page = len(_WHOLE_PAGE.findall(text)) > 1
    page = _Page(keep_line_ends=not whole_page or len(_SET_IN.findall(text)) >= _FEW)
    position = 0
    comments_close = True
    while position < len(text):
        start = text.find("<", position)
        if start < 0:
            break
        page.add_text(text[position:start])
        if comments_close and text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            comments_close = end >= 0
            position = end + 3 if end >= 0 else start + 4
            continue
        position = _step(text, start, page)
    page.add_text(text[position:])
    return _site_name(text) + page.text()


def _site_name(text: str) -> str:
    """The last part of the title, 标题_黔中经济网, as a first line where the page itself does not say it alone on a line."""
    title = _TITLE.search(text[:20000])
    parts = re.split(r"[_|｜\-–—]", unescape_entities(title.group(1))) if title else []
    name = parts[-1].strip() if len(parts) > 1 else ""
    return f"{name}\n" if 2 < len(name) <= 12 and name.endswith(_SITE_ENDS) else ""


def _step(text: str, start: int, page: "_Page") -> int:
    """Read one tag, or one plain "<", at `start`; the position after it."""
    match = _TAG.match(text, start)
    if match is None or match.group(2).lower() not in _KNOWN_TAGS:
        declaration = _DECLARATION.match(text, start)
        if declaration is not None:
            return declaration.end()
        if match is not None and ("-" in match.group(2) or ":" in match.group(2)):
            return match.end()
        page.add_text("<")
        return start + 1
    name = match.group(2).lower()
    if match.group(1):
        page.close(name)
    else:
        page.open(name, match.group(3))
    return _after_raw(text, match.end(), name, page) if not match.group(1) and name in _RAW else match.end()


def _after_raw(text: str, position: int, name: str, page: "_Page") -> int:
    """Scripts and styles hold "<" that open nothing: go to their own end tag."""
    if name in page.never_closed:
        return position
    end = re.compile(rf"</{name}", re.IGNORECASE).search(text, position)
    if end is None:
        page.never_closed.add(name)
        page.close(name)
        return position
    return end.start()


@dataclass
class _Page:
    """The lines written so far; `hidden` counts the open elements inside (and including) the one that hides the text."""

    keep_line_ends: bool
    pieces: list[str] = field(default_factory=list)
    never_closed: set[str] = field(default_factory=set)
    hiding: str = ""
    hidden: int = 0
    row_has_cell: bool = False
    inside: str = ""  # the block whose words are being written; between blocks the page's own lines stand
    depth: int = 0  # of blocks of that name

    def add_text(self, text: str) -> None:
        if not text or self.hidden:
            return
        if not self.keep_line_ends:
            starts_line = not self.pieces or self.pieces[-1].endswith("\n")
            if starts_line and not text.strip(" \t\r\n\f"):
                return
            text = _BREAK.sub(" ", _BREAK_IN_HAN.sub("", text)) if self.inside else text.removeprefix("\n") if starts_line else text
        self.pieces.append(unescape_entities(text))

    def open(self, name: str, attributes: str) -> None:
        if self.hidden:
            self.hidden += name == self.hiding and not attributes.endswith("/")
            return
        if name in _BLOCKS:
            self.new_line()
            if name in _HEADINGS and self.pieces:
                self.pieces.append("\n")  # a heading is set off from what stands before
            self.inside = self.inside or (name if name not in _OUTER else "")
            self.depth += name == self.inside
        if name not in _VOID and not attributes.endswith("/") and (name in _DROPPED or _hides(attributes, name)):
            self.hiding, self.hidden = name, 1
            return
        if name == "br" or name == "hr":
            self.pieces.append("\n")
        if name == "tr":
            self.row_has_cell = False
        if name in ("td", "th"):
            if self.row_has_cell and self.pieces and not self.pieces[-1].endswith("\n"):
                self.pieces.append("\u3000")
            self.row_has_cell = True

    def close(self, name: str) -> None:
        if self.hidden:
            self.hidden -= name == self.hiding
            return
        if name in _BLOCKS:
            self.new_line()
        if name == self.inside:
            self.depth -= 1
            self.inside = self.inside if self.depth else ""

    def new_line(self) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append("\n")

    def text(self) -> str:
        return "".join(self.pieces)


def _hides(attributes: str, name: str) -> bool:
    return bool(attributes) and name != "body" and bool(_HIDDEN.search(attributes) or _NAVIGATION.search(attributes))
