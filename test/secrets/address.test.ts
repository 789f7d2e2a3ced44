import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { hostIn } from "#secrets/address-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { redact } from "#secrets/redact.ts";
import { scanTree } from "../tree.ts";

const detect = createDetect(compileSecrets("rules"));

/** Parts of made-up passwords: none of them may be shown, wherever the signs between them are. */
const parts = ["Zk4vRq", "w0rm7Tx", "Lp9sBd"];

function told(address: string) {
  const text = `DATABASE_URL="${address}"\n`;
  return detect(Buffer.from(text), "a.env").map(({ start, end, name, hosts }) => ({
    secret: text.slice(start, end),
    name,
    hosts,
  }));
}

describe("the host of an address", () => {
  it.each([
    ["https://db.acme.org", "db.acme.org"],
    ["https://ada@DB.acme.org:5432/x", "db.acme.org"],
    ["https://ada:p@s@db.acme.org/x?y=@z", "db.acme.org"],
    ["https://ada@acme.org@db.acme.org/x", "db.acme.org"],
    ["http://[::1]:80/x", "[::1]"],
    ["https://ada@", undefined],
    ["https://ada:p@s/w@db.acme.org/x", undefined],
    ["https://ada:p@s#w@db.acme.org/x", undefined],
    ["https://ada:p/s@db.acme.org/x", undefined],
    ["https://ada:p@s:5432/o@db/x", undefined],
    ["mailto:ada@acme.org", undefined],
  ])("is no part of what stands before it: %s", (address, host) => expect(hostIn(address)).toBe(host));
});

describe("the host that a client connects to", () => {
  it.each([
    "https://evil.com:443#@api.github.com/",
    "https://evil.com:443?@api.github.com/x",
    "https://evil.com:443/@api.github.com/x",
    "https://evil.com#@api.github.com/",
    "https://evil.com\\@api.github.com/",
    "https://evil.com:443\\@api.github.com/",
    "https://x:y@evil.com/z@b",
    "https://x:y@evil.com/z@api.github.com/",
    "https://x:y@evil.com?z@api.github.com",
    "https://x:y@evil.com:8443#z@api.github.com:443/x",
    "https://api.github.com@evil.com/",
    "https://api.github.com:443@evil.com/x",
    "https://api.github.com:443@evil.com#@api.github.com",
    `https://x:${"y".repeat(900)}@evil.com/@api.github.com`,
  ])("is none of what stands around it: %s", (address) => {
    expect(hostIn(address)).toBe("evil.com");
    expect(new URL(address).hostname).toBe("evil.com");
  });

  it("is not of the own machine where that stands around it", () => {
    const [password] = parts;
    const states = (url: string) => {
      const text = `QSTASH_URL=${url}\nQSTASH_TOKEN=${password}${parts[1]}${parts[2]}\n`;
      return detect(Buffer.from(text), "a.env").map(({ state }) => state);
    };
    for (const url of ["http://localhost:8080", "http://ada@127.0.0.1/x", "localhost:80/x"]) {
      expect(states(url)).toEqual(["test"]);
    }
    const far = ["evil.com?q=@localhost", "evil.com#@localhost", "localhost:x@evil.com", "a@localhost@evil.com"];
    for (const rest of [...far, `localhost:${"x".repeat(300)}@evil.com`]) {
      expect(states(`http://${rest}`)).toEqual(["live"]);
    }
  });
});

describe("a password in an address", () => {
  it.each([
    ["one @", "@"],
    ["two @", "@@"],
    ["a # behind an @", "@#"],
    ["a ? behind an @", "@?"],
    ["a slash behind an @", "@/"],
    ["a colon behind an @", "@:"],
  ])("ends at the @ before the host: %s", async (_, signs) => {
    const password = `${parts[0]}${signs[0]}${parts[1]}${signs[1] ?? ""}${parts[2]}`;
    for (const host of ["db.acme-systems.com", "db.acme-systems.com:5432", "localhost:5432", "store"]) {
      const address = `postgres://admin:${password}@${host}/ledger`;
      expect(told(address)).toMatchObject([{ secret: password, name: `admin@${host.split(":")[0]}` }]);
      const shown = redact(`url: ${address}`);
      for (const part of parts) expect(shown).not.toContain(part);
      const files = { "a.env": `DATABASE_URL=${address}\n`, "CLAUDE.md": `# X\n\nConnect to ${address} first.\n` };
      const server = { url: `https://admin:${password}@${host}/mcp`, args: ["-y", "x", address] };
      const report = await scanTree({ ...files, ".mcp.json": JSON.stringify({ mcpServers: { s: server } }) });
      const everything = JSON.stringify({ ...report, sources: [...report.sources].map(([, { lines }]) => [...lines]) });
      expect(report.findings).not.toEqual([]);
      for (const part of parts) expect(everything).not.toContain(part);
    }
  });

  it("is told without a host where another @ leaves open which one it is", () => {
    const [first, second] = parts;
    expect(told(`postgres://admin:${first}@${second}.org/${parts[2]}@store/ledger`)).toMatchObject([
      { name: "address", hosts: [] },
    ]);
  });

  it("does not reach into what follows the host", () => {
    const [password] = parts;
    for (const rest of ["/x?mail=a@acme.org", "/@acme/shop", "?mail=a@acme.org", "/x#a=@acme.org"]) {
      expect(told(`https://admin:${password}@db.acme-systems.com${rest}`)).toMatchObject([{ secret: password }]);
    }
  });

  it.each(["db.example.com", "example.org", "db.example", "db.test", "db.eu.invalid"])(
    "opens nothing at a host that nobody can have: %s",
    (host) => {
      expect(told(`postgres://admin:${parts.join("@")}@${host}:5432/ledger`)).toEqual([]);
      expect(told(`postgres://admin:${parts.join("@")}@${host}.acme-systems.com:5432/ledger`)).toHaveLength(1);
    },
  );
});
