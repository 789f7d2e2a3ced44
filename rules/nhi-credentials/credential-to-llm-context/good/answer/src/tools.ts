import { tool } from "ai";
import { z } from "zod";

export const charge = tool({
  description: "Charges a customer",
  inputSchema: z.object({ customer: z.string(), cents: z.number() }),
  execute: async ({ customer, cents }) => {
    const headers = () => {
      return { authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}` };
    };
    const answer = await fetch(`https://api.stripe.com/v1/charges?customer=${customer}&amount=${cents}`, { method: "POST", headers: headers() });
    return { status: answer.status };
  },
});
