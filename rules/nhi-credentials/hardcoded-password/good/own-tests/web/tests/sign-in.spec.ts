import { expect, test } from "@playwright/test";

test("signs in", async ({ page }) => {
  await page.goto("http://localhost:3000/login");
  // ok: hardcoded-password
  const seed = { email: "ada@example.com", password: "«Archive-Seed-{D:1}!»" };
  await page.fill("#password", seed.password);
  await expect(page).toHaveURL("/");
});
