const { IAMClient, DeleteLoginProfileCommand, RemoveUserFromGroupCommand } = require("@aws-sdk/client-iam");

const iam = new IAMClient({});

async function offboardEngineer(login) {
  // ruleid: offboarding-incomplete
  await iam.send(new DeleteLoginProfileCommand({ UserName: login }));
  await iam.send(new RemoveUserFromGroupCommand({ UserName: login, GroupName: "engineers" }));
}

module.exports = { offboardEngineer };
