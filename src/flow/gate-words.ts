import { part } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

const saysNo =
  /^(?:0|n|no|not|non|un|false|off|none|never|den(?:y|ied|ies)|reject(?:s|ed)?|refus(?:e|es|ed|al)|declin(?:e|es|ed)|cancel(?:s|ed|led)?|abort(?:s|ed)?|block(?:s|ed)?|disallow(?:s|ed)?|disapprov(?:e|es|ed)|forbid(?:s|den)?|forbidden|fail(?:s|ed|ure)?|err|error|errors|dismiss(?:ed)?|stop(?:ped)?|skip(?:ped)?|unauthori[sz]ed|unapproved|invalid|missing|expired|revoked|banned)$/;

/** The words of a name or of a text, in small letters: `isAdminUser` and `is_admin_user` are is, admin, user. */
export function wordsOf(name: string): string[] {
  return (name.slice(0, 80).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

/** Holds for what means no: `denied`, `isCancelled`, `not allowed`; `notDenied` means yes. */
export function isRefusal(name: string): boolean {
  return wordsOf(name).filter((word) => saysNo.test(word)).length % 2 === 1;
}

/** Holds for names of functions that by their name throw rather than answer: `requireApproval`, `assert_allowed`, `checkOrThrow`. */
export function throwsByName(name: string): boolean {
  const words = wordsOf(name);
  const isVerb = /^(?:requires?|assert|ensure|enforce|must|guard|verify|demand|protect)$/.test(words[0] ?? "");
  return (
    isVerb ||
    words.some((word, index) => word === "or" && /^(?:throw|fail|raise|die|abort)/.test(words[index + 1] ?? ""))
  );
}

/** Holds for names of functions that run what they are given once it is allowed: `withApproval`, `requireApproval`. */
export function wrapsByName(name: string): boolean {
  return throwsByName(name) || /^(?:with|guarded|protected|gated|when|if)$/.test(wordsOf(name)[0] ?? "");
}

const leaving: ReadonlySet<string> = new Set([
  "process.exit",
  "process.abort",
  "sys.exit",
  "os._exit",
  "os.abort",
  "Deno.exit",
  "exit",
  "quit",
  "flask.abort",
  "pytest.exit",
  "ctx.throw",
  "parser.error",
  "navigation.redirect",
  "navigation.notFound",
  "navigation.forbidden",
  "navigation.unauthorized",
]);

/** Holds for functions that never return. */
export function neverReturns(paths: readonly string[]): boolean {
  return paths.some((path) => leaving.has(path));
}

/** Holds for functions that throw unless what they are given is true. */
export function isAssertion(name: string): boolean {
  return /^(?:assert|invariant|assert\.ok|assert\.equal|assert\.strictEqual|assert_true|self\.assertTrue)$/.test(name);
}

/** Holds for methods that give what they were called on, written in another way. */
export function isTransformation(name: string): boolean {
  return /^(?:trim|trimEnd|trimStart|toLowerCase|toUpperCase|toLocaleLowerCase|valueOf|strip|lower|upper|casefold|normalize|at|charAt|json|read|unwrap|data)$/.test(
    name,
  );
}

/** Holds for functions and methods that write what they are given, or called on, as text. */
export function isWriting(name: string): boolean {
  return /^(?:String|str|repr|ascii|format|JSON\.stringify|json\.dumps|(?:util\.)?inspect|toString|toLocaleString|__str__|__repr__)$/.test(
    name,
  );
}

/** Holds for functions that give something true, or anything, whether what they are given is a yes or a no. */
export function saysNothing(name: string): boolean {
  return /^(?:isinstance|issubclass|type|id|hash|max|min|Math\.(?:max|min)|hasattr|callable|list|dict|tuple|set|sorted|Array|Array\.(?:of|from)|Object|Symbol|Object\.\w{1,30})$/.test(
    name,
  );
}

/** Holds for methods that compare what they are called on with what they are given. */
export function isComparison(name: string): boolean {
  return /^(?:startsWith|startswith|endsWith|equals|includes|match|__eq__|eq)$/.test(name);
}

/** Holds for methods that look for what they are given in what they are called on. */
export function isSearch(name: string): boolean {
  return /^(?:includes|has|test|match|fullmatch|search|contains|indexOf)$/.test(name);
}

/** Holds for methods that give a handler what comes in. */
export function isRouting(name: string): boolean {
  return /^(?:use|get|post|put|patch|delete|del|all|options|head|any|route|on|command|action|tool|registerTool|handle|register|group|mount|add_api_route|add_url_rule|include_router)$/.test(
    name,
  );
}

/** Holds for calls that answer a request. */
export function isResponse({ kind, children: [callee] }: Node): boolean {
  if (kind !== "call" && kind !== "new") return false;
  const name = dottedName(callee);
  return (
    /(?:^|\.)(?:res|resp|response|reply|ctx|c|interaction)\.(?:status|sendStatus|send|json|end|writeHead|code|text|body|redirect|reply|respond|error)$/.test(
      name,
    ) || /(?:^|\.)(?:Response|NextResponse\.json|jsonify|JSONResponse|PlainTextResponse|HttpResponse\w*)$/.test(name)
  );
}

/** `a.b.c` as it is written; empty for what is computed. */
export function dottedName(node: Node | undefined): string {
  const words: string[] = [];
  let current = node;
  for (let step = 0; current && step < 6; step++) {
    if (current.kind === "name") return [String(current.value), ...words].join(".");
    if (current.kind === "call" || current.kind === "new") current = part(current, "callee");
    else if (current.kind === "member") {
      words.unshift(String(part(current, "property")?.value));
      current = part(current, "object");
    } else current = current.kind === "cast" ? part(current, "expression") : undefined;
  }
  return words.length > 0 ? `.${words.join(".")}` : "";
}

/** The last name of what is called: `c` of `a.b.c`. */
export function lastName(node: Node | undefined): string {
  const name = dottedName(node);
  return name.slice(name.lastIndexOf(".") + 1);
}
