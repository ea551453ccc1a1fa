"""What an organization does with an order: yes or no, when, begun, done."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity
from needs import rules
from needs.errors import ActivityDoesNotFit
from needs.forms import ClaimForm, DeliverForm, ScheduleForm
from needs.models import Order
from needs.permissions import may_carry, may_take
from needs.views.acting import acts, checked, with_a_reason
from needs.views.photos import sent_with_photos
from volunteers.models import Team


@acts(may_take)
def claim(request: HttpRequest, one: Order) -> str:
    """The organization takes it on."""
    form = ClaimForm(request.POST)

    def do() -> None:
        said = form.cleaned_data
        rules.claim(
            order=one,
            organization=rules.claimant(
                order=one, named=said["organization"], by=request.user
            ),
            team=Team.objects.filter(pk=said["team"]).first(),
            agreed_on=said["agreed_on"],
            by=request.user,
            at=timezone.now(),
        )

    checked(form, do)
    return _("It is yours. Whom it goes to you see below.")


@acts(may_carry)
def decline(request: HttpRequest, one: Order) -> str:
    """The organization says no."""
    with_a_reason(request, one, rules.decline, name="decline")
    return _("Declined. Whoever dispatched it reads why.")


@acts(may_carry)
def schedule(request: HttpRequest, one: Order) -> str:
    """It is met with one of the organization's activities."""
    form = ScheduleForm(request.POST)

    def do() -> None:
        chosen = Activity.objects.filter(pk=form.cleaned_data["activity"]).first()
        if chosen is None:
            raise ActivityDoesNotFit
        rules.schedule(order=one, activity=chosen, by=request.user, at=timezone.now())

    checked(form, do)
    return _("The day is set.")


@acts(may_carry)
def start(request: HttpRequest, one: Order) -> str:
    """The work begins."""
    rules.start(order=one, by=request.user, at=timezone.now())
    return _("Begun. When it is done, please say what was solved.")


@acts(may_carry)
def deliver(request: HttpRequest, one: Order) -> str:
    """The work is done."""
    form = sent_with_photos(DeliverForm, request)

    def do() -> None:
        rules.deliver(
            order=one,
            results=form.results,
            photos=form.cleaned_data["photos"],
            by=request.user,
            at=timezone.now(),
        )

    checked(form, do)
    return _("Done. Whoever asked is asked how it was.")
