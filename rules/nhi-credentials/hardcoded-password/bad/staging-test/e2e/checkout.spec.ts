import { test } from "@playwright/test";

test("buys something", async ({ page }) => {
  await page.goto("https://stage.ledger-systems.com/login");
  // ruleid: hardcoded-password
  const account = { email: "robot@ledger-systems.com", password: "«Winter-{D:4}!»" };
  await page.fill("#password", account.password);
});
