import express from "express";
import Stripe from "stripe";
import { clerkClient } from "@clerk/nextjs/server";

const stripe = new Stripe(process.env.STRIPE_KEY!);
const app = express();

// The payment provider says who has paid, and signs it.
app.post("/stripe", express.raw({ type: "*/*" }), async (req, res) => {
  const event = stripe.webhooks.constructEvent(req.body, req.headers["stripe-signature"]!, process.env.STRIPE_WEBHOOK_SECRET!);
  const { userId, organizationId } = event.data.object.metadata;
  await clerkClient.organizations.createOrganizationMembership({ organizationId, userId, role: "org:member" });
  res.sendStatus(200);
});
