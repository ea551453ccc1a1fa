"""A guardian's family: children registered, agreed for, and acted for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from city.reports.own import own_page
from city.views.me import YearForm
from config.errors import RuleBroken
from config.refusals import say_in
from hours.models import VolunteerYear
from volunteers import rules
from volunteers.ages import age_on
from volunteers.errors import NoSuchConsent, TooManyTries, VisitADesk
from volunteers.guardian_errors import RegistersAlone, TooYoung
from volunteers.guardians import Standing, is_minor, standing
from volunteers.guarding.forms import AgreementForm, WardForm
from volunteers.guarding.lines import lines, wording
from volunteers.models import Account, Guardian, Volunteer
from volunteers.models.guardian import GuardianQuerySet
from volunteers.permissions import acts_for, may_be_let_sign_in, wards_of
from volunteers.sealing import fingerprints


@dataclass(frozen=True, slots=True)
class Ward:
    """A child in the list: age, minutes of this year, and whether one acts for it."""

    person: Volunteer
    age: int
    minutes: int
    is_acted_for: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def family(request: HttpRequest) -> HttpResponse:
    """My family; POST agrees for somebody who named my number, or acts for a child."""
    account = _guardian(request)
    if request.method == "POST":
        return _answer(request, account)
    return _family(request, account)


def _guardian(request: HttpRequest) -> Account:
    """:raises Http404: for who is not registered, and for minors"""
    account: Account = request.user
    person = account.as_volunteer
    if person is None or is_minor(person, on=timezone.localdate()):
        raise Http404
    return account


def _named(account: Account, today: date) -> GuardianQuerySet:
    """Where the account, or the phone it has proved, stands as a guardian's."""
    mine = Q(account=account)
    if account.phone:
        mine |= Q(phone_hash__in=fingerprints(account.phone), account=None)
    named = Guardian.objects.of_minors(today).filter(mine)
    return named.filter(ward__status=Volunteer.Status.REGISTERED)


def _family(
    request: HttpRequest,
    account: Account,
    *,
    typed: dict[int, AgreementForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    wards = _wards(account, today)
    known = [one.person.pk for one in wards]
    asked = _named(account, today).exclude(ward__in=known)
    context = {
        "wards": wards,
        "lines": lines(asked, now, typed or {}),
        "text": wording(now),
        "takes_on": True,
    }
    return render(request, "city/family.html", context, status=status)


def _wards(account: Account, today: date) -> list[Ward]:
    people = wards_of(account)
    years = VolunteerYear.objects.filter(volunteer__in=people, year=today.year)
    minutes = dict(years.values_list("volunteer", "minutes"))
    return [
        Ward(
            person=one,
            age=age_on(today, born=one.birth_date),
            minutes=minutes.get(one.pk, 0),
            is_acted_for=one.account_id is None,
        )
        for one in people
    ]


def _answer(request: HttpRequest, account: Account) -> HttpResponse:
    now = timezone.now()
    named = _named(account, timezone.localdate(now))
    chosen = next(
        (one for one in named if str(one.pk) == request.POST.get("guardian")), None
    )
    if chosen is None:
        raise Http404
    if "withdraw" in request.POST:
        rules.take_back(guardian=chosen, at=now)
        messages.success(
            request, _("Taken back. From now on nothing new is logged for them.")
        )
        return redirect("city:family")
    if "take_on" in request.POST:
        rules.take_on(guardian=chosen, by=account, at=now)
        return redirect("city:ward", chosen.ward.number)
    form = AgreementForm(request.POST, auto_id=f"ward{chosen.pk}_%s")
    status = 422
    if form.is_valid():
        try:
            rules.agree_by_phone(
                guardian=chosen,
                signature=form.signature,
                version=request.POST.get("version", ""),
                by=account,
                at=now,
            )
        except RuleBroken as refused:
            at_field = isinstance(refused, NoSuchConsent)
            form.add_error("consent" if at_field else "ward_name", refused.detail)
            status = refused.status
        else:
            messages.success(request, _("Thank you. Your consent is noted."))
            return redirect("city:family")
    return _family(request, account, typed={chosen.pk: form}, status=status)


@never_cache
@sensitive_post_parameters("document_number", "birth_date", "name")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register_ward(request: HttpRequest) -> HttpResponse:
    """Register a child from 8 to 13."""
    account = _guardian(request)
    own = account.volunteer
    first = {"district": own.district_id, "home_site": own.home_site}
    form = WardForm(request.POST or None, initial=first)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            child = rules.register_ward(ward=form.ward, by=account, at=timezone.now())
        except (TooYoung, RegistersAlone) as refused:
            field = form.tells_the_age
            form.add_error(field, refused.detail)
        except (VisitADesk, TooManyTries) as refused:
            form.add_error("document_number", refused.detail)
            status = refused.status
        except RuleBroken as refused:
            say_in(form, refused)
            status = refused.status
        else:
            messages.success(
                request, _("%(name)s is registered.") % {"name": child.name}
            )
            return redirect("city:ward", child.number)
    return render(request, "city/register_ward.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD"])
@login_required
def ward(request: HttpRequest, number: str) -> HttpResponse:
    """A ward's year, what is on its way, and what one has agreed to."""
    account: Account = request.user
    child = next((one for one in wards_of(account) if one.number == number), None)
    if child is None:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    asked = YearForm(request.GET)
    year = (asked.cleaned_data.get("year") if asked.is_valid() else None) or today.year
    context: dict[str, Any] = {
        "page": own_page(volunteer=child, year=year, today=today),
        "volunteer": child,
        "acts": acts_for(account, child),
        "may_sign_in": may_be_let_sign_in(child),
        "has_agreed": standing(child, on=today) == Standing.AGREED,
        "lines": lines(_named(account, today).filter(ward=child), now, {}),
        "text": wording(now),
    }
    return render(request, "city/ward.html", context)
