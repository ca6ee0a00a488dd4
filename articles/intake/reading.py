"""Reading an uploaded page file or pasted text: bytes and a file name in, clean text out, or a sentence why not."""

import re
import unicodedata
from dataclasses import dataclass

from articles.intake.encodings import decode
from articles.intake.markup import has_markup, text_of_markup, unescape_entities

MAX_BYTES = 8 * 1024 * 1024
MAX_LINES = 30_000
MAX_CHARACTERS = 1_000_000
_HINT_TEXT = "请把正文复制出来，存成 UTF-8 的 .txt 文件或直接粘贴。"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (
        b"PK\x03\x04",
        "这是压缩包或 Word、WPS、Excel 文件（DOCX、XLSX、ZIP），目前不能直接读取。请在 Word 或 WPS 里打开，另存为“纯文本（.txt）”后上传，或复制正文粘贴。",
    ),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Word、WPS 或 Excel 文件（DOC、WPS、XLS），目前不能直接读取。请打开后另存为“纯文本（.txt）”再上传，或复制正文粘贴。"),
    (b"{\\rtf", "这是 RTF 文件，目前不能直接读取。请用 Word 或 WPS 打开，另存为“纯文本（.txt）”后上传。"),
    (b"%PDF", "这是 PDF 文件，目前不能直接读取。请在阅读器里选中并复制版面文字，粘贴或存成 .txt 文件后上传。"),
    (b"\x89PNG", "这是图片，读不出文字。请先用文字识别软件转成文字，再粘贴或存成 .txt 文件上传。"),
    (b"\xff\xd8\xff", "这是图片，读不出文字。请先用文字识别软件转成文字，再粘贴或存成 .txt 文件上传。"),
    (b"GIF8", "这是图片，读不出文字。请先用文字识别软件转成文字，再粘贴或存成 .txt 文件上传。"),
    (b"II*\0", "这是图片，读不出文字。请先用文字识别软件转成文字，再粘贴或存成 .txt 文件上传。"),
    (b"MM\0*", "这是图片，读不出文字。请先用文字识别软件转成文字，再粘贴或存成 .txt 文件上传。"),
    (b"RIFF", "这是图片或音像文件，读不出文字。请先转成文字，再粘贴或存成 .txt 文件上传。"),
    (b"Rar!", "这是压缩包。请先解压，再把里面的 .txt 或 .html 文件逐个上传。"),
    (b"7z\xbc\xaf", "这是压缩包。请先解压，再把里面的 .txt 或 .html 文件逐个上传。"),
    (b"\x1f\x8b", "这是压缩包。请先解压，再把里面的 .txt 或 .html 文件逐个上传。"),
)
_MARKUP_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# **5.2亿元**, ## 一、项目: the signs with which plain text is marked up
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\*\*")
_HASHES = re.compile(r"^#{1,6} +(?=\S)", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b\x7f]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


class UnreadablePage(Exception):
    """The file cannot be taken in; the message is a Chinese sentence for the editor."""


@dataclass(frozen=True, slots=True)
class PageText:
    text: str
    encoding: str
    was_markup: bool


def read_page(data: bytes, filename: str) -> PageText:
    """Clean text of a page file: b"\\xef\\xbb\\xbf\\xe9\\x95\\xbf\\r\\n" → PageText("长\\n", "utf-8", False); refuses what it cannot read."""
    _refuse_by_form(data)
    decoded = decode(data)
    if decoded is None or _is_binary(decoded.text):
        raise UnreadablePage(f"看不出这个文件的文字编码，可能不是文本文件。{_HINT_TEXT}")
    text = decoded.text
    was_markup = filename.lower().endswith(_MARKUP_NAMES) or has_markup(text)
    text = clean_text(text_of_markup(text) if was_markup else unescape_entities(text))
    if text.count("\n") > MAX_LINES or len(text) > MAX_CHARACTERS:
        raise UnreadablePage(f"文件超过 {MAX_LINES} 行或 {MAX_CHARACTERS // 10_000} 万字，不像一个版面。请按版面分成几个文件上传。")
    if _HAN.search(text) is None:
        raise UnreadablePage(f"文件里没有读到汉字。请检查是否传错了文件。{_HINT_TEXT}")
    return PageText(text, decoded.encoding, was_markup)


def clean_text(text: str) -> str:
    """One kind of line end and of space, nothing invisible, no ** and ##; words stay as printed: "今年\\u200b　以来\\r\\n" → "今年　以来\\n"."""
    text = _INVISIBLE.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    text = _BOLD.sub(r"\1", text) if "**" in text else text
    text = _HASHES.sub("", text) if "# " in text else text
    return "".join(unicodedata.normalize("NFC", part) if "\uf900" <= part <= "\ufaff" else part for part in re.split(r"([\uf900-\ufaff])", text))


def _refuse_by_form(data: bytes) -> None:
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise UnreadablePage("文件是空的。请检查文件，或直接粘贴版面文字。")
    if len(data) > MAX_BYTES:
        raise UnreadablePage(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像一个版面。请只留文字，按版面分成几个文件上传。")
    for signature, sentence in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadablePage(sentence)


def _is_binary(text: str) -> bool:
    """A stray control character is cleaned away; one in fifty characters means that this is no text."""
    return sum(1 for _ in _CONTROLS.finditer(text)) * 50 > len(text)
