"""Laying out a page at the desk: the form, seeing it before readers do, and two who do it at once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from front.layout import front_page
from front.models import Layout, Zone
from tests.desk import Desk, read_form, staff
from tests.factories import ArticleFactory, ImageFactory, PinFactory, SectionFactory, publish
from tests.front.zones import lay_out, stories

pytestmark = pytest.mark.django_db

ADD, PREVIEW = "admin:front_layout_add", "admin:front_layout_preview"
NOON = "2026-03-02T12:00:00Z"


class Editor(Desk):
    """Someone who lays out a page."""

    def open_page(self, section=None, **query):
        self.address = f"{reverse(ADD)}?page={section.pk if section else ''}"
        self.shown = self.get(self.address, query and {"page": section.pk if section else "", **query})
        assert self.shown.status_code == 200
        self.form = read_form(self.shown, "layout_form")
        return self

    def press(self, button="_put", value="1"):
        response = self.post(self.address, self.form | {button: value}, follow=True)
        if response.status_code == 200:
            self.form = read_form(response, "layout_form")
        return response

    def kinds(self):
        count = int(self.form["zones-TOTAL_FORMS"])
        return [self.form[f"zones-{number}-kind"] for number in range(count)]

    def preview(self, when="now", **more):
        response = self.post(
            reverse(PREVIEW), self.form | {"when": when, **more}, headers={"X-Requested-With": "fetch"}
        )
        return response.content.decode()


@pytest.fixture
def editor():
    return Editor(staff("Editor", first_name="Ana", last_name="Ruiz"))


@pytest.fixture
def harbour():
    return SectionFactory(name="Harbour", slug="harbour")


def test_the_form_begins_with_what_readers_have(editor, harbour):
    assert editor.open_page().kinds() == ["lead", "latest", "top", "block"]
    lay_out({"kind": "lead"}, {"kind": "opinion", "title": "Letters"})
    assert editor.open_page().kinds() == ["lead", "opinion"]
    assert editor.form["zones-1-title"] == "Letters"


def test_zones_are_moved_added_and_removed_without_a_script_and_put_live(editor, harbour, client):
    publish(section=harbour)
    editor.open_page()
    editor.press("_up", "2")
    editor.press("_remove", "3")
    editor.press("_add", "picture")
    editor.press("_down", "0")
    assert editor.kinds() == ["top", "lead", "latest", "picture"]
    assert not Layout.objects.exists()
    editor.type(note="For the evening")
    response = editor.press()
    assert "readers have the new layout" in response.content.decode()
    layout = Layout.objects.get()
    assert [zone.kind for zone in layout.zones.all()] == ["top", "lead", "latest", "picture"]
    assert (layout.made_by, layout.note, layout.number) == (editor.user, "For the evening", 1)
    assert [one.zone.kind for one in client.get("/").context["zones"]] == ["top"]


def test_what_is_typed_survives_a_button_that_moves_a_zone(editor, harbour):
    editor.open_page().type(
        **{"zones-0-count": "many", "note": "Half a thought", "live_from": "2099-01-01T06:00"}
    )
    editor.press("_down", "0")
    assert (editor.form["zones-1-count"], editor.form["note"]) == ("many", "Half a thought")
    assert editor.form["live_from"] == "2099-01-01T06:00"


def test_a_zone_keeps_its_key_and_a_new_one_gets_its_own(editor, harbour):
    editor.open_page()
    editor.press("_add", "top")
    editor.press("_add", "top")
    editor.press()
    keys = [*Zone.objects.values_list("key", flat=True)]
    assert keys[:3] == ["lead", "latest", "top"]
    assert len({*keys}) == 6


def test_a_layout_is_scheduled_and_called_off_again(editor, harbour, client):
    with time_machine.travel(NOON, tick=False):
        publish()
        editor.open_page().type(live_from="2026-03-03T06:00")
        while len(editor.kinds()) > 1:
            editor.press("_remove", "1")
        editor.press()
        layout = Layout.objects.get()
        assert len(front_page(layout.live_from)) == 1
        assert "2026, 06:00" in editor.open_page().shown.content.decode()
        response = editor.post(reverse("admin:front_layout_call_off", args=[layout.pk]), follow=True)
        assert "is called off" in response.content.decode()
        assert "Called off on" in response.content.decode()
    with time_machine.travel("2026-03-04T12:00:00Z", tick=False):
        response = editor.post(reverse("admin:front_layout_call_off", args=[layout.pk]), follow=True)
        assert "nothing to call off" in response.content.decode()


def test_a_layout_says_until_when_it_holds_where_another_is_already_planned(editor, harbour):
    with time_machine.travel(NOON, tick=False):
        planned = lay_out({"kind": "lead"}, at=timezone.now() + timedelta(hours=29), made_by=editor.user)
        link = reverse("admin:front_layout_change", args=[planned.pk])
        shown = editor.open_page().shown.content.decode()
        bar = shown.partition('class="layout-bar"')[2].partition("data-zones")[0]
        assert "until 3 Mar at 17:00, then" in bar and ">the layout of Ana Ruiz</a> follows" in bar
        assert link in bar
        said = editor.press().content.decode().partition("messagelist")[2].partition("</ul>")[0]
        assert "readers have the new layout until 3 Mar at 17:00, then" in said and link in said
        editor.type(live_from="2026-03-03T17:00")
        said = editor.press().content.decode().partition("messagelist")[2].partition("</ul>")[0]
        assert "holds from 3 Mar at 17:00." in said, "of two that begin together, the newer holds"
        assert link not in said


def test_an_earlier_layout_is_taken_up_again(editor, harbour):
    first = lay_out({"kind": "lead", "title": "As it was"}, at=timezone.now() - timedelta(hours=1))
    lay_out({"kind": "top"})
    editor.open_page(start=first.pk)
    assert editor.form["zones-0-title"] == "As it was"
    editor.press()
    newest = Layout.objects.order_by("-number").first()
    assert (newest.number, newest.zones.get().title) == (3, "As it was")
    assert Layout.objects.count() == 3, "every layout is kept"


def test_every_layout_is_listed(editor):
    for note in ("Morning", "Evening"):
        lay_out({"kind": "lead"}, note=note)
    page = editor.get(reverse("admin:front_layout_changelist")).content.decode()
    assert "Morning" in page and "Evening" in page


def test_the_list_of_layouts_says_which_one_holds(editor, harbour):
    with time_machine.travel(NOON, tick=False):
        for hours, note in ((-3, "Morning"), (-2, "Late morning"), (-1, "Noon"), (29, "Tomorrow")):
            lay_out({"kind": "lead"}, at=timezone.now() + timedelta(hours=hours), note=note)
        lay_out({"kind": "lead"}, at=timezone.now() - timedelta(hours=1), note="Noon, again")
        of_section = lay_out({"kind": "top"}, section=harbour, at=timezone.now() - timedelta(hours=9))
        page = editor.get(reverse("admin:front_layout_changelist")).content.decode()
        states = re.findall(r'field-state">(.*?)</td><td class="field-note">(.*?)</td>', page)
        assert {note: state for state, note in states} == {
            "Morning": "held until 10:00",
            "Late morning": "held until 11:00",
            "Noon": "never held",
            "Noon, again": "holds now",
            "Tomorrow": "from 3 Mar at 17:00",
            "-": "holds now",
        }
        opened = editor.get(reverse("admin:front_layout_change", args=[of_section.pk])).content.decode()
        assert "Holds now, from 2 Mar 2026, 03:00." in opened


def test_the_list_of_layouts_can_be_that_of_the_front_page(editor, harbour):
    lay_out({"kind": "lead"}, note="Of the front page")
    lay_out({"kind": "top"}, section=harbour, note="Of the harbour")
    listed = reverse("admin:front_layout_changelist")
    link = re.search(r'<a href="([^"]+)"[^>]*>Front page</a>\s*</li>', editor.get(listed).content.decode())
    page = editor.get(listed + link[1]).content.decode()
    assert "Of the front page" in page and "Of the harbour" not in page


def test_of_two_who_lay_out_a_page_at_once_the_second_is_told_and_loses_nothing(editor, harbour, client):
    chief = Editor(staff("Chief"))
    chief.open_page()
    editor.open_page().type(**{"zones-0-title": "Hers"}).press()
    chief.type(**{"zones-0-title": "Mine"})
    response = chief.press()
    page = response.content.decode()
    assert "Ana Ruiz made layout 1 at" in page
    assert "“Hers”" in page.replace("&ldquo;", "“")
    assert Layout.objects.count() == 1
    assert chief.form["zones-0-title"] == "Mine"
    chief.press()
    assert Layout.objects.count() == 2
    assert Layout.objects.order_by("-number").first().zones.first().title == "Mine"


@pytest.mark.parametrize(
    ("zone", "typed", "sentence"),
    [
        (0, {"count": ""}, "Say how many stories stand here."),
        (0, {"count": "0"}, "“Lead package” holds 1 to 4 stories."),
        (0, {"count": "9"}, "“Lead package” holds 1 to 4 stories."),
        (0, {"count": "99999999999999999999"}, "“Lead package” holds 1 to 4 stories."),
        (0, {"rule": "tag", "tag": "never"}, "No story has the tag “never”. Choose one that there is."),
        (0, {"rule": "tag"}, "Type the tag whose stories stand here."),
        (0, {"rule": "section"}, "Choose the section whose stories stand here."),
        (0, {"kind": "opinion"}, "“Opinion strip” needs a title, or a section or tag to take it from."),
        (0, {"key": "<b>"}, "Enter a valid value."),
        (0, {"title": "x" * 81}, "This has 81 characters; 80 fit here. Shorten it."),
        (2, {"key": "lead"}, "Two zones have the same key."),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(editor, zone, typed, sentence):
    editor.open_page().type(**{f"zones-{zone}-{name}": value for name, value in typed.items()}, note="Kept")
    response = editor.press()
    assert sentence in response.content.decode().replace("&#x27;", "'")
    assert not Layout.objects.exists()
    assert editor.form["note"] == "Kept"
    for name, value in typed.items():
        assert editor.form[f"zones-{zone}-{name}"] == value


def test_a_moment_that_has_passed_is_refused_at_its_field(editor):
    response = editor.open_page().type(live_from="2020-01-01T06:00").press()
    assert "This moment has passed." in response.content.decode()
    assert editor.form["live_from"] == "2020-01-01T06:00"


def test_a_front_page_without_a_zone_is_refused_and_a_section_may_be_its_list_alone(editor, harbour):
    editor.open_page()
    while int(editor.form["zones-TOTAL_FORMS"]):
        editor.press("_remove", "0")
    assert "The front page needs a zone at least." in editor.press().content.decode()
    lay_out({"kind": "lead"}, section=harbour)
    editor.open_page(harbour).press("_remove", "0")
    editor.press()
    assert front_page(section=harbour) == []


@pytest.mark.parametrize(
    "data",
    [{"_up": "99"}, {"_down": "-1"}, {"_remove": "x" * 999}, {"_add": "nothing"}, {"zones-TOTAL_FORMS": "x"}],
)
def test_what_a_browser_would_not_send_does_no_harm(editor, data):
    editor.open_page().type(**data)
    assert editor.post(editor.address, editor.form | data).status_code == 200
    assert not Layout.objects.exists()


@pytest.mark.parametrize("page", ["x", "0", "9" * 30, "-1"])
def test_a_page_that_there_is_not_is_not_found(editor, page):
    assert editor.get(reverse(ADD), {"page": page}).status_code == 404


# --- Seeing it before readers do ------------------------------------------------------------------------------------


def test_the_preview_shows_the_form_and_what_is_saved_shows_nothing_of_it(editor, harbour, client):
    publish(headline="Pilots")
    editor.open_page().type(**{"zones-0-title": "Only in the form"})
    assert "Only in the form" in editor.preview()
    assert "Only in the form" not in editor.preview(planned="1")
    assert "Only in the form" not in client.get("/").content.decode()


def test_the_preview_shows_a_coming_moment(editor):
    with time_machine.travel(NOON, tick=False):
        publish(headline="Now", section=SectionFactory())
        publish(headline="At five", at=timezone.now() + timedelta(hours=17))
        publish(headline="At seven", at=timezone.now() + timedelta(hours=19))
        lay_out({"kind": "top", "title": "Planned for seven"}, at=timezone.now() + timedelta(hours=19))
        editor.open_page()
        assert "At five" not in editor.preview()
        tomorrow = editor.preview("tomorrow")
        assert "At five" in tomorrow and "At seven" not in tomorrow and "Tuesday 3 March" in tomorrow
        later = editor.preview("then", then="2026-03-03T07:00")
        assert "At seven" in later and "Planned for seven" not in later
        assert "Planned for seven" in editor.preview("then", then="2026-03-03T07:00", planned="1")
        assert "At five" not in editor.preview("then", then="rubbish"), "which is now"
        assert "At seven" in editor.preview("typed", then="2026-03-03T07:00")
        assert "At five" not in editor.preview("typed"), "which is now"


@pytest.mark.parametrize(
    ("when", "typed", "said"),
    [
        ("now", {}, "As it will stand now"),
        ("now", {"then": "2020-11-29T10:00"}, "As it will stand now"),
        ("typed", {}, "As it will stand now"),
        ("then", {"then": "rubbish"}, "As it will stand now"),
        ("then", {"then": "2026-03-02T12:00"}, "As it will stand now"),
        ("tomorrow", {}, "As it will stand on 3 Mar at 06:00"),
        ("then", {"then": "2026-03-02T17:30"}, "As it will stand at 17:30"),
        ("then", {"then": "2027-01-01T06:00"}, "As it will stand on 1 Jan 2027 at 06:00"),
        (
            "typed",
            {"then": "2020-11-29T10:00"},
            "This moment has passed. As this layout would have stood on 29 Nov 2020 at 10:00; what readers had then, "
            "the archive shows",
        ),
        ("then", {"then": "2026-03-02T11:00", "planned": "1"}, "As it stood at 11:00"),
        ("then", {"then": "2026-03-02T17:30", "planned": "1"}, "As it will stand at 17:30"),
    ],
)
def test_the_preview_says_of_which_moment_it_is_in_the_words_of_the_desk(editor, when, typed, said):
    with time_machine.travel("2026-03-02T12:00:40Z", tick=False):
        publish()
        sent = editor.open_page().form | {"when": when, **typed}
        assert editor.post(reverse(PREVIEW), sent)["Shows"] == said
        opened = editor.post(reverse(PREVIEW), sent).content.decode()
        assert f"<title>Preview of the front page. {said}</title>" in opened


def test_the_archive_has_no_pages_of_sections_so_a_passed_moment_of_one_names_it_not(editor, harbour):
    with time_machine.travel(NOON, tick=False):
        sent = editor.open_page(harbour).form | {"when": "then", "then": "2025-11-29T10:00"}
        assert editor.post(reverse(PREVIEW), sent)["Shows"] == (
            "This moment has passed. As this layout would have stood on 29 Nov 2025 at 10:00"
        )


def test_a_preview_that_can_not_be_says_at_which_field_something_is_wrong(editor):
    editor.open_page().type(
        **{"zones-0-count": "9", "zones-2-rule": "tag", "zones-2-tag": "never", "when": "now"}
    )
    headers = {"X-Requested-With": "fetch"}
    response = editor.post(reverse(PREVIEW), editor.form, headers=headers)
    assert response["Faults"] == "zones-0-count,zones-2-tag"
    assert response.content.decode().splitlines() == [
        "“Lead package” holds 1 to 4 stories.",
        "No story has the tag “never”. Choose one that there is.",
    ]
    editor.type(**{"zones-0-count": "4", "zones-2-rule": "newest"})
    assert "Faults" not in editor.post(reverse(PREVIEW), editor.form, headers=headers).headers


def test_a_tag_or_section_that_does_not_count_is_not_objected_to(editor):
    typed = {"zones-0-tag": "never", "zones-1-section": "999999"}
    most_read = {"zones-2-kind": "most_read", "zones-2-rule": "tag", "zones-2-tag": "never"}
    editor.open_page().type(**typed, **most_read).press()
    assert Layout.objects.exists()


def test_the_preview_is_kept_by_nobody_and_listed_nowhere(editor):
    editor.open_page()
    response = editor.post(reverse(PREVIEW), editor.form | {"when": "now"})
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    shown = response.content.decode()
    assert "srcdoc=" in shown
    assert "max-image-preview" not in shown


def test_a_preview_that_can_not_be_says_why(editor):
    editor.open_page().type(**{"zones-0-count": "9"})
    assert editor.preview() == "“Lead package” holds 1 to 4 stories."
    response = editor.post(reverse(PREVIEW), editor.form)
    assert "holds 1 to 4 stories" in response.content.decode()


def test_the_page_of_a_section_is_previewed_with_its_list(editor, harbour):
    for number in range(3):
        publish(headline=f"Tide {number}", section=harbour)
    editor.open_page(harbour).press("_add", "lead")
    editor.type(**{"zones-0-count": "1"})
    page = editor.preview()
    assert page.count("Tide 2") == 1
    assert "More from" in page and "Tide 0" in page


def marked(html):
    """Which zones of the form say that nothing is left for them."""
    notes = re.findall(r"<p [^>]*data-empty( hidden)?>", html.partition("data-blank")[0])
    return [number for number, hidden in enumerate(notes) if not hidden]


def test_a_zone_for_which_nothing_is_left_says_so_in_the_form(editor, harbour):
    publish(headline="Tide", section=harbour)
    lay_out({"kind": "lead"}, {"kind": "top"}, {"kind": "block", "rule": "section", "section": harbour})
    page = editor.open_page().shown.content.decode()
    assert marked(page) == [1, 2]
    assert "Nothing is left for this zone: it isn’t shown." in page
    assert marked(editor.press("_up", "1").content.decode()) == [1, 2], "the first has the only story now"
    assert editor.kinds() == ["top", "lead", "block"]
    late = editor.type(live_from="2020-01-01T06:00").press()
    assert marked(late.content.decode()) == [1, 2], "also where the form comes back"
    assert marked(editor.type(**{"zones-0-count": "99"}).press().content.decode()) == []


def test_the_preview_says_which_zones_are_empty_at_its_moment(editor):
    with time_machine.travel(NOON, tick=False):
        publish(headline="Now", section=SectionFactory())
        publish(headline="At five", at=timezone.now() + timedelta(hours=17))
        lay_out({"kind": "lead", "count": 1}, {"kind": "picture", "count": 1}, {"kind": "top"})

        def empty(when, **more):
            sent = editor.open_page().form | {"when": when, **more}
            return editor.post(reverse(PREVIEW), sent).headers.get("Empty-Zones")

        assert empty("now") == "1,2"
        assert empty("tomorrow") == "1", "there is no picture still"
        assert empty("now", planned="1") is None, "that is of other zones than the form has"


# --- Who ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def limited(editor, harbour):
    editor.user.sections.add(harbour)
    return editor


def test_an_editor_of_some_sections_lays_out_only_the_pages_of_these(limited, harbour):
    below = SectionFactory(parent=harbour)
    other = SectionFactory(name="Money")
    assert limited.open_page(harbour).press("_add", "lead").status_code == 200
    limited.press()
    assert Layout.objects.get().section == harbour
    assert limited.open_page(below)
    for page in (other.pk, ""):
        assert limited.post(f"{reverse(ADD)}?page={page}", limited.form).status_code in {200, 403}
        assert limited.post(reverse(PREVIEW), limited.form | {"page": page}).status_code == 403
    assert Layout.objects.count() == 1
    choice = limited.get(reverse(ADD)).content.decode()
    assert "Harbour" in choice and "Money" not in choice.partition('id="content"')[2]
    theirs = lay_out({"kind": "lead"}, at=timezone.now() + timedelta(hours=1))
    assert limited.post(reverse("admin:front_layout_call_off", args=[theirs.pk])).status_code == 403


def test_in_the_preview_an_editor_of_some_sections_does_not_read_what_is_to_come_elsewhere(limited, harbour):
    coming = timezone.now() + timedelta(hours=1)
    article = ArticleFactory(headline="Classified", section=SectionFactory())
    article.other_sections.add(harbour)
    publish(article, at=coming)
    publish(headline="Ours", section=harbour, at=coming)
    limited.open_page(harbour).press("_add", "lead")
    page = limited.preview("then", then=f"{timezone.localtime(coming) + timedelta(minutes=5):%Y-%m-%dT%H:%M}")
    assert "Ours" in page
    assert "Classified" not in page
    assert "A story that you may not see yet." in page


# --- Pins -----------------------------------------------------------------------------------------------------------


def pin_form(editor, **fields):
    data = {"zone": "lead", "place": 1, "pinned_from": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    return editor.post(reverse("admin:front_pin_add"), data | fields, follow=True)


def test_a_pin_is_offered_the_zones_of_every_page(editor, harbour):
    lay_out({"kind": "lead", "title": "Of the harbour", "key": "h1"}, section=harbour)
    lay_out({"kind": "top", "title": "Tomorrow’s", "key": "t1"}, at=timezone.now() + timedelta(days=1))
    page = editor.get(reverse("admin:front_pin_add"), {"zone": "h1"}).content.decode()
    assert '<option value="h1" selected>Of the harbour (3)</option>' in page
    assert "Tomorrow’s (3)" in page and "Lead package (4)" in page


def test_changing_a_pin_leaves_what_readers_had_as_it_was(editor):
    began = timezone.now() - timedelta(hours=2)
    edition = publish(headline="Pilots", at=began - timedelta(hours=1))
    pin = PinFactory(article=edition.article, pinned_from=began, headline="First words")
    address = reverse("admin:front_pin_change", args=[pin.pk])
    form = read_form(editor.get(address), "pin_form") | {"headline": "Other words"}
    editor.post(address, form)
    assert stories(front_page(began + timedelta(hours=1)), "lead")[0] == "First words"
    assert "Other words" in stories(front_page(), "lead")
    editor.post(reverse("admin:front_pin_delete", args=[type(pin).objects.latest("pk").pk]), {"post": "yes"})
    assert "Pilots" in stories(front_page(), "lead")
    assert type(pin).objects.count() == 2
    assert (
        "This moment has passed."
        in pin_form(editor, article=edition.article_id, pinned_until="2020-01-01T00:00").content.decode()
    )


def test_a_crop_is_made_before_a_page_asks_for_it(editor, client):
    image = ImageFactory()
    edition = publish(lead_image=image)
    response = pin_form(editor, article=edition.article_id, crop_x=20)
    assert "A crop needs both numbers." in response.content.decode()
    pin_form(editor, article=edition.article_id, crop_x=20, crop_y=70)
    page = client.get("/").content.decode()
    address = next(part for part in page.split('"') if "/card-20-70-" in part and part.endswith(".jpg"))
    assert client.get(address).status_code == 200


def test_a_story_without_a_picture_has_no_crop(editor):
    response = pin_form(editor, article=publish().article_id, crop_x=20, crop_y=70)
    assert "This story has no lead picture to crop." in response.content.decode()


def test_of_several_pins_to_one_place_the_one_that_holds_is_told_from_those_behind_it(editor, harbour):
    now = timezone.now()
    for hours, headline in enumerate(("Pilots", "Cranes", "Tugs")):
        edition = publish(headline=headline, section=harbour, at=now - timedelta(days=1))
        PinFactory(article=edition.article, pinned_from=now - timedelta(hours=hours + 1))
    PinFactory(article=ArticleFactory(headline="Draft"), pinned_from=now - timedelta(minutes=5))
    form = editor.open_page().shown.content.decode()
    pins = re.sub(r"<[^>]+>", "", form.partition('<p class="zone-pins">')[2].partition("</p>")[0])
    assert "1: Draft, its story isn’t live 1: Pilots 1: Cranes, behind “Pilots” 1: Tugs" in pins
    listed = editor.get(reverse("admin:front_pin_changelist")).content.decode()
    assert '<td class="field-place">1</td>' in listed
    assert listed.count('<td class="field-place">1, behind “Pilots”</td>') == 2
    assert listed.count("1, its story isn’t live") == 1


def preview_of_pin(editor, **fields):
    data = {"zone": "lead", "place": 1, "pinned_from": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}
    address = reverse("admin:front_pin_preview")
    return editor.post(address, data | fields, headers={"X-Requested-With": "fetch"}).content.decode()


def test_a_pin_is_seen_with_its_words_and_its_crop_before_readers_have_it(editor, harbour, client):
    edition = publish(headline="Pilots", section=harbour, lead_image=ImageFactory())
    story = edition.article_id
    page = preview_of_pin(editor, article=story, headline="Only in the form", crop_x=20, crop_y=70)
    assert "Only in the form" in page and "/card-20-70-" in page
    assert not edition.article.pins.exists()
    assert "Only in the form" not in client.get("/").content.decode()
    assert preview_of_pin(editor) == "Story: Choose the story."


def test_a_pin_is_previewed_at_the_moment_at_which_it_begins(editor, harbour):
    with time_machine.travel(NOON, tick=False):
        publish(headline="Now", section=harbour)
        coming = publish(headline="At five", section=harbour, at=timezone.now() + timedelta(hours=17))
        fields = {"article": coming.article_id, "headline": "Good morning"}
        assert "its story isn’t live" in preview_of_pin(editor, **fields)
        assert "Good morning" in preview_of_pin(editor, **fields, pinned_from="2026-03-03T06:00")


def test_a_pin_that_stands_is_previewed_as_it_would_be_changed(editor, harbour):
    pin = PinFactory(
        article=publish(section=harbour).article,
        headline="Old",
        pinned_from=timezone.now() - timedelta(hours=1),
    )
    form = read_form(editor.get(reverse("admin:front_pin_change", args=[pin.pk])), "pin_form")
    assert "New words" in preview_of_pin(editor, **form | {"headline": "New words"})
    pin.refresh_from_db()
    assert (pin.headline, pin.pinned_until, type(pin).objects.count()) == ("Old", None, 1)


def test_who_is_limited_to_sections_previews_no_pin_and_crops_no_picture_elsewhere(limited):
    elsewhere = publish(section=SectionFactory(), lead_image=ImageFactory()).article_id
    assert "isn't among those that you work with" in preview_of_pin(limited, article=elsewhere)
    assert limited.get(reverse("admin:front_pin_picture"), {"article": elsewhere}).status_code == 404


def test_the_form_of_a_new_pin_says_whose_place_it_takes(editor, harbour):
    address = reverse("admin:front_pin_add")
    assert "Takes the place of" not in editor.get(address, {"zone": "lead"}).content.decode()
    pin = PinFactory(article=publish(headline="Pilots", section=harbour).article)
    assert "Takes the place of “Pilots”" in editor.get(address, {"zone": "lead"}).content.decode()
    PinFactory(article=publish(headline="Cranes", section=harbour).article)
    shown = editor.get(reverse("admin:front_pin_change", args=[pin.pk])).content.decode()
    assert "Behind “Cranes”." in shown


@pytest.fixture
def pilots():
    """A story that leads the front page by its pin, below a zone for other pins."""
    lay_out({"kind": "top", "key": "top"}, {"kind": "lead", "key": "lead"})
    story = publish(headline="Pilots", at=timezone.now() - timedelta(days=1)).article
    PinFactory(article=story, headline="Harbour open", pinned_from=timezone.now() - timedelta(hours=1))
    return story


def whose_place(editor, **asked):
    return editor.get(reverse("admin:front_pin_place"), {"zone": "top", "place": 1} | asked).content.decode()


def test_the_form_of_a_pin_says_from_where_it_takes_its_story(editor, pilots):
    said = whose_place(editor, article=pilots.pk)
    assert said == (
        "Takes this story out of Lead package 1, where it is pinned now: a page has it only once, where it is "
        "pinned first."
    )
    cranes = publish(headline="Cranes").article
    PinFactory(article=cranes, zone="top")
    said = whose_place(editor, article=pilots.pk)
    assert (
        "Takes the place of “Cranes”, which is pinned there. Takes this story out of Lead package 1" in said
    )
    assert whose_place(editor, article=cranes.pk, zone="lead", place=2) == (
        "Readers won’t see it here: this story is pinned to Top stories 1, which comes first."
    )
    assert whose_place(editor, article=cranes.pk) == "Takes the place of “Cranes”, which is pinned there."
    assert whose_place(editor, article=cranes.pk, place=2) == (
        "Readers won’t see it here: this story is pinned to Top stories 1, which comes first."
    )
    assert whose_place(editor, pin=pilots.pins.get().pk, article=pilots.pk, zone="lead") == ""


def test_a_story_on_a_sections_page_may_be_pinned_to_the_front_page_too(editor, pilots):
    lay_out({"kind": "top", "key": "own"}, section=pilots.section)
    assert whose_place(editor, article=pilots.pk, zone="own") == ""


@pytest.mark.parametrize(
    "asked", [{"place": "x"}, {"place": ""}, {"zone": "gone"}, {"article": "x"}, {"pin": "x"}]
)
def test_a_form_that_is_not_filled_in_yet_takes_nobodys_place(editor, pilots, asked):
    assert whose_place(editor, **{"article": publish().article_id} | asked) == ""


def test_a_pin_whose_story_stands_further_up_says_so(editor, pilots):
    PinFactory(article=pilots, zone="top")
    publish(headline="Cranes")
    listed = editor.get(reverse("admin:front_pin_changelist")).content.decode()
    assert "1, its story is pinned to Top stories 1, which comes first" in listed
    assert "behind" not in listed
    form = re.sub(r"<[^>]+>", "", editor.open_page().shown.content.decode())
    assert "1: Pilots, its story is pinned to Top stories 1, which comes first" in form


def test_of_two_pins_of_a_story_to_one_place_the_later_one_holds(editor, pilots):
    PinFactory(article=pilots, headline="Harbour wide open")
    listed = editor.get(reverse("admin:front_pin_changelist")).content.decode()
    assert "1, a later pin holds its story here" in listed


def test_who_is_limited_to_sections_learns_no_place_of_stories_elsewhere(limited, pilots):
    assert limited.get(reverse("admin:front_pin_place"), {"article": pilots.pk}).status_code == 404


def test_of_a_long_headline_for_the_front_page_one_is_asked_once(editor, harbour):
    story = publish(section=harbour).article
    response = pin_form(editor, article=story.pk, headline="Tide " * 30)
    assert "This headline has 149 characters, and more than 120 crowd the page" in response.content.decode()
    assert not story.pins.exists()
    editor.post(reverse("admin:front_pin_add"), read_form(response, "pin_form"))
    assert story.pins.get().headline == ("Tide " * 30).strip()


def test_nothing_is_pinned_to_what_was_counted(editor, pilots):
    lay_out({"kind": "lead", "key": "lead"}, {"kind": "most_read", "key": "read"})
    page = editor.get(reverse("admin:front_pin_add")).content.decode()
    assert 'value="lead"' in page and 'value="read"' not in page
    assert "zone=read" not in editor.open_page().shown.content.decode()
    said = pin_form(editor, article=pilots.pk, zone="read").content.decode()
    assert "You don&#x27;t lay out the page of this zone, or it takes no pins. Choose another zone." in said
    assert pilots.pins.count() == 1


def test_a_pin_whose_zone_became_what_was_counted_is_moved_or_deleted(editor, pilots):
    lay_out({"kind": "most_read", "key": "lead"})
    address = reverse("admin:front_pin_change", args=[pilots.pins.get().pk])
    form = read_form(editor.get(address), "pin_form")
    assert form["zone"] == "lead", "nothing else is chosen unasked"
    said = editor.post(address, form | {"headline": "Other words"}).content.decode()
    assert (
        "“Most read” shows what was counted, and takes no pins. Choose another zone, or delete this pin."
        in said
    )
