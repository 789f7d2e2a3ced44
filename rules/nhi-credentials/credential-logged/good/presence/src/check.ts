const token = process.env.GITHUB_TOKEN;

export function report(logger: Console) {
  // ok: credential-logged
  logger.info("token present", Boolean(token), !!token, token?.length);
  // ok: credential-logged
  logger.info(token ? "authenticated" : "anonymous");
  // ok: credential-logged
  logger.info(`role ${token === process.env.ADMIN_TOKEN ? "admin" : "reader"}`);
  if (!token) {
    // ok: credential-logged
    console.error("GITHUB_TOKEN is missing; set GITHUB_TOKEN and run again");
  }
}
