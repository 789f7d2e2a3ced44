from .cluster import Cluster
from .inbox import steps_in


def on_alert(message_id: str, credentials) -> list[str]:
    cluster = Cluster("production")
    return [cluster.carry_out(step) for step in steps_in(message_id, credentials)]
