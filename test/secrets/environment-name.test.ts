import { describe, expect, it, test } from "vitest";

import { authorityOf, isEnvironmentCredential, lifetimeOf } from "#secrets/environment-name.ts";

describe("isEnvironmentCredential", () => {
  it.each([
    "GITHUB_TOKEN",
    "SECRET_KEY_BASE",
    "AUTH_HEADER",
    "SESSION_COOKIE",
    "MYSQL_ROOT_PASSWORD",
    "INVITE_TOKEN",
    "MY_REACT_APP_SECRET",
  ])("holds for %s", (name) => expect(isEnvironmentCredential(name)).toBe(true));

  it.each([
    "githubToken",
    "AWS_ACCESS_KEY_ID",
    "YOUR_API_KEY",
    "API_KEY_HEADER",
    "CSRF_TOKEN_HEADER",
    "AUTH_TOKEN_COOKIE",
    "MAX_OUTPUT_TOKEN",
    "OUTPUT_TOKEN",
    "MYSQL_ALLOW_EMPTY_PASSWORD",
    "MARIADB_RANDOM_ROOT_PASSWORD",
    "NEXT_PUBLIC_API_KEY",
    "VITE_API_KEY",
    "EXPO_PUBLIC_AUTH_TOKEN",
    "PUBLIC_API_TOKEN",
    "REACT_APP_SECRET",
  ])("does not hold for %s", (name) => expect(isEnvironmentCredential(name)).toBe(false));
});

describe("what a name says of whose authority it is, and for how long", () => {
  test.each([
    ["ACME_API_KEY", "service", "long-lived"],
    ["GITHUB_TOKEN", "service", "long-lived"],
    ["GMAIL_REFRESH_TOKEN", "user", "long-lived"],
    ["GOOGLE_CALENDAR_AUTHORIZATION", "unknown", "unknown"],
    ["ACME_OAUTH_ACCESS_TOKEN", "unknown", "unknown"],
    ["AWS_SESSION_TOKEN", "service", "ephemeral"],
    ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", "service", "ephemeral"],
  ])("%s: %s, %s", (name, authority, lifetime) => {
    expect([authorityOf(name), lifetimeOf(name)]).toEqual([authority, lifetime]);
  });
});
