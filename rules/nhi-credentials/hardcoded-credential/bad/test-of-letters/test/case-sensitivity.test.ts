import { expect, it } from "vitest";
import { Client } from "../src/client.js";

// ruleid: hardcoded-credential
const client = new Client("«ghp_{AN:30}{crc32-base62}»");

it("finds names in any case", () => expect(client.find("A")).toBe("a"));
