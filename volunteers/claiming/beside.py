"""A clerk, an organization or a guardian lets who sits beside them sign in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.errors import RuleBroken
from volunteers import rules
from volunteers.access.entering import shown
from volunteers.claim_errors import GuardiansNumber, LoginTaken
from volunteers.claiming.forms import LetForm, OfferForm
from volunteers.errors import TooManyTries, WrongCode
from volunteers.guardian_errors import GuardianIsMinor, OwnPhone
from volunteers.guardians import is_minor
from volunteers.guarding.lines import wording
from volunteers.models import ConsentPurpose, Volunteer
from volunteers.models.consent import NECESSARY
from volunteers.permissions import acts_for, wards_of
from volunteers.registering.trial import where_it_went
from volunteers.rules.claim import signs_in_by
from volunteers.scopes import attended
from volunteers.sealing import seal_for_browser, unseal_from_browser

LETS = "lets_sign_in"  # who is let, by which phone or address, sealed, in the session


@never_cache
@sensitive_post_parameters("phone", "email")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def let_sign_in(request: HttpRequest, number: str) -> HttpResponse:
    """Type the phone of the person beside one; a code goes to it."""
    person = _beside(request, number)
    back = _back(request, person)
    if person.account_id:
        return redirect(back)
    is_guardian = acts_for(request.user, person)
    form = OfferForm(request.POST or None, at_desk=not is_guardian)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            rules.offer_sign_in(
                person=person,
                to=form.to,
                by=request.user,
                request=request,
                at=timezone.now(),
            )
        except RuleBroken as refused:
            form.add_error(
                "phone" if _is_of_the_number(refused) else None, refused.detail
            )
            status = refused.status
        else:
            kept = {"number": person.number, "to": seal_for_browser(form.to)}
            request.session[LETS] = kept
            return redirect("volunteers:let_sign_in_prove", person.number)
    context = {"form": form, "person": person, "back": back, "is_guardian": is_guardian}
    return render(request, "volunteers/let_sign_in.html", context, status=status)


@never_cache
@sensitive_post_parameters("code", "guardian_name", "guardian_phone")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def let_sign_in_prove(request: HttpRequest, number: str) -> HttpResponse:
    """They read the text, agree, and type the code; then they sign in themselves."""
    person = _beside(request, number)
    back, now = _back(request, person), timezone.now()
    kept = request.session.get(LETS, {"number": "", "to": ""})
    to = unseal_from_browser(kept["to"])
    if to and signs_in_by(person, to):  # on their own phone, meanwhile
        request.session.pop(LETS)
        return _done(request, person, to, back)
    if not to or kept["number"] != person.number:
        return redirect("volunteers:let_sign_in", person.number)
    is_minors = is_minor(person, on=timezone.localdate(now))
    form = LetForm(
        request.POST or None,
        needs_guardian=is_minors and not acts_for(request.user, person),
    )
    text, signed = wording(now, NECESSARY), wording(now, ConsentPurpose.GUARDIAN)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            rules.let_sign_in(
                person=person,
                to=to,
                code=form.cleaned_data["code"],
                consents={NECESSARY.value: text.version},
                guardian=form.guardian(signed.version),
                by=request.user,
                request=request,
                at=now,
            )
        except RuleBroken as refused:
            _say(form, refused)
            status = refused.status
        else:
            request.session.pop(LETS)
            return _done(request, person, to, back)
    context = {
        "form": form,
        "beside": form.beside,
        "person": person,
        "to": shown(to),
        "hint": where_it_went(to),
        "own_phone": "@" not in to and not is_minors,
        "necessary": text,
        "text": signed,
    }
    page = "volunteers/let_sign_in_prove.html"
    return render(request, page, context, status=status)


def _done(request: HttpRequest, person: Volunteer, to: str, back: str) -> HttpResponse:
    sentence = _("%(name)s signs in from now on with %(to)s and a code.")
    messages.success(request, sentence % {"name": person.name, "to": shown(to)})
    return redirect(back)


def _beside(request: HttpRequest, number: str) -> Volunteer:
    """
    Whom the account attends to, or is the guardian of.

    :raises Http404: if it is nobody of theirs
    """
    found = attended(request.user).filter(number=number).first()
    wards = (one for one in wards_of(request.user) if one.number == number)
    person = found or next(wards, None)
    if person is None:
        raise Http404
    return person


def _back(request: HttpRequest, person: Volunteer) -> str:
    """The page that led here: a desk's, or a family's."""
    if attended(request.user).filter(pk=person.pk).exists():
        return f"/people/{person.number}/"
    return f"/me/family/{person.number}/"


def _is_of_the_number(refused: RuleBroken) -> bool:
    return isinstance(refused, (GuardiansNumber, LoginTaken, TooManyTries))


def _say(form: LetForm, refused: RuleBroken) -> None:
    if form.beside and isinstance(refused, (OwnPhone, GuardianIsMinor)):
        form.beside.add_error("guardian_phone", refused.detail)
    else:
        at_code = isinstance(refused, (WrongCode, TooManyTries))
        form.add_error("code" if at_code else None, refused.detail)
