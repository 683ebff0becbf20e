"""What an address looks like that somebody remembers, or that a site had which ran on something else."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

NOT_READERS = ("/admin", "/preview", "/static/", "/media/", "/_slot/", "/healthz", "/readyz", "/.well-known/")
# What a WordPress site names things with at its root, in the order in which it looks at them.
NAMES = ("p", "page_id", "attachment_id", "cat", "tag_id", "author")
# What others hang on to a link to see who follows it. No page looks at it, so it asks for the same page.
FOLLOWED = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|twclid|igshid|ref|ref_src|amp"
)

# What a feed or a page of a list hangs on to the address of the list.
ENDINGS = ("feed/", "feed/atom/", "feed/json/")
HANGING = re.compile(rf"((?:{'|'.join(ENDINGS)})?)((?:\?[^#]*)?)((?:#.*)?)", re.DOTALL)


def is_elsewhere(address: str) -> bool:
    """Whether an address leads to another site."""
    return address.startswith("//") or bool(re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE))


def tidy(address: str) -> str:
    """
    An address of this site in one form: in lower case and not quoted, with one slash between its parts and one at its
    end, unless it ends like a file. A query stays as it was written, in the order of its names and without what follows
    a reader; where it names a thing of a WordPress site, only the name stays.
    """
    parts = urlsplit(re.sub(r"^/+", "/", address))
    path = re.sub(r"/{2,}", "/", f"/{unquote(parts.path)}".lower())
    if not re.search(r"/$|\.\w{1,5}$", path):
        path += "/"
    told = dict(parse_qsl(parts.query))
    name = next((name for name in NAMES if told.get(name, "").isdecimal()), None) if path == "/" else None
    query = urlencode({name: told[name]}) if name else in_order(parted(parts.query)[0])
    return f"{path}?{query}" if query else path


def found_at(address: str) -> dict[str, str]:
    """
    The addresses whose redirect answers for a tidy one, the one that comes first first; each with what of that hangs on
    to it: an ending, a query.
    """
    path, mark, query = address.partition("?")
    found = {address: "", path: f"{mark}{query}"} if query else {address: ""}
    for ending in ENDINGS:
        if path.endswith(f"/{ending}"):
            found[path.removesuffix(ending)] = f"{ending}{mark}{query}"
    return found


def led_on(there: str, hanging: str) -> str:
    """
    Where what hung on to an address that led `there` leads: an ending, a query and a place in the page. A query or a
    place that `there` names itself comes first; to another site only the place goes along.
    """
    if not there:
        return there
    ending, query, place = HANGING.fullmatch(hanging).groups()
    address, mark, own_place = there.partition("#")
    if is_elsewhere(there):
        return there if mark else f"{there}{place}"
    path, asks, own_query = address.partition("?")
    if mark and not ending:
        place = f"#{own_place}"
    return f"{path}{ending}{asks}{own_query}{'' if asks else query}{place}"


def in_order(query: str) -> str:
    """So that it is found in whichever order somebody asks; what has one name stays in its own order."""
    return "&".join(sorted(query.split("&"), key=lambda part: part.partition("=")[0]))


def parted(query: str | bytes) -> tuple[str, str]:
    """What a query asks, as it was written, but quoted where an address must be; and what of it follows a reader."""
    parts = [part for part in quote(query, safe="%&=+/?:@!$'()*,;~").split("&") if part]
    followed = [part for part in parts if FOLLOWED.fullmatch(part.partition("=")[0])]
    return "&".join(part for part in parts if part not in followed), "&".join(followed)


# What stood at another address on a site of WordPress, Ghost or the like: the first that fits is taken, and the result
# looked at again, so that one step follows another.
FORMER = [
    (re.compile(pattern), there)
    for pattern, there in (
        (r"/index\.(?:php|html?)(?:/(.*))?", r"/\1"),
        (r"/(.+/)index\.(?:php|html?)", r"/\1"),
        (r"/(?:blog|news)?/?atom\.xml", "/feed/atom/"),
        (r"/(?:blog|news)?/?(?:rss|feed|index)\.xml", "/feed/"),
        (r"/feed\.json", "/feed/json/"),
        (r"/search/([^/?#&]+)/", r"/search/?q=\1"),
        (r"/(?:wp-sitemap|sitemap_index|sitemap-index|sitemap/sitemap)\.xml", "/sitemap.xml"),
        (r"/rss(?:2|/2\.0)?/", "/feed/"),
        (r"/page/\d+/", "/archive/"),
        (r"/(.+/)page/\d+/", r"/\1"),
        (r"/(.*)feed/(?:rss|rss2|rdf)/", r"/\1feed/"),
        (r"/(.+/)rss2?/", r"/\1feed/"),
        (r"/comments/feed/", "/feed/"),
        (r"/(\d{4}/\d\d/)\d\d/([^/]*\D[^/]*/.*)", r"/\1\2"),
        (
            r"/(\d{4}/\d\d/[^/]*\D[^/]*/)(?:feed(?:/atom|/json)?|amp|embed|trackback|comment-page-\d+|\d{1,2}|attachment/.+)/",
            r"/\1",
        ),
        (r"/(?:date/)?(\d{4}/(?:\d\d/){0,2})", r"/archive/\1"),
        (r"/archive/(\d{4})-(\d\d)-(\d\d)/", r"/archive/\1/\2/\3/"),
        (r"/category/(?:.+/)?([^/]+/[^/]+/)feed/", r"/\1feed/"),
        (r"/category/([^/]+/)feed/", r"/\1feed/"),
        (r"/category/(?:.+/)?([^/]+/[^/]+/)", r"/\1"),
        (r"/category/([^/]+/)", r"/\1"),
        (r"/(?:topics?|tags|keyword)/([^/]+/(?:feed/)?)", r"/tag/\1"),
        (r"/(?:authors|writer|user)/([^/]+/(?:feed/)?)", r"/author/\1"),
        (r"/(.+/)amp/", r"/\1"),
    )
]
STEPS = 6


def former(path: str) -> str:
    """Where a page at that tidy path of another kind of site stands here, if it does; else the path itself."""
    for _ in range(STEPS):
        for pattern, there in FORMER:
            if match := pattern.fullmatch(path):
                path = tidy(match.expand(there))
                break
        else:
            break
    return path


def asked(question) -> str:
    """Where a question to the front page leads that was one to a WordPress site, or an empty string."""
    if words := question.get("s", ""):
        return f"/search/?{urlencode({'q': words})}"
    if name := next((name for name in NAMES if question.get(name, "").isdecimal()), None):
        return f"/?{urlencode({name: question[name]})}"
    if question.get("feed"):
        return "/feed/"
    if re.fullmatch(r"[\w-]+", tag := question.get("tag", "")):
        return f"/tag/{tag.lower()}/"
    if re.fullmatch(r"[\w-]+", author := question.get("author_name", "")):
        return f"/author/{author.lower()}/"
    if match := re.fullmatch(r"(\d{4})(\d\d)?(\d\d)?", question.get("m", ""), re.ASCII):
        return "/".join(["/archive", *filter(None, match.groups()), ""])
    return ""
