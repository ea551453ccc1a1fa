"""
The operator's admin: what has no page, for whoever runs the program.

A site of its own. On Django's every library registers what it keeps, second factors
and other people's addresses too; here is only what the rooms' ``admin.py`` names.
"""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class OperatorSite(admin.AdminSite):
    site_title = site_header = _("Harbor Hours: the operator's pages")
    index_title = _("What has no page of its own")
    empty_value_display = "–"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Nobody signs in here: the operator does as everybody, second factor and all.

        :raises PermissionDenied: for whoever is signed in and not the operator
        """
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        """Where everybody changes theirs, after proving themselves."""
        return redirect("account_password")


operator = OperatorSite(name="admin")
operator.login = secure_admin_login(operator.login)  # type: ignore[method-assign]
