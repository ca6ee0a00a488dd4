"""The only place that knows how Chinese and Arabic numerals are written: words in, Decimal out."""

from decimal import Decimal, InvalidOperation
from functools import cache

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
MULTIPLIERS |= {"十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}


def parse_chinese(words: str) -> Decimal | None:
    """一万二千 -> 12000, 十二 -> 12, 百 -> 100, 二〇二四 -> 2024; None where the words are no numeral."""
    if DIGITS.keys() >= set(words):
        return _parse_digits(words)
    total = section = digit = 0
    last = 1
    for character in words:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in TENS:
            last = TENS[character]
            section += (digit or 1) * last
            digit = 0
        elif character in MYRIADS:
            last = MYRIADS[character]
            # 万亿: the 亿 multiplies everything before it.
            total, section, digit = (total + ((section + digit) or 1)) * last if last == 10**8 else total + ((section + digit) or 1) * last, 0, 0
        else:
            return None
    if digit and last > 10 and words[-2:-1] not in ("零", "〇"):
        digit *= last // 10  # 一千二 = 1200
    return Decimal(total + section + digit)


def _parse_digits(words: str) -> Decimal | None:
    if not words:
        return None
    if len(words) == 1:
        return Decimal(DIGITS[words])
    return Decimal("".join(str(DIGITS[character]) for character in words))


def parse_number(digits: str, multiplier: str = "") -> Decimal | None:
    """1,234.5 and 万 -> 12345000; 十二 -> 12; 3.50 keeps its printed precision."""
    plain = digits.replace(",", "")
    if plain.isascii():
        try:
            value = Decimal(plain)
        except InvalidOperation:
            return None
    else:
        whole, point, part = plain.partition("点")
        parsed = parse_chinese(whole) if whole else None
        if parsed is None:
            return None
        value = parsed
        if point:
            if not part or any(character not in DIGITS for character in part):
                return None
            value += Decimal("0." + "".join(str(DIGITS[character]) for character in part))
    if multiplier:
        return scaled(value, MULTIPLIERS[multiplier])
    return value


def scaled(value: Decimal, factor: Decimal | int) -> Decimal:
    """The value in a smaller unit, without the empty decimals that multiplying leaves: 243.2 亿 -> 24320000000."""
    if factor == 1:
        return value
    product = value * factor
    return product.quantize(Decimal(1)) if product == product.to_integral_value() else product.normalize()


@cache
def factor_of(printed: str) -> Decimal:
    """What a unit of the tables is worth in the unit that facts have."""
    return Decimal(printed)


@cache
def _worth(multiplier: str, factor: Decimal) -> Decimal:
    """万 of 亩."""
    return Decimal(MULTIPLIERS.get(multiplier, 1)) * factor


def in_unit(value: Decimal, multiplier: str, factor: Decimal) -> Decimal:
    """306 亩 -> 204000 m2: at most two decimals where the factor is no whole number."""
    if not multiplier and factor == 1:
        return value
    scaled_value = scaled(value, _worth(multiplier, factor))
    if factor % 1:
        scaled_value = scaled_value.quantize(Decimal("0.01")) if factor > 1 else scaled_value
        scaled_value = scaled_value.quantize(Decimal(1)) if scaled_value == scaled_value.to_integral_value() else scaled_value.normalize()
    return scaled_value


def canonical(value: Decimal) -> str:
    """243.2E+8 -> 24320000000; 37.0 stays 37.0."""
    return format(value, "f")
