import { CallIndex } from "#access/call-index.ts";
import { Contexts } from "#access/contexts.ts";
import { Evaluator } from "#access/evaluate.ts";
import { outlineOf } from "#access/outline.ts";
import { namesOf } from "#flow/analyse.ts";
import { apiFactsOf } from "#identity/api-facts.ts";
import { indexApis, isMember, namesAsked } from "#identity/match-api.ts";
import type { ApiFact } from "#identity/row-facts.ts";
import type { ApiModel } from "#model/api-model.ts";
import { lineStartsOf } from "#model/location.ts";
import { syntaxes } from "#syntax/table.ts";

/** What rows say of a program that is one module. */
export function apiFactsReader(
  models: readonly ApiModel[],
): (code: string, language: ApiModel["language"]) => readonly ApiFact[] {
  const index = indexApis(models);
  const names = namesAsked(models);
  const matters = (name: string) => names.has(name);
  const reads = [...names].some(isMember) ? matters : undefined;
  return (code, language) => {
    const [path, syntax] = language === "python" ? (["m.py", "python"] as const) : (["m.ts", "typescript"] as const);
    const document = syntaxes[syntax](path, code);
    const problem = document.problems[0];
    if (problem) throw new Error(`${problem.message} in\n${code}`);
    const outline = outlineOf(document, {
      names: namesOf(document),
      lines: lineStartsOf(code),
      matters,
      reads,
    });
    const modules = {
      outlineOf: (module: string) => (module === path ? outline : undefined),
      resolve: () => undefined,
      filesBelow: () => [],
      needs: () => {},
      asks: () => {},
    };
    const evaluator = new Evaluator(modules);
    const contexts = new Contexts(evaluator, new CallIndex(new Map([[path, outline]])));
    return apiFactsOf({ evaluator, contexts, index }, path);
  };
}
