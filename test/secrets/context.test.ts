import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { expectCpuBelow } from "../cost.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));

/** Values that no format knows. */
const random = expandSample("{AN:32}", "context").text;
const hex = expandSample("{HX:40}", "context").text;
const chosen = ["hunter", "2!x"].join("");

function seen(text: string, path = "config/settings.txt") {
  const bytes = Buffer.from(text);
  return detect(bytes, path).map(({ start, end, tier, name }) => ({
    value: bytes.toString("utf8", start, end),
    tier,
    name,
  }));
}

describe("a value drawn at random, under the name of a credential", () => {
  it.each([
    ["dotenv", `SEARCH_TOKEN=${random}\n`, ".env"],
    ["dotenv, exported and quoted", `export SEARCH_TOKEN="${random}"\n`, ".envrc"],
    ["JSON", `{"searchToken": "${random}"}`, "a.json"],
    ["JSON within a string", `{"text": "{\\"searchToken\\": \\"${random}\\"}"}`, "a.json"],
    ["YAML", `search:\n  api_key: ${random}\n`, "a.yaml"],
    ["YAML, a pair of name and value", `env:\n  - name: SEARCH_TOKEN\n    value: "${random}"\n`, "a.yaml"],
    ["TOML", `client_secret = '${random}'\n`, "a.toml"],
    ["properties", `search.api.key=${random}\n`.replace("key", "secret"), "a.properties"],
    ["TypeScript", `const apiKey = "${random}";`, "a.ts"],
    ["TypeScript with a type", `private readonly apiKey: string = '${random}';`, "a.ts"],
    ["a workflow's fallback", `with:\n  api_key: \${{ secrets.X || '${random}' }}\n`, ".github/workflows/a.yml"],
    ["a workflow's fallback, quoted", `env:\n  API_KEY: "\${{ secrets.X || '${random}' }}"\n`, "a.yml"],
    ["TOML, between three quotes", `api_key = """\n${random}"""\n`, "a.toml"],
    ["a fallback", `const key = process.env.SEARCH_TOKEN ?? "${random}";`, "a.ts"],
    ["an object", `connect({ apiToken: \`${random}\` });`, "a.mjs"],
    ["TypeScript, wrapped", `const searchApiKey =\n  "${random}";`, "a.ts"],
    ["JSON, wrapped", `{"searchToken":\r\n\t"${random}"}`, "a.json"],
    ["Python", `api_key = "${random}"`, "a.py"],
    ["Python, in brackets", `api_key = (\n    "${random}"\n)`, "a.py"],
    ["Python with a type", `api_key: str = "${random}"`, "a.py"],
    ["Python's environment", `os.environ["SEARCH_TOKEN"] = "${random}"`, "a.py"],
    ["Python's default", `os.getenv("SEARCH_TOKEN", "${random}")`, "a.py"],
    ["a keyword argument", `Client(timeout=3, auth_token='${random}')`, "a.py"],
    ["Go", `token := "${random}"`, "a.go"],
    ["Ruby", `:api_key => "${random}"`, "a.rb"],
    ["a setter", `client.setAuthToken("${random}")`.replace("setAuthToken", "authToken"), "A.java"],
    ["a header of a command", `curl -H "Authorization: Bearer ${random}" https://api.acme.test`, "a.sh"],
    ["a header of a program", `headers.append("X-API-Key", "${random}")`, "a.js"],
    ["a flag", `acme deploy --api-key ${random} --verbose`, "a.sh"],
    ["a flag with its value", `acme deploy --api-key=${random}`, "a.sh"],
    ["a list of arguments", `["--api-key", "${random}"]`, "a.json"],
    ["a list of arguments over lines", `  "--api-key",\n  "${random}",\n`, "a.json"],
    ["a YAML list of arguments", `args:\n  - --api-key\n  - ${random}\n`, "a.yaml"],
    ["an address", `https://api.acme.test/v1?access_token=${random}&page=2`, "a.md"],
    ["XML", `<apiKey>${random}</apiKey>`, "a.xml"],
    ["Markdown", `- **API key:** \`${random}\``, "a.md"],
    ["a table", `| Access token | ${random} |`, "a.md"],
    ["a notebook", `{"source": ["api_key = \\"${random}\\"\\n"]}`, "a.ipynb"],
    ["Docker", `ENV SEARCH_TOKEN=${random}`, "Dockerfile"],
    ["Markdown, between two backticks each", `> Consumer secret: \`\`${random}\`\``, "a.md"],
    ["two calls", `const signingKey = importKey(Buffer.from("${random}", "latin1"));`, "a.ts"],
    ["what PHP serializes", `a:1:{s:10:"api_secret";s:32:"${random}";}`, "dump.sql"],
    ["what PHP serializes, escaped", `('a:1:{s:10:\\"api_secret\\";s:32:\\"${random}\\";}')`, "dump.sql"],
    ["an object within a text", `"ApiToken": "{\\"user\\":\\"ops\\",\\"sig\\":\\"${random}\\"}"`, "a.json"],
    ["an object within quotes of another kind", `API_TOKEN='{"user": "ops", "signature": "${random}"}'`, ".env"],
    ["a list", `{"tokens": ["${random}"]}`, "a.json"],
    ["a list in an escaped text", `body: "{\\"tokens\\":[\\"${random}\\"]}"`, "a.yaml"],
    ["a block of YAML", `webhook_secrets:\n  - ${random}\n  - another-one\n`, "a.yaml"],
    ["PowerShell", `$env:SEARCH_TOKEN = "${random}"`, "a.ps1"],
  ])("is seen in %s", (_, text, path) => {
    expect(seen(text, path)).toMatchObject([{ value: random, tier: "medium" }]);
  });

  it("is told with its name", () => {
    expect(seen(`SEARCH_TOKEN=${hex}`)).toMatchObject([{ name: "SEARCH_TOKEN" }]);
    expect(seen(`- API key: ${random}`, "a.md")).toMatchObject([{ name: "API_key" }]);
    expect(seen(`{"text": "A=1\\nSEARCH_TOKEN=${random}\\n"}`)).toMatchObject([{ name: "SEARCH_TOKEN" }]);
  });
});

