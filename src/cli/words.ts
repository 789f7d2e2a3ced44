/** Which findings are shown: `gate` what stops a change, `review` what a reviewer looks at, `audit` everything. */
export const profiles = ["gate", "review", "audit"] as const;
export type Profile = (typeof profiles)[number];

/** The severities at which a run can be told to fail; `never` switches it off. */
export const failOnWords = ["critical", "high", "medium", "low", "never"] as const;
export type FailOn = (typeof failOnWords)[number];
