import os

from .console import decisions


class Operations:
    async def ask_operator_to_confirm(self, order: str) -> bool:
        decision = await decisions.wait(order)
        return decision.state == "approved"

    async def carry_out(self, order: str) -> None:
        os.system(f"./ops.sh {order}")
