import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { ApiModel } from "#model/api-model.ts";
import { packageOf } from "../../scripts/models-verify/install-packages.ts";
import { modulesOfPattern } from "../../scripts/models-verify/modules-of-pattern.ts";
import { Typings } from "../../scripts/models-verify/resolve-path.ts";
import { type Edition, verifyRow } from "../../scripts/models-verify/verify-row.ts";

const folder = mkdtempSync(join(tmpdir(), "models-verify-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const files: Readonly<Record<string, string>> = {
  "plain/package.json": '{ "name": "plain", "version": "1.0.0", "types": "index.d.ts" }',
  "plain/index.d.ts": `
    export declare class Client { users: Users; static of(key: string): Promise<Client>; readonly name: string; loose: any }
    declare class Users { roles: { assign(id: string): void }; create(user: object): Promise<void> }
    export declare function connect(): Promise<Client>;
    export declare const env: { [name: string]: string | undefined };
    export interface Shape { area(): number }
    export declare function anything(): any;
    export declare function wrap<T>(value: T): T;`,
  "plain/extra/index.d.ts": "export declare function extra(): void;",
  "whole/package.json": '{ "name": "whole", "version": "1.0.0", "types": "index.d.ts" }',
  "whole/index.d.ts": `
    declare class Bot { on(event: string): this }
    export default Bot;`,
  "inferred/package.json": '{ "name": "inferred", "version": "1.0.0", "types": "index.d.ts" }',
  "inferred/index.d.ts": `
    type Endpoints<P> = P extends { endpoints: infer E }[] ? E : {};
    export declare function auth<P extends object[]>(options: { plugins: P }): { api: Endpoints<P> & { signIn(): void } };
    export declare function admin(): { endpoints: { setRole(): void } };`,
  "offers/package.json": JSON.stringify({
    name: "offers",
    version: "1.0.0",
    exports: {
      ".": { types: "./dist/index.d.ts" },
      "./server": { types: "./dist/server/index.d.ts" },
      "./*": { import: { types: "./dist/*" } },
      "./deep/*.js": { types: "./dist/inner/*.d.ts" },
    },
  }),
  "offers/dist/index.d.ts": "export declare function main(): void;",
  "offers/dist/server/index.d.ts": "export declare function serve(): void;",
  "offers/dist/server/auth/bearer.d.ts": "export declare function requireBearer(): void;",
  "offers/dist/inner/part.d.ts": "export declare function part(): void;",
  "untyped/package.json": '{ "name": "untyped", "version": "1.0.0", "main": "index.js" }',
  "untyped/index.js": "exports.run = () => undefined;",
};
install(folder, files);

function install(into: string, packages: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(packages)) {
    const whole = join(into, "node_modules", path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }
}

const program =
  'import { admin, auth as make } from "inferred"; const it = make({ plugins: [admin()] }); it.api.setRole();';
const declared = ["plain", "plain/extra", "whole", "inferred", "offers/server", "untyped"];
const typings = new Typings(folder, declared);
const taught = new Typings(folder, declared, [program]);
const says = (module: string, path: string, use: ApiModel["use"] = "call") => typings.resolve([module], path, use);

describe("a path in typings", () => {
  test.each([
    ["connect", "found"],
    ["Client.users.create", "found"],
    ["Client.of.users.roles.assign", "found"],
    ["connect.users.create", "found"],
    ["Client.users.remove", "missing"],
    ["connect.remove", "missing"],
    ["nothing", "missing"],
    ["Client.name", "missing"],
    ["Shape", "missing"],
    ["anything.at.all", "untyped"],
    ["Client.loose.run", "untyped"],
    ["wrap.of.what", "untyped"],
  ])("%s is %s", (path, answer) => expect(says("plain", path)).toBe(answer));

  test("of any number of names is found where they lead to it, and nowhere else", () => {
    expect(says("plain", "**.roles.assign")).toBe("found");
    expect(says("plain", "**.extra")).not.toBe("found");
    expect(says("whole", "**.on")).toBe("found");
    expect(says("whole", "**.off")).toBe("missing");
  });

  test("before further names, `default` is the module", () => {
    expect(says("whole", "default")).toBe("found");
    expect(says("whole", "default.on")).toBe("found");
    expect(says("plain", "default")).toBe("missing");
    expect(says("plain", "default.nothing")).toBe("missing");
  });

  test("that is read need not be callable, and `*` stands for what an index has", () => {
    expect(says("plain", "Client.name", "read")).toBe("found");
    expect(says("plain", "env.*", "read")).toBe("found");
    expect(says("plain", "Client.title", "read")).toBe("missing");
  });

  test("that depends on what a function is given is found as far as a program gives it", () => {
    expect(says("inferred", "auth.api.signIn")).toBe("found");
    expect(says("inferred", "auth.api.setRole")).not.toBe("found");
    expect(taught.resolve(["inferred"], "auth.api.setRole", "call")).toBe("found");
    expect(taught.resolve(["inferred"], "auth.api.dropRole", "call")).not.toBe("found");
    expect(taught.resolve(["plain"], "auth.api.setRole", "call")).toBe("missing");
  });
});

describe("the modules of a pattern", () => {
  test("are what `exports` offers and the pattern takes", () => {
    const own = modulesOfPattern(folder, "offers/*");
    expect(own).toContain("offers/server");
    expect(own).toContain("offers/server/auth/bearer.js");
    expect(own).toContain("offers/deep/part.js");
    expect(own).not.toContain("offers");
    expect(modulesOfPattern(folder, "offers/server/auth/*")).toEqual(["offers/server/auth/bearer.js"]);
  });

  test("are where typings lie if it offers nothing, and none if it is not there", () => {
    expect(modulesOfPattern(folder, "plain/*")).toContain("plain/extra");
    expect(modulesOfPattern(folder, "absent/*")).toEqual([]);
    expect(modulesOfPattern(folder, "absent")).toEqual(["absent"]);
  });

  test("lead to their package", () => {
    expect(packageOf("@scope/name/sub/*")).toBe("@scope/name");
    expect(packageOf("node:fs")).toBe("");
  });
});

describe("a row", () => {
  const editionIn = (version: string, patterns: readonly string[], place = folder, own = typings): Edition => {
    const modules = new Map(patterns.map((pattern) => [pattern, modulesOfPattern(place, pattern)]));
    return { version, modules, typings: own };
  };
  const row = (patterns: readonly string[], paths: readonly string[], editions = [editionIn("", patterns)]) => {
    const model: ApiModel = {
      id: "test/row",
      system: "test",
      language: "script",
      modules: patterns,
      paths,
      use: "call",
      where: [],
      fact: { kind: "tool", key: "x", value: {} },
      evidence: "https://example.com",
    };
    const { state, reasons } = verifyRow(model, editions);
    return { state, reasons };
  };

  test("is verified if each path is in one of its modules", () => {
    expect(row(["plain", "inferred"], ["connect", "auth"])).toEqual({ state: "verified", reasons: [] });
  });

  test("is not if one path is nowhere, which is told by path", () => {
    const reasons = ["gone is in none of its modules"];
    expect(row(["plain", "inferred"], ["connect", "auth", "gone"])).toEqual({ state: "not", reasons });
  });

  test("is not if a module has none of its paths", () => {
    expect(row(["plain", "inferred"], ["connect"])).toEqual({
      state: "not",
      reasons: ["inferred has none of its paths"],
    });
  });

  test("cannot be verified without typings, or where they say nothing", () => {
    expect(row(["untyped"], ["run"])).toEqual({ state: "unverifiable", reasons: ["untyped has no typings"] });
    expect(row(["absent"], ["run"]).state).toBe("unverifiable");
    expect(row(["plain"], ["connect", "anything.run"]).state).toBe("unverifiable");
  });

  test("tells which of its modules nothing speaks for, though it is verified", () => {
    expect(row(["plain", "untyped"], ["connect"])).toEqual({ state: "verified", reasons: ["untyped has no typings"] });
  });

  test("is not verified by a path of the same last name", () => {
    expect(row(["plain"], ["Client.users.create", "anything.create"]).state).toBe("unverifiable");
  });

  test("of several versions needs each path in one of them, and in each of them a path", () => {
    const newer = join(folder, "newer");
    install(newer, {
      "plain/package.json": '{ "name": "plain", "version": "2.0.0", "types": "index.d.ts" }',
      "plain/index.d.ts": "export declare function join(): void;",
    });
    const editions = [editionIn("1", ["plain"]), editionIn("2", ["plain"], newer, new Typings(newer, ["plain"]))];
    expect(row(["plain"], ["connect", "join"], editions).state).toBe("verified");
    expect(row(["plain"], ["connect", "join", "leave"], editions).state).toBe("not");
    expect(row(["plain"], ["connect"], editions)).toEqual({
      state: "not",
      reasons: ["version 2 has none of its paths"],
    });
  });
});
