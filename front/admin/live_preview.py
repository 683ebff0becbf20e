"""
What a preview beside a form answers: the page alone for a script, else in a frame as wide as screens. Where there is
none, a script gets the reasons as plain text, a line for each.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from articles.admin.in_place import is_by_script
from articles.readers_language import in_readers_language


def as_readers_see_it(request, template: str, context: dict) -> str:
    """The page that a template of theirs makes, in their language; what is behind its links opens elsewhere."""
    with in_readers_language():
        return render_to_string(
            "admin/front/layout/preview.html", context | {"page_template": template}, request
        )


def answer(request, html: str, title: str) -> HttpResponse:
    if is_by_script(request):
        response = HttpResponse(html)
    else:
        response = render(request, "admin/front/layout/preview_frame.html", {"title": title, "html": html})
    response["X-Robots-Tag"] = "noindex"
    return response


def refusal(request, site, forms) -> HttpResponse:
    """Why there is none, in the sentences of what the forms object to."""
    return refuse(request, site, [fault for form in forms for fault in faults_of(form)])


def refuse(request, site, faults: list[str]) -> HttpResponse:
    if is_by_script(request):
        # Half a form is nothing out of order while somebody types: the browser would report any other status.
        return HttpResponse("\n".join(faults), content_type="text/plain; charset=utf-8")
    context = {**site.each_context(request), "title": "No preview yet", "faults": faults}
    return TemplateResponse(request, "admin/front/layout/no_preview.html", context)


def faults_of(form) -> list[str]:
    """Each with the name of its field, where it has one."""
    said = []
    for name, errors in form.errors.items():
        label = f"{form.fields[name].label}: " if name in form.fields else ""
        said += [f"{label}{error}" for error in errors]
    return said
