import { UserError } from "#model/user-error.ts";

/** A rule that cannot be compiled: it says something that is not understood, or says it where it has no meaning. */
export class RuleError extends UserError {
  /** The id of the rule. */
  readonly ruleId: string;
  /** The place in the rule's formula, from the outside in: `all[1].not.pattern`. */
  readonly path: string;

  constructor(ruleId: string, path: string, message: string, suggestion?: string) {
    super(message, { where: `rule '${ruleId}', ${path}`, suggestion });
    this.ruleId = ruleId;
    this.path = path;
  }
}
