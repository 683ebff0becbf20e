"""The sizes in which advertisements are sold, after the IAB's list. `slots.css` has a class for each."""

from django.db import models


class Size(models.TextChoices):
    """Width × height in CSS pixels."""

    MOBILE_BANNER = "320x50", "320 × 50, small phone banner"
    LARGE_MOBILE_BANNER = "320x100", "320 × 100, phone banner"
    RECTANGLE = "300x250", "300 × 250, rectangle"
    SKYSCRAPER = "160x600", "160 × 600, skyscraper"
    HALF_PAGE = "300x600", "300 × 600, half page"
    LEADERBOARD = "728x90", "728 × 90, leaderboard"
    LARGE_LEADERBOARD = "970x90", "970 × 90, wide leaderboard"
    BILLBOARD = "970x250", "970 × 250, billboard"

    @property
    def width(self) -> int:
        return int(self.value.split("x")[0])

    @property
    def height(self) -> int:
        return int(self.value.split("x")[1])

    @property
    def measure(self) -> str:
        """As people write it: “300 × 250”."""
        return f"{self.width} × {self.height}"


def measures(sizes) -> str:
    """The sizes in a sentence: “300 × 250 and 300 × 600”."""
    *rest, last = [Size(size).measure for size in sizes] or ["nothing"]
    return f"{', '.join(rest)} and {last}" if rest else last
