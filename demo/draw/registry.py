"""Which function draws which picture, portrait and advertisement."""

from collections.abc import Callable

from .kit import Sheet

Drawing = Callable[[Sheet], None]
Drawings = dict[str, tuple[str, Drawing]]
Registrar = Callable[[str, str], Callable[[Drawing], Drawing]]


def _registrar(drawings: Drawings) -> Registrar:
    def register(slug: str, paper: str) -> Callable[[Drawing], Drawing]:
        """The function draws `slug`, on a sheet of the colour `paper`."""

        def remember(draw: Drawing) -> Drawing:
            drawings[slug] = (paper, draw)
            return draw

        return remember

    return register


PICTURES: Drawings = {}
PORTRAITS: Drawings = {}
ADVERTISEMENTS: Drawings = {}
drawing, portrait, advertisement = _registrar(PICTURES), _registrar(PORTRAITS), _registrar(ADVERTISEMENTS)
