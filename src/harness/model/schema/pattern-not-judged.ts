/** Thrown through a compiled schema: no verdict on a value can be had, as a pattern gives none in time. */
export class PatternNotJudged extends Error {}
