/** Steps a match may take in the worst case: well under a second. */
const mostSteps = 1e7;

/**
 * Whether a pattern might backtrack for ever on a text of some length: repetitions inside a
 * repeated group cost as much as two to the length, repetitions in a row its power, choices in a row their
 * product. An estimate from above: many a pattern it gives up on would match at once.
 *
 * @returns true for a length, in UTF-16 code units, that would take too long
 * @example estimateCost("(a+)+$")(40) // true
 */
export function estimateCost(pattern: string): (length: number) => boolean {
  const { factors, isNested, isAnchored } = readRepetitions(pattern);
  const ways = factors.filter((factor) => factor > 1);
  return (length) => {
    // Without an anchor, each place of the text is another start.
    let steps = isAnchored ? 1 : length + 1;
    if (isNested) steps *= 2 ** length;
    for (const factor of ways) {
      steps *= Math.min(factor, length + 1);
      if (steps > mostSteps) return true;
    }
    return steps > mostSteps;
  };
}

interface Group {
  /** True where the group holds a repetition or a choice, so that repeating it is ambiguous. */
  varies: boolean;
  /** Alternatives so far. */
  arms: number;
}

interface Repetitions {
  /** In how many ways each repetition and choice can go; `Infinity` for as many as the text is long. */
  readonly factors: readonly number[];
  readonly isNested: boolean;
  readonly isAnchored: boolean;
}

const tokens = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/g;
const quantifier = /^(?:[*+?]\??|\{(\d+)(,(\d*))?\}\??)$/;

function readRepetitions(pattern: string): Repetitions {
  const open: Group[] = [{ varies: false, arms: 1 }];
  let closed: Group | null = null;
  const factors: number[] = [];
  let isNested = false;
  for (const [token] of pattern.matchAll(tokens)) {
    const group = open.at(-1);
    if (group === undefined) break;
    if (token === "(" || token === "(?") {
      open.push({ varies: false, arms: 1 });
    } else if (token === ")" && open.length > 1) {
      closed = open.pop() ?? null;
      const outer = open.at(-1);
      if (outer !== undefined && closed?.varies === true) outer.varies = true;
      factors.push(closed?.arms ?? 1);
      continue;
    } else if (token === "|") {
      group.varies = true;
      group.arms += 1;
    } else if (quantifier.test(token)) {
      const ways = waysOf(token);
      const repeats = !token.startsWith("?");
      isNested ||= repeats && closed?.varies === true;
      factors.push(ways);
      // `{12}` repeats in one way only.
      group.varies ||= ways > 1;
    }
    closed = null;
  }
  const arms = open[0]?.arms ?? 1;
  factors.push(arms);
  return { factors, isNested, isAnchored: pattern.startsWith("^") && arms === 1 };
}

/** In how many ways a repetition can go. */
function waysOf(token: string): number {
  if (token.startsWith("?")) return 2;
  const [, least, comma, most] = quantifier.exec(token) ?? [];
  if (least === undefined || (comma !== undefined && most === "")) return Infinity;
  return comma === undefined ? 1 : Math.max(1, Number(most) - Number(least) + 1);
}
