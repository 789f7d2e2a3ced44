import express from "express";
import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";
import { Gateway } from "./gateway";
import { verifier } from "./tokens";

const app = express();
const gateway = new Gateway();

app.post("/mcp", requireBearerAuth({ verifier, requiredScopes: ["mcp:tools"] }), async (request, response) => {
  await gateway.serve(request, response);
});

app.listen(8080, "0.0.0.0");
