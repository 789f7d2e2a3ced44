import type { Fact, FactOf, PrincipalValue } from "#model/fact.ts";
import { problemSentence } from "#report/problem-text.ts";
import { visible } from "#report/visible.ts";

/** A fact in a few words, as a table shows it, and whether a reviewer should look twice. */
export interface FactText {
  readonly text: string;
  /** Holds for authority without a limit, gates that always say yes, starts that anyone can cause. */
  readonly alarming: boolean;
}

/** Says a fact in a few words; visible, on one line, not cut. */
export function factText(fact: Fact): FactText {
  const { text, alarming } = describe(fact);
  return { text: visible(text), alarming };
}

function describe(fact: Fact): FactText {
  switch (fact.kind) {
    case "principal":
      return calm(principalText(fact));
    case "credential":
      return calm(words(fact.value.name, brackets(fact.value.source, fact.value.lifetime, fact.value.environment)));
    case "token":
      return calm(words(fact.value.operation, fact.key));
    case "identity":
      return calm(words(fact.value.operation, fact.value.system, fact.value.subject));
    case "grant":
      return grantText(fact);
    case "tool":
      return calm(fact.value.name);
    case "trigger":
      return triggerText(fact);
    case "gate":
      return {
        text: `${fact.value.verdict === "auto" ? "always yes" : fact.value.verdict} for ${fact.value.covers} (${fact.value.setting})`,
        alarming: fact.value.verdict === "auto",
      };
    case "effect":
      return {
        text: words(fact.value.effect, fact.value.target, fact.value.remote ? "(fetched, then obeyed)" : undefined),
        alarming: fact.value.remote === true || fact.value.effect === "self-modify",
      };
    case "log":
      return calm(words(fact.key, brackets(fact.value.actor, fact.value.subject, fact.value.intent)));
    case "opaque":
    default:
      return calm(problemSentence(fact.value.reason) ?? fact.value.reason);
  }
}

function principalText({ value }: FactOf<"principal">): string {
  const start = words(value.runner, value.package && value.package + (value.version ? `@${value.version}` : ""));
  return [
    words(value.product, value.type === "agent" ? undefined : value.type),
    value.model && `model ${value.model}`,
    start === "" ? undefined : start,
    value.pinned === false ? "not pinned" : undefined,
    value.host ?? value.transport,
    toolsText(value.tools),
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(", ");
}

function toolsText(tools: PrincipalValue["tools"]): string | undefined {
  switch (tools) {
    case "inherit":
      return "every tool of its parent";
    case "reduced":
      return "the tools of its parent but those it is denied";
    case "all":
      return "every tool";
    default:
      return undefined;
  }
}

function grantText({ value }: FactOf<"grant">): FactText {
  const actions = value.wildcard ? "everything" : value.actions.join(" ");
  const level = value.level === "unknown" ? undefined : value.level;
  return {
    text: words(`${value.system}:`, actions, value.resource && `on ${value.resource}`, brackets(level)),
    alarming: value.wildcard === true || value.level === "admin" || value.level === "grant",
  };
}

const senders = {
  open: "anyone",
  pairing: "whoever pairs",
  allowlist: "a list",
  writers: "those with write access",
  none: "nobody",
  internal: "itself",
  unknown: "somebody",
} as const;

function triggerText({ value }: FactOf<"trigger">): FactText {
  const who = value.senders && value.senders.length > 0 ? value.senders.join(" ") : senders[value.sender];
  return { text: words(value.source, `by ${who}`), alarming: value.sender === "open" };
}

function calm(text: string): FactText {
  return { text, alarming: false };
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}

function brackets(...parts: readonly (string | undefined)[]): string | undefined {
  const present = parts.filter((part) => part !== undefined && part !== "" && part !== "unknown");
  return present.length > 0 ? `(${present.join(", ")})` : undefined;
}
