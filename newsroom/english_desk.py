"""The desk is written in English. In another language of the publication it would be a mixture of ours and Django's."""

from django.utils import translation

ENGLISH = "en-gb"


def desk_in_english(get_response):
    """Answers what is asked of the desk in English, left to right, whatever language readers have."""

    def middleware(request):
        if not request.path_info.startswith("/admin/"):
            return get_response(request)
        with translation.override(ENGLISH):
            return get_response(request)

    return middleware
