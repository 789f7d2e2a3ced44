/** Expressions, calls and loops may stand within one another this deep. */
export const deepest = 150;
/** Classes may be derived from one another this deep. */
export const deepestBase = 20;
/** What an expression may be is counted up to here. */
export const mostValues = 300;
/** What a list or an object holds is counted up to here. */
export const mostItems = 5_000;
