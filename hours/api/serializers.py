"""What the API takes and tells of sessions."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activities.models import Activity, ServiceField
from activities.reports import ACTIVITIES, FIELDS
from config.api.bodies import BodySerializer
from config.api.fields import MomentField
from config.durations import decimal_hours
from hours.history import Step, steps, thread
from hours.models import Session
from hours.pace import Waits
from hours.permissions import attends, name_of_actor, name_of_volunteer
from notices.api_fields import FilesField
from notices.models import Attachment, Message
from volunteers.models import Organization, Volunteer
from volunteers.reports import PUBLIC
from volunteers.serializers import OrganizationBriefSerializer


class VolunteerBriefSerializer(serializers.ModelSerializer[Volunteer]):
    class Meta:
        model = Volunteer
        fields = ("number", "name")


class ActivityBriefSerializer(serializers.ModelSerializer[Activity]):
    title = serializers.CharField(source="label", read_only=True)

    class Meta:
        model = Activity
        fields = ("id", "title")


class SessionSerializer(serializers.ModelSerializer[Session]):
    """
    A session as its reader may see it.

    Needs ``reader`` (an account) in its context, and ``waits`` (``hours.pace``)
    where there are several. The name is masked where the
    reader is neither the person nor has the office to decide.
    """

    volunteer = serializers.SerializerMethodField()
    organization = OrganizationBriefSerializer(read_only=True)
    activity = ActivityBriefSerializer(read_only=True, allow_null=True)
    site = serializers.CharField(source="site.code", allow_null=True, read_only=True)
    service_field = serializers.CharField(source="service_field_id", read_only=True)
    minutes = serializers.IntegerField(allow_null=True, read_only=True)
    hours = serializers.SerializerMethodField()
    service_date = serializers.DateField(read_only=True)
    reason_code = serializers.CharField(read_only=True)
    expected_decision_on = serializers.SerializerMethodField()
    disputed = serializers.BooleanField(
        source="is_disputed", read_only=True, help_text="An objection to it is open."
    )

    class Meta:
        model = Session
        fields: tuple[str, ...] = (
            "id",
            "volunteer",
            "organization",
            "activity",
            "site",
            "service_field",
            "started_at",
            "ended_at",
            "break_minutes",
            "minutes",
            "hours",
            "service_date",
            "evidence",
            "level",
            "status",
            "note",
            "reason_code",
            "reason",
            "submitted_at",
            "decided_at",
            "expected_decision_on",
            "disputed",
        )
        read_only_fields = fields

    @extend_schema_field(VolunteerBriefSerializer)
    def get_volunteer(self, session: Session) -> dict[str, str]:
        name = name_of_volunteer(session, reader=self.context["reader"])
        return {"number": session.volunteer.number, "name": name}

    @extend_schema_field(
        serializers.DecimalField(max_digits=6, decimal_places=2, allow_null=True)
    )
    def get_hours(self, session: Session) -> str | None:
        return None if session.minutes is None else decimal_hours(session.minutes)

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_expected_decision_on(self, session: Session) -> str | None:
        waits = self.context.get("waits") or Waits(
            [session], today=timezone.localdate(), never_asked=True
        )
        day = waits.on(session)
        return day.isoformat() if day else None


class StepSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    act = serializers.CharField()
    by = serializers.SerializerMethodField(help_text="Masked as in the session.")
    minutes = serializers.IntegerField(help_text="What the step posted.")
    reason_code = serializers.CharField()
    reason = serializers.CharField()

    def get_by(self, step: Step) -> str:
        return name_of_actor(step.by, **self.context)


class AttachmentSerializer(serializers.ModelSerializer[Attachment]):
    """A picture or document that came with a message."""

    download = serializers.SerializerMethodField(
        help_text="Where to fetch the file with the same token."
    )

    class Meta:
        model = Attachment
        fields = ("id", "name", "kind", "size", "download")

    @extend_schema_field({"type": "string", "format": "uri-reference"})
    def get_download(self, file: Attachment) -> str:
        return reverse("api_attachment", args=[file.message.about, file.pk])


class MessageSerializer(serializers.Serializer):
    at = serializers.DateTimeField(source="said_at")
    by = serializers.SerializerMethodField(help_text="Masked as in the session.")
    text = serializers.CharField()
    attachments = AttachmentSerializer(many=True)

    def get_by(self, message: Message) -> str:
        return name_of_actor(message.author, **self.context)


class SessionDetailSerializer(SessionSerializer):
    """A session with what became of it, and what was said about it."""

    history = serializers.SerializerMethodField()
    thread = serializers.SerializerMethodField()

    class Meta(SessionSerializer.Meta):
        fields = (*SessionSerializer.Meta.fields, "history", "thread")
        read_only_fields = fields

    @extend_schema_field(StepSerializer(many=True))
    def get_history(self, session: Session) -> Any:
        return StepSerializer(
            steps(session), many=True, context=self._told(session)
        ).data

    @extend_schema_field(MessageSerializer(many=True))
    def get_thread(self, session: Session) -> Any:
        return MessageSerializer(
            thread(session), many=True, context=self._told(session)
        ).data

    def _told(self, session: Session) -> dict[str, Any]:
        reader = self.context["reader"]
        return {"reader": reader, "in_office": attends(reader, session)}


class HeldField(serializers.PrimaryKeyRelatedField):
    """A row by its key, from those the process holds (see ``config.held``)."""

    pk_field: serializers.Field

    def __init__(self, *, held: Callable[[Any], Any], **kwargs: Any) -> None:
        self._held = held
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        key = self.pk_field.to_internal_value(data)
        found = self._held(key)
        if found is None:
            self.fail("does_not_exist", pk_value=key)
        return found


class PlaceOfServiceSerializer(BodySerializer):
    """For which organization somebody served, at what."""

    organization = HeldField(
        held=PUBLIC,
        queryset=Organization.objects.all(),
        pk_field=serializers.UUIDField(),
    )
    activity = HeldField(
        held=ACTIVITIES,
        queryset=Activity.objects.all(),
        pk_field=serializers.UUIDField(),
        required=False,
        allow_null=True,
    )
    service_field = HeldField(
        held=lambda code: FIELDS().get(code),
        queryset=ServiceField.objects.all(),
        pk_field=serializers.CharField(max_length=4),
        required=False,
        allow_null=True,
        help_text="National code; needed without an activity, else the activity's.",
    )


class TimeSerializer(BodySerializer):
    """From when to when somebody served."""

    started_at = MomentField()
    ended_at = MomentField()
    break_minutes = serializers.IntegerField(
        min_value=0, max_value=1440, required=False, default=0
    )


class ClaimSerializer(PlaceOfServiceSerializer, TimeSerializer):
    """What is sent to log a session; the API puts the people to it."""

    id = serializers.UUIDField(
        required=False, help_text="Makes a repeated claim the same session."
    )
    volunteer = serializers.CharField(
        max_length=18,
        required=False,
        help_text="The volunteer number, where a recorder or guardian logs it.",
    )
    note = serializers.CharField(
        max_length=500, required=False, allow_blank=True, default=""
    )


class AnswerSerializer(BodySerializer):
    text = serializers.CharField(max_length=1000)
    files = FilesField(
        required=False,
        default=list,
        help_text="Pictures or PDF, such as the roster; in a multipart body.",
    )
