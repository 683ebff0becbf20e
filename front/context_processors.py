"""What the frame of every page needs."""


def publication(request):
    """`publication`, as the middleware reads it once for each request that needs it."""
    return {"publication": getattr(request, "publication", None)}
