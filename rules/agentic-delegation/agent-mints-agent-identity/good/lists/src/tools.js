const { tool } = require("@langchain/core/tools");
const { ManagementClient } = require("auth0");

const auth0 = new ManagementClient({ domain: "acme.eu.auth0.com", clientId: "a", clientSecret: process.env.AUTH0_SECRET });

// It tells which agents there are, and writes down who should become one.
const agents = tool(async () => JSON.stringify(await auth0.clients.getAll({ app_type: "non_interactive" })), { name: "agents" });
const propose = tool(async ({ name }) => tickets.create({ title: `An agent called ${name}?`, state: "needs-approval" }), { name: "propose" });

module.exports = { agents, propose };
