"""What the API takes and tells of needs and their orders."""

import json
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.utils.html import is_html_input

from activities.models import Activity
from config.api.bodies import BodySerializer
from config.api.filters import OF_FORMAT, OF_PAGES, FilterSerializer
from needs.forms import NUMBERS
from needs.models import Category, Channel, Kind, Order, Outcome, Photo, Proxy, State
from needs.photos import PhotosApiField
from needs.rules import Asked, Contact, Result
from volunteers.identifiers import Malformed, read_phone
from volunteers.models import Organization, Site, Team
from volunteers.names import LONGEST_NAME, NotAName, read_name
from volunteers.serializers import OrganizationBriefSerializer


class NeedOutcomeSerializer(serializers.ModelSerializer[Outcome]):
    class Meta:
        model = Outcome
        fields = ("problem", "solved", "count")
        read_only_fields = fields


class PhotoSerializer(serializers.ModelSerializer[Photo]):
    of = serializers.SerializerMethodField(help_text="Of what is needed, or done.")
    download = serializers.SerializerMethodField(help_text="Of JPEG; `?small` smaller.")

    class Meta:
        model = Photo
        fields = ("id", "of", "download")
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(["need", "outcome"]))
    def get_of(self, photo: Photo) -> str:
        return "need" if photo.round is None else "outcome"

    def get_download(self, photo: Photo) -> str:
        return reverse("api_need_photo", args=[self.context["reference"], photo.pk])


class NeedSerializer(serializers.ModelSerializer[Order]):
    """What anybody may know of a need: nothing of a person."""

    reference = serializers.CharField(source="need.reference", read_only=True)
    category = serializers.CharField(source="need.category_id", read_only=True)
    kind = serializers.ChoiceField(Kind.choices, source="need.kind", read_only=True)
    site = serializers.CharField(source="need.site.code", read_only=True)
    submitted_at = serializers.DateTimeField(source="need.submitted_at", read_only=True)
    outcomes = NeedOutcomeSerializer(many=True, read_only=True)

    class Meta:
        model = Order
        fields: tuple[str, ...] = (
            "reference",
            "category",
            "kind",
            "site",
            "state",
            "submitted_at",
            "moved_at",
            "due_at",
            "outcomes",
        )
        read_only_fields = fields


class OrderSerializer(NeedSerializer):
    """The same with its words, for who steers it or may carry it out."""

    text = serializers.CharField(source="need.text", read_only=True)
    area = serializers.CharField(source="need.area", read_only=True)
    urgent = serializers.BooleanField(source="need.urgent", read_only=True)
    proxy = serializers.CharField(source="need.proxy", read_only=True)
    wished_on = serializers.DateField(source="need.wished_on", read_only=True)
    in_charge = serializers.CharField(source="in_charge.code", read_only=True)
    organization = OrganizationBriefSerializer(read_only=True, allow_null=True)
    photos = serializers.SerializerMethodField()

    class Meta(NeedSerializer.Meta):
        fields = (
            *NeedSerializer.Meta.fields,
            "text",
            "area",
            "urgent",
            "proxy",
            "wished_on",
            "in_charge",
            "organization",
            "team",
            "activity",
            "agreed_on",
            "photos",
        )
        read_only_fields = fields

    @extend_schema_field(PhotoSerializer(many=True))
    def get_photos(self, order: Order) -> Any:
        context = {"reference": order.need.reference}
        return PhotoSerializer(order.need.photos.all(), many=True, context=context).data


class StateSerializer(serializers.Serializer):
    """Where the order stands now."""

    reference = serializers.CharField(source="need.reference")
    state = serializers.ChoiceField(State.choices)


