"""Calls that only tests make."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import path
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api.idempotency import Idempotent
from config.errors import RuleBroken
from config.urls import *  # noqa: F403

acts = []


class TooBusy(RuleBroken):
    code = "too_busy"
    sentence = "Only %(seats)s seats."
    status = 422

    @property
    def extra(self):
        return {"seats": self.details["seats"]}


class Acts(Idempotent):
    """Acts, and remembers that it did."""

    def post(self, request):
        if hook := acts and callable(acts[0]) and acts[0]:
            hook()
        if request.data.get("refused"):
            raise TooBusy(seats=3)
        acts.append(request.data)
        return Response({"acts": len(acts)}, status=201)


class Malformed(APIView):
    permission_classes = ()

    def post(self, request):
        raise ValidationError({"phone": ["Eleven digits."]})


class Broken(APIView):
    permission_classes = ()

    def get(self, request):
        raise ZeroDivisionError


def page(request):
    raise TooBusy(seats=3)


def said(request):
    return HttpResponse("\n".join(map(str, messages.get_messages(request))))


urlpatterns = [
    path("api/v1/acts/", Acts.as_view()),
    path("api/v1/other-acts/", Acts.as_view()),
    path("api/v1/malformed/", Malformed.as_view()),
    path("api/v1/broken/", Broken.as_view()),
    path("busy/", page),
    path("said/", said),
    *urlpatterns,  # noqa: F405
]
