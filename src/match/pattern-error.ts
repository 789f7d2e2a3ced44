/** Thrown for a pattern that its language's front-end does not read, or that says what has no meaning there. */
export class PatternError extends Error {}
