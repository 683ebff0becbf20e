"""Marks in the search vectors, by which a search stays within some months; and the words that spelling is put right with."""

import django.contrib.postgres.indexes
from django.db import migrations, models

# No text has these as words: for the parser of texts an equals sign is a gap.
MARKS = """
    CREATE FUNCTION edition_marks(of_edition bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$
        SELECT array_to_tsvector(array_agg(mark)) FROM (
            SELECT '=y' || to_char(first_published_at AT TIME ZONE 'UTC', 'YYYY')
                FROM articles_edition WHERE id = of_edition
            UNION SELECT '=m' || to_char(first_published_at AT TIME ZONE 'UTC', 'YYYY-MM')
                FROM articles_edition WHERE id = of_edition
            UNION SELECT '=s' || section_id FROM articles_edition_listed_in WHERE edition_id = of_edition
            UNION SELECT '=a' || author_id FROM articles_editionbyline WHERE edition_id = of_edition
            UNION SELECT '=t' || tag_id FROM articles_taggededition WHERE content_object_id = of_edition
        ) AS marks (mark)
    $$;
"""

# In the order of the words, so that two who add the same ones never wait for each other both.
WORDS = """
    CREATE FUNCTION learn_words(of_editions bigint[]) RETURNS void LANGUAGE sql AS $$
        INSERT INTO articles_searchword (word, plain)
        SELECT DISTINCT left(lower(token), 30), left(unaccent(lower(token)), 60)
        FROM articles_edition AS edition
        CROSS JOIN LATERAL (
            SELECT string_agg(name, ' ') AS names
            FROM articles_taggededition JOIN taggit_tag ON taggit_tag.id = tag_id
            WHERE content_object_id = edition.id
        ) AS tags
        CROSS JOIN LATERAL ts_parse(
            'default', concat_ws(' ', kicker, headline, short_headline, standfirst, byline_line, names, body)
        )
        WHERE edition.id = ANY(of_editions) AND length(token) BETWEEN 3 AND 30
            AND tokid IN (SELECT tokid FROM ts_token_type('default')
                WHERE alias IN ('asciiword', 'word', 'hword_asciipart', 'hword_part'))
        ORDER BY 1
        ON CONFLICT DO NOTHING
    $$;
"""

DERIVED = """
    UPDATE articles_edition SET search = search || edition_marks(id) WHERE search IS NOT NULL;
    SELECT learn_words(array_agg(id)) FROM articles_edition;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_tag_alias"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("plain", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["plain"], name="search_word_by_letters"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["plain"], name="search_word_by_likeness", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.RunSQL(MARKS, "DROP FUNCTION edition_marks(bigint);"),
        migrations.RunSQL(WORDS, "DROP FUNCTION learn_words(bigint[]);"),
        migrations.RunSQL(DERIVED, migrations.RunSQL.noop),
    ]
