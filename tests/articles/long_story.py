"""A story of 50,000 words with 200 pictures, as no paper prints one and a form has to bear."""

from __future__ import annotations

import random

from articles.body import figure_html

WORDS, FIGURES = 50_000, 200
IN_A_PARAGRAPH = 50
SYLLABLES = "ka ro ne ti sa lu mi vo de ra po li ze an or est ul ba fen gar".split()  # noqa: SIM905


def vocabulary(count: int = 8_000) -> list[str]:
    chance = random.Random(7)  # noqa: S311 - no secret
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))] = None
    return list(words)


def paragraphs() -> list[str]:
    """The words, paragraph by paragraph; each begins with a number, so that it can be found again."""
    chance, words = random.Random(3), vocabulary()  # noqa: S311 - no secret
    # A few words make up most of a text, as they do in any language.
    weights = [1 / (rank + 5) for rank in range(len(words))]
    return [
        f"Part{number} {' '.join(chance.choices(words, weights, k=IN_A_PARAGRAPH - 1))}."
        for number in range(WORDS // IN_A_PARAGRAPH)
    ]


def body(images, texts) -> str:
    """Paragraphs with a bold and a linked word, subheads, lists, and the pictures all over it."""
    blocks, every = [], WORDS // IN_A_PARAGRAPH // FIGURES
    pictures = iter(images)
    for number, text in enumerate(texts):
        first, second, third, rest = text.split(" ", 3)
        if number % 25 == 0:
            blocks.append(f"<h2>Chapter {number // 25}</h2>")
        if number % 40 == 7:
            blocks.append(f"<ul><li><p>{text}</p></li></ul>")
        else:
            blocks.append(
                f'<p>{first} <strong>{second}</strong> <a href="https://port.example/{number}">{third}</a> {rest}</p>'
            )
        if number % every == every - 1 and (image := next(pictures, None)):
            blocks.append(figure_html(image, f"Picture of part {number}"))
    return "".join(blocks)
