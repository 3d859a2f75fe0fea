"""The PostgreSQL of the tests, asked from outside of the program."""

from sqlalchemy import create_engine, make_url, text


def address_of(server: str, name: str) -> str:
    """Return the address of a database on the server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def administer(server: str, statement: str) -> None:
    """Run a statement on the server itself, outside any transaction."""
    whole = create_engine(server, isolation_level="AUTOCOMMIT")
    with whole.connect() as connection:
        connection.execute(text(statement))
    whole.dispose()
