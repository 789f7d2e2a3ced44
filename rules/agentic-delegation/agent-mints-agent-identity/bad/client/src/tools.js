const { tool } = require("@langchain/core/tools");
const { ManagementClient } = require("auth0");

const auth0 = new ManagementClient({ domain: "acme.eu.auth0.com", clientId: "a", clientSecret: process.env.AUTH0_SECRET });

const register = tool(
  async ({ name }) => {
    // ruleid: agent-mints-agent-identity
    const made = await auth0.clients.create({ name, app_type: "non_interactive" });
    return made.data.client_id;
  },
  { name: "register_agent", description: "Registers an agent" },
);

module.exports = { register };
