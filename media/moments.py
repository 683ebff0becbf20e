"""
A moment as people at the desk type and read it: a day and a minute, in the publication's zone.

On two days of the year that says too little. Of the hour that is skipped when summer time begins no minute is a
moment: the field says so. Of the hour that comes twice when it ends each minute is two: the field asks which is meant,
and shows it from then on; `clock()` says it in lists and sentences.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html

EARLIEST, LATEST = 1899, 2200  # years: what lies beyond is a slip, and overflows in some zones


def moments(local: datetime) -> list[datetime]:
    """When the clocks show `local`, a naive datetime: in UTC, none, one or two moments."""
    return [moment for moment in _meant(local) if _naive(moment) == local]


def _meant(local: datetime) -> list[datetime]:
    """What `local` can mean, were the clocks set before it and were they set after it, from the earlier on."""
    zone = timezone.get_current_timezone()
    return sorted({local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)})


def _naive(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None)


def start_of(day: date) -> datetime:
    """The first moment of a day in the publication's zone, also on a day of 23 or 25 hours."""
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def clock(moment: datetime) -> str:
    """“14:02”; in an hour that comes twice also which of the two, “02:30 CEST”."""
    local = timezone.localtime(moment)
    twice = len(moments(local.replace(tzinfo=None))) > 1
    return f"{local:%H:%M} {_zone(local)}" if twice else f"{local:%H:%M}"


def _zone(local: datetime) -> str:
    """“CEST”; “UTC+11:00” where that time has no name of its own."""
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{local.isoformat()[-6:]}"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """
    What it gives to the field is “2026-10-25T02:30”, with the difference from UTC at its end (“+0200”) where somebody
    has said which of two moments is meant.
    """

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")

    def value_from_datadict(self, data, files, name):
        typed, which = data.get(name), data.get(_which(name))
        if which in _differences(_read(typed)):
            return f"{typed}{which}"
        return _by_the_clock_of(data.get(_zone_of(name)), typed)

    def render(self, name, value, attrs=None, renderer=None):
        read = _read(value)
        if read and timezone.is_aware(read):
            read = _naive(read)
        field = super().render(name, read or value, attrs, renderer) + format_html(
            '<input type="hidden" name="{}" value="{}">', _zone_of(name), timezone.get_current_timezone_name()
        )
        differences = _differences(read)
        if len(differences) < 2:
            return field
        chosen = f"{read.replace(tzinfo=timezone.get_current_timezone()):%z}"
        knows = isinstance(value, datetime) or str(value).endswith(chosen)
        which = forms.Select(
            attrs={**self.build_attrs(self.attrs, attrs), "id": f"{(attrs or {}).get('id', name)}_which"},
            choices=[("", "Choose…"), *differences.items()],
        )
        return format_html(
            '{} <label class="which">Which of the two {}</label>',
            field,
            which.render(_which(name), chosen if knows else "", renderer=renderer),
        )


def _which(name: str) -> str:
    return f"{name}-which"


def _zone_of(name: str) -> str:
    return f"{name}-zone"


def _by_the_clock_of(zone: str | None, typed: str) -> str:
    """What was typed, with its difference from UTC where the form was made in another zone than holds now."""
    read = _read(typed)
    if not zone or zone == timezone.get_current_timezone_name() or not read or timezone.is_aware(read):
        return typed
    try:
        return f"{typed}{read.replace(tzinfo=ZoneInfo(zone)):%z}"
    except (ValueError, OSError, LookupError, OverflowError):  # made up by hand
        return typed


def _read(value) -> datetime | None:
    if isinstance(value, datetime):
        return value
    try:
        return parse_datetime(value or "")
    except ValueError:
        return None


def _differences(local: datetime | None) -> dict[str, str]:
    """The differences from UTC that the time can have, in words; empty where there is nothing to choose."""
    if not local or timezone.is_aware(local):
        return {}
    try:
        both = [timezone.localtime(moment) for moment in moments(local)]
    except OverflowError:
        return {}
    if len(both) < 2:
        return {}
    words = ("The first", "The second")
    return {f"{one:%z}": f"{word}, {_zone(one)}" for word, one in zip(words, both, strict=True)}


class MomentField(forms.DateTimeField):
    widget = MomentInput

    def to_python(self, value):
        """In UTC: of two moments with one time of day a zone's own arithmetic can't tell which is the earlier."""
        try:
            moment = super().to_python(value)
            if moment and not EARLIEST < moment.year < LATEST:
                raise ValidationError(f"Choose a year between {EARLIEST + 1} and {LATEST - 1}.", code="far")
            return moment and moment.astimezone(UTC)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(_why_not(error.params["datetime"]), code="which") from None
        except OverflowError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def _why_not(local: datetime) -> str:
    time, day = f"{local:%H:%M}", f"{local:%-d %B %Y}"
    if moments(local):
        return f"{time} comes twice on {day}, for the clocks are set back. Choose which of the two is meant."
    before, after = (f"{timezone.localtime(moment):%H:%M}" for moment in _meant(local))
    return (
        f"There is no {time} on {day}: the clocks are set forward over it. Choose {before} or {after}, say."
    )
