"""The bylines of a story, edited as one ordered list."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from articles.models import Byline
from media.lengths import say_what_is_too_long


class BylineForm(forms.ModelForm):
    class Meta:
        model = Byline
        fields = ["author", "role", "short_bio"]
        widgets = {
            "role": forms.TextInput(attrs={"list": "byline-roles", "autocomplete": "off"}),
            "short_bio": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        for field in self.fields.values():
            say_what_is_too_long(field)

    def has_changed(self):
        """A row of which only the place was changed holds nothing."""
        return any(name != "ORDER" for name in self.changed_data)

    def validate_constraints(self):
        """Left to the formset: what the database holds now is replaced as a whole."""


class BylineFormSet(BaseInlineFormSet):
    """
    The rows are the story's bylines, in their order: saving replaces those that were there before.

    So a row that a colleague has removed meanwhile needs no special care, nor do two that swap their authors.
    `problem` is a sentence that is shown above the rows, and keeps the form from being valid.
    """

    def __init__(self, *args, problem="", **kwargs):
        self.problem = problem
        super().__init__(*args, **kwargs)

    def initial_form_count(self):
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.is_bound:
            del form.fields[self.model._meta.pk.name]
        form.fields["ORDER"] = forms.IntegerField(
            required=False, min_value=1, initial=(index or 0) + 1, widget=forms.NumberInput, label="Place"
        )

    @property
    def rows(self):
        """The forms that hold a byline, in the order they are to have."""
        filled = [form for form in self.forms if form.cleaned_data.get("author") and not self._removed(form)]
        return sorted(filled, key=lambda form: form.cleaned_data.get("ORDER") or len(self.forms))

    def _removed(self, form):
        return form.cleaned_data.get("DELETE")

    def clean(self):
        if self.problem:
            raise ValidationError(self.problem)
        seen = set()
        for form in (form for form in self.rows if not form.errors):
            byline = form.cleaned_data["author"], form.cleaned_data["role"]
            if byline in seen:
                raise ValidationError(
                    f"{byline[0]} stands here twice with the role “{byline[1]}”. Remove one."
                )
            seen.add(byline)

    def validate_unique(self):
        """See clean()."""

    def as_content(self) -> list[dict]:
        """The bylines of the form in the shape of `Article.content()`."""
        return [
            {
                "author": row["author"].pk,
                "name": row["author"].name,
                "role": row["role"],
                "short_bio": row["short_bio"],
            }
            for row in (form.cleaned_data for form in self.rows)
        ]

    def save(self, commit=True):
        self.new_objects = self.changed_objects = self.deleted_objects = ()
        bylines = []
        for position, form in enumerate(self.rows):
            form.instance.article = self.instance
            form.instance.position = position
            bylines.append(form.instance)
        self.instance.bylines.all().delete()
        return Byline.objects.bulk_create(bylines)


class BylineInline(admin.StackedInline):
    """Whoever may change a story may change its bylines."""

    model = Byline
    form = BylineForm
    formset = BylineFormSet
    autocomplete_fields = ["author"]
    roles = Byline.Role.values
    template = "admin/articles/article/bylines.html"

    def has_view_permission(self, request, obj=None):
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "author":
            only_adding(field.widget)
        return field


def only_adding(wrapper):
    """Leaves “+” beside a choice for those who may use it, and no other icons."""
    wrapper.can_change_related = wrapper.can_delete_related = wrapper.can_view_related = False
