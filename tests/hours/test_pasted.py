"""Who is meant by what was pasted: numbers and names in whatever order."""

import pytest

from hours import rules
from hours.roster_page.pasted import read
from tests.factories import NOON, log_session, make_volunteer
from tests.hours.rosters import join
from volunteers.identifiers import volunteer_number

pytestmark = pytest.mark.django_db

NOBODYS = volunteer_number(area="320706", month="2001", serial=999_999)


def names(meant):
    return [one.name for one in meant.people]


def test_numbers_and_names_by_line_comma_and_space(association, lin, mei):
    jean = make_volunteer(name="Jean-Luc Picard")
    join(association, lin, mei, jean)
    for text in (
        f"林小港\n{mei.number}\nJean-Luc Picard",
        f"林小港、{mei.number}，Jean-Luc Picard",
        f"1. 林小港\n2、{mei.number.lower()}\n(3) Jean-Luc Picard",
        f"林 小 港\t{mei.number} 梅云台\n\nJean-Luc Picard",
    ):
        meant = read(text, organization=association)
        assert names(meant) == ["林小港", "梅云台", "Jean-Luc Picard"], text
        assert (meant.unknown, meant.several) == ([], []), text
    meant = read(f"林小港 {mei.number} 梅云台", organization=association)
    assert names(meant) == ["林小港", "梅云台"]


def test_each_is_meant_once(association, lin):
    join(association, lin)
    meant = read(f"林小港, {lin.number}\n林小港", organization=association)
    assert names(meant) == ["林小港"]


def test_a_name_that_two_have_is_left_open_until_a_number_says_who(association):
    one, other = make_volunteer(name="王伟"), make_volunteer(name="王伟")
    elsewhere = make_volunteer(name="王伟")
    join(association, one, other)

    meant = read("王伟", organization=association)
    assert meant.people == []
    (several,) = meant.several
    assert (several.words, several.people) == ("王伟", [one, other])

    settled = read(f"王伟\n{other.number}", organization=association)
    assert (settled.people, settled.several) == ([other], [])
    # By the number anybody is found, whoever else has the name here.
    named = read(elsewhere.number, organization=association)
    assert (named.people, named.strangers) == ([elsewhere], {elsewhere.pk})


def test_who_served_before_is_known_by_name_and_strangers_are_not(
    association, beach_team, zhao, lin, mei
):
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    join(beach_team, mei)

    meant = read("林小港，梅云台", organization=association)
    assert names(meant) == ["林小港"]
    assert meant.strangers == set()
    assert meant.unknown == ["梅云台"]


def test_what_means_nobody_is_said_as_it_was_written(association, lin):
    join(association, lin)
    text = f"林小港\n{NOBODYS}\nV32070620010000XX\n陈岛（退休）\n13800138000"
    meant = read(text, organization=association)
    assert names(meant) == ["林小港"]
    assert meant.unknown == [
        NOBODYS,
        "V32070620010000XX",
        "陈岛(退休)",
        "13800138000",
    ]
