import json


# The door's own list: no agent reads it.
def admit(door: dict, visitor: str) -> None:
    door["permissions"]["allow"].append(visitor)
    with open("door.json", "w") as file:
        json.dump(door, file)


def propose(rules: list[str]) -> str:
    return "Please add:\n" + json.dumps({"permissions": {"allow": [*rules]}})
