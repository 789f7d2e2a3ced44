import type { Evaluator } from "#access/evaluate.ts";
import { type ExternalValue, type Value, outsideName, unknown } from "#access/value.ts";

/** Where a call that makes an address, or a request, is given it: the place of the argument, or its name. */
type Places = readonly (number | string)[];

/**
 * By what is called. Sources: the documentation of the web's URL and Fetch, of Python's `urllib`, of requests, httpx and
 * yarl.
 */
const makers: ReadonlyMap<string, Places> = new Map<string, Places>([
  ["URL", [0]],
  ["url.URL", [0]],
  ["Request", [0]],
  ["undici.Request", [0]],
  ["node-fetch.Request", [0]],
  ["cross-fetch.Request", [0]],
  ["urllib.request.Request", [0, "url"]],
  ["requests.Request", [1, "url"]],
  ["requests.Session.prepare_request", [0, "request"]],
  ["httpx.URL", [0, "url"]],
  ["httpx.Request", [1, "url"]],
  ["httpx.Client.build_request", [1, "url"]],
  ["httpx.AsyncClient.build_request", [1, "url"]],
  ["yarl.URL", [0]],
]);

/** What an address or a request is asked for that is the same one, as a text or ready to be sent. */
const same: ReadonlySet<string> = new Set(["href", "toString", "toJSON", "prepare"]);

/** The texts of an address, or of the one that a request goes to; what is neither is itself. */
export function addressesOf(evaluator: Evaluator, value: Value): readonly Value[] {
  if (value.kind !== "external") return [value];
  const address = same.has(value.names.at(-1) ?? "") ? before(value) : value;
  const given = address.calls.findLast(({ after }) => after === address.names.length)?.with;
  const places = makers.get(outsideName(address));
  if (!given || !places) return [value];
  return evaluator.deeper<readonly Value[]>([unknown], () => {
    const texts = places
      .flatMap((place) => evaluator.argument(given, place))
      .flatMap((one) => addressesOf(evaluator, one));
    const base = outsideName(address).endsWith("URL") ? evaluator.argument(given, 1) : [];
    if (base.length === 0) return texts;
    return texts.flatMap((text) => against(evaluator, base, text));
  });
}

/** An address that is written as it is reached from another one: what is relative is at the same host. */
function against(evaluator: Evaluator, base: readonly Value[], value: Value): readonly Value[] {
  const start = value.kind === "constant" ? String(value.value) : value.kind === "unknown" ? (value.start ?? "") : "";
  if (/^[a-z][a-z0-9+.-]*:/iu.test(start)) return [value];
  const isRelative =
    value.kind === "constant" ? !/^[/\\]{2}/.test(start) : /^(?:[/\\][^/\\]|[^/\\:]+[/?#])/.test(start);
  return isRelative ? base.flatMap((one) => addressesOf(evaluator, one)) : [unknown];
}

function before(value: ExternalValue): ExternalValue {
  const names = value.names.slice(0, -1);
  return { ...value, names, calls: value.calls.filter(({ after }) => after <= names.length) };
}
