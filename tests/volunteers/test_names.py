import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.names import LONGEST_NAME, NotAName, read_name


@pytest.mark.parametrize(
    "name",
    [
        "林小港",
        "欧阳云台",
        "㛃",  # extension A
        "𠅤",  # extension B, outside the first plane
        "李𪚥",
        "王𫝀𫠝",  # extensions C and D
        "赵𬬱",  # E
        "钱\U0002cef0",  # F
        "孙\U00030edd",  # G
        "周\U000313ff",  # H, younger than Python's own tables
        "吴〇",
        "阿依努尔·买买提",
        "Jean-Luc Picard",
        "Siobhán O'Neil",
        "J. R. Smith",
        "Владимир",
        "नेहा",
    ],
)
def test_a_name_stays_as_it_is(name):
    assert read_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  林小港 ", "林小港"),
        ("林　小港", "林小港"),
        ("\u200f林小港\u202c", "林小港"),
        ("林\ufeff小\u200b港", "林小港"),
        ("阿依努尔•买买提", "阿依努尔·买买提"),
        ("阿依努尔・买买提", "阿依努尔·买买提"),
        ("阿依努尔 · 买买提", "阿依努尔·买买提"),
        ("Ｊｅａｎ　Picard", "Jean Picard"),
        ("Rene\u0301e", "Renée"),
        ("Jean\t \nPicard", "Jean Picard"),
    ],
)
def test_one_name_has_one_form(typed, name):
    assert read_name(typed) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u200f",
        "·",
        "林\x00港",
        "林\x1b[31m",
        "7",
        "林2",
        "<b>林</b>",
        "=cmd",
        "林;港",
        "林😀",
        "\ud800",  # half of a character
        "\ue000",  # a character of somebody's own
        "林" * (LONGEST_NAME + 1),
        "林" * 10_000,
    ],
)
def test_what_no_name_has_is_refused(text):
    with pytest.raises(NotAName):
        read_name(text)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_name_or_refused(text):
    try:
        name = read_name(text)
    except NotAName:
        return
    assert read_name(name) == name
    assert 0 < len(name) <= LONGEST_NAME
    name.encode()
