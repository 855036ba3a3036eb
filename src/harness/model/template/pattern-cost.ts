/** Steps a match may take in the worst case: well under a second. */
const mostSteps = 1e7;

/**
 * True for a pattern that might backtrack for ever on a text of this length: repetitions inside a
 * repeated group cost as much as two to the length, repetitions in a row its power. An estimate from
 * above: many a pattern it gives up on would match at once.
 *
 * @example isCostly("(a+)+$", 40) // true
 */
export function isCostly(pattern: string, length: number): boolean {
  const { repetitions, isNested } = readRepetitions(pattern);
  const steps = isNested ? 2 ** length : (length + 1) ** Math.max(1, repetitions);
  return steps > mostSteps;
}

interface Group {
  /** True where the group holds a repetition or a choice, so that repeating it is ambiguous. */
  varies: boolean;
}

interface Repetitions {
  readonly repetitions: number;
  readonly isNested: boolean;
}

function readRepetitions(pattern: string): Repetitions {
  const open: Group[] = [{ varies: false }];
  let closed: Group | null = null;
  let repetitions = 0;
  let isNested = false;
  for (const [token] of pattern.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\{\d*,\d*\}|\{\d+\}|[\s\S]/g)) {
    const group = open.at(-1);
    if (group === undefined) break;
    if (token === "(") {
      open.push({ varies: false });
    } else if (token === ")" && open.length > 1) {
      closed = open.pop() ?? null;
      const outer = open.at(-1);
      if (outer !== undefined && closed?.varies === true) outer.varies = true;
      continue;
    } else if (token === "|") {
      group.varies = true;
    } else if (token === "*" || token === "+" || /^\{.*\}$/.test(token)) {
      isNested ||= closed?.varies === true;
      // `{12}` repeats in one way only.
      const isExact = /^\{\d+\}$/.test(token);
      repetitions += isExact ? 0 : 1;
      group.varies ||= !isExact;
    }
    closed = null;
  }
  return { repetitions, isNested };
}
