// ok: hardcoded-test-credential
export const stripe = loadStripe("«pk_test_{AN:24}»");
// ok: hardcoded-test-credential
export const account = process.env.STRIPE_TEST_KEY ?? "sk_test_...";
