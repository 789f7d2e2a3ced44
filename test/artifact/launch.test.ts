import { describe, expect, it } from "vitest";
import { launchOf } from "#artifact/launch.ts";
import { expectCpuBelow } from "../cost.ts";

/** The launch of a command line written with single blanks. */
function launched(line: string) {
  const { packageWord: _, ...launch } = launchOf(line.split(" ")) ?? { runner: "" };
  return launch;
}

describe("launchOf", () => {
  it.each([
    ["npx -y @acme/mcp-fs@1.4.2", { runner: "npx", package: "@acme/mcp-fs", version: "1.4.2", pinned: true }],
    ["npx -y @acme/mcp-fs", { runner: "npx", package: "@acme/mcp-fs", pinned: false }],
    ["npx --yes pkg@latest --flag", { runner: "npx", package: "pkg", version: "latest", pinned: false }],
    ["npx pkg@^1.2.3", { runner: "npx", package: "pkg", version: "^1.2.3", pinned: false }],
    ["npx pkg@1", { runner: "npx", package: "pkg", version: "1", pinned: false }],
    ["npx -p tool@2.0.0 run-it", { runner: "npx", package: "tool", version: "2.0.0", pinned: true }],
    ["npx --package=tool@2.0.0 run-it", { runner: "npx", package: "tool", version: "2.0.0", pinned: true }],
    [
      "npx --registry https://r.example.net pkg@1.0.0",
      { runner: "npx", package: "pkg", version: "1.0.0", pinned: true },
    ],
    ["npm exec --yes -- pkg@1.0.0", { runner: "npm exec", package: "pkg", version: "1.0.0", pinned: true }],
    ["pnpm dlx pkg", { runner: "pnpm dlx", package: "pkg", pinned: false }],
    ["bun x pkg", { runner: "bun x", package: "pkg", pinned: false }],
    ["npx ./local/server", { runner: "npx", package: "./local/server", pinned: true }],
    ["npx ${PKG}", { runner: "npx", package: "${PKG}" }],
    ["npx github:acme/server", { runner: "npx", package: "github:acme/server", pinned: false }],
    [
      "npx github:acme/server#3f9c2d1e7a5b4c60918273645f0e1d2c3b4a5968",
      {
        runner: "npx",
        package: "github:acme/server",
        version: "3f9c2d1e7a5b4c60918273645f0e1d2c3b4a5968",
        pinned: true,
      },
    ],
    ["uvx mcp-server-git", { runner: "uvx", package: "mcp-server-git", pinned: false }],
    ["uvx mcp-server-git==2025.4.1", { runner: "uvx", package: "mcp-server-git", version: "2025.4.1", pinned: true }],
    ["uvx mcp-server-git@0.6.2", { runner: "uvx", package: "mcp-server-git", version: "0.6.2", pinned: true }],
    ["uvx mcp-server-git>=1.0", { runner: "uvx", package: "mcp-server-git", version: ">=1.0", pinned: false }],
    ["uvx --python 3.12 pkg[cli]==1.0", { runner: "uvx", package: "pkg[cli]", version: "1.0", pinned: true }],
    [
      "uvx --from git+https://github.com/oraios/serena serena start",
      { runner: "uvx", package: "git+https://github.com/oraios/serena", pinned: false },
    ],
    [
      "uvx --from git+https://github.com/o/s@v1.2 serena",
      { runner: "uvx", package: "git+https://github.com/o/s@v1.2", version: "v1.2", pinned: false },
    ],
    ["pipx run pkg==1.2.3", { runner: "pipx run", package: "pkg", version: "1.2.3", pinned: true }],
    ["docker run -i --rm mcp/github", { runner: "docker run", package: "mcp/github", pinned: false }],
    [
      "docker run -i --rm mcp/github:latest",
      { runner: "docker run", package: "mcp/github", version: "latest", pinned: false },
    ],
    ["docker run -i --rm mcp/github:v2", { runner: "docker run", package: "mcp/github", version: "v2", pinned: false }],
    [
      "docker run -e A -v /x:/y mcp/github:0.4.1",
      { runner: "docker run", package: "mcp/github", version: "0.4.1", pinned: true },
    ],
    [
      "docker run reg.example.net:5000/a/b",
      { runner: "docker run", package: "reg.example.net:5000/a/b", pinned: false },
    ],
    [
      `docker run a/b@sha256:${"0".repeat(64)}`,
      { runner: "docker run", package: "a/b", version: `sha256:${"0".repeat(64)}`, pinned: true },
    ],
    ["deno run -A npm:pkg@1.0.0", { runner: "deno run", package: "pkg", version: "1.0.0", pinned: true }],
    ["deno run jsr:@scope/pkg", { runner: "deno run", package: "@scope/pkg", pinned: false }],
    ["deno run server.ts", { runner: "deno run", package: "server.ts", pinned: true }],
    [
      "go run github.com/a/b/cmd@latest",
      { runner: "go run", package: "github.com/a/b/cmd", version: "latest", pinned: false },
    ],
    ["go run ./cmd/server", { runner: "go run", package: "./cmd/server", pinned: true }],
    ["node dist/index.js", { runner: "node" }],
    ["/usr/local/bin/NPX.cmd pkg", { runner: "npx", package: "pkg", pinned: false }],
    ["env -i A=b npx pkg", { runner: "npx", package: "pkg", pinned: false }],
    ["sudo -E uvx pkg", { runner: "uvx", package: "pkg", pinned: false }],
    ["cmd /c npx -y pkg@1.0.0", { runner: "npx", package: "pkg", version: "1.0.0", pinned: true }],
    ["npx", { runner: "npx" }],
    ["npx -y", { runner: "npx" }],
  ])("reads %s", (line, expected) => {
    expect(launched(line)).toEqual(expected);
  });

  it("looks through the text of a shell, to its last command", () => {
    const launch = launchOf(["bash", "-lc", "cd /srv && exec npx -y 'pkg@latest'"]);
    expect(launch).toEqual({ runner: "npx", package: "pkg", version: "latest", pinned: false, packageWord: 2 });
  });

  it("says at which word the package stands, counted in the words given", () => {
    expect(launchOf(["cmd", "/c", "npx", "-y", "pkg"])?.packageWord).toBe(4);
    expect(launchOf(["docker", "run", "-e", "A=1", "image"])?.packageWord).toBe(4);
  });

  it("is undefined for no words, and for assignments alone", () => {
    expect(launchOf([])).toBeUndefined();
    expect(launchOf(["A=b", "C=d"])).toBeUndefined();
  });

  it("takes time in proportion to what it reads", () => {
    const hostile = [" ".repeat(200_000), "a@".repeat(100_000), "[".repeat(200_000), "sh -c ".repeat(50_000)];
    expectCpuBelow(4000, () => {
      for (const word of hostile) {
        launchOf(["uvx", word]);
        launchOf(["npx", `github:${word}`]);
        launchOf(["docker", "run", word]);
        launchOf(["sh", "-c", word]);
      }
      launchOf(Array.from({ length: 200_000 }, () => "env"));
    });
  });
});
