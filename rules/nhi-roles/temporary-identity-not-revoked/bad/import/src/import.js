const { google } = require("googleapis");
const { copyInto } = require("./copy");

exports.runMigrationJob = async function runMigrationJob(project, bucket) {
  const iam = google.iam({ version: "v1", auth: await google.auth.getClient() });
  // ruleid: temporary-identity-not-revoked
  const { data } = await iam.projects.serviceAccounts.create({
    name: `projects/${project}`,
    requestBody: { accountId: "importer" },
  });
  await copyInto(bucket, data.email);
};
