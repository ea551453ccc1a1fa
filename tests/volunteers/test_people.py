import pytest

from tests.factories import make_organization, make_volunteer
from volunteers.models import Membership, Volunteer
from volunteers.people import Unclear, find, understand

EVERYBODY = ["单雨欣", "林小港", "林小兰", "Anna Lin", "欧阳海"]


@pytest.fixture
def people(db):
    return {name: make_volunteer(name=name) for name in EVERYBODY}


def names(text, among=None, **kwargs):
    people = Volunteer.objects.all() if among is None else among
    wanted = understand(text, by_name=True)
    return [one.name for one in find(people, wanted, size=30, **kwargs).people]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("林小港", ["林小港"]),
        ("林小", ["林小兰", "林小港"]),
        ("  林小  ", ["林小兰", "林小港"]),
        ("syx", ["单雨欣"]),
        ("SYX", ["单雨欣"]),
        ("lx", ["林小港", "林小兰"]),
        ("ｌｘｇ", ["林小港"]),
        ("Anna", ["Anna Lin"]),
        ("Anna  L", ["Anna Lin"]),
        ("港林", []),
        ("zz", []),
        ("林小%", []),
    ],
)
def test_people_are_found_by_how_a_name_or_its_initials_begin(people, typed, found):
    assert names(typed) == found


def test_people_are_found_by_their_phone(people):
    lin = people["林小港"]

    assert names(lin.phone_last4) == ["林小港"]
    assert names(lin.phone.removeprefix("+86")) == ["林小港"]
    assert names(lin.phone) == ["林小港"]


def test_people_are_found_by_their_number(people):
    number = people["林小港"].number

    assert names(number) == ["林小港"]
    assert names(number.lower()) == ["林小港"]
    assert names(f"{number[:7]}-{number[7:]}") == ["林小港"]
    assert names(number[:11]) == EVERYBODY


@pytest.mark.parametrize("typed", ["", "林", "l", "12", "123", "12345", "99999999999"])
def test_too_little_gets_a_sentence(typed):
    with pytest.raises(Unclear):
        understand(typed, by_name=True)


@pytest.mark.parametrize("typed", ["林小港", "lxg", "1234", "13805131234"])
def test_whoever_sees_no_names_looks_by_number_only(typed):
    with pytest.raises(Unclear):
        understand(typed, by_name=False)


def test_whoever_left_is_no_member_any_more(people):
    team, other = make_organization(), make_organization("别的队")
    for name, left_on in (("林小港", None), ("林小兰", "2020-02-01")):
        Membership.objects.create(
            volunteer=people[name],
            organization=team,
            joined_on="2020-01-01",
            left_on=left_on,
        )

    assert names("林小", Volunteer.objects.members_of(team)) == ["林小港"]
    assert names("林小", Volunteer.objects.members_of(other)) == []


@pytest.mark.parametrize("typed", ["林港", "lg", "V3207062001", None])
def test_pages_go_on_among_many_of_one_name(db, typed):
    for _ in range(7):
        make_volunteer(name="林港")
    wanted = understand(typed, by_name=True) if typed else None

    seen, after = [], None
    while not seen or after:
        page = find(Volunteer.objects.all(), wanted, after=after, size=3)
        seen += [one.pk for one in page.people]
        after = page.next

    assert seen == sorted(Volunteer.objects.values_list("pk", flat=True))
