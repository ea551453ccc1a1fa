"""
Forced logins count as complete: whoever needs a second factor has given it.

``client.force_login`` stands for somebody who signed in by the page. A test of the
second factor itself signs in by the page, or calls ``prove_once``.
"""

from django.contrib.auth.signals import user_logged_in

from volunteers.access.proof import mark_as_proved


def complete(sender, request, user, **kwargs):
    if "REQUEST_METHOD" not in request.META:  # no page was asked: it is forced
        mark_as_proved(request.session, user)


user_logged_in.connect(complete)


def prove_once(client):
    """Let the client's session be one that has not gone through the second factor."""
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
