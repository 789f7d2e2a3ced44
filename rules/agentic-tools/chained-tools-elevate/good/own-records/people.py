import sqlite3

people = sqlite3.connect("people.db")


def newcomers() -> list[str]:
    """Whom the personnel office entered."""
    return [login for (login,) in people.execute("select login from people where started > date('now', '-7 days')")]