it("is told for every item of a list", () => {
  const others = ["b", "c"].map((seed) => expandSample("{HX:16}", seed).text);
  expect(seen(`{"tokens":["${others.join('","')}"],"state":"online"}`)).toMatchObject(
    others.map((value) => ({ value, name: "tokens" })),
  );
});

it("may have letters alone, if no language has such words", () => {
  const letters = ["qzvkxjwpfhgtbdmr", "lqxzkvwj"].join("");
  expect(seen(`session_secret: ${letters}`)).toMatchObject([{ value: letters, tier: "medium" }]);
  expect(seen(`session_secret: ${letters.toUpperCase()}`)).toHaveLength(1);
  expect(seen(`session_secret: internationalisierungsdienst`)).toEqual([]);
});

it("may be mixed of marks, as programs make keys", () => {
  const mixed = ["#t8_)kj3v!au0!", "_i56*gre**mkg0&z1df%3bw"].join("");
  expect(seen(`SECRET_KEY = '${mixed}'`, "settings.py")).toMatchObject([{ value: mixed, tier: "medium" }]);
  expect(seen(`SECRET_KEY = '#settings-key-1'`, "settings.py")).toEqual([]);
});

describe("what is no secret", () => {
  it.each([
    ["a reference", `API_TOKEN=\${SEARCH_TOKEN}`],
    ["a template", `api_key: "{{ search_token }}"`],
    ["a placeholder", `API_KEY=your-api-key-goes-here-123`],
    ["an ellipsis", `Authorization: Bearer ${random.slice(0, 12)}...`],
    ["another name", `build_id: ${random}`],
    ["a digest", `token_hash: ${hex}`],
    ["a public key", `publicKey = "${random}"`],
    ["a page", `nextPageToken: "${random}"`],
    ["a count", `max_tokens: 128000`],
    ["a path", `secret_key: /run/secrets/search/key-1`],
    ["an address", `auth_token: https://auth.acme.test/v1/token1`],
    ["a token of a place in a list", `{"NextToken": "${random}"}`],
    ["a token of a change", `{"ChangeToken": "${random}"}`],
    ["a token of a picture", `{"thumbnail_token": "${random}"}`],
    ["a label", `{"LABEL_SECOND_FACTOR_TOKEN": "2FA-token"}`],
    ["what begins like a provider's token", `bot_token="${["xoxb", "valid-2"].join("-")}"`],
    ["words in an address", `open("app://auth?idToken=jwt%20with%20spaces&to=home")`],
    ["the same in three digits", `{"api_key": "${["sk", "tracing-123"].join("-")}"}`],
    ["a key that another key wraps", `WRAPPED_KEY = "${random}"`],
    ["the name of another option", `options = ["--search-access-key", "--search-setup-key-2"]`],
    ["names that something replaces", `curl -u DOMAIN_ADMIN_NAME:DOMAIN_ADMIN_PW https://search.acme.test`],
    ["a name", `secretName: "search-credentials-v1"`],
    ["a word", `token: "authorization_code"`],
    ["a constant", `SECRET_KEY=SEARCH_SECRET_KEY_2`],
    ["a time", `token: 2024-05-01T10:00:00Z`],
    ["a version", `auth: ^4.24.11`],
    ["a host", `auth: login.acme-systems.com`],
    ["a chain's address", `TOKEN="0x${hex}"`],
    ["text in Base64", `token: ${Buffer.from("repository:example:admin").toString("base64")}`],
    ["a cut token", `token: eyJhbGciOiJIUzI1NiJ9`],
    ["an unsigned token", `token: "${["eyJhbGciOiJub25lIn0", "eyJpc3MiOiJqb2UiLCJzdWIiOjR9", ""].join(".")}"`],
    ["the next line", `token =\n${random} = 1`],
    ["a resource", `arn:aws:secretsmanager:eu-west-1:123456789012:secret:search/Prod-a1B2c3`],
    ["a signed address", `?X-Amz-Credential=${random}%2Fs3&X-Amz-Expires=60`],
    ["code", `const token = this.request.token1.value(x);`],
    ["a list of names", `["SEARCH_TOKEN", "${random}" ,`.replace(random, "OTHER_TOKEN_1")],
    ["an example of a standard", `refresh_token: tGzv3JOkF0XG5Qx2TlKWIA`],
    ["an expression", 'API_KEY: "^sk-[A-Za-z0-9_-]{32,}$"'],
    ["a count in a list", `max_tokens: ["${random}"]`],
    ["words of a vocabulary", `tokens: ["<eos>", "un", "believable", "2024-05-01"]`],
    ["an id in an object", `api_token: '{"id": "${hex}", "user": "ops"}'`],
    ["a list of ids", `tokens: ["0b1f7a52-5b0e-4a57-9c1d-7f2a3b4c5d6e"]`],
    ["the number of a key that signs commits", `signingkey = ${hex.slice(0, 16).toUpperCase()}`],
    ["a list of another name", `commits: ["${hex}"]`],
    ["a word with a number, as a token", `token: "worker-12"`],
    ["a word with a number, as a key of a provider", `api_key: "value7"`],
    ["a marker of words", `bearer_token: test_token_abc_1`],
    ["the layout of a UUID with other letters", `index_token: 31kfpw04-9ab2-4417-8e5d-77c1b90xm2qh`],
    ["two rows of a keyboard", `refresh_token: rt_0p9o8i7u6y5t4r3e2w1q0p9o8i7u6y`],
    ["a public point", `private_key: "0x03${hex}${hex.slice(0, 24)}"`],
    ["a token for a badge", `https://covers.acme.test/gh/a/graph/badge.svg?branch=main&token=7QX2LMB04Z`],
    ["a token for one action", `action_token: "20647138185092.760436384805.${hex.slice(0, 8)}"`],
    ["a choice", `Access-Control-Allow-Credentials: "'true1'"`],
    ["a sign", `Secret: '\\u2604'`],
    ["a word in Base64", `password: ${Buffer.from("secret").toString("base64")}`],
    ["the password of a default account", `NEO4J_AUTH=neo4j/password`],
    ["what a provider publishes", `{"type": "url_verification", "token": "gIkuvaNzQIHg97ATvDxqgjtO"}`],
    ["an identity", `aws_secret: ${"a1b2c3d4".repeat(5)}`],
  ])("is not taken for one: %s", (_, text) => expect(seen(text, "a.yaml")).toEqual([]));
});

