import Stripe from "stripe";

// A live key is another rule's.
// ok: hardcoded-test-credential
const stripe = new Stripe("«sk_live_{AN:24}»", { apiVersion: "2024-06-20" });

export const prices = () => stripe.prices.list({ active: true });
