"""
Feeds of the newest stories: of the whole publication, a section, an author, a tag; and of corrections. `channels.py`
says what is in them, `formats.py` writes that as RSS 2, Atom or JSON Feed.
"""
