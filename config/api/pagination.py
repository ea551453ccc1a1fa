from rest_framework.pagination import CursorPagination


class CursorPage(CursorPagination):
    """``next``, ``previous``, ``results``; views give the ``ordering``."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100
    ordering = "-id"
