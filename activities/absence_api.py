"""Who did not come, over the API: for its organizers."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from activities import rules
from activities.act_api import ActView
from activities.errors import DidNotSignUp, NotExplained
from activities.models import Absence, SignUp
from activities.sign_up_serializers import AbsenceSerializer, AbsentSerializer
from volunteers.identifiers import fold


class _AboutSomebody(ActView):
    def sign_up(self, request: Request, pk: UUID) -> SignUp:
        """
        Theirs for the shift, by the number that was sent.

        :raises Http404: if the shift is none of the account's
        :raises DidNotSignUp: if nobody of that number had a seat
        """
        shift = self.shift(request, pk)
        said = AbsentSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        number = fold(said.validated_data["number"])
        held = shift.sign_ups.with_names().filter(volunteer__number=number)
        found: SignUp | None = held.living().first()
        if found is None:
            raise DidNotSignUp
        return found


class AbsencesView(_AboutSomebody):
    """Saying that somebody did not come."""

    @extend_schema(
        operation_id="shifts_absences_create",
        request=AbsentSerializer,
        responses={201: AbsenceSerializer, 200: AbsenceSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Note that they did not come, and tell them; again: the same."""
        held = self.sign_up(request, pk)
        absence, is_new = rules.mark_absent(sign_up=held, **self.who(request))
        return Response(
            AbsenceSerializer(absence).data,
            status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class TakeBackAbsenceView(_AboutSomebody):
    """Saying that they came after all."""

    @extend_schema(
        operation_id="shifts_absences_take_back",
        request=AbsentSerializer,
        responses={204: None},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """They were there: nothing of it is left; again: the same."""
        held = self.sign_up(request, pk)
        absence = Absence.objects.with_names().filter(sign_up=held).first()
        if absence:
            rules.unmark_absent(absence=absence, **self.who(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ExcuseAbsenceView(_AboutSomebody):
    """Accepting why somebody did not come."""

    @extend_schema(
        operation_id="shifts_absences_excuse",
        request=AbsentSerializer,
        responses=AbsenceSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """What they say is accepted: it counts for nothing; again: the same."""
        held = self.sign_up(request, pk)
        absence = Absence.objects.with_names().filter(sign_up=held).first()
        if absence is None:
            raise NotExplained
        excused = rules.excuse_absence(absence=absence, **self.who(request))
        return Response(AbsenceSerializer(excused).data)
