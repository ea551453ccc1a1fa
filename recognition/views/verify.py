"""Whether a certificate is good: for anybody who holds it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from recognition.certifying.signing import VERSION, NotSigned, public_keys, read_signed
from recognition.looks import limit_looks
from recognition.models import Certificate
from recognition.models.certificate import LENGTH, LETTERS
from recognition.permissions import held_certificates
from recognition.portable.jose import jwk
from volunteers.models import Account

AN_HOUR = 3600


class CodeForm(forms.Form):
    """What stands on the paper: its code, its link, or what its second code says."""

    said = forms.CharField(
        label=gettext_lazy("The link or the letters under the code"),
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_said(self) -> str:
        """The code; of a signed text it is only taken if the signature is ours."""
        said: str = self.cleaned_data["said"].strip()
        if f"{VERSION}." in said:
            try:
                return read_signed(said, keys=public_keys()).code
            except NotSigned:
                raise forms.ValidationError(
                    _("This was not signed by us, or somebody changed it.")
                ) from None
        code = said.rstrip("/").rpartition("/")[2].lower().replace(" ", "")
        if len(code) != LENGTH or not set(code) <= set(LETTERS):
            raise forms.ValidationError(
                _("A code has %(n)s letters and digits. Please compare with the paper.")
                % {"n": LENGTH}
            )
        return code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Type what stands on the paper."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("recognition:verify", form.cleaned_data["said"])
    status = 422 if form.is_bound else 200
    return render(request, "recognition/ask.html", {"form": form}, status=status)


@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """
    The verdict, and what the certificate says, with the name masked.

    :raises TooManyLooks: after thirty in a minute from one address
    """
    limit_looks(request)
    one = Certificate.objects.with_names().filter(code=code).first()
    context = {"one": one, "is_holder": _holds(request, one), "now": timezone.now()}
    return render(
        request, "recognition/verify.html", context, status=200 if one else 404
    )


@cache_control(public=True, max_age=AN_HOUR)
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every key that ever signed, for who verifies without network (RFC 7517)."""
    told = [jwk(*key) for key in sorted(public_keys().items())]
    return JsonResponse({"keys": told})


def _holds(request: HttpRequest, one: Certificate | None) -> Any:
    """Whether who looks is the holder: only they see it in full and print it."""
    if one is None or not isinstance(request.user, Account):
        return False
    return held_certificates(request.user).filter(pk=one.pk).exists()
