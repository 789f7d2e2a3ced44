import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { createDetect } from "#secrets/detect.ts";
import { analyticsWriteKeys } from "#secrets/write-key.ts";
import { expectProportion } from "../cost.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));

/** No format knows it. */
const random = expandSample("{AN:29}", "provider names").text;

const providerOf = (text: string, path = "a.txt") => detect(Buffer.from(text), path).map(({ provider }) => provider);

describe("whose a value is", () => {
  it.each([
    ["LINEAR_API_KEY", "linear"],
    ["STAGING_NOTION_TOKEN", "notion"],
    ["PROD_LINE_CHANNEL_SECRET", "line"],
    ["MODAL_TOKEN_SECRET", "modal"],
    ["SQUARE_ACCESS_TOKEN_2", "square"],
    ["openaiApiKey", "openai"],
    ["X_ACCESS_TOKEN_SECRET", "twitter"],
    ["my-datadog-api-key", "datadog"],
    ["TheHuggingFaceToken", "huggingface"],
  ])("is said by a name: %s", (name, provider) => expect(providerOf(`${name} = "${random}"`)).toEqual([provider]));

  it.each([
    "lineToken",
    "LINE_ITEM_TOKEN",
    "modalKeySecret",
    "makeSessionToken",
    "box_token",
    "square-root-secret",
    "OUTER_BOX_TOKEN",
    "monday_api_key",
    "NOTION_OF_SECRET",
    "YOU_SHALL_PASS_TOKEN",
    "generic_api_key",
    "GENERIC_TOKEN",
    "READ_CURSOR_SECRET",
    "x-access-token",
    "xAccessToken",
  ])("is not said by an ordinary word: %s", (name) => {
    expect(providerOf(`${name} = "${random}"`).filter((provider) => provider !== undefined)).toEqual([]);
  });

  it("is said by a host beside an ordinary word", () => {
    expect(providerOf(`fetch("https://api.linear.app/graphql", { linearToken: "${random}" })`, "a.ts")).toEqual([
      "linear",
    ]);
  });

  it("is said by the nearest host, whole or what is below it", () => {
    const beside = (host: string) => providerOf(`url: https://${host}/v1\napi_key: ${random}\n`, "a.yaml");
    expect(beside("api.openai.com")).toEqual(["openai"]);
    expect(beside("eu.api.openai.com")).toEqual(["openai"]);
    expect(beside("api.openai.com.acme.test")).toEqual([undefined]);
    expect(beside("myapi.openai.com.test")).toEqual([undefined]);
    expect(providerOf(`a: https://api.openai.com\nb: https://api.anthropic.com\napi_key: ${random}\n`)).toEqual([
      "anthropic",
    ]);
  });

  it("is not said by the address of another variable", () => {
    const beside = (host: string, name: string) => providerOf(`${host}\n${name}=${random}\n`, ".env");
    expect(beside("AWS_S3_ENDPOINT_URL=https://s3.amazonaws.com", "SECRET_KEY")).toEqual([undefined]);
    expect(beside("AWS_S3_ENDPOINT_URL=https://s3.amazonaws.com", "LEDGER_TOKEN")).toEqual([undefined]);
    expect(beside("BASE_URL=https://api.openai.com", "API_KEY")).toEqual(["openai"]);
    expect(beside("LEDGER_URL=https://api.openai.com", "LEDGER_API_KEY")).toEqual(["openai"]);
  });

  it("is not said by a comment elsewhere, nor by a link to source code", () => {
    const whose = (...lines: string[]) => providerOf(lines.join("\n"), "a.ts");
    const key = `const APP_KEY = "${random}";`;
    const link = "https://api.linear.app/x";
    expect(whose(key, `// See ${link}`)).toEqual([undefined]);
    expect(whose(key, "", "/**", ` * See ${link}`, " */")).toEqual([undefined]);
    expect(whose(`// See ${link}`, "const most = 5;", key)).toEqual([undefined]);
    expect(whose("// https://github.com/acme/x/blob/0a1b/src/a.ts#L28", key)).toEqual([undefined]);
    expect(whose(`const from = "https://github.com/acme/x/blob/main/a.ts";`, key)).toEqual([undefined]);
    expect(whose(`// From ${link}`, "// and nowhere else", key)).toEqual(["linear"]);
    expect(whose(`${key} // from ${link}`)).toEqual(["linear"]);
    expect(whose(key, `fetch("${link}")`)).toEqual(["linear"]);
  });

  it("is of everybody who counts what people do", () => {
    const use = 'import { Analytics } from "@segment/analytics-node";\n';
    const key = `const PROD_WRITE_KEY = "${random}";\n`;
    expect(providerOf(use + key, "a.ts")).toEqual([]);
    expect(providerOf(`analyticsWriteKey: "${random}"`, "a.yaml")).toEqual([]);
    expect(providerOf(key, "a.ts")).toEqual([undefined]);
    expect(providerOf(`${use}const PROD_API_KEY = "${random}";\n`, "a.ts")).toEqual([undefined]);
  });

  it("costs one reading of the text, however many keys may be of those who count", () => {
    const isWriteKey = (lines: number) => {
      const text = "const most = 5; // of all that is\n".repeat(lines);
      return () => {
        const holds = analyticsWriteKeys(text);
        for (let count = 0; count < lines; count++) holds("PROD_WRITE_KEY");
      };
    };
    expectProportion({ few: 250, many: 2000, atMost: 24 }, isWriteKey);
  });

  it("is not whose a part of the product belongs to", () => {
    const what = (name: string) =>
      detect(Buffer.from(`${name}=${random}`), ".env").map((found) => [found.what, found.provider]);
    expect(what("CONFLUENCE_DB_PASSWORD")).toEqual([["database password", undefined]]);
    expect(what("GITLAB_SMTP_PASSWORD")).toEqual([["mail password", undefined]]);
    expect(what("MONGODB_PASSWORD")).toEqual([["database password", undefined]]);
    expect(what("GITLAB_REDIS_PASSWORD")).toEqual([["password", undefined]]);
    expect(what("GITLAB_ROOT_PASSWORD")).toEqual([["GitLab password", "gitlab"]]);
  });
});
