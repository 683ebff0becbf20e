"""The form of a creative, in a real browser."""

import pytest

from ads.models import Creative
from tests.desk import staff

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PICTURE, CODE = "fieldset.kind-picture", "fieldset.kind-code"
ADD = "/admin/ads/creative/add/"


@pytest.fixture
def desk(page, sign_in):
    sign_in(page, staff("Ad manager"))
    page.goto(ADD)
    return page


def shown(page):
    return [page.is_visible(group) for group in (PICTURE, CODE)]


def test_only_the_fields_of_the_chosen_kind_are_shown_and_the_others_keep_what_was_typed(desk):
    assert shown(desk) == [True, False]
    desk.fill("#id_name", "Blue Pennant, tall")
    desk.select_option("#id_size", index=1)
    desk.fill("#id_link", "https://shop.example/sorrel")
    desk.select_option("#id_kind", "code")
    assert shown(desk) == [False, True]
    desk.click("[name=_continue]")
    desk.wait_for_selector("text=Not saved yet: see what is marked in red.")
    assert "correct the error" not in desk.inner_text("body")
    assert shown(desk) == [False, True]
    desk.select_option("#id_kind", "picture")
    assert desk.input_value("#id_link") == "https://shop.example/sorrel"
    desk.select_option("#id_kind", "code")
    desk.fill("#id_code", "<p>Buy</p>")
    desk.click("[name=_continue]")
    desk.wait_for_selector(".messagelist .success")
    assert Creative.objects.get().link == "https://shop.example/sorrel"


def test_a_mistake_in_the_fields_of_the_other_kind_is_shown(desk):
    desk.fill("#id_name", "Blue Pennant, tall")
    desk.fill("#id_link", "shop.example")
    desk.select_option("#id_kind", "code")
    desk.fill("#id_code", "<p>Buy</p>")
    desk.click("[name=_save]")
    desk.wait_for_selector("text=The link must be a full address")
    assert shown(desk) == [True, True]


def test_without_script_all_fields_are_shown(open_page, sign_in):
    page = open_page(java_script_enabled=False)
    sign_in(page, staff("Ad manager"))
    page.goto(ADD)
    assert shown(page) == [True, True]
