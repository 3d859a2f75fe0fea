"""Everything that speaks SQL: models, sessions, queries, migrations, the event chain."""
