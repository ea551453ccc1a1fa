"""The account that asks, and its home."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api.bodies import BodySerializer
from hours.rules import move_home
from volunteers.errors import NotAVolunteer
from volunteers.models import Account, District, Site
from volunteers.rules import choose_language
from volunteers.serializers import MeSerializer
from volunteers.tokens import account_of


class MeChangeSerializer(BodySerializer):
    """What one may change oneself; what is left out stays."""

    district = serializers.PrimaryKeyRelatedField(
        queryset=District.objects.all(),
        pk_field=serializers.CharField(max_length=6),
        required=False,
    )
    home_site = serializers.SlugRelatedField(
        slug_field="code", queryset=Site.objects.all(), required=False, allow_null=True
    )
    language = serializers.ChoiceField(settings.LANGUAGES, required=False)


class MeView(APIView):
    """Oneself."""

    @extend_schema(operation_id="me_retrieve", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """Who the token belongs to, and the offices held today."""
        return Response(MeSerializer(request.user).data)

    @extend_schema(
        operation_id="me_update", request=MeChangeSerializer, responses=MeSerializer
    )
    def patch(self, request: Request) -> Response:
        """Change one's language or home; hours count there from this year on."""
        said = MeChangeSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        account = account_of(request)
        _change(account, said.validated_data)
        return Response(MeSerializer(Account.objects.get(pk=account.pk)).data)


@transaction.atomic
def _change(account: Account, said: dict[str, Any]) -> None:
    if "language" in said:
        choose_language(account=account, language=said["language"])
    if not said.keys() & {"district", "home_site"}:
        return
    person = account.as_volunteer
    if person is None:
        raise NotAVolunteer
    move_home(
        volunteer=person,
        district=said.get("district", person.district),
        home_site=said.get("home_site", person.home_site),
        at=timezone.now(),
    )
