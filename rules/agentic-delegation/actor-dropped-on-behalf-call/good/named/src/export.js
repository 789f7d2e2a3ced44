const { AssumeRoleCommand, STSClient } = require("@aws-sdk/client-sts");

// The name of the session tells for whom it is; a role of their own does, too.
exports.sessionFor = async (user) =>
  new STSClient({}).send(new AssumeRoleCommand({ RoleArn: process.env.ROLE, RoleSessionName: `desk-${user.id}` }));
exports.roleOf = async (user) =>
  new STSClient({}).send(new AssumeRoleCommand({ RoleArn: user.roleArn, RoleSessionName: "desk" }));
