/** Expressions, calls and loops may stand within one another this deep. */
export const deepest = 150;
/** Classes may be derived from one another this deep. */
export const deepestBase = 20;
/** What an expression may be is counted up to here. */
export const mostValues = 300;
/** Texts that are put together are known up to this many characters. */
export const longestText = 20_000;
/** What a list or an object holds is counted up to here. */
export const mostItems = 5_000;