describe("what a person chose", () => {
  it.each([
    ["a password", "password", "brook-17"],
    ["a secret", "session_secret", "brook-17"],
    ["a key that one makes oneself", "signing_key", "brook-17"],
    ["whatever looks like a password", "api_key", "Br00k!17-lamp"],
    ["a phrase", "access_token", "L3tTh3Ra1nFallD0wn"],
  ])("is a note: %s", (_, name, value) =>
    expect(seen(`${name}: ${value}\n`, "a.yaml")).toMatchObject([{ value, tier: "low" }]),
  );

  it("is nobody's in particular by the hosts near it", () => {
    const provider = (text: string) => detect(Buffer.from(text), "a.py").map((each) => each.provider);
    expect(provider(`url = "https://github.com/acme"\npassword = "brook-17"\n`)).toEqual([undefined]);
    expect(provider(`url = "https://api.github.com/acme"\ntoken = "${random}"\n`)).toEqual(["github"]);
  });
});

it("may be an identifier, which is a note where it is set and nothing where a program or a test put it down", () => {
  const text = `session_token: ${expandSample("{UUID}", "context").text}\n`;
  expect(seen(text, "config/a.yaml")).toMatchObject([{ tier: "low" }]);
  for (const path of ["logs/a.txt", "run.log", "test/a.yaml"]) expect(seen(text, path)).toEqual([]);
  // Some providers issue keys and secrets in this form.
  expect(seen(text.replace("session_token", "client_secret"), "test/a.yaml")).toMatchObject([{ tier: "low" }]);
});

