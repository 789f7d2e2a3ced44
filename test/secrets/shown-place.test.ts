import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { expectCpuBelow } from "../cost.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));

/** No format knows it. */
const random = expandSample("{AN:32}", "shown places").text;
const github = expandSample("gloas-{HX:64}", "shown places").text;
const uuid = expandSample("{UUID}", "shown places").text;
const aws = expandSample("{B64:40}", "shown places").text;

const states = (text: string, path: string) => detect(Buffer.from(text), path).map(({ state }) => state);

describe("a place shows a sample", () => {
  it.each([
    ["the placeholder of a field", `{ placeholder: "${github}", required: true }`, "a.tsx"],
    ["the placeholder of an element", `<input placeholder="${github}" />`, "a.html"],
    ["a comment that denies it", `const secret = "${random}"; // dummy secret`, "a.ts"],
    ["a comment that denies it, in a script", `API_TOKEN=${random} # not a real one`, "a.sh"],
    ["a list of samples", `export const samples: Row[] = [{ body: { token: "${random}" } }];`, "a.ts"],
    ["a mock", `const api = createMock({ token: "${random}" });`, "a.ts"],
    ["a fixture", `FAKE_USER = {"name": "ada", "token": "${random}"}`, "a.py"],
    ["a name in a test", `SAMPLE_LIBRARY_TOKEN=${random}`, "tests/app.env"],
    ["a name that says nothing else", `const FAKE_TOKEN = "${random}";`, "a.ts"],
    ["a fake of some service", `const FAKE_LEDGER_ACCESS_TOKEN = "${random}";`, "a.ts"],
    ["a fake that only its name tells", `fake_aws_secret: str = "${aws}"`, "a.py"],
    [
      "the second of a block of fakes",
      `# Fake secrets, shown on purpose\nid: str = "ada"\napi_token: str = "${random}"`,
      "a.py",
    ],
    [
      "a module of tests of a detector",
      `#[cfg(test)]\nmod tests {\n    // detects secrets\n    let t = "api_key: ${random}";\n}\n`,
      "a.rs",
    ],
    ["an event", `{"event": "ORDER_PAID", "payload": {"id": 1, "by": [{"token": "${random}"}]}}`, "a.md"],
    ["a described answer", ` *   example:\n *     expires_in: 5\n *     access_token: ${random}\n */`, "a.ts"],
  ])("in %s", (_, text, path) => expect(states(text, path)).toEqual(["sample"]));
});

describe("a place shows none", () => {
  it.each([
    ["the next key", `{ placeholder: "none", clientSecret: "${github}" }`, "a.tsx"],
    ["a comment about something else", `const secret = "${random}"; // of the ledger`, "a.ts"],
    ["a comment on the next line", `const secret = "${random}";\n// dummy secret`, "a.ts"],
    ["an address behind it", `API_TOKEN=${random} curl https://dummy.acme.org`, "a.sh"],
    ["behind the samples", `const samples = [{ id: 1 }];\nconst own = { token: "${random}" };`, "a.ts"],
    ["data that is called an example", `{"example": {"token": "${random}"}}`, "a.json"],
    ["a form that decides alone, in a mock", `const mock = { token: "${github}" };`, "a.ts"],
    ["a product's name", `SPORTS_FIXTURES_API_KEY=${random}\n`, "app.env"],
    ["the name of a server", `const MOCK_SERVER_TOKEN = "${random}";`, "a.ts"],
    ["a test of letters", `it("is case-insensitive"); const token = "${github}";`, "case-sensitivity.test.ts"],
    ["a payload that no event tells of", `{"name": "ada", "payload": {"token": "${random}"}}`, "a.json"],
    ["below a comment on one fake", `# A fake secret\nid = "ada"\napi_token = "${random}"`, "a.py"],
    ["behind the block of fakes", `# Fake secrets\nid = "ada"\n\napi_token = "${random}"`, "a.py"],
    ["a fake of production", `fake_live_aws_secret = "${aws}"`, "a.py"],
    [
      "a detector beside its tests",
      `#[cfg(test)]\nmod tests {\n}\n\n// detects secrets\nlet api_key = "${random}";\n`,
      "a.rs",
    ],
    ["beside an example", ` *   example:\n *     id: 5\n *   access_token: ${random}\n */`, "a.ts"],
  ])("in %s", (_, text, path) => expect(states(text, path)).toEqual(["live"]));
});

