"""What a site does with an order: it decides, dispatches, and takes down how it was."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from needs import rules
from needs.forms import CallForm, MergeForm, RateForm, SendForm, TransferForm
from needs.models import Order, Way
from needs.permissions import may_call, may_keep, may_steer
from needs.views.acting import acts, checked, with_a_reason
from volunteers.models import Organization

OFFERED = 5  # names, where several organizations fit


@acts(may_steer)
def accept(request: HttpRequest, one: Order) -> str:
    """Take the need on."""
    rules.accept(order=one, by=request.user, at=timezone.now())
    return _("Accepted. Next, please choose who does it.")


@acts(may_steer)
def refuse(request: HttpRequest, one: Order) -> str:
    """It is nothing for volunteers."""
    with_a_reason(request, one, rules.refuse, name="refuse")
    return _("Not taken on. Whoever asked reads why.")


@acts(may_steer)
def transfer(request: HttpRequest, one: Order) -> str:
    """It is an office's work."""
    form = TransferForm(request.POST)

    def do() -> None:
        said = form.cleaned_data
        rules.transfer(order=one, **said, by=request.user, at=timezone.now())

    checked(form, do)
    return _("Passed on. Whoever asked reads your answer.")


@acts(may_steer)
def cancel(request: HttpRequest, one: Order) -> str:
    """It is not needed any more."""
    with_a_reason(request, one, rules.cancel, name="cancel")
    return _("Called off. Everybody concerned is told.")


@acts(may_steer)
def merge(request: HttpRequest, one: Order) -> str:
    """It is the same as another one."""
    form = MergeForm(request.POST)

    def do() -> None:
        into = rules.goes_on(number=form.cleaned_data["into"], by=request.user)
        rules.merge(order=one, into=into, by=request.user, at=timezone.now())

    checked(form, do)
    return _("Put together. The other one goes on for both.")


@acts(may_steer)
def dispatch(request: HttpRequest, one: Order) -> str:
    """One organization is asked."""
    form = SendForm(request.POST)

    def do() -> None:
        if organization := _chosen(form):
            act = rules.reassign if one.organization_id else rules.dispatch
            act(
                order=one, organization=organization, by=request.user, at=timezone.now()
            )

    checked(form, do)
    return _("Dispatched. The organization is told, and may decline.")


def _chosen(form: SendForm) -> Organization | None:
    """The one that is meant; None where the form says what is wrong."""
    active = Organization.objects.active()
    name = form.cleaned_data["name"]
    if not name:
        chosen = active.filter(pk=form.cleaned_data["organization"]).first()
        if chosen is None:
            form.add_error("name", _("Please choose an organization."))
        return chosen
    fitting = list(active.filter(name__icontains=name).order_by("name")[: OFFERED + 1])
    exactly = [one for one in fitting if one.name == name]
    if len(fitting) == 1 or exactly:
        return (exactly or fitting)[0]
    if not fitting:
        form.add_error("name", _("There is none of this name."))
        return None
    several = "、".join(one.label for one in fitting[:OFFERED])
    form.add_error(
        "name",
        _("Several have this in their name: %(names)s. Please type more of it.")
        % {"names": several},
    )
    return None


@acts(may_steer)
def offer(request: HttpRequest, one: Order) -> str:
    """Any organization may take it on."""
    rules.offer(order=one, by=request.user, at=timezone.now())
    return _("Open to all organizations. The first that wants it has it.")


@acts(may_steer)
def escalate(request: HttpRequest, one: Order) -> str:
    """The site above takes it over."""
    rules.escalate(order=one, by=request.user, at=timezone.now())
    return _("Sent up. Those who keep the site above are told.")


@acts(may_keep)
def rate(request: HttpRequest, one: Order) -> str:
    """What whoever asked tells a clerk."""
    form = RateForm(request.POST)

    def do() -> None:
        said = form.cleaned_data
        rules.rate(order=one, **said, way=Way.CLERK, by=request.user, at=timezone.now())

    checked(form, do)
    return _("Written down, as told to you.")


@acts(may_call)
def call(request: HttpRequest, one: Order) -> str:
    """What came of a call about what was met."""
    form = CallForm(request.POST)

    def do() -> None:
        said = form.cleaned_data
        rules.call(order=one, **said, by=request.user, at=timezone.now())

    checked(form, do)
    return _("Written down. The rating stays as it is.")


@acts(may_steer)
def reopen(request: HttpRequest, one: Order) -> str:
    """It is not done after all."""
    with_a_reason(request, one, rules.reopen, name="reopen")
    return _("Taken up again. Please choose who does it.")


@acts(may_steer)
def close(request: HttpRequest, one: Order) -> str:
    """It is rated, and finished."""
    rules.close(order=one, by=request.user, at=timezone.now())
    return _("Finished.")
