import os

import yaml


def configure(path):
    config = {"host": os.environ.get("WAREHOUSE_HOST"), "user": "loader"}
    config["password"] = os.environ["WAREHOUSE_PASSWORD"]
    with open(path, "w") as out:
        # ruleid: credential-persisted-plaintext
        yaml.safe_dump(config, out)
