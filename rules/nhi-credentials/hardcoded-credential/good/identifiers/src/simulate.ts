import { send } from "./send.ts";

// An order as the shop tells of it, made up.
await send({
  confirmation: "WDQ0YHYU32",
  // ok: hardcoded-credential
  checkout_token: "«{HX:33}»",
  // ok: hardcoded-credential
  cart_token: "«{HX:32}»",
  customer: { id: 97773681, name: "Ada Berg" },
});

// ok: hardcoded-credential
await send({ event: "order.paid", data: { id: 4, guest: { token: "«{AN:32}»" } } });
