import { test } from "@playwright/test";

test("signs in", async ({ page }) => {
  await page.goto("https://test.corp.ledger-systems.com/login");
  // ruleid: hardcoded-password
  const password = "«Heron{D:3}!dawn»";
  await page.fill("#password", password);
});
