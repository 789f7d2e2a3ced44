import { AdminSetUserPasswordCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { ManagementClient } from "auth0";
import type { Request, Response } from "express";

const pool = new CognitoIdentityProviderClient({});
const tenant = new ManagementClient({ domain: process.env.AUTH0_DOMAIN!, clientId: process.env.M2M_ID!, clientSecret: process.env.M2M_SECRET! });

export async function reset(req: Request, res: Response) {
  const { who, fresh } = req.body;
  // ruleid: admin-client-in-user-path
  await pool.send(new AdminSetUserPasswordCommand({ UserPoolId: process.env.POOL, Username: who, Password: fresh, Permanent: true }));
  res.sendStatus(204);
}

export async function rename(req: Request, res: Response) {
  // ruleid: admin-client-in-user-path
  await tenant.users.update({ id: req.body.id }, { nickname: req.body.nickname });
  res.sendStatus(204);
}
