"""A file that is too large never reaches the disk; the page can still answer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

SIZE = 10


def sent(size):
    """The files of a request that carries one of ``size`` bytes."""
    file = SimpleUploadedFile("hours.csv", b"x" * size)
    return RequestFactory().post("/", {"file": file, "after": "it"})


@pytest.mark.parametrize(("size", "arrives"), [(0, True), (10, True), (11, False)])
def test_only_a_file_that_is_small_enough_arrives(size, arrives, settings):
    settings.LARGEST_UPLOAD = SIZE
    request = sent(size)

    assert ("file" in request.FILES) is arrives
    # What comes after it in the form is read all the same.
    assert request.POST["after"] == "it"
    if arrives:
        assert request.FILES["file"].size == size


def test_the_limit_counts_all_pieces_together(settings):
    settings.LARGEST_UPLOAD = 100_000  # a piece is 64 KiB
    assert "file" in sent(100_000).FILES
    assert "file" not in sent(130_000).FILES
