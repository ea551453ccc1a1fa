"""Reads a QR code as a phone would, out of the picture on the page (ISO/IEC 18004)."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from qrcode import base, constants, util

PATTERN_OF_FORMAT = 0b101010000010010
LEVELS = {
    0b01: constants.ERROR_CORRECT_L,
    0b00: constants.ERROR_CORRECT_M,
    0b11: constants.ERROR_CORRECT_Q,
    0b10: constants.ERROR_CORRECT_H,
}
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
Grid = list[list[bool]]


def read(html: str) -> tuple[str, int]:
    """What the one code on the page says, and how many white modules are round it."""
    (svg,) = re.findall(r'<svg class="hh-qr".*?</svg>', html, re.DOTALL)
    (size,) = re.findall(r'viewBox="0 0 (\d+) \1"', svg)
    grid = [[False] * int(size) for _ in range(int(size))]
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg):
        grid[int(y)][int(x)] = True
    quiet = next(n for n, row in enumerate(grid) if any(row))
    inside = [row[quiet:-quiet] for row in grid[quiet:-quiet]]
    return _decoded(inside), quiet


def _decoded(grid: Grid) -> str:
    version = (len(grid) - 17) // 4
    places = [*((8, n) for n in (0, 1, 2, 3, 4, 5, 7, 8)), (7, 8)]
    places += [(n, 8) for n in range(5, -1, -1)]
    bits = "".join(str(int(grid[y][x])) for y, x in places)
    format_ = int(bits, 2) ^ PATTERN_OF_FORMAT
    level, mask = LEVELS[format_ >> 13], util.mask_func(format_ >> 10 & 0b111)
    words = _words(grid, version, mask)
    return _text(_in_order(words, version, level), version)


def _words(grid: Grid, version: int, mask) -> list[int]:
    bits = [
        grid[y][x] != mask(y, x) for y, x in _walk(len(grid)) if _is_data(y, x, version)
    ]
    return [
        int("".join(str(int(bit)) for bit in bits[n : n + 8]), 2)
        for n in range(0, len(bits) - 7, 8)
    ]


def _walk(size: int) -> Iterator[tuple[int, int]]:
    """Two columns at a time from the right, up and down in turn."""
    up = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for y in range(size - 1, -1, -1) if up else range(size):
            yield y, right
            yield y, right - 1
        up = not up


def _is_data(y: int, x: int, version: int) -> bool:
    size = 17 + 4 * version
    if 6 in (y, x) or (y < 9 and x < 9):
        return False
    if (y < 9 and x >= size - 8) or (y >= size - 8 and x < 9):
        return False
    if version >= 7 and ((y < 6 and x >= size - 11) or (x < 6 and y >= size - 11)):
        return False
    centers = util.pattern_position(version)
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    return not any(
        abs(y - row) <= 2 and abs(x - column) <= 2
        for row in centers
        for column in centers
        if (row, column) not in corners
    )


def _in_order(words: list[int], version: int, level: int) -> list[int]:
    """The data words, which stand block by block in turn."""
    counts = [one.data_count for one in base.rs_blocks(version, level)]
    blocks: list[list[int]] = [[] for _ in counts]
    coming = iter(words)
    for turn in zip_longest(*(range(count) for count in counts)):
        for block, place in zip(blocks, turn, strict=True):
            if place is not None:
                block.append(next(coming))
    return [word for block in blocks for word in block]


def _text(words: list[int], version: int) -> str:
    bits = "".join(f"{word:08b}" for word in words)
    said, at = "", 0

    def take(count: int) -> int:
        nonlocal at
        at += count
        return int(bits[at - count : at] or "0", 2)

    while len(bits) - at >= 4 and (mode := take(4)):
        length = take(util.length_in_bits(mode, version))
        if mode == util.MODE_8BIT_BYTE:
            said += bytes(take(8) for _ in range(length)).decode()
        elif mode == util.MODE_ALPHA_NUM:
            for left in range(length, 0, -2):
                number = take(11 if left > 1 else 6)
                pair = divmod(number, 45) if left > 1 else (number,)
                said += "".join(ALPHANUMERIC[one] for one in pair)
        else:
            for left in range(length, 0, -3):
                digits = min(left, 3)
                said += f"{take({3: 10, 2: 7, 1: 4}[digits]):0{digits}}"
    return said
