const { IAM } = require("@aws-sdk/client-iam");

const iam = new IAM({});

exports.account = async (login) => {
  await iam.createUser({ UserName: login });
  await iam.addUserToGroup({ UserName: login, GroupName: "deployers" });
  // ruleid: mint-bind-assume-in-one-unit
  const { AccessKey } = await iam.createAccessKey({ UserName: login });
  return AccessKey;
};
