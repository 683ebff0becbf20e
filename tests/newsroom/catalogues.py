"""What is marked for translation, as Django reads it from templates and code; and what the files of locale/ hold."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.base import FilterExpression, Node, TextNode, Variable, VariableNode
from django.template.loader_tags import BlockNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.functional import Promise

TEMPLATES = Path(settings.BASE_DIR, "templates")
# What the desk alone sees.
DESK = ("admin/", "registration/", "403")
APPS = ("ads", "articles", "authors", "front", "media", "sections", "redirects", "newsroom")
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}


def readers_templates() -> list[str]:
    names = (str(path.relative_to(TEMPLATES)) for path in sorted(TEMPLATES.rglob("*.html")))
    return [name for name in names if not name.startswith(DESK)]


def nodes(name: str) -> list[Node]:
    return engines["django"].engine.get_template(name).nodelist.get_nodes_by_type(Node)


def expressions(thing) -> list[FilterExpression]:
    """All that a node says between its braces."""
    if isinstance(thing, FilterExpression):
        return [thing]
    if isinstance(thing, dict):
        thing = thing.values()
    elif isinstance(thing, Node):
        thing = [
            value for key, value in vars(thing).items() if not key.startswith(("nodelist", "conditions"))
        ]
    elif not isinstance(thing, list | tuple):
        return []
    return [found for one in thing if not isinstance(one, Node) for found in expressions(one)]


def constants(expression: FilterExpression) -> list:
    """What is written out in it: itself, and the arguments of its filters."""
    own = [] if isinstance(expression.var, Variable) else [expression.var]
    return own + [value for _, args in expression.filters for lookup, value in args if not lookup]


def marked() -> dict[tuple[str, str], str | None]:
    """The plural, or None, of each context and text that somebody has to translate."""
    found: dict[tuple[str, str], str | None] = {}
    with translation.override("en-gb"):
        for name in readers_templates():
            for node in nodes(name):
                found |= dict(_of_node(node))
    for app in APPS:
        for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py")):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call):
                    found |= dict(_of_call(call))
    return found


def _of_node(node):
    if isinstance(node, BlockTranslateNode):
        text, plural = (_text(node, tokens) for tokens in (node.singular, node.plural))
        context = node.message_context.resolve({}) if node.message_context else ""
        yield (context, text), plural or None
    elif isinstance(node, TranslateNode) and node.filter_expression.var.literal is not None:
        context = node.message_context.resolve({}) if node.message_context else ""
        yield (context, node.filter_expression.var.literal), None
    for expression in expressions(node):
        for value in constants(expression):
            if isinstance(value, Promise):
                yield ("", str(value)), None


def _text(node, tokens) -> str:
    text, _ = node.render_token_list(tokens)
    return translation.trim_whitespace(text) if node.trimmed else text


def _of_call(call: ast.Call):
    name = getattr(call.func, "id", "")
    said = [one.value for one in call.args if isinstance(one, ast.Constant)]
    if name in SINGULAR and said:
        yield ("", said[0]), None
    elif name in WITH_CONTEXT:
        yield (said[0], said[1]), None
    elif name in PLURAL:
        yield ("", said[0]), said[1]


class Skeleton(HTMLParser):
    """Collects the words of a template that stand outside of its tags and braces."""

    SAID = {"alt", "aria-label", "data-copied", "data-label", "data-paragraph-link", "placeholder", "title"}

    def __init__(self):
        super().__init__()
        self.words: list[str] = []
        self.typed = False

    def handle_starttag(self, tag, attributes):
        self.typed = tag in {"kbd", "style"}  # what somebody types is understood as it stands
        given = dict(attributes)
        said = [value for key, value in attributes if key in self.SAID]
        if given.get("name") == "description":
            said.append(given.get("content"))
        self.words += filter(None, said)

    def handle_data(self, data):
        if not self.typed:
            self.words.append(data)


def unmarked(name: str) -> list[str]:
    """Words that readers would get in English, whatever their language."""
    found = nodes(name)
    classes = [node for node in found if isinstance(node, BlockNode) and node.name.endswith("_class")]
    no_words = {inside for block in classes for inside in block.nodelist}
    said = [node for node in found if isinstance(node, TextNode | VariableNode) and node not in no_words]
    html = "".join(node.s if isinstance(node, TextNode) else "{}" for node in said)
    skeleton = Skeleton()
    skeleton.feed(html.replace("<{}", "<div").replace("</{}", "</div").replace("<h{}", "<h1"))
    words = [*skeleton.words]
    for node in found:
        words += [
            value
            for expression in expressions(node)
            for value in constants(expression)
            if isinstance(value, str) and re.match(r"[A-Z][a-z]+( |$)", value)
        ]
    return [" ".join(one.split()) for one in words if re.search(r"[^\W\d_]{2}", one)]


# --- The files ----------------------------------------------------------------------------------------


def path_of(language: str, ending: str) -> Path:
    return Path(settings.BASE_DIR, "locale", language, "LC_MESSAGES", f"django.{ending}")


STRING = re.compile(r'^(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) )?(".*")$')


def read(language: str) -> dict[tuple[str, str], dict[str, str]]:
    """The entries of a .po file by context and text, each with its strings by their keywords and its `flags`."""
    entries = {}
    for block in path_of(language, "po").read_text().split("\n\n"):
        entry, keyword = {"msgctxt": "", "flags": ""}, ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry["flags"] += line
            elif match := STRING.match(line):
                keyword = match[1] or keyword
                entry[keyword] = entry.get(keyword, "") if not match[1] else ""
                entry[keyword] += ast.literal_eval(match[2])
        if "msgid" in entry:
            entries[entry["msgctxt"], entry["msgid"]] = entry
    return entries


def translations(entry: dict[str, str]) -> list[str]:
    return [text for keyword, text in entry.items() if keyword.startswith("msgstr")]
