"""Sheets as bytes: CSV and XLSX of text cells that no spreadsheet takes for a formula, and the way back."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from .curation import CurationError

FORMATS = ("csv", "xlsx")
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_MOST_ROWS = 20_000
_MOST_BYTES = 50 * 1024 * 1024
# What the reader of workbooks raises at broken archives, broken XML (a SyntaxError) and missing parts.
_BROKEN = (csv.Error, zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError,
           EOFError, RuntimeError)  # fmt: skip
_UNREADABLE = "读不出这个文件。请用导出的表格修改后上传（CSV 或 XLSX）。"

Row = dict[str, str]


def table(header: Iterable[str], rows: Iterable[Iterable[Any]], form: str) -> bytes:
    """A CSV (UTF-8 with BOM) or XLSX of text cells, safe to open."""
    lines = [[_text(cell) for cell in row] for row in (list(header), *rows)]
    return _csv(lines) if form == "csv" else _xlsx(lines)


def read_table(data: bytes, filename: str, needed: str = "") -> list[Row]:
    """The rows by their headings, one of which is needed. Raises `CurationError` with what to do."""
    try:
        lines = _xlsx_lines(data) if data[:4] == b"PK\x03\x04" else _csv_lines(data)
    except _BROKEN:
        raise CurationError(f"{filename}：{_UNREADABLE}") from None
    if not lines or not any(lines[0]) or (needed and needed not in lines[0]):
        raise CurationError(f"{filename}：第一行应是栏目名{f'，其中要有“{needed}”' if needed else ''}。{_UNREADABLE}")
    if len(lines) > _MOST_ROWS:
        raise CurationError(f"{filename}：超过 {_MOST_ROWS} 行，请分成几个文件。")
    return [dict(zip(lines[0], line + [""] * (len(lines[0]) - len(line)), strict=False)) for line in lines[1:] if any(line)]


def _text(cell: Any) -> str:
    return "" if cell is None else ILLEGAL_CHARACTERS_RE.sub("", str(cell))


def _csv(lines: list[list[str]]) -> bytes:
    """CSV knows no types: an apostrophe, which spreadsheets hide, keeps such a cell from being reckoned."""
    target = io.StringIO()
    csv.writer(target).writerows([f"'{cell}" if cell.startswith(_RISKY) else cell for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _xlsx(lines: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        cells = [WriteOnlyCell(sheet, value=cell) for cell in line]
        for cell in cells:
            cell.data_type, cell.number_format = "s", "@"
            cell.quotePrefix = str(cell.value).startswith(_RISKY)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _csv_lines(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")  # what Chinese spreadsheets save by themselves
    return [[_plain(cell) for cell in line] for line in csv.reader(io.StringIO(text, newline=""), strict=True)]


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def _xlsx_lines(data: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
            raise ValueError("too large when unpacked")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    lines = []
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True)):
        if number > _MOST_ROWS:
            break
        lines.append([_cell(cell) for cell in row])
    book.close()
    return lines


def _cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):  # a day that the spreadsheet made a moment
        return cell.date().isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
