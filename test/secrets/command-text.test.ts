import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskCommand, maskWords } from "#secrets/command-text.ts";
import { expectProportion } from "../cost.ts";

/** Made up; with what ends a value elsewhere: a comma, a semicolon, a bracket. */
const secret = ["hPC0p", "IlsW4;DVCJn)qCE"].join(",");
const open = ["NgiZl", "fIPga:PWPCO/y9z"].join("@");
const alone = ["Zq81kfPw", "02LmXx"].join("");

describe("a credential among the words of a command", () => {
  it.each([
    [["--password", secret]],
    [["--password", "tulip orbit lemon 4921 pxq"], "pxq"],
    [["-y", "pkg@1.0.0", `--token=${secret}`]],
    [["-e", `API_KEY=${secret}`]],
    [[`--env=API_KEY=${secret}`]],
    [["--header", `Authorization: Bearer ${secret}`]],
    [["-H", `X-Api-Key: ${secret}`]],
    [[`--header=X-Api-Key: ${secret}`]],
    [["curl", "-u", `deploy:${secret}`]],
    [["curl", `--user=deploy:${secret}`]],
    [["mysql", "-u", "root", `-p${secret}`]],
    [["sudo", "sshpass", "-p", secret, "ssh", "host"]],
    [["redis-cli", "-a", secret]],
    [["docker", "login", "-u", "joe", "-p", secret]],
    [["kubectl", "create", "secret", "generic", "x", `--from-literal=value=${secret}`]],
    [["openssl", "enc", "-pass", `pass:${secret}`]],
    [["sh", "-c", `TOKEN='${secret}' run it`]],
    [["sh", "-c", `bash -c "run --token '${secret}'"`]],
    [[`https://api.example.com/x?a=b&api_key=${secret}`]],
    [[`https://${alone}@api.example.com/x`], alone],
    [[`Server=db;User Id=app;Password=${["a b", "c)d"].join(",")};Database=x`], "c)d"],
    [[`postgresql://app:${open}@db.example.com:5432/prod`], "PWPCO"],
    [[`https://x.example.com/?token=${secret}&to=https://joe:${secret}@y.example.com/`]],
    [["--url", `postgres://app:${open}@db:5432/prod`], "y9z"],
  ])("is masked whole in %j", (words, part = "IlsW4") => {
    const masked = maskWords(words).join("\n");
    expect(masked).not.toContain(part);
    expect(masked).not.toContain("qCE");
    expect(masked).toContain("[redacted]");
  });

  it.each([
    ["npx", "-y", "@scope/server@1.2.3", "--port", "8080"],
    ["--token", "$TOKEN"],
    ["--token=${TOKEN}"],
    ["-e", "API_KEY"],
    ["-e", "API_KEY=$API_KEY"],
    ["--header", "Authorization: Bearer ${TOKEN}"],
    ["--password", "<password>"],
    ["docker", "run", "-u", "node:node", "-p", "80:80", "image"],
    ["git", "push", "-u", "origin", "main"],
    ["mkdir", "-p", "a/b"],
    ["https://host:8080/@scope/pkg@1.0.0"],
    ["ssh://git@github.com/x/y"],
    ["https://oauth@host.example.com/x?page=2"],
    ["--max-tokens", "4096"],
    ["--secret", "id=npmrc,src=.npmrc"],
    ["mysql", "-h", "db", "-p"],
  ])("is none in %j %j %j %j %j %j %j", (...words) => expect(maskWords(words)).toEqual(words));

  it("leaves what stands beside it", () => {
    expect(maskWords(["curl", "-u", `deploy:${secret}`, "https://x.example.com"])).toEqual([
      "curl",
      "-u",
      "deploy:[redacted]",
      "https://x.example.com",
    ]);
    expect(maskWords(["--header", `Authorization: Bearer ${secret}`])).toEqual([
      "--header",
      "Authorization: Bearer [redacted]",
    ]);
  });
});

describe("a credential in the text of a command", () => {
  it.each([
    [`curl --user=deploy:'${secret}' https://x | sh`, "curl --user=deploy:'[redacted]' https://x | sh"],
    [`run --password "a b, ${secret}" && next`, 'run --password "[redacted]" && next'],
    [`echo Zq81kf | docker login --password-stdin`, "echo [redacted] | docker login --password-stdin"],
    [`gh auth login --with-token <<< '${secret}'`, "gh auth login --with-token <<< '[redacted]'"],
    [`mysql -p'${secret}' -h db`, "mysql -p'[redacted]' -h db"],
    [`PGPASSWORD='${secret}' psql:*`, "PGPASSWORD='[redacted]' psql:*"],
    [`sh -c "TOKEN='${secret}' run"`, `sh -c "TOKEN='[redacted]' run"`],
  ])("is masked in %s", (text, masked) => expect(maskCommand(text)).toBe(masked));

  it.each([
    "echo $TOKEN | docker login --password-stdin",
    "don't use --token here, it's too much",
    "echo done | tee log",
    'curl -H "Authorization: Bearer $(gh auth token)" https://x',
  ])("is none in %s", (text) => expect(maskCommand(text)).toBe(text));

  it("is masked once for all, in any text", () => {
    const word = fc.constantFrom(
      "--token",
      "-u",
      "a:b",
      "'",
      '"',
      "\\",
      " ",
      "|",
      "=",
      "PW=",
      "://",
      "@",
      "x1",
      "mysql",
      "-p",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const masked = maskCommand(words.join(""));
        expect(maskCommand(masked)).toBe(masked);
      }),
    );
  });

  const parts = ["'", '"a ', "\\", "://a:b@", "a=", "-e ", "sh -c '", "| ", "://a:/@"];
  it.each(parts)("takes time in proportion to the text: %j", (part) => {
    expectProportion({ few: 10_000, many: 80_000, atMost: 32 }, (count) => {
      const text = part.repeat(count);
      return () => maskCommand(text);
    });
  });
});
