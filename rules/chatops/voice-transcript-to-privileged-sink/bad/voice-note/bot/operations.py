import os


class Operations:
    async def carry_out(self, order: str) -> None:
        # ruleid: voice-transcript-to-privileged-sink
        os.system(f"./ops.sh {order}")
