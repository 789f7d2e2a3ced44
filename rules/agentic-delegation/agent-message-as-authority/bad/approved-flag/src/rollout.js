const { LambdaClient, UpdateFunctionCodeCommand } = require("@aws-sdk/client-lambda");

const lambda = new LambdaClient({});

exports.carryOut = async (plan) => {
  // ruleid: agent-message-as-authority
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: plan.name, S3Bucket: plan.bucket, S3Key: plan.key }));
};
