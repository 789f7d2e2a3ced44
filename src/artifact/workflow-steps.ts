import { readCondition, unconditional, type Condition } from "#artifact/workflow-condition.ts";
import type { Node } from "#model/document.ts";
import { at, isTrue, itemsOf, pairsOf, scalarOf, textOf } from "#model/tree.ts";

/** One step of a job or composite action. */
export interface Step {
  readonly node: Node;
  readonly id: string | undefined;
  readonly condition: Condition;
  /** `owner/repo` or `owner/repo/path`, lower case, without its reference. */
  readonly action: string | undefined;
  /** What follows the `@`. */
  readonly reference: string | undefined;
  readonly uses: Node | undefined;
  readonly inputs: Node | undefined;
  readonly env: Node | undefined;
  readonly run: Node | undefined;
  readonly shell: string | undefined;
  readonly continues: boolean;
}

/** One job of a workflow. */
export interface Job {
  readonly name: string;
  readonly keyNode: Node;
  readonly node: Node;
  readonly condition: Condition;
  readonly needs: readonly string[];
  readonly steps: readonly Step[];
  /** Name → expression of what it hands to the jobs that need it. */
  readonly outputs: ReadonlyMap<string, string>;
  /** The environment it deploys to, by name. */
  readonly environment: string | undefined;
}

/** The jobs of a workflow in source order; entries of other shapes are passed over. */
export function jobsOf(root: Node): Job[] {
  return pairsOf(at(root, "jobs")).flatMap(({ key: name, keyNode, value: node }) =>
    node.kind === "mapping"
      ? [
          {
            name,
            keyNode,
            node,
            condition: conditionOf(node),
            needs: needsOf(at(node, "needs")),
            steps: stepsOf(at(node, "steps")),
            outputs: new Map(
              pairsOf(at(node, "outputs")).map(({ key, value }) => [key, scalarOf(value) ?? ""] as const),
            ),
            environment: scalarOf(at(node, "environment")) ?? scalarOf(at(node, "environment", "name")),
          },
        ]
      : [],
  );
}

function needsOf(node: Node | undefined): string[] {
  const nodes = node?.kind === "sequence" ? itemsOf(node) : node ? [node] : [];
  return nodes.flatMap((item) => scalarOf(item) ?? []);
}

/** The steps of a list of steps. */
export function stepsOf(node: Node | undefined): Step[] {
  return itemsOf(node).flatMap((step) => {
    if (step.kind !== "mapping") return [];
    const uses = at(step, "uses");
    const { action, reference } = actionOf(textOf(uses));
    return [
      {
        node: step,
        id: scalarOf(at(step, "id")),
        condition: conditionOf(step),
        action,
        reference,
        uses,
        inputs: at(step, "with"),
        env: at(step, "env"),
        run: at(step, "run"),
        shell: textOf(at(step, "shell")),
        continues: isTrue(at(step, "continue-on-error")),
      },
    ];
  });
}

/** The action that a `uses:` names, and its reference as written. */
function actionOf(uses: string | undefined): {
  readonly action: string | undefined;
  readonly reference: string | undefined;
} {
  if (uses === undefined) return { action: undefined, reference: undefined };
  const split = uses.indexOf("@");
  const action = (split < 0 ? uses : uses.slice(0, split)).trim().toLowerCase();
  return { action, reference: split < 0 ? undefined : uses.slice(split + 1).trim() };
}

/** The `if:` of a job or step. */
export function conditionOf(node: Node): Condition {
  const text = scalarOf(at(node, "if"));
  return text === undefined ? unconditional : readCondition(text);
}

/** The text of an input of a step, whatever its scalar type. */
export function inputOf(step: Step, name: string): string | undefined {
  return scalarOf(at(step.inputs, name));
}
