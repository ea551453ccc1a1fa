"""Organizations: a public list, public facts, and figures for their people."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.permissions import may_organize
from city import reports
from city.belonging import standing
from city.integrity_page import is_asked
from city.members_strip import strip
from city.organization_file import public_facts, term
from city.permissions import (
    answers_for,
    may_read_city,
    reads_organization,
    runs_organization,
)
from city.views.asking import numbered_ways, page_of, period, text, ways
from city.views.board import months
from hours.deadlines import notice_working_days
from hours.desk.queues import queue_of
from hours.integrity.audits import rates
from hours.limit_words import all_words
from hours.permissions import may_export, may_import, may_read_rules, may_record
from volunteers.insurance import covering
from volunteers.models import Account, District, Organization
from volunteers.people_search import PeopleForm
from volunteers.permissions import (
    is_staff,
    known_organizations,
    read_organizations,
)
from volunteers.scopes import receives_for

SIZE = 30
FIRST_MEMBERS = 10


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """The organizations one can join; practice sites only when looked for."""
    words = text(request, "q")
    district = text(request, "district")
    kind = text(request, "kind")
    found = _found(words, district, kind)
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "city/organizations.html",
        {
            "page": page,
            "words": words,
            "district": district,
            "districts": District.objects.all(),
            "kind": kind,
            "kinds": Organization.Kind.choices,
            "reviews": may_read_city(request.user),
            **numbered_ways(request, page),
        },
    )


def _found(words: str, district: str, kind: str) -> QuerySet[Organization]:
    found = Organization.objects.active().select_related("district")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(name_en__icontains=words))
    if kind in Organization.Kind.values:
        found = found.filter(kind=kind)
    elif not words:
        found = found.exclude(kind=Organization.Kind.SITE)
    return found.filter(district=district) if district else found


@require_safe
def organization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What anyone may know; its people and the city see its year as well."""
    known = known_organizations(request.user)
    named = known.select_related("district", "parent", "site", "successor", "profile")
    one = get_object_or_404(named, pk=pk)
    profile = getattr(one, "profile", None)
    runs = runs_organization(request.user, one)
    context = {
        "organization": one,
        "reads": one.is_public and reads_organization(request.user, one),
        "runs": runs,
        "organizes": runs or _clerks_organize(request.user, one),
        "reviews": may_read_city(request.user),
        "profile": public_facts(one, profile) if profile else [],
        "term": term(one, on=timezone.localdate()),
        "rate": rates([one.pk]).get(one.pk),
        "is_asked": answers_for(request.user, one) and is_asked(one),
        "policy": covering(one, on=timezone.localdate()),
        "stricter": all_words(pk, on=timezone.localdate()) if one.is_public else [],
        "shows_notice": one.is_public and notice_working_days(pk) > 0,
    }
    context["answers"] = one.is_public and (
        context["reviews"] or answers_for(request.user, one)
    )
    if one.is_public and (context["reviews"] or context["runs"]):
        context["queue"] = queue_of(one.pk, at=timezone.now())
    volunteer = request.user.as_volunteer if request.user.is_authenticated else None
    if volunteer is not None and one.is_public:
        context["standing"] = standing(
            volunteer=volunteer, organization=one, at=timezone.now()
        )
    if context["reads"]:
        asked = period(request)
        year = reports.organization_year(organization=one.pk, year=asked.year)
        members = reports.member_lines(
            year=asked.year, organizations=[one.pk], size=FIRST_MEMBERS
        )
        context |= {
            "period": asked,
            "year": year,
            "months": months(year.months),
            "members": members,
            "with_names": one.pk in read_organizations(request.user),
            "with_minors": runs_organization(request.user, one),
            "exports": may_export(request.user, one.pk),
            "imports": may_import(request.user, one),
            "rules": may_read_rules(request.user, one),
            "records": may_record(request.user, one),
            "receives": receives_for(request.user, one),
        }
    return render(request, "city/organization.html", context)


def _clerks_organize(
    account: Account | AnonymousUser, organization: Organization
) -> bool:
    """A practice site that organizes by itself does so through its clerks."""
    is_a_site = organization.kind == Organization.Kind.SITE
    return is_a_site and may_organize(account, organization)


def readable(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if its figures are not the account's to read"""
    one = get_object_or_404(Organization, pk=pk)
    if not reads_organization(request.user, one):
        raise Http404
    return one


@require_safe
@login_required
def members(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everyone with hours in the organization's year, for its people and the city."""
    one = readable(request, pk)
    asked = period(request)
    page = page_of(
        lambda **place: reports.member_lines(
            year=asked.year, organizations=[one.pk], **place
        ),
        request,
    )
    own = one.pk in read_organizations(request.user)
    return render(
        request,
        "city/members.html",
        {
            "organization": one,
            "period": asked,
            "page": page,
            "with_names": own,
            "with_minors": runs_organization(request.user, one),
            "strip": strip(request, one),
            "find": PeopleForm(by_name=own or is_staff(request.user)),
            **ways(request, page),
        },
    )