class ReportSerializer(BodySerializer):
    """What somebody needs, and where they are reached."""

    category = serializers.SlugRelatedField(
        slug_field="code", queryset=Category.objects.all()
    )
    text = serializers.CharField(max_length=500, help_text="No names, no numbers.")
    site = serializers.SlugRelatedField(slug_field="code", queryset=Site.objects.all())
    contact_name = serializers.CharField(max_length=LONGEST_NAME)
    contact_phone = serializers.CharField(max_length=30)
    channel = serializers.ChoiceField(Channel.choices, default=Channel.ONLINE)
    kind = serializers.ChoiceField(Kind.choices, default=Kind.NEED)
    area = serializers.CharField(
        max_length=100, default="", allow_blank=True, help_text="Roughly where."
    )
    address = serializers.CharField(max_length=200, default="", allow_blank=True)
    proxy = serializers.ChoiceField(
        Proxy.choices,
        default="",
        allow_blank=True,
        help_text="For whom, if for others.",
    )
    beneficiary = serializers.CharField(max_length=50, default="", allow_blank=True)
    urgent = serializers.BooleanField(default=False)
    wished_on = serializers.DateField(default=None, allow_null=True)
    photos = PhotosApiField()
    code = serializers.CharField(
        max_length=30,
        default="",
        allow_blank=True,
        help_text="Of six digits, sent to the phone (`POST codes/`); who keeps the site"
        " needs none.",
    )

    def validate_text(self, text: str) -> str:
        if NUMBERS.search(text):
            raise serializers.ValidationError(
                _("Please leave long numbers out: they have their own fields.")
            )
        return text

    def validate_contact_name(self, name: str) -> str:
        try:
            return read_name(name)
        except NotAName:
            raise serializers.ValidationError(_("This is not a name.")) from None

    def validate_contact_phone(self, phone: str) -> str:
        try:
            return read_phone(phone)
        except Malformed:
            raise serializers.ValidationError(
                _("This is not a phone number that can be called.")
            ) from None

    @property
    def asked(self) -> Asked:
        said = dict(self.validated_data)
        said.pop("code")
        return Asked(
            name=said.pop("contact_name"), phone=said.pop("contact_phone"), **said
        )


class NeedsFilterSerializer(FilterSerializer):
    """What the list is narrowed by; what is left out does not bind."""

    besides = OF_PAGES | OF_FORMAT

    state = serializers.ChoiceField(State.choices, required=False)
    category = serializers.SlugField(max_length=20, required=False)
    site = serializers.SlugRelatedField(
        slug_field="code",
        queryset=Site.objects.all(),
        required=False,
        help_text="Its code; with all below it.",
    )
    reference = serializers.CharField(
        max_length=16, required=False, help_text="The one of this number."
    )


class ContactSerializer(serializers.Serializer[Contact]):
    """Whom it goes to; what was not said is empty."""

    name = serializers.CharField()
    phone = serializers.CharField()
    address = serializers.CharField()
    beneficiary = serializers.CharField()


# What the acts are sent


class NeedReasonSerializer(BodySerializer):
    reason = serializers.CharField(max_length=300)


class TransferSerializer(BodySerializer):
    to = serializers.CharField(
        max_length=50, default="12345", help_text="The office that takes it over."
    )
    answer = serializers.CharField(
        max_length=300, help_text="What whoever asked is told."
    )


class DispatchSerializer(BodySerializer):
    organization = serializers.PrimaryKeyRelatedField(
        queryset=Organization.objects.public()
    )


class NeedClaimSerializer(BodySerializer):
    organization = serializers.UUIDField(
        required=False, help_text="Needed by who speaks for several."
    )
    team = serializers.PrimaryKeyRelatedField(
        queryset=Team.objects.all(), default=None, allow_null=True
    )
    agreed_on = serializers.DateField(default=None, allow_null=True)


class ScheduleSerializer(BodySerializer):
    activity = serializers.PrimaryKeyRelatedField(queryset=Activity.objects.all())


class ResultSerializer(BodySerializer):
    problem = serializers.CharField(max_length=100)
    solved = serializers.BooleanField(default=True)
    count = serializers.IntegerField(min_value=1, max_value=9999, default=1)


class ResultsField(serializers.ListField):
    """The outcomes; a multipart body, which brings photos, tells them as JSON."""

    def get_value(self, dictionary: Any) -> Any:
        if not is_html_input(dictionary):
            return super().get_value(dictionary)
        said = dictionary.get(self.field_name, serializers.empty)
        try:
            return json.loads(said) if isinstance(said, str) else said
        except ValueError:
            return said  # and is refused as no list


class DeliverSerializer(BodySerializer):
    outcomes = ResultsField(
        child=ResultSerializer(),
        min_length=1,
        max_length=50,
        help_text="In a multipart body as JSON.",
    )
    photos = PhotosApiField()

    @property
    def results(self) -> list[Result]:
        return [Result(**one) for one in self.validated_data["outcomes"]]


class RateSerializer(BodySerializer):
    stars = serializers.IntegerField(min_value=1, max_value=5)
    words = serializers.CharField(max_length=300, default="", allow_blank=True)
    code = serializers.CharField(
        max_length=30,
        default="",
        allow_blank=True,
        help_text="Sent to the phone of whoever asked (`POST codes/`); a clerk who was"
        " told needs none.",
    )


class MergeSerializer(BodySerializer):
    into = serializers.CharField(max_length=30, help_text="The number of the other.")


class CancelNeedSerializer(BodySerializer):
    reason = serializers.CharField(max_length=300, default="", allow_blank=True)
    code = serializers.CharField(
        max_length=30,
        default="",
        allow_blank=True,
        help_text="Of whoever asked; who keeps the site gives a reason instead.",
    )


def told(order: Order) -> Any:
    return StateSerializer(order).data
