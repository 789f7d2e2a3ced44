import { expect, it } from "vitest";

import { homePlaces } from "#discover/home.ts";
import { walk } from "#discover/walk.ts";

import { makeTree } from "./tree.ts";

it("names plain paths below the home folder, once each", () => {
  const places = homePlaces();
  expect(new Set(places).size).toBe(places.length);
  for (const place of places) expect(place).toMatch(/^(?!\/)(?!.*\/$)(?!.*\/\/)(?!.*\.\.)[^*\\]+$/);
});

it("finds settings, skills and servers, and leaves transcripts and credentials alone", () => {
  const wanted = [
    ".claude.json",
    ".claude/settings.json",
    ".claude/skills/x/SKILL.md",
    ".codex/config.toml",
    ".config/Code/User/mcp.json",
    ".config/opencode/opencode.jsonc",
    ".cursor/mcp.json",
    ".gemini/settings.json",
    ".openclaw/openclaw.json",
    ".openclaw/workspace/SOUL.md",
  ];
  const unwanted = [
    ".claude/projects/p/session.jsonl",
    ".claude/.credentials.json",
    ".codex/auth.json",
    ".openclaw/credentials/x.json",
    "work/SKILL.md",
  ];
  const home = makeTree(Object.fromEntries([...wanted, ...unwanted].map((path) => [path, "{}"])));
  const request = { include: homePlaces(), exclude: [], maxFileSize: 1e6, maxFiles: 1e4, claims: () => false };
  expect(walk(home, request).files.map((file) => file.path)).toEqual(wanted);
});
