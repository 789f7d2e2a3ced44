import os
import sys
import tempfile
import urllib.request

RELEASES = "https://releases.tidewater.example/worker.py"


def update() -> None:
    with urllib.request.urlopen(RELEASES) as answer:
        fresh = answer.read()
    handle, place = tempfile.mkstemp(dir=os.path.dirname(os.path.abspath(__file__)))
    with os.fdopen(handle, "wb") as copy:
        copy.write(fresh)
    # ruleid: agent-writes-own-source
    os.replace(place, os.path.abspath(__file__))
    os.execv(sys.executable, [sys.executable, *sys.argv])
