"""What each person at the desk sets for themselves: which mail they get."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from authors.models import User


class MySettingsForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["mail_mentions", "mail_notes", "mail_assignments", "mail_handovers"]


def my_settings(request, site):
    person = User.objects.get(pk=request.user.pk)
    sent = request.POST if request.method == "POST" else None
    form = MySettingsForm(sent, instance=person, label_suffix="")
    if form.is_valid():
        person.save(update_fields=form.Meta.fields)
        messages.success(request, "Saved.")
        return redirect("admin:my_settings")
    context = {**site.each_context(request), "title": "My settings", "form": form}
    return TemplateResponse(request, "admin/my_settings.html", context)
