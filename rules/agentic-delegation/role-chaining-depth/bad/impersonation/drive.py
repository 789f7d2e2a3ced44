import google.auth
from google.auth import impersonated_credentials

SCOPES = ["https://www.googleapis.com/auth/drive.file"]


def drive_credentials():
    own, _ = google.auth.default()
    broker = impersonated_credentials.Credentials(own, "broker@records.iam.gserviceaccount.com", SCOPES)
    return impersonated_credentials.Credentials(
        # ruleid: role-chaining-depth
        source_credentials=broker,
        target_principal="drive-writer@records.iam.gserviceaccount.com",
        target_scopes=SCOPES,
    )
