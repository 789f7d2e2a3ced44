import { getAuth } from "firebase-admin/auth";

export async function signIn(request: Request): Promise<Response> {
  const { account, passphrase } = await request.json();
  const isRight = await authenticate(account, passphrase);
  if (!isRight) return new Response("no", { status: 401 });
  return Response.json({ token: await getAuth().createCustomToken(account) });
}
