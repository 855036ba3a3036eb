/** Optimal string alignment distance (a swap of neighbours counts once), letter case aside. */
function distance(left: string, right: string): number {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  let before: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + (same ? 0 : 1),
          ...(swapped ? [(before[column - 2] ?? 0) + 1] : []),
        ),
      );
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** Longer words are no slips of the pen. */
const longest = 100;

/**
 * The known name that a wrong one was most likely meant to be: a slip of one letter in five, or of
 * letter case; `null` when none is that near.
 *
 * @example nearestName("reponseOverride", ["requestOverride", "responseOverride"]) // "responseOverride"
 */
export function nearestName(wrong: string, names: readonly string[]): string | null {
  if (wrong.length > longest) return null;
  const allowed = Math.max(1, Math.floor(wrong.length / 5));
  const [best] = names
    .map((name) => ({ name, far: distance(wrong, name) }))
    .filter(({ far }) => far <= allowed)
    .toSorted((a, b) => a.far - b.far);
  return best?.name ?? null;
}

/** `; did you mean …?` for the end of a sentence, empty when no name is near. */
export function didYouMean(wrong: string, names: readonly string[]): string {
  const name = nearestName(wrong, names);
  return name === null ? "" : `; did you mean ${name}?`;
}
