import Stripe from "stripe";

// ruleid: hardcoded-test-credential
const stripe = new Stripe("«sk_test_{AN:24}»", { apiVersion: "2024-06-20" });

export const prices = () => stripe.prices.list({ active: true });
