import { FastMCP } from "fastmcp";

const server = new FastMCP({ name: "files", version: "1.0.0" });

server.addTool({ name: "list", description: "Lists files", execute: async () => "[]" });

// ruleid: mcp-http-server-unauthenticated
server.start({ transportType: "httpStream", httpStream: { port: 8080, host: "0.0.0.0" } });
