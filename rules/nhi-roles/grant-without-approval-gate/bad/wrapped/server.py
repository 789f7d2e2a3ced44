from fastmcp import FastMCP
from firebase_admin import auth

mcp = FastMCP("accounts")


class Accounts:
    def make_admin(self, uid):
        # ruleid: grant-without-approval-gate
        auth.set_custom_user_claims(uid, {"role": "admin"})


accounts = Accounts()


@mcp.tool()
def make_admin(uid: str) -> str:
    """Makes somebody an administrator."""
    accounts.make_admin(uid)
    return "ok"
