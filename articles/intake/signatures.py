"""Lines that sign a text without saying so: a pen name, an office, words set far to the right."""

import re

from articles.intake.heads import is_title
from articles.intake.joining import Block
from articles.intake.lines import Form
from articles.intake.names import could_be_name, is_everyday_word, is_person_name

OFFICE_SIGNATURE = re.compile(
    r"[^，。：“”]{2,30}(?:管委会|管理委员会|委员会|人民政府|办公室|管理局|局|公司|中心|党工委|工作部|宣传部|厅|指挥部|工作组|领导小组|集团|协会|联合会|事业部|服务部|管理处|编辑部|报社|本报)\Z"
)
_WRITING_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,16}(?:管委会|管理委员会|人民政府|办公室|管理局|商务局|工信局|发改委|编辑部|调研组|课题组)")
_PEN_NAME = re.compile(r"[（(]?[\u4e00-\u9fff](?:[ \u3000]{0,3}[\u4e00-\u9fff]){1,2}[）)]?\Z")
_MARKED_PEN_NAME = re.compile(r"[□○■●◎◇][ \u3000]?([\u4e00-\u9fff](?:[ \u3000]{0,3}[\u4e00-\u9fff]){1,2})\Z")
_BRACKETED_SOURCE = re.compile(r"[（(][\u4e00-\u9fff]{2,16}(?:局|委|办|部|中心|管委会)[）)]\Z")
_SENTENCE_SIGN = re.compile(r"[0-9０-９，：:“”]")
_SPACES = re.compile(r"[ \u3000]+")
_SENDER = re.compile(r"[\u4e00-\u9fff]{2,14}(?:区|园|局|委|办|部|中心|公司|集团|学校|学院)")
_RIGHT, _SIGNATURE, _LONGEST_NAME, _HEADLINE = 8, 14, 3, 6


def find_signatures(blocks: list[Block]) -> None:
    """Settle as bylines and signatures what only its neighbours show."""
    _find_pen_names(blocks)
    _find_marked_pen_names(blocks)
    _find_set_off(blocks)
    _find_offices(blocks)


def _find_pen_names(blocks: list[Block]) -> None:
    """晨　曦 between a headline and the text, or after the text before another headline, is an author."""
    for number, block in enumerate(blocks):
        if block.form is Form.SHORT and _BRACKETED_SOURCE.match(block.text):
            block.form = Form.BYLINE
        if block.form is not Form.SHORT or not _PEN_NAME.match(block.text):
            continue
        above, below = blocks[number - 1] if number else None, blocks[number + 1] if number + 1 < len(blocks) else None
        is_over_text = below is not None and not is_title(below)
        under_headline = is_over_text and above is not None and above.form in (Form.SHORT, Form.SUBTITLE) and len(above.text) >= _HEADLINE
        under_text = above is not None and above.form in (Form.TEXT, Form.DATELINE) and (below is None or below.form is Form.SHORT)
        name = _SPACES.sub("", block.text.strip("（()）"))
        looks_like_name = is_person_name(name) or name != block.text  # set with a space or in brackets
        if could_be_name(name) and not is_everyday_word(name) and (under_headline or (under_text and looks_like_name)):
            block.form = Form.BYLINE


def _find_marked_pen_names(blocks: list[Block]) -> None:
    """□ 蜀评 between a headline and the text; subheads with such a mark come in twos."""
    marked = [block for block in blocks if block.form is Form.LISTED and _MARKED_PEN_NAME.match(block.text)]
    for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if len(marked) != 1 or block is not marked[0] or above.form is not Form.SHORT or len(above.text) < _HEADLINE or is_title(below):
            continue
        name = _SPACES.sub("", block.text[1:])
        if could_be_name(name) and not is_everyday_word(name):
            block.form = Form.BYLINE


def _find_set_off(blocks: list[Block]) -> None:
    """荆州开发区　一职工 touches the text above and is set off from the heading below; 本刊编辑部 stands far to the right: both sign the text."""
    for above, block, below in zip(blocks, blocks[1:], [*blocks[2:], None], strict=False):
        if block.form is not Form.SHORT or above.form not in (Form.TEXT, Form.DATELINE):
            continue
        set_off = below is not None and below.gap > block.gap == 0 and below.form is Form.SHORT and above.text.endswith(("。", "！", "？"))
        is_far = (below is None or below.indent < block.indent - _RIGHT) and block.indent > _RIGHT and OFFICE_SIGNATURE.match(block.text)
        is_letter = (
            block.indent > _RIGHT and below is not None and below.form in (Form.SHORT, Form.LABEL, Form.EDITORS) and below.indent < block.indent - _RIGHT
        )
        set_off = set_off or (is_letter and above.text.endswith(("。", "！", "？")))
        if is_far or (set_off and len(block.text) <= _SIGNATURE and not _SENTENCE_SIGN.search(block.text)):
            block.form = Form.DATE


def _names_sender(text: str) -> bool:
    """A zone or an office, a space, a name: 宝应开发区 商羽, but not 某某开发区 项目忙."""
    office, _, name = text.replace("\u3000", " ").partition(" ")
    name = _SPACES.sub("", name)
    return _SENDER.fullmatch(office) is not None and is_person_name(name) and len(name) <= _LONGEST_NAME and not is_everyday_word(name[:2])


def _find_offices(blocks: list[Block]) -> None:
    """遂川县工业园管委会, or 宝应开发区 商羽, between a headline and numbered or plain text is who wrote it."""
    for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        writes = block.form is Form.SHORT and (_WRITING_OFFICE.fullmatch(block.text) or _names_sender(block.text))
        if writes and above.form is Form.SHORT and len(above.text) >= 8 and below.form is Form.TEXT:
            block.form = Form.BYLINE
