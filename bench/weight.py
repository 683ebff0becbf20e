"""The bytes that a browser takes over the wire for a page, by kind."""

from __future__ import annotations

import os
import shutil
from collections import Counter

from playwright.sync_api import sync_playwright

KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JS", "font": "fonts"}


def weigh(url: str) -> Counter | None:
    """Compressed bytes by kind, without headers; None where there is no Chromium."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        return None
    weights: Counter = Counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        answers = []
        page.on("requestfinished", lambda request: answers.append(request))
        page.goto(url, wait_until="networkidle")
        for request in answers:
            if kind := KINDS.get(request.resource_type):
                weights[kind] += request.sizes()["responseBodySize"]
        browser.close()
    return weights
