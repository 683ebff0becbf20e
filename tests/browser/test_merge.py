"""What a colleague's words make of the text they come into. “|” is where the cursor stands."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

BROUGHT = """async ([sent, mine, theirs]) => {
    const { pm } = await import("django-prose-editor/editor");
    const { bring } = await import("editor/merge");
    const { schema } = document.querySelector(".ProseMirror").editor;
    const read = (html) => {
        const body = new DOMParser().parseFromString(html, "text/html").body;
        return pm.model.DOMParser.fromSchema(schema).parse(body);
    };
    const written = (doc) => {
        const there = document.createElement("div");
        there.append(pm.model.DOMSerializer.fromSchema(schema).serializeFragment(doc.content));
        return there.innerHTML.replaceAll("<tbody>", "").replaceAll("</tbody>", "").replace(/ (col|row)span="1"/g, "");
    };
    const marked = read(mine);
    let at;
    marked.descendants((node, place) => {
        if (node.isText && node.text.includes("|")) at = place + node.text.indexOf("|");
    });
    let state = pm.state.EditorState.create({ doc: marked });
    state = state.apply(state.tr.delete(at, at + 1));
    state = state.apply(state.tr.setSelection(pm.state.TextSelection.create(state.doc, at)));
    const transaction = bring(state, sent === null ? state.doc : read(sent), read(theirs));
    if (!transaction) return null;
    state = state.apply(transaction);
    return written(state.apply(state.tr.insertText("|")).doc);
}"""

CASES = [
    # Beside its letter, wherever in the block the others are changed.
    ("<p>Ships |wait.</p>", "<p>Nine ships wait.</p>", "<p>Nine ships |wait.</p>"),
    ("<p>The first |item</p>", "<p>A first item</p>", "<p>A first |item</p>"),
    ("<p>Middle |words stand.</p>", "<p>The middle words stand. End.</p>", "<p>The middle |words stand. End.</p>"),
    ("<p>|Middle words.</p>", "<p>Middle words. And more.</p>", "<p>|Middle words. And more.</p>"),
    ("<p>|Middle words.</p>", "<p>The middle words.</p>", "<p>|The middle words.</p>"),
    ("<p>Middle words.|</p>", "<p>Middle words. And more.</p>", "<p>Middle words.| And more.</p>"),
    ("<p>Red 🚢| sails</p>", "<p>Red ⛵ sails on</p>", "<p>Red ⛵| sails on</p>"),
    ("<p>السفن |تنتظر</p>", "<p>تسع السفن تنتظر اليوم</p>", "<p>تسع السفن |تنتظر اليوم</p>"),
    # A space, an empty line: what is not kept stays.
    ("<p>Ships wait. |</p><p>B.</p>", "<p>Ships wait.</p><p>B, and C.</p>", "<p>Ships wait. |</p><p>B, and C.</p>"),
    ("<p>A.</p><p>|</p><p>B.</p>", "<p>A, and more.</p><p>B.</p>", "<p>A, and more.</p><p>|</p><p>B.</p>"),
    ("<p>A.</p><p>|</p><hr>", "<p>New.</p><p>A.</p><hr>", "<p>New.</p><p>A.</p><p>|</p><hr>"),
    ("<p>A.</p><hr><p>|</p><p>C.</p>", "<p>A.</p><hr><p>C. D.</p>", "<p>A.</p><hr><p>|</p><p>C. D.</p>"),
    # In lists, quotations and tables.
    (
        "<ul><li><p>One</p></li><li><p>|</p></li></ul><p>B.</p>",
        "<ul><li><p>One more</p></li><li><p>Two</p></li></ul><p>B.</p>",
        "<ul><li><p>One more</p></li><li><p>Two</p></li><li><p>|</p></li></ul><p>B.</p>",
    ),
    (
        "<ul><li><p>a</p><ul><li><p>sub</p></li></ul></li><li><p>|</p></li><li><p>c</p></li></ul>",
        "<ul><li><p>a</p><ul><li><p>sub a</p></li></ul></li><li><p>c</p></li></ul>",
        "<ul><li><p>a</p><ul><li><p>sub a</p></li></ul></li><li><p>|</p></li><li><p>c</p></li></ul>",
    ),
    (
        "<ul><li><p>Yes</p></li><li><p>Yes</p></li><li><p>Yes|</p></li></ul>",
        "<ul><li><p>No</p></li><li><p>Yes</p></li><li><p>Yes</p></li><li><p>Yes</p></li></ul>",
        "<ul><li><p>No</p></li><li><p>Yes</p></li><li><p>Yes</p></li><li><p>Yes|</p></li></ul>",
    ),
    (
        "<blockquote><p>Ships wait.</p><p>|</p></blockquote><p>B.</p>",
        "<blockquote><p>All ships wait.</p></blockquote><p>B.</p>",
        "<blockquote><p>All ships wait.</p><p>|</p></blockquote><p>B.</p>",
    ),
    (
        "<table><tr><td><p>a</p></td><td><p></p></td></tr><tr><td><p>b</p></td><td><p>|</p></td></tr></table>",
        "<table><tr><td><p>x</p></td><td><p>1</p></td></tr><tr><td><p>a</p></td><td><p></p></td></tr>"
        "<tr><td><p>b</p></td><td><p></p></td></tr></table>",
        "<table><tr><td><p>x</p></td><td><p>1</p></td></tr><tr><td><p>a</p></td><td><p></p></td></tr>"
        "<tr><td><p>b</p></td><td><p>|</p></td></tr></table>",
    ),
    (
        "<table><tr><td><p>1</p></td><td><p>1|</p></td></tr></table><p>B.</p>",
        "<p>New.</p><table><tr><td><p>12</p></td><td><p>1</p></td></tr></table><p>B.</p>",
        "<p>New.</p><table><tr><td><p>12</p></td><td><p>1|</p></td></tr></table><p>B.</p>",
    ),
    # Other kinds, other marks.
    ("<p>Ships |wait here.</p>", "<h2>Ships wait here.</h2>", "<h2>Ships |wait here.</h2>"),
    (
        "<p>Ships |wait here.</p>",
        "<p><strong>Ships</strong> wait <em>there</em>.</p>",
        "<p><strong>Ships</strong> |wait <em>there</em>.</p>",
    ),
    (
        "<p>Beta six| seven here.</p>",
        "<p><strong>Beta six seven here.</strong></p>",
        "<p><strong>Beta six| seven here.</strong></p>",
    ),
    (
        "<p>Ships wait.</p><p>Pilots |strike.</p>",
        "<p>Ships wait.</p><ul><li><p>Nine</p></li></ul><h2>Pilots strike.</h2>",
        "<p>Ships wait.</p><ul><li><p>Nine</p></li></ul><h2>Pilots |strike.</h2>",
    ),
    # With its block, where that says the same elsewhere or as something else.
    (
        "<p>A.</p><p>Ships |wait.</p>",
        "<p>A.</p><ul><li><p>Ships wait.</p></li></ul>",
        "<p>A.</p><ul><li><p>Ships |wait.</p></li></ul>",
    ),
    ("<ul><li><p>Ships wait|</p></li></ul><p>B.</p>", "<p>Ships wait</p><p>B.</p>", "<p>Ships wait|</p><p>B.</p>"),
    (
        "<p>Ships |wait.</p><p>B.</p><p>C.</p>",
        "<p>B.</p><p>C.</p><p>Ships wait.</p>",
        "<p>B.</p><p>C.</p><p>Ships |wait.</p>",
    ),
    # What is gone takes the cursor no further than to where it was, and to nothing that would be typed over.
    ("<p>A.</p><p>Gone| now.</p><p>C.</p>", "<p>A.</p><p>C.</p>", "<p>A.</p><p>|C.</p>"),
    ("<p>A.</p><p>Ships |wait.</p>", "<p>A.</p><p>Nobody knows</p>", "<p>A.</p><p>Nobody |knows</p>"),
    ("<p>A.</p><p>Gone| now.</p><hr><p>C.</p>", "<p>A.</p><hr><p>C.</p>", "<p>A.</p><hr><p>|C.</p>"),
    ("<p>A.</p><p>Gone| now.</p><hr>", "<p>A.</p><hr>", "<p>A.|</p><hr>"),
    ("<p>A.</p><p>Gone| now.</p><p>C.</p>", "<p>A.</p><hr><p>C.</p>", "<p>A.</p><hr><p>|C.</p>"),
]  # fmt: skip

# What was sent, what was typed on, and what a colleague made of the one.
TYPED_ON = [
    (
        "<p>A b c d.</p><p>E.</p>",
        "<p>A b c d.</p><p>New|</p><p>E.</p>",
        "<p>A b c x.</p><p>E.</p>",
        "<p>A b c x.</p><p>New|</p><p>E.</p>",
    ),
    ("<p>A b c d.</p><hr>", "<p>A b c d.</p><p>New|</p><hr>", "<p>Other.</p><hr>", "<p>Other.</p><p>New|</p><hr>"),
    ("<p>A b c d.</p>", "<p>New|</p><p>A b c d.</p>", "<p>A b c x.</p>", "<p>New|</p><p>A b c x.</p>"),
    ("<p>A.</p><p>B.</p>", "<p>A.</p><p>New|</p><p>B.</p>", "<p>B.</p>", "<p>New|</p><p>B.</p>"),
    (
        "<p>A.</p><p>B.</p>",
        "<p>A.</p><p>New|</p><p>B.</p>",
        "<p>A.</p><p>Theirs</p><p>B.</p>",
        "<p>A.</p><p>New|</p><p>Theirs</p><p>B.</p>",
    ),
    (
        "<ul><li><p>a</p></li></ul><p>B.</p>",
        "<ul><li><p>a</p></li></ul><p>New|</p><p>B.</p>",
        "<ul><li><p>ab</p></li></ul><p>B.</p>",
        "<ul><li><p>ab</p></li></ul><p>New|</p><p>B.</p>",
    ),
    ("<p>A b c d.</p><p></p><p>E.</p>", "<p>A b c d.</p><p>New|</p><p>E.</p>", "<p>A b c x.</p><p>E f.</p>", None),
]  # fmt: skip


def test_what_was_typed_and_the_cursor_stay_where_they_were_whatever_a_colleague_has_changed(writing):
    page = writing("<p>A.</p>").page
    others = {}
    for sent, mine, theirs, wanted in [*((None, *case) for case in CASES), *TYPED_ON]:
        brought = page.evaluate(BROUGHT, [sent, mine, theirs])
        if brought != wanted:
            others[sent, mine, theirs] = brought
    assert others == {}
