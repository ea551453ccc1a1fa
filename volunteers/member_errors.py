"""What the rules of membership refuse, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class VolunteerCannotJoin(RuleBroken):
    code = "volunteer_not_active"
    about = ("number",)
    status = 422
    sentence = _("This person is not registered any more, so nothing new begins.")


class NotYourOwn(RuleBroken):
    code = "not_your_own"
    status = 403
    sentence = _("Only the person, or a guardian, says whether they join or leave.")


class InvitationOnly(RuleBroken):
    code = "invitation_only"
    status = 422
    sentence = _("This organization takes members by invitation only.")


class TooManyRequests(RuleBroken):
    code = "too_many_requests"
    status = 422
    sentence = _(
        "%(count)s organizations have not answered you yet. Please wait for them, or"
        " take one of your requests back."
    )


class RequestDecided(RuleBroken):
    """Carries the ``state`` in words: another was faster, or it was taken back."""

    code = "request_decided"
    sentence = _("Nothing waits here any more. The request is: %(state)s.")


class NotAMember(RuleBroken):
    code = "not_a_member"
    about = ("number",)
    sentence = _("This person is not a member of the organization.")


class MemberAlready(RuleBroken):
    code = "member_already"
    about = ("number",)
    sentence = _("This person is a member of the organization already.")


class NumberAndNameDiffer(RuleBroken):
    """One answer for a number nobody has and for somebody else's: no names leak."""

    code = "number_and_name_differ"
    about = ("number",)
    status = 422
    sentence = _(
        "Nobody has this number together with this name. Please compare both with the"
        " person's own page."
    )


class InvitationOver(RuleBroken):
    code = "invitation_over"
    sentence = _(
        "This invitation does not hold any more. Please ask the organization for a new"
        " one."
    )


class TooManyInvitations(RuleBroken):
    code = "too_many_invitations"
    about = ("phone",)
    status = 429
    sentence = _(
        "The organization has invited %(count)s phones today. Please go on tomorrow,"
        " or give out a link."
    )


class NobodySignsIn(RuleBroken):
    code = "nobody_signs_in"
    about = ("number",)
    status = 422
    sentence = _(
        "This person has no account and cannot answer an invitation. If they agree on"
        " paper, enter the date."
    )


class PaperFromTheFuture(RuleBroken):
    code = "paper_from_the_future"
    about = ("agreed_on",)
    status = 422
    sentence = _("The date on the paper cannot lie ahead.")


class TeamNameTaken(RuleBroken):
    code = "team_name_taken"
    about = ("name",)
    sentence = _("The organization has a team called %(name)s already.")


class TeamClosed(RuleBroken):
    code = "team_closed"
    sentence = _("This team was dissolved.")


class TooLongAList(RuleBroken):
    code = "too_long_a_list"
    about = ("file",)
    status = 422
    sentence = _("A list may have up to %(most)s people. Please split it.")


class TooManyLists(RuleBroken):
    code = "too_many_lists"
    about = ("file",)
    status = 429
    sentence = _(
        "The organization has brought %(count)s lists today. Please go on tomorrow."
    )


class ListCarriedOut(RuleBroken):
    code = "list_carried_out"
    about = ("file",)
    sentence = _(
        "This list was carried out already, or its rows are not kept any more. Please"
        " choose the file again."
    )