describe("a password", () => {
  it("is a note under a name that says so, and nothing elsewhere", () => {
    expect(seen(`db:\n  password: ${chosen}\n`, "a.yaml")).toMatchObject([{ value: chosen, tier: "low" }]);
    expect(seen(`const password = "${chosen}";`, "a.ts")).toMatchObject([{ value: chosen, tier: "low" }]);
    expect(seen(`label: ${chosen}`, "a.yaml")).toEqual([]);
    expect(seen(`password = ${chosen}`, "a.ts")).toEqual([]);
    expect(seen(`password: "Enter your password"`, "a.yaml")).toEqual([]);
  });

  it("in an address is one if the host is far, a note if it is near, nothing if everybody knows it", () => {
    const password = expandSample("{AN:14}", "address").text;
    const at = (user: string, host: string) => seen(`DATABASE_URL=postgres://${user}@${host}/app`, "a.txt");
    expect(at(`app:${password}`, "db.acme-systems.com:5432")).toMatchObject([{ value: password, tier: "high" }]);
    expect(at(`app:${password}`, "db.acme-systems.com:5432")[0]!.name).toBe("app@db.acme-systems.com");
    expect(at(`app:${password}`, "localhost:5432")).toMatchObject([{ tier: "low" }]);
    for (const pair of ["postgres:postgres", "user:password", "app:${DB_PASSWORD}", "app:<password>", "app:changeme"])
      expect(at(pair, "db.acme-systems.com")).toEqual([]);
    expect(at("app", "db.acme-systems.com")).toEqual([]);
  });

  it("is decoded where a scheme says that it is encoded", () => {
    const basic = (plain: string) => Buffer.from(plain).toString("base64");
    const encoded = basic(`ci:${random}`);
    expect(seen(`Authorization: Basic ${encoded}`)).toMatchObject([{ value: encoded, tier: "medium" }]);
    expect(seen(`Authorization: Basic ${basic("user:password")}`)).toEqual([]);
    expect(seen(`curl -u ci:${random} https://acme.test`, "a.sh")).toMatchObject([{ value: random }]);
    expect(seen(`docker run -u 1000:1000 image`, "a.sh")).toEqual([]);
  });

  it("is decoded in a Secret of Kubernetes, and nowhere else", () => {
    const value = Buffer.from(random).toString("base64");
    const manifest = (kind: string) =>
      `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: a\ndata:\n  search: ${value}\n`;
    expect(seen(manifest("Secret"), "a.yaml")).toMatchObject([{ value, tier: "medium", name: "search" }]);
    expect(seen(manifest("ConfigMap"), "a.yaml")).toEqual([]);
    expect(seen(manifest("Secret").replace("  search", "# of the index\n  search"), "a.yaml")).toHaveLength(1);
    expect(seen(manifest("Secret").replace(value, `${value}  # of the index`), "a.yaml")).toMatchObject([{ value }]);
    const asItIs = manifest("Secret").replace("\ndata", "\nstringData").replace(value, random);
    expect(seen(asItIs, "a.yaml")).toMatchObject([{ value: random, tier: "medium", name: "search" }]);
    expect(seen(asItIs.replace(random, "search.acme.test"), "a.yaml")).toEqual([]);
    const plain = Buffer.from("search.acme.test").toString("base64");
    expect(seen(manifest("Secret").replace(value, plain), "a.yaml")).toEqual([]);
  });
});

