from notices.models.attachment import Attachment, AttachmentContent
from notices.models.choice import Choice, Wanted
from notices.models.delivery import Attempt, Delivery, Digest
from notices.models.notice import Notice
from notices.models.thread import Message

__all__ = [
    "Attachment",
    "AttachmentContent",
    "Attempt",
    "Choice",
    "Delivery",
    "Digest",
    "Message",
    "Notice",
    "Wanted",
]
