"""The program's addresses, and two that only measure."""

from django.urls import path

from benchmarks.views import Insert, constant
from config.urls import *  # noqa: F403
from config.urls import urlpatterns as of_the_program

urlpatterns = [
    path("bench/constant/", constant),
    path("bench/insert/", Insert.as_view()),
    *of_the_program,
]