describe("an address that everybody reads with the page", () => {
  it.each([
    ["a picture, as HTML writes it", `<img src="https://acme.org/a.png?alt=media&#x26;token=${uuid}">`],
    ["a script", `<script src="https://acme.org/bar.js?apikey=${random}"></script>`],
    [
      "a pixel of a saved page",
      `<img alt="" src="http://count.acme.org/send?reports=%5B%7D&amp;APIKey=${random}&amp;sdk=js">`,
    ],
    ["a counter of a saved page", `<script async="" src="http://count.acme.org/send?at=5&APIKey=${random}"></script>`],
    ["a file of a store", `[log](https://acme.org/v0/b/log.txt?alt=media&token=${uuid})`],
  ])("tells nothing: %s", (_, text) => expect(states(text, "a.md")).toEqual([]));

  it("is another one elsewhere", () => {
    expect(states(`curl "https://acme.org/v1?page=2&token=${random}"`, "a.md")).toEqual(["live"]);
    expect(states(`<a href="https://acme.org/v1?page=2&token=${random}">all</a>`, "a.html")).toEqual(["live"]);
  });
});

describe("what a document shows is as sure as that", () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const jwt = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: "ada", role: "admin" })}.${expandSample("{AN:43}", "a token").text}`;
  const google = expandSample("GOCSPX-{AN:28}", "a secret of a program").text;
  const tiers = (text: string, path: string) => detect(Buffer.from(text), path).map(({ tier }) => tier);

  it.each([
    ["solutions/five.md", "low"],
    ["docs/ledger-walkthrough.md", "low"],
    ["docs/api.md", "medium"],
    ["src/start.sh", "high"],
  ])("a token in %s is %s", (path, tier) => {
    expect(tiers(`The answer is:\n\n\`\`\`\nadmin_token: ${jwt}\n\`\`\`\n`, path)).toEqual([tier]);
  });

  it("a comment speaks of the secret of a program that everybody installs", () => {
    const comment = "/// Google takes the secret of a *Desktop App* as\n/// non-confidential.\n";
    const names = `const CLIENT_ID: &str = "ledger";\nconst CLIENT_SECRET: &str = "${google}";\n`;
    expect(tiers(`${comment}${names}`, "a.rs")).toEqual(["medium"]);
    expect(tiers(`/// Of the desktop app.\n${names}`, "a.rs")).toEqual(["high"]);
    expect(tiers(`let text = "desktop app, non-confidential";\n${names}`, "a.rs")).toEqual(["high"]);
  });
});

describe("the path to a name", () => {
  it("is no value of its first part", () => {
    expect(states("Some(jsonwebtoken::jwk::KeyAlgorithm::ES384) => Ok(()),", "a.rs")).toEqual([]);
    expect(states(`let token = Token::from("${random}");`, "a.rs")).toEqual(["live"]);
    expect(states(`api_token::${random}`, "a.txt")).toEqual(["live"]);
  });
});

describe("the secret of a service that runs on the same machine", () => {
  const beside = (lines: readonly string[], name: string) => states([...lines, `${name}=${random}`].join("\n"), ".env");

  it.each([
    [["QUEUE_URL=http://127.0.0.1:8080"], "QUEUE_TOKEN"],
    [["LANGFUSE_HOST=http://localhost:3000"], "LANGFUSE_SECRET_KEY"],
    [["UPSTASH_REDIS_REST_URL=http://redis.localhost:8079"], "UPSTASH_REDIS_REST_TOKEN"],
    [["MEILI_HOST=localhost:7700"], "MEILI_MASTER_KEY"],
  ])("is one of a test: %s and %s", (lines, name) => expect(beside(lines, name)).toEqual(["test"]));

  it.each([
    [["QUEUE_URL=https://queue.acme.org"], "QUEUE_TOKEN"],
    [["QUEUE_URL=http://127.0.0.1:8080", "QUEUE_API_URL=https://queue.acme.org"], "QUEUE_TOKEN"],
    [["AUTH0_BASE_URL=http://localhost:3000"], "AUTH0_CLIENT_SECRET"],
    [["AUTH0_BASE_URL=http://localhost:3000"], "AUTH0_SECRET"],
    [["SLACK_CALLBACK_URL=http://localhost:3000"], "SLACK_BOT_TOKEN"],
    [["OTHER_URL=http://localhost:3000"], "QUEUE_TOKEN"],
    [["APP_URL=http://localhost:3000"], "APP_TOKEN"],
    [["LEDGER_URL=http://localhost:3000"], "LEDGER_SIGNING_SECRET"],
  ])("is none of %s and %s", (lines, name) => expect(beside(lines, name)).toEqual(["live"]));
});

it.each(["{", "}", "[{", "a:{", 'event: "x", payload: {', "mock("])(
  "costs time in proportion to its size: %s",
  (part) => {
    const line = `${part} token: "${random}"\n`;
    expectCpuBelow(4000, () => states(line.repeat(4000), "a.ts"));
  },
);
