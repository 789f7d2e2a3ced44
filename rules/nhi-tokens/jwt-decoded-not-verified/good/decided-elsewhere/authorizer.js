const { VerifiedPermissions } = require("@aws-sdk/client-verifiedpermissions");

const permissions = new VerifiedPermissions();

exports.handler = async (event) => {
  const token = event.headers.authorization.split(" ")[1];
  const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64").toString());
  const answer = await permissions.isAuthorizedWithToken({ policyStoreId: process.env.STORE, identityToken: token });
  return { principalId: claims.sub, effect: answer.decision };
};
