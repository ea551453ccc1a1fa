"""How what people are told of activities reads, to themselves or of a child."""

from django.utils.translation import gettext as _

from notices.events import Words


def invited(words: Words) -> str:
    if words["is_childs"]:
        said = _("%(organization)s invites your child to sign up: “%(title)s”")
    else:
        said = _("%(organization)s invites you to sign up: “%(title)s”")
    return said % words


def offered(words: Words) -> str:
    if not words["until"]:  # answered already
        return _("A seat was free for you: “%(title)s”, %(day)s %(time)s") % words
    if words["is_childs"]:
        said = _(
            "A seat is free for your child until %(until)s: “%(title)s”, %(day)s"
            " %(time)s"
        )
    else:
        said = _(
            "A seat is free for you until %(until)s: “%(title)s”, %(day)s %(time)s"
        )
    return said % words


def kept(words: Words) -> str:
    if not words["until"]:  # answered already
        return _("Your team asked you to come: “%(title)s”, %(day)s %(time)s") % words
    if words["is_childs"]:
        said = _(
            "Your child's team asks them to come, and keeps a place until %(until)s:"
            " “%(title)s”, %(day)s %(time)s. It is for you to say yes or no."
        )
    else:
        said = _(
            "Your team asks you to come, and keeps a place for you until %(until)s:"
            " “%(title)s”, %(day)s %(time)s"
        )
    return said % words


def lapsed(words: Words) -> str:
    if words["is_childs"]:
        said = _(
            "The time to take a seat for your child is over: “%(title)s”, %(day)s"
            " %(time)s"
        )
    else:
        said = _("Your time to take a seat is over: “%(title)s”, %(day)s %(time)s")
    return said % words


def tomorrow(words: Words) -> str:
    if words["is_childs"]:
        said = _("Your child is expected on %(day)s, %(time)s: “%(title)s”, %(place)s")
    else:
        said = _("You are expected on %(day)s, %(time)s: “%(title)s”, %(place)s")
    return said % words


def cancelled(words: Words) -> str:
    return _("“%(title)s” on %(day)s was cancelled: %(reason)s") % words


def stopped(words: Words) -> str:
    said = _(
        "“%(title)s” on %(day)s does not take place as planned: %(organization)s does"
        " not serve at the moment. The time is yours again."
    )
    return said % words


def absent(words: Words) -> str:
    if words["is_childs"]:
        said = _(
            "Your child had signed up for “%(title)s” on %(day)s and did not come, its"
            " organizers note. If that is not so, or if there was a reason, you can say"
            " it there."
        )
    else:
        said = _(
            "You had signed up for “%(title)s” on %(day)s and did not come, its"
            " organizers note. If that is not so, or if there was a reason, you can say"
            " it there."
        )
    return said % words


def gave_up(words: Words) -> str:
    said = _("Somebody cannot come to “%(title)s” on %(day)s, %(time)s: %(reason)s")
    return said % words


def explained(words: Words) -> str:
    return _("Somebody says why they did not come to “%(title)s” on %(day)s") % words


def excused(words: Words) -> str:
    if words["is_childs"]:
        said = _(
            "That your child did not come to “%(title)s” on %(day)s counts for nothing:"
            " its organizers accept what you said."
        )
    else:
        said = _(
            "That you did not come to “%(title)s” on %(day)s counts for nothing: its"
            " organizers accept what you said."
        )
    return said % words
