/** Longer texts are not looked at, in characters. */
export const longestText = 20_000_000;
