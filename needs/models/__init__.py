"""Why: what people ask for, the way of each order, and what came of it."""

from needs.models.category import Category
from needs.models.figures import NeedMonth, NeedPace, NeedsCounted, NeedService
from needs.models.follow_up import CallResult, FollowUp, FollowUpSample
from needs.models.look import ContactLook
from needs.models.need import Need
from needs.models.offer import Capacity, ServesAt
from needs.models.order import Order, Step
from needs.models.outcome import Outcome, Rating
from needs.models.photo import Photo, PhotoContent
from needs.models.words import (
    ASSIGNED,
    ENDED,
    ESCALATED,
    IN_HAND,
    LEAST_GOOD,
    LIVING,
    MET,
    NOT_BEGUN,
    ORDER_NEXT,
    TOLD,
    UNCLAIMED,
    WANTED,
    Act,
    Channel,
    Kind,
    Proxy,
    State,
    Way,
)

__all__ = [
    "ASSIGNED",
    "ENDED",
    "ESCALATED",
    "IN_HAND",
    "LEAST_GOOD",
    "LIVING",
    "MET",
    "NOT_BEGUN",
    "ORDER_NEXT",
    "TOLD",
    "UNCLAIMED",
    "WANTED",
    "Act",
    "CallResult",
    "Capacity",
    "Category",
    "Channel",
    "ContactLook",
    "FollowUp",
    "FollowUpSample",
    "Kind",
    "Need",
    "NeedMonth",
    "NeedPace",
    "NeedService",
    "NeedsCounted",
    "Order",
    "Outcome",
    "Photo",
    "PhotoContent",
    "Proxy",
    "Rating",
    "ServesAt",
    "State",
    "Step",
    "Way",
]
