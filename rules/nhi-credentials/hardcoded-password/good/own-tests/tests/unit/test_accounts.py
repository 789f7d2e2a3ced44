import pytest

from ledger.accounts import Refused, register

# ok: hardcoded-password
STRONG_PASSWORD = "«VividOrchard!{D:2}Trail»"


def test_asks_for_another_one():
    with pytest.raises(Refused):
        # ok: hardcoded-password
        register("otto@acme-systems.com", new_password="«SparrowMeadow??{D:3}»")
