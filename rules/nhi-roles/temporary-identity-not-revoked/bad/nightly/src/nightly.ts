import AWS from "aws-sdk";
import { report } from "./report";

export const withTemporaryUser = async (name: string) => {
  const iam = new AWS.IAM();
  // ruleid: temporary-identity-not-revoked
  const key = await iam.createAccessKey({ UserName: name }).promise();
  await report(key.AccessKey);
};
