"""The cases of the integrity centre, as its pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models import ServiceField
from city.office_lines import Names
from config.templatetags.ui import percent, to_hours
from hours.integrity.detectors import ALL, BY_CODE, Detector
from hours.models import Finding, FindingState, FindingStep, Look
from volunteers.models import Account, Organization, Volunteer

SIZE = 20
SHOWN = 5  # of what was looked at


# What a detector counted, from its figures; minutes are told in hours.
COUNTED = {
    "entered_at_once": _("%(days)s days at once"),
    "same_roster": _("%(people)s people on %(days)s days"),
    "nobody_checked_in": _("%(people)s people, %(times)s different times"),
    "approve_each_other": _("%(one)s one way, %(other)s the other"),
    "never_checked_in": _("%(entered)s hours of them entered later"),
    "long_days": _("days: %(days)s, hours of the longest: %(most)s"),
    "long_weeks": _("weeks: %(weeks)s, hours of the longest: %(most)s"),
    "made_for_hours": _("%(people)s people"),
    "mostly_entered": _("%(percent)s %% entered later"),
    "at_night": _("%(share)s of its sessions"),
    "strange_field": _("in %(field)s"),
    "far_apart": _("%(times)s times, up to %(km)s km"),
    "one_phone": _("%(people)s people"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One case: what was found, and of whom as far as the reader may know."""

    finding: Finding
    detector: Detector
    about: str
    figures: str


@dataclass(frozen=True, slots=True)
class Watch:
    """One detector: its sentence of today, what it found, and when it looked."""

    detector: Detector
    says: str
    open: int
    all: int
    look: Look | None


@dataclass(frozen=True, slots=True)
class Cases:
    """A page of cases, found last first, and after which the next page begins."""

    lines: list[Line]
    next: Finding | None


def watches(*, on: date) -> list[Watch]:
    """All detectors with what they found."""
    is_open = Q(state=FindingState.OPEN)
    counted = Finding.objects.values("detector").annotate(
        open=Count("pk", filter=is_open), all=Count("pk")
    )
    found = {one["detector"]: one for one in counted}
    looks = {one.detector: one for one in Look.objects.all()}
    nothing = {"open": 0, "all": 0}
    return [
        Watch(
            one,
            one.says(on),
            found.get(one.code, nothing)["open"],
            found.get(one.code, nothing)["all"],
            looks.get(one.code),
        )
        for one in ALL
    ]


def by_state() -> dict[str, int]:
    """How many cases stand where."""
    counted = Finding.objects.values_list("state").annotate(n=Count("pk"))
    return dict(counted)


def cases(
    *,
    state: FindingState,
    detector: str,
    after: Finding | None,
    reader: Account,
    size: int = SIZE,
) -> Cases:
    """Those of a state, perhaps of one detector."""
    found = Finding.objects.filter(state=state).order_by("-found_at", "-pk")
    if detector:
        found = found.filter(detector=detector)
    if after:
        later = Q(found_at__lt=after.found_at)
        found = found.filter(later | Q(found_at=after.found_at, pk__lt=after.pk))
    # Its sessions may be many, and a list does not tell them.
    rows = list(named(found).defer("shown")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Cases(lines(rows, reader=reader), rows[-1] if more else None)


def every_case(
    *, state: FindingState, detector: str, reader: Account, size: int
) -> Iterator[list[Line]]:
    """All of them, so many lines at a time."""
    after = None
    while True:
        page = cases(
            state=state, detector=detector, after=after, reader=reader, size=size
        )
        yield page.lines
        if page.next is None:
            return
        after = page.next


def asked_of(organization: Organization, *, reader: Account) -> list[Line]:
    """What the city asks the organization, found first first."""
    asked = Finding.objects.filter(organization=organization, state=FindingState.ASKED)
    return lines(list(named(asked).order_by("found_at", "pk")[:SIZE]), reader=reader)


def looked_at(
    organization: Organization, *, reader: Account
) -> list[tuple[Line, FindingStep]]:
    """What the city asked it and then decided, the latest first, with its words."""
    decided = FindingStep.objects.filter(
        finding__organization=organization, old=FindingState.ASKED
    ).exclude(new=FindingState.ASKED)
    steps = list(decided.order_by("-pk")[:SHOWN])
    cases = named(Finding.objects.all()).in_bulk([one.finding_id for one in steps])
    told = lines([cases[one.finding_id] for one in steps], reader=reader)
    return list(zip(told, steps, strict=True))


def is_asked(organization: Organization) -> bool:
    """Whether the city asks the organization anything."""
    asked = Finding.objects.filter(organization=organization)
    return asked.filter(state=FindingState.ASKED).exists()


def named(found: QuerySet[Finding]) -> QuerySet[Finding]:
    return found.select_related(
        "job",
        "organization",
        "activity",
        "volunteer",
        "account__volunteer",
        "other_account__volunteer",
    )


def lines(rows: list[Finding], *, reader: Account) -> list[Line]:
    people = [who for one in rows for who in (one.account, one.other_account)]
    names = Names(reader, people)
    codes = {one.figures["field"] for one in rows if "field" in one.figures}
    fields = ServiceField.objects.in_bulk(codes) if codes else {}
    return [
        Line(one, BY_CODE[one.detector], about(one, names), _figures(one, fields))
        for one in rows
    ]


def about(finding: Finding, names: Names) -> str:
    """Who or what it was found of: the names a reader may know, masked for the rest."""
    parts = []
    if finding.volunteer:
        parts.append(f"{finding.volunteer.masked_name} {finding.volunteer.number}")
    accounts = [one for one in (finding.account, finding.other_account) if one]
    if accounts:
        parts.append(" · ".join(names.of(one) for one in accounts))
    if finding.activity:
        parts.append(str(finding.activity.label))
    if finding.organization:
        parts.append(str(finding.organization.label))
    return " · ".join(parts) or gettext("several people")


def _figures(finding: Finding, fields: dict[str, ServiceField]) -> str:
    """What the detector counted, in words."""
    told = dict(finding.figures)
    for name in ("most", "entered"):
        if name in told:
            told[name] = to_hours(told[name])
    if "all" in told:
        told["share"] = percent(finding.sessions, told["all"])
    if "field" in told:
        told["field"] = fields[told["field"]].label
    return str(COUNTED[finding.detector] % told)


def people(finding: Finding) -> list[Volunteer]:
    """The first of those it is about."""
    return list(Volunteer.objects.filter(pk__in=finding.people).order_by("pk"))


def steps(finding: Finding, *, reader: Account) -> list[tuple[FindingStep, str]]:
    """What was said and decided, first first, with by whom."""
    rows = list(finding.steps.select_related("by__volunteer").order_by("pk"))
    names = Names(reader, [one.by for one in rows])
    return [(one, names.of(one.by)) for one in rows]
