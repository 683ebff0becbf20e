"""What an answer owes to the method of the request alone, whatever was asked for (RFC 9110, section 9)."""

from __future__ import annotations

from django.http import HttpResponseNotAllowed

SAFE = {"GET", "HEAD", "OPTIONS"}


class MethodsMiddleware:
    """HEAD is answered without a body, and a method that a readers' page doesn't have with 405."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":  # all else stays, with the length that GET would have
            if response.streaming:
                response.streaming_content = []
            else:
                response.content = b""
        return response

    def process_view(self, request, view, args, kwargs):
        """
        Readers' pages take no forms: what sends one is told so before it is asked for the token of one. A view outside
        the desk that takes something all the same has to say that it is exempt from that.
        """
        desk = request.path_info.startswith("/admin/") or getattr(view, "csrf_exempt", False)
        if request.method in SAFE or desk:
            return None
        return HttpResponseNotAllowed(["GET", "HEAD", *(["OPTIONS"] if hasattr(view, "view_class") else [])])
