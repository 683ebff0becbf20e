"""The form of one story, as someone sees it who writes."""

ANSWERED = "#article_form:not([data-sent], [data-opens])"  # the form once it was sent, or that of the page that answers


def wait_until_saved(page, said="Saved."):
    """Of a story's form that was sent: in the same page, or in the one that answers."""
    page.wait_for_selector(ANSWERED)
    page.wait_for_selector(f".messagelist .success:has-text('{said}'), .bar-said:has-text('{said}')")
    page.wait_for_selector(".ProseMirror")
    page.wait_for_load_state()


def paste(there, html="", text=""):
    there.evaluate(
        """(element, [html, text]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", text);
            const given = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", given));
        }""",
        [html, text],
    )


class Desk:
    def __init__(self, page, story):
        self.page, self.story = page, story
        page.goto(f"/admin/articles/article/{story.pk}/change/")
        self.text = page.locator(".body-text")
        self.text.wait_for()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words):
        self.page.keyboard.type(words)

    def tool(self, name):
        self.page.locator(f'.body-tools [data-name="{name}"]').click()

    def answer(self, words):
        self.page.locator("dialog.body-ask input").fill(words)
        self.page.locator("dialog.body-ask button[type=submit]").click()

    def paste(self, html="", text=""):
        paste(self.text, html, text)

    def html(self):
        return self.text.evaluate("element => element.editor.getHTML()").removesuffix("<p></p>")

    def save(self):
        self.page.locator('button:has-text("Save")').first.click()
        self.page.wait_for_selector(ANSWERED)
        self.text.wait_for()
        self.story.refresh_from_db()
        return self.story.body
