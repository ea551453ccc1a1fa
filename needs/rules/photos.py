from collections.abc import Sequence

from needs.errors import TooManyPhotos
from needs.models import Need, Photo, PhotoContent
from needs.photos import MOST, Picture


def keep_photos(
    need: Need, pictures: Sequence[Picture], *, done_in: int | None = None
) -> None:
    """
    Keep what was sent with the report, or with what was done.

    :param done_in: at which time it was done; None with the report
    :raises TooManyPhotos: if there are more than three
    """
    if len(pictures) > MOST:
        raise TooManyPhotos(most=MOST)
    kept = Photo.objects.bulk_create(
        Photo(need=need, round=done_in) for _one in pictures
    )
    PhotoContent.objects.bulk_create(
        PhotoContent(photo=photo, large=one.large, small=one.small)
        for photo, one in zip(kept, pictures, strict=True)
    )