describe("hostile text", () => {
  const size = 1_000_000;
  const fill = (piece: string) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
  let number = 0;
  const numbered = (piece: () => string) => {
    let text = "";
    while (text.length < size) text += piece();
    return text;
  };
  it.each([
    ["curl headers", () => fill("curl -H ")],
    ["headers without an end", () => fill('curl -H "Authorization: Bearer ')],
    ["Base64", () => fill(expandSample("{B64:4000}", "hostile").text)],
    ["eyJ", () => fill("eyJ")],
    ["eyJ and dots", () => fill("eyJ.eyJ-")],
    ["the head of a key", () => fill("-----BEGIN RSA PRIVATE KEY-----\n")],
    ["the head of a key, never closed", () => fill("-----BEGIN PRIVATE KEY-----\nMIIE")],
    ["a keyword", () => fill("sk-proj-")],
    ["names", () => fill("token=")],
    ["names and values", () => numbered(() => `token=a1b2c3d4${number++} `)],
    ["different values", () => numbered(() => `api_key: "${(number++ * 2654435761).toString(36)}x9q${number}zz"\n`)],
    ["quotes", () => fill(`secret: "\\\\"`)],
    ["one long name", () => fill("token_")],
    ["addresses", () => fill("http://a:b")],
    ["basic", () => fill("Basic QWxhZGRpbjpv ")],
    ["secrets of Kubernetes", () => fill("kind: Secret\ndata:\n  a: cGFzc3dvcmQ=\n")],
    ["a pair's first half", () => fill("AKIAIOSFODNN7ABCDEF ")],
    ["options", () => fill("curl -u a:")],
    ["calls", () => fill("Mistral({a,")],
    ["spaces", () => fill(`token${" ".repeat(50)}`)],
    ["wrapped lines", () => fill(`token = (\n${" ".repeat(50)}`)],
  ])("costs time in proportion to its size: %s", (_, make) => {
    const bytes = Buffer.from(make());
    detect(bytes.subarray(0, 2000), "a.txt");
    expectCpuBelow(2000, () => detect(bytes, "a.txt"));
  });
});

describe("a value under the name of a credential", () => {
  it.each([
    ["stands under an id, too", `const sent = {\n  token: "${random}",\n  response_id: "${random}",\n};\n`, "a.ts"],
    [
      "is what a test expects",
      `def test_sign():\n    expected_secret = "${hex}"\n    assert sign() == expected_secret\n`,
      "tests/test_sign.py",
    ],
  ])("is nobody's that %s", (_, text, path) => expect(seen(text, path)).toEqual([]));

  it.each([
    ["another one stands under an id", `const sent = {\n  token: "${random}",\n  response_id: "${hex}",\n};\n`, "a.ts"],
    ["a program expects it", `expected_secret = "${hex}"\n`, "serve.py"],
  ])("is told where %s", (_, text, path) => expect(seen(text, path)).toHaveLength(1));
});
