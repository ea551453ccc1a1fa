"""How large a file may be that somebody sends."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NoLargerThanAllowed(FileUploadHandler):
    """
    Passes a file on until it is too large, then forgets it.

    The rest of the request is read and dropped, so that the page can say why,
    and no disk fills up meanwhile.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """:raises SkipFile: once there is more than ``LARGEST_UPLOAD`` of it"""
        if start + len(raw_data) > settings.LARGEST_UPLOAD:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one make the file."""
