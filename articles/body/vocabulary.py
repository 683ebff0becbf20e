"""
What a story's body is made of: the one definition behind the editor's toolbar and what the sanitiser keeps.

    <p> <h2> <h3> <ul> <ol> <li> <blockquote> <hr> <strong> <em> <a href> <br>
    <aside class="pull-quote"><p>…</p></aside>
    <figure data-image="42"><figcaption>this story's own caption, or nothing</figcaption></figure>
    <section class="gallery">two figures or more, each as above</section>
    <div data-embed="https://…"></div>
    <table><tbody><tr><th><p>…</p></th><td colspan="2" rowspan="2"><p>…</p></td></tr></tbody></table>
"""

from dataclasses import dataclass, field

from articles import embeds

LINK_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True)
class Extension:
    """One of the editor's extensions: the elements that it writes, with their attributes, and its options."""

    elements: dict[str, set[str]] = field(default_factory=dict)
    options: dict | bool = True


VOCABULARY = {
    "Paragraph": Extension({"p": set()}),
    "HardBreak": Extension({"br": set()}),
    "Heading": Extension({"h2": set(), "h3": set()}, {"levels": [2, 3]}),
    "Bold": Extension({"strong": set()}),
    "Italic": Extension({"em": set()}),
    "Link": Extension({"a": {"href"}}),
    "BulletList": Extension({"ul": set()}),
    "OrderedList": Extension({"ol": set()}),
    "ListItem": Extension({"li": set()}),
    "Blockquote": Extension({"blockquote": set()}),
    "PullQuote": Extension({"aside": {"class"}}),
    "Picture": Extension({"figure": {"data-image"}, "figcaption": set()}),
    "Gallery": Extension({"section": {"class"}}),
    "Embed": Extension({"div": {"data-embed"}}, {"providers": embeds.for_the_editor()}),
    "Table": Extension({"table": set(), "tbody": set()}),
    "TableRow": Extension({"tr": set()}),
    "TableHeader": Extension({"th": {"colspan", "rowspan"}}),
    "TableCell": Extension({"td": {"colspan", "rowspan"}}),
    "HorizontalRule": Extension({"hr": set()}),
    "History": Extension(),
}

ELEMENTS = {tag: attributes for part in VOCABULARY.values() for tag, attributes in part.elements.items()}

# Switched off: the editor has a toolbar of its own, and the browser checks the spelling.
EXTENSIONS = {name: part.options for name, part in VOCABULARY.items()} | {
    "Menu": False,
    "NoSpellCheck": False,
}

# What other programs write for the same thing.
ALIASES = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}

INLINE = {"strong", "em", "a", "br"}
VOID = {"br", "hr"}
