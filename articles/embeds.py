"""
What may be embedded in a story: `embeds.toml`, read for the editor, the page and the Content-Security-Policy.

The settings import this: no models here.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, quote, unquote_plus, urlsplit

from django.utils.translation import gettext, gettext_lazy


class NotEmbeddable(ValueError):
    """The address stands for nothing that may be embedded; the message says what would."""


@dataclass(frozen=True)
class Form:
    """One form of a provider's public addresses, and the frame that shows what is there."""

    path: str
    frame: str
    what: str
    shape: str
    query: dict[str, str] = field(default_factory=dict)
    fragment: str = ".*"

    def match(self, parts: SplitResult) -> dict[str, str] | None:
        """The values that the frame needs, or None where the address is of another form."""
        path = _matches(self.path, parts.path)
        fragment = _matches(self.fragment, parts.fragment)
        values = {name: given[0] for name, given in parse_qs(parts.query).items() if name in self.query}
        if not (path and fragment and self.query.keys() == values.keys()):
            return None
        if not all(_matches(self.query[name], value) for name, value in values.items()):
            return None
        return (
            {name: unquote_plus(value) for name, value in path.groupdict().items()}
            | fragment.groupdict()
            | values
        )


@dataclass(frozen=True)
class Provider:
    name: str
    takes: str
    hosts: str
    frames_from: str
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Embed:
    provider: str
    what: str
    shape: str
    address: str
    frame: str

    @property
    def kind(self) -> str:
        """What it is, as readers are told."""
        return str(KINDS.get(self.what, self.what.capitalize()))

    @property
    def title(self) -> str:
        return gettext("%(what)s on %(provider)s") % {"what": self.kind, "provider": self.provider}


def _read(path: Path) -> tuple[Provider, ...]:
    """Forms take their provider's `what` and `shape` unless they have their own."""
    return tuple(
        Provider(
            **{name: entry[name] for name in ("name", "takes", "hosts", "frames_from")},
            forms=tuple(
                Form(**{"what": entry["what"], "shape": entry["shape"]} | form) for form in entry["forms"]
            ),
        )
        for entry in tomllib.loads(path.read_text())["provider"]
    )


KINDS = {
    "chart": gettext_lazy("Chart"),
    "map": gettext_lazy("Map"),
    "photo": gettext_lazy("Photo"),
    "playlist": gettext_lazy("Playlist"),
    "post": gettext_lazy("Post"),
    "recording": gettext_lazy("Recording"),
    "reel": gettext_lazy("Reel"),
    "video": gettext_lazy("Video"),
}
PROVIDERS = _read(Path(__file__).with_suffix(".toml"))
FRAME_SOURCES = [provider.frames_from for provider in PROVIDERS]


def find(address: str) -> Embed:
    """
    What stands behind a public address. Raises NotEmbeddable, with a sentence for the editor.

    The frame's address is put together anew from what was matched; nothing else of the input gets into it.
    """
    address = address.strip()
    parts = _strictly(address)
    for provider in PROVIDERS:
        if not parts or not _matches(provider.hosts, parts.hostname or ""):
            continue
        for form in provider.forms:
            values = form.match(parts)
            if values is not None:
                values = {name: quote(value, safe="") for name, value in _completed(values, address).items()}
                frame = provider.frames_from + form.frame.format(**values)
                return Embed(provider.name, form.what, form.shape, address, frame)
        raise NotEmbeddable(
            f"“{address}” can't be embedded. Of {provider.name}, give the address of {provider.takes}."
        )
    *names, last = (provider.name for provider in PROVIDERS)
    raise NotEmbeddable(
        f"“{address}” can't be embedded. What can: addresses of {', '.join(names)} and {last}."
    )


def _matches(pattern: str, text: str) -> re.Match | None:
    return re.fullmatch(pattern, text, re.ASCII)


def _strictly(address: str) -> SplitResult | None:
    """A plain web address in its parts; None for all that browsers might read in another way than Python."""
    if len(address) > 2000 or not re.fullmatch(r"https?://[A-Za-z0-9.-]+(/[^\s\\\x00-\x1f\x7f]*)?", address):
        return None
    return urlsplit(address)


def _completed(values: dict[str, str], address: str) -> dict[str, str]:
    """With `address`, and for a map its corners as `box`: OpenStreetMap takes no centre and zoom."""
    values = {"address": address} | values
    if {"lat", "lon", "zoom"} <= values.keys():
        latitude, longitude, width = (
            float(values["lat"]),
            float(values["lon"]),
            360 / 2 ** int(values["zoom"]),
        )
        corners = (longitude - width, latitude - width / 2, longitude + width, latitude + width / 2)
        values["box"] = ",".join(f"{corner:.5f}" for corner in corners)
    return values


def for_the_editor() -> list[dict]:
    """The same allow-list for the editor's script, where named groups are written (?<name>…)."""

    def script(pattern: str) -> str:
        return pattern.replace("(?P<", "(?<")

    return [
        {
            "name": provider.name,
            "takes": provider.takes,
            "hosts": script(provider.hosts),
            "forms": [
                {
                    "path": script(form.path),
                    "query": {name: script(pattern) for name, pattern in form.query.items()},
                    "fragment": script(form.fragment),
                    "what": form.what,
                }
                for form in provider.forms
            ],
        }
        for provider in PROVIDERS
    ]
