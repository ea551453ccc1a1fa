"""
Signing in, and one's account. Names are those by which django-allauth finds them.
"""

from allauth.mfa.base.views import authenticate
from allauth.mfa.recovery_codes.views import (
    generate_recovery_codes,
    view_recovery_codes,
)
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import add_webauthn, login_webauthn, remove_webauthn
from django.urls import include, path
from django.views.generic import RedirectView

from volunteers.access import confirming, entering, page
from volunteers.access.proof import proved_lately
from volunteers.access.providers import urlpatterns as elsewhere

second_factor = [
    path("", page.second_factor, name="mfa_index"),
    path("app/", proved_lately(activate_totp), name="mfa_activate_totp"),
    path("app/remove/", proved_lately(deactivate_totp), name="mfa_deactivate_totp"),
    path("passkeys/", RedirectView.as_view(url="/account/"), name="mfa_list_webauthn"),
    path("passkeys/add/", proved_lately(add_webauthn), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        proved_lately(remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "recovery-codes/",
        proved_lately(view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        proved_lately(generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]

urlpatterns = [
    path("login/", entering.login, name="account_login"),
    path("login/code/", entering.code, name="account_login_code"),
    path("login/second-factor/", authenticate, name="mfa_authenticate"),
    path("login/passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("logout/", entering.logout, name="account_logout"),
    path("account/", page.account, name="account"),
    path("account/confirm/", confirming.confirm, name="account_reauthenticate"),
    path("account/password/", page.password, name="account_password"),
    path("account/phone/", page.login_change, name="account_change"),
    path("account/phone/prove/", page.login_change_prove, name="account_change_prove"),
    path("account/sessions/end/", page.end_session, name="account_end_session"),
    path("account/tokens/end/", page.end_token, name="account_end_token"),
    path("account/second-factor/", include(second_factor)),
    *elsewhere,
]
