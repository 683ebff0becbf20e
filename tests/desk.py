"""Working at the desk as its people do: signing in with a group's rights, and sending forms as they were shown."""

import re
from html.parser import HTMLParser
from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

PASSWORD = "correct horse battery"


def staff(group, **fields):
    """Someone of the group Writer, Editor, Picture editor, Ad manager or Chief."""
    if not Group.objects.exists():  # a test with transactions of its own has emptied the database
        import_module("front.migrations.0003_groups").make_groups(apps, None)
        import_module("front.migrations.0005_roles").make_roles(apps, None)
        import_module("front.migrations.0007_activity_for_chiefs").show_to_chiefs(apps, None)
        import_module("front.migrations.0008_notes_for_chiefs").give_to_chiefs(apps, None)
        import_module("front.migrations.0009_redirects").give_to_chiefs(apps, None)
        import_module("front.migrations.0011_zones").let_editors_shape(apps, None)
        import_module("front.migrations.0012_series").let_editors_keep_series(apps, None)
        import_module("front.migrations.0013_the_publications_own").give_to_chiefs(apps, None)
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name=group))
    return user


class FormReader(HTMLParser):
    """Collects what a browser would send of the form with the id `form`."""

    def __init__(self, form):
        super().__init__()
        self.form, self.inside, self.data = form, False, {}
        self.textarea = self.select = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.inside = attributes.get("id") == self.form
        name = attributes.get("name")
        belongs = attributes["form"] == self.form if "form" in attributes else self.inside
        if (name or tag != "option") and not belongs or (name and "__prefix__" in name):
            return
        if tag == "input" and name:
            kind = attributes.get("type", "text")
            if kind in {"checkbox", "radio"} and "checked" not in attributes:
                return
            if kind not in {"submit", "file", "button"}:
                self.data.setdefault(name, []).append(
                    attributes.get("value", "on" if kind == "checkbox" else "")
                )
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attributes:
            self.data.setdefault(self.select, []).append(attributes.get("value", ""))

    def handle_data(self, data):
        if self.textarea:
            self.data[self.textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            if self.textarea:
                self.data[self.textarea][0] = self.data[self.textarea][0].removeprefix("\n")
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def read_form(response, form="article_form"):
    """The values of a form that was shown, by name."""
    reader = FormReader(form)
    reader.feed(response.content.decode())
    return {name: values if len(values) > 1 else values[0] for name, values in reader.data.items()}


def yes(response):
    """What the button sends that says to publish it like this; "" where nothing was asked."""
    button = re.search(r'<button name="_\w+" value="([\w\s-]+)"', response.content.decode())
    return button[1] if button else ""


class Desk(Client):
    """Someone at the desk, with the story's form open."""

    def __init__(self, user):
        super().__init__()
        self.user = user
        self.force_login(user)
        self.form = {}

    def open(self, article=None):
        """Opens the form of a story, or of a new one."""
        self.address = (
            reverse("admin:articles_article_change", args=[article.pk])
            if article
            else reverse("admin:articles_article_add")
        )
        self.shown = self.get(self.address)
        assert self.shown.status_code == 200
        self.form = read_form(self.shown)
        return self

    def open_own(self, article):
        """Opens a story as the one who has begun it."""
        type(article).objects.filter(pk=article.pk).update(created_by=self.user)
        return self.open(article)

    def type(self, **values):
        self.form |= values
        return self

    def press(self, button="_save", value="", *, confirm=True):
        """
        Sends the form as it is; where it comes back, `form` holds what it holds now. Asked whether to publish it like
        this, says yes unless told otherwise; what is changed for readers is a typo unless typed otherwise.
        """
        if button != "_save" and self.form.get("correction_kind") == "":
            self.form["correction_kind"] = "typo"
        response = self.post(self.address, self.form | {button: value}, follow=True)
        if response.status_code == 200 and "adminform" in (response.context or {}):
            self.form = read_form(response)
            if confirm and response.context.get("unconfirmed"):
                return self.press(button, yes(response), confirm=False)
        return response
