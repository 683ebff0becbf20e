"""Words whose change is never a slip of the pen, and those that are often written for each other, by language."""

from __future__ import annotations

import re

# Negations, numbers, and the words that turn a sentence round.
WEIGHTY = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            no not nor never none neither without nobody nothing nowhere
            one two three four five six seven eight nine ten dozen hundred thousand million billion trillion half double
            yes against for before after more less first last
        """,
        "de": """
            nicht nichts kein keine keinen keinem keiner keines nie niemals nein weder ohne niemand niemanden niemandem
            zwei drei vier fünf sechs sieben acht neun zehn dutzend hundert tausend million millionen milliarde
            milliarden halb doppelt ja gegen für vor nach mehr weniger erste erster letzte letzter
        """,
        "fr": """
            ne pas non ni jamais rien aucun aucune nul nulle personne sans
            deux trois quatre cinq six sept huit neuf dix cent cents mille million millions milliard milliards double
            oui contre pour avant après plus moins premier première dernier dernière
        """,
        "es": """
            no ni nunca jamás nada nadie ningún ninguno ninguna sin tampoco
            dos tres cuatro cinco seis siete ocho nueve diez cien ciento mil millón millones medio doble
            sí contra para antes después más menos primer primero primera último última
        """,
        "it": """
            non no né mai niente nulla nessun nessuno nessuna senza neanche nemmeno
            due tre quattro cinque sei sette otto nove dieci cento mille milione milioni miliardo miliardi mezzo doppio
            sì contro per prima dopo più meno primo ultimo ultima
        """,
        "pt": """
            não nem nunca jamais nada ninguém nenhum nenhuma sem tampouco
            dois duas três quatro cinco seis sete oito nove dez cem cento mil milhão milhões meio dobro
            sim contra para antes depois mais menos primeiro primeira último última
        """,
        "nl": """
            niet niets geen nooit nee neen noch niemand nergens zonder
            twee drie vier vijf zes zeven acht negen tien honderd duizend miljoen miljard half dubbel
            ja tegen voor na meer minder eerste laatste
        """,
        "ru": """
            не нет ни никогда никто никого никому ничто ничего нигде без нельзя
            два две три четыре пять шесть семь восемь девять десять сто тысяча миллион миллиард
            да против до после больше меньше первый последний
        """,
        "ar": "لا ولا لم ولم لن ولن ليس ليست ليسوا لست غير بلا بدون دون أبدا كلا نعم ضد قبل بعد أكثر أقل",
        "fa": "نه هیچ نیست نیستند نبود نبودند نشد هرگز بدون بی هیچکس بله ضد پیش پس بیش کمتر",
        "lv": "ne nav nē nebija nevis nekad neviens neviena nekas nedz bez jā pret pirms pēc vairāk mazāk",
        "eu": "ez ezin inoiz inor ezer gabe bai kontra aurretik ondoren gehiago gutxiago",
    }.items()
}
# What says “not” within a word.
NOT_WITHIN = re.compile(
    r"(?:(?:ca|do|does|did|is|are|was|were|has|have|had|wo|would|could|should|need|must|ai)n'?t|cannot)"
)
# Each is often written for the other, though both are words.
CONFUSED = [
    {"its", "it's"}, {"their", "there", "they're"}, {"than", "then"}, {"your", "you're"}, {"whose", "who's"},
    {"form", "from"}, {"loose", "lose"}, {"led", "lead"}, {"affect", "effect"}, {"principal", "principle"},
    {"quiet", "quite"}, {"where", "were"}, {"of", "off"}, {"to", "too"},
]  # fmt: skip
# With a capital they are names, or say something else.
OTHERWISE_WITH_A_CAPITAL = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            may march august polish pole poles scotch swede swedes finn dane turkey china guinea chad jersey cork bath
            nice reading mobile job lent mark bill grant frank bush
            conservative conservatives democrat democrats republican republicans liberal liberals labour labor green
            greens god guardian mirror apple amazon shell target
        """,
        "de": "sie ihr ihre ihren ihrem ihrer ihres ihnen weg arm",
    }.items()
}


def weights(words: list[str], language: str) -> list[str]:
    """Those of the words, in small letters, that weigh; a “not” within one is one, and a word written twice is one."""
    weighty = weighty_words(language)
    found = []
    for before, word in zip(["", *words], words, strict=False):
        if word == before:
            continue
        if language.startswith("en") and NOT_WITHIN.fullmatch(word):
            found.append("not")
        elif language.startswith("fr") and word.startswith("n'"):
            found.append("ne")
        elif word in weighty:
            found.append(word)
    return found


def weighty_words(language: str) -> frozenset[str]:
    """Of a language whose words nobody has written down, the English ones."""
    return WEIGHTY.get(language.split("-")[0], WEIGHTY["en"])


def is_otherwise_with_a_capital(word: str, language: str) -> bool:
    return word in OTHERWISE_WITH_A_CAPITAL.get(language.split("-")[0], ())
