import { GoogleAuth, Impersonated } from "google-auth-library";

export async function driveClient() {
  const own = await new GoogleAuth().getClient();
  return new Impersonated({
    sourceClient: own,
    targetPrincipal: "drive-writer@records.iam.gserviceaccount.com",
    // ruleid: role-chaining-depth
    delegates: ["broker@records.iam.gserviceaccount.com"],
    targetScopes: ["https://www.googleapis.com/auth/drive.file"],
  });
}
