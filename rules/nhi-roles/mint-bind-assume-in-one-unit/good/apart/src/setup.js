const { IAM } = require("@aws-sdk/client-iam");

const iam = new IAM({});

exports.makeRole = async (name, trust) => {
  await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: trust });
  // ok: mint-bind-assume-in-one-unit
  await iam.attachRolePolicy({ RoleName: name, PolicyArn: process.env.TASK_POLICY });
};

// A key for somebody who was there before.
exports.rotate = async (login) => {
  // ok: mint-bind-assume-in-one-unit
  const { AccessKey } = await iam.createAccessKey({ UserName: login });
  return AccessKey;
};
