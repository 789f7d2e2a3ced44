import { expect, test } from "vitest";
import { urlNamespace, uuidV5 } from "#report/uuid.ts";

test("agrees with the example of RFC 9562, A.4", () => {
  expect(uuidV5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe(
    "2ed6657d-e927-568b-95e1-2665a8aea6a2",
  );
});

test("is of version 5 and of the RFC's variant, whatever the name", () => {
  for (const name of ["", "é漢字", "x".repeat(1000), "a\u0000b"]) {
    expect(uuidV5(urlNamespace, name)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(uuidV5(urlNamespace, "a")).not.toBe(uuidV5(urlNamespace, "b"));
});
