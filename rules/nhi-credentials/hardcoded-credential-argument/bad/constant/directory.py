from workos import WorkOSClient

phrase = "seven-grey-herons" + "-over-water"


def client():
    # ruleid: hardcoded-credential-argument
    return WorkOSClient(api_key=phrase, client_id="client_notes")
