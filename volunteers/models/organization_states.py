"""The words an organization's life is told in, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationStatus(models.TextChoices):
    """Where an organization stands; only an active one begins anything new."""

    PENDING = "pending", _("Under review")
    QUERIED = "queried", _("Asked back")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    DISSOLVED = "dissolved", _("Dissolved")
    REJECTED = "rejected", _("Not accepted")


ORGANIZATION_NEXT = {
    OrganizationStatus.PENDING: {
        OrganizationStatus.QUERIED,
        OrganizationStatus.ACTIVE,
        OrganizationStatus.REJECTED,
    },
    OrganizationStatus.QUERIED: {
        OrganizationStatus.PENDING,
        OrganizationStatus.ACTIVE,
        OrganizationStatus.REJECTED,
    },
    OrganizationStatus.ACTIVE: {
        OrganizationStatus.SUSPENDED,
        OrganizationStatus.DISSOLVED,
    },
    OrganizationStatus.SUSPENDED: {
        OrganizationStatus.ACTIVE,
        OrganizationStatus.DISSOLVED,
    },
    OrganizationStatus.DISSOLVED: set(),
    OrganizationStatus.REJECTED: set(),  # who was refused applies anew
}

# The city has not said yes; nobody else knows of them.
APPLYING = (OrganizationStatus.PENDING, OrganizationStatus.QUERIED)


class Act(models.TextChoices):
    """What was done to an organization, as its history tells it."""

    APPLIED = "applied", _("Applied")
    AMENDED = "amended", _("Application corrected")
    ASKED = "asked", _("The city asked")
    ANSWERED = "answered", _("Answered")
    TOOK_BACK = "took_back", _("The city took its question back")
    APPROVED = "approved", _("Accepted by the city")
    REFUSED = "refused", _("Not accepted by the city")
    DESCRIBED = "described", _("Contact and description changed")
    JOINING = "joining", _("Changed how people join")
    FILED_CHANGE = "filed_change", _("Asked to change its data")
    FILED_RENEWAL = "filed_renewal", _("Confirmed its data for another year")
    ACCEPTED_CHANGE = "accepted_change", _("Changed data accepted by the city")
    RENEWED = "renewed", _("Renewed by the city")
    REFUSED_FILING = "refused_filing", _("Data not accepted by the city")
    PLACED = "placed", _("Placed under another organization")
    SUSPENDED = "suspended", _("Suspended by the city")
    EXPIRED = "expired", _("Suspended, for its term had ended")
    LIFTED = "lifted", _("Suspension lifted by the city")
    DISSOLVED = "dissolved", _("Dissolved")
