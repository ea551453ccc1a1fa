"""Places to keep in order; people, accounts and files to look at, masked."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.operator import operator
from config.operator.rows import ReadOnly, Rows
from volunteers.models import (
    Account,
    ConsentText,
    District,
    Intake,
    Organization,
    Site,
    Volunteer,
)


@admin.register(District, site=operator)
class DistrictAdmin(Rows):
    """The residents, of which shares are told; names are the national standard's."""

    shown = ("code", "name", "name_en", "resident_population")
    finds = ("code",)
    ordering = ("code",)
    readonly_fields = ("code", "name", "name_en")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


# What a site may hang under.
ABOVE = {"institute": "center", "station": "institute"}


class SiteForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        kind, above = self.cleaned_data.get("kind"), self.cleaned_data.get("parent")
        if kind and above and ABOVE.get(kind) != above.kind:
            raise ValidationError(
                _("A station hangs under an institute, an institute under a center.")
            )
        return said


@admin.register(Site, site=operator)
class SiteAdmin(Rows):
    """A new site, or another name. Figures are kept by place: it stays where it is."""

    shown = (
        *("code", "name", "name_en", "kind", "district", "parent"),
        *("latitude", "longitude"),
    )
    list_select_related = ("district", "parent")
    finds = ("code", "name")
    ordering = ("code",)
    form = SiteForm
    raw_id_fields = ("parent",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Site | None = None
    ) -> tuple[str, ...]:
        return ("code", "kind", "district", "parent") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Organization, site=operator)
class OrganizationAdmin(ReadOnly):
    shown = (
        *("id", "name", "kind", "status", "district", "site"),
        *("joining", "valid_until", "created_at"),
    )
    list_display = ("name", "kind", "status", "district", "created_at")
    list_select_related = ("district", "site")
    finds = ("id", "uscc")
    ordering = ("-pk",)


@admin.register(Volunteer, site=operator)
class VolunteerAdmin(ReadOnly):
    shown = (
        *("number", "masked_name", "status", "district", "home_site"),
        *("registered_at", "merged_into"),
    )
    list_display = ("number", "masked_name", "status", "district", "registered_at")
    list_select_related = ("district", "home_site", "merged_into")
    finds = ("number",)

    @admin.display(description=gettext_lazy("name"))
    def masked_name(self, volunteer: Volunteer) -> str:
        return volunteer.masked_name


@admin.register(Account, site=operator)
class AccountAdmin(ReadOnly):
    shown = (
        *("id", "is_active", "is_staff", "is_superuser", "language"),
        *("created_at", "last_login", "closed_at"),
    )
    finds = ("id", "username")


@admin.register(ConsentText, site=operator)
class ConsentTextAdmin(ReadOnly):
    shown = ("purpose", "version", "language", "since", "title", "short")
    list_display = ("purpose", "version", "language", "since")


@admin.register(Intake, site=operator)
class IntakeAdmin(ReadOnly):
    """Files of people that were loaded."""

    shown = ("name", "rows", "added", "known", "bad", "loaded_by", "loaded_at")
    list_select_related = ("loaded_by",)
