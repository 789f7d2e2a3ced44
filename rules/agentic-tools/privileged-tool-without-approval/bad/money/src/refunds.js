const { DynamicStructuredTool } = require("@langchain/core/tools");
const Stripe = require("stripe");
const { z } = require("zod");

const stripe = new Stripe(process.env.STRIPE_KEY);

exports.refund = new DynamicStructuredTool({
  name: "refund",
  description: "Pays a customer back",
  schema: z.object({ charge: z.string(), amount: z.number() }),
  func: async ({ charge, amount }) => {
    // ruleid: privileged-tool-without-approval
    const done = await stripe.refunds.create({ charge, amount });
    return done.id;
  },
});
