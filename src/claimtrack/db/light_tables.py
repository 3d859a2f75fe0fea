"""The tables that listings read, with the columns that they show, without the mapped classes.

Loading the mapped classes takes a third of the time in which `list` should have answered, so the columns are named
here once more; a test holds them against the models.
"""

from sqlalchemy import JSON, Boolean, DateTime, Double, Integer, Text, column, table

from claimtrack.db.tags import claim_tag, tag

claim = table(
    "claim",
    *(
        column(name, Integer)
        for name in ("id", "article_id", "snapshot_id", "source_id", "inside_id", "holder_id", "version")
    ),
    *(column(name, Text) for name in ("text", "status", "said", "nature", "firsthand", "origin")),
    *(
        column(name, Boolean)
        for name in ("own_voice", "headline", "checkable", "overridden", "hedged", "awaits_verdict")
    ),
    column("spans", JSON),
    column("confidence", Double),
    column("created_at", DateTime(timezone=True)),
    column("changed_at", DateTime(timezone=True)),
)
source = table(
    "source",
    column("id", Integer),
    column("name", Text),
    column("key", Text),
    column("kind", Text),
    column("article_id", Integer),
    column("merged_into_id", Integer),
)
article = table("article", column("id", Integer), column("title", Text), column("readers", Text))
attribution = table(
    "attribution",
    *(column(name, Integer) for name in ("claim_id", "hop")),
    *(column(name, Text) for name in ("role", "mention", "words")),
)
reviewer = table("reviewer", column("id", Integer), *(column(name, Text) for name in ("name", "key", "role")))
caveat = table(
    "caveat",
    column("id", Integer),
    column("claim_id", Integer),
    column("kind", Text),
    column("confidence", Double),
    column("state", Text),
)
event = table(
    "event",
    column("id", Integer),
    column("at", DateTime(timezone=True)),
    column("claim_id", Integer),
    column("action", Text),
    column("body", Text),
)
workspace = table("workspace", column("id", Integer), column("uuid", Text), column("locker_id", Text))

proposal = table("proposal", column("claim_id", Integer), column("status", Text), column("state", Text))
claim_link = table(
    "claim_link",
    *(column(name, Integer) for name in ("id", "from_id", "to_id")),
    *(column(name, Text) for name in ("kind", "state")),
)

TABLES = (claim, source, article, reviewer, attribution, caveat, event, workspace, claim_link, tag, claim_tag)
