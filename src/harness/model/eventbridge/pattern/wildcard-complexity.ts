/** What the service allows; a pattern above it is refused. */
export const highestComplexity = 10;
/** Sets of prefixes looked at before a pattern counts as too complex; none that people write comes near. */
const mostSets = 50_000;

type Operand = readonly (string | null)[];

/** Tokens of an operand in the quotes texts are compared with. */
function quoted(operand: Operand): Operand {
  return ['"', ...operand, '"'];
}

/** All prefixes that match the same input, as `operand × width + length`, with those a star adds. */
function withEmptyStars(
  operands: readonly Operand[],
  width: number,
  prefixes: ReadonlySet<number>,
): ReadonlySet<number> {
  const all = new Set(prefixes);
  for (const prefix of all) {
    const operand = operands[Math.floor(prefix / width)];
    if (operand?.[prefix % width] === null) all.add(prefix + 1);
  }
  return all;
}

/** Prefixes that match an input with one more character; `null` is a character no operand has. */
function advance(
  operands: readonly Operand[],
  width: number,
  prefixes: ReadonlySet<number>,
  character: string | null,
): ReadonlySet<number> {
  const next = new Set<number>();
  for (const prefix of prefixes) {
    const operand = operands[Math.floor(prefix / width)];
    const length = prefix % width;
    if (operand === undefined) continue;
    if (length > 0 && operand[length - 1] === null) next.add(prefix);
    if (character !== null && operand[length] === character) next.add(prefix + 1);
  }
  return withEmptyStars(operands, width, next);
}

function countOf(prefixes: ReadonlySet<number>, width: number): number {
  let count = 0;
  for (const prefix of prefixes) if (prefix % width > 0) count += 1;
  return count;
}

/**
 * How many prefixes of wildcard operands one and the same input can match at most, summed over the
 * operands of one path; searching stops at one more than the service allows.
 */
export function wildcardComplexity(operandsOfPath: readonly Operand[]): number {
  const operands = operandsOfPath.map(quoted);
  const width = Math.max(0, ...operands.map((each) => each.length)) + 1;
  const start = new Set(operands.map((_, index) => index * width));
  const seen = new Set<string>();
  const open: ReadonlySet<number>[] = [withEmptyStars(operands, width, start)];
  let highest = 0;
  for (let prefixes = open.pop(); prefixes !== undefined; prefixes = open.pop()) {
    highest = Math.max(highest, countOf(prefixes, width));
    if (highest > highestComplexity || seen.size > mostSets) return highestComplexity + 1;
    const characters = new Set<string | null>([null]);
    for (const prefix of prefixes) {
      const token = operands[Math.floor(prefix / width)]?.[prefix % width];
      if (token !== undefined) characters.add(token);
    }
    for (const character of characters) {
      const next = advance(operands, width, prefixes, character);
      const key = [...next].toSorted((one, other) => one - other).join(" ");
      if (next.size === 0 || seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
  return highest;
}
