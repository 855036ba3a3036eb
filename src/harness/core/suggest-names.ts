/** Longer names are not compared letter by letter: that takes the product of their lengths. */
const longestName = 300;

/** Optimal string alignment distance (a swap of neighbours counts once), letter case aside. */
function distance(left: string, right: string): number {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  if (a.length > longestName || b.length > longestName) return a === b ? 0 : Infinity;
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

/** Near enough to be the same name misspelt; a name of one letter is no slip for another. */
function isNear(wrong: string, name: string, far: number, letters: number): boolean {
  return far === 0 || (far <= letters && far < Math.min(wrong.length, name.length));
}

/** `GetOrderFunction` → `Get`, `Order`, `Function`. */
function wordsOf(name: string): readonly string[] {
  return name.split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+/);
}

/** A slip of the pen leaves every word nearly what it was; `Create` for `Delete` is another name. */
function isSlip(wrong: string, name: string): boolean {
  const [written, meant] = [wordsOf(wrong), wordsOf(name)];
  if (written.length !== meant.length) return true;
  return written.every((word, index) => {
    const other = meant[index] ?? "";
    return distance(word, other) <= Math.max(1, Math.floor(word.length / 3));
  });
}

/**
 * The names that are most like a wrong one, nearest first: at most two, and only those that differ
 * in a fifth of their letters or less, and in no word altogether; without such, those that shorten
 * it or that it shortens.
 *
 * @example suggestNames("GetOrdrFunction", ["GetOrderFunction", "Table"]) // ["GetOrderFunction"]
 */
export function suggestNames(wrong: string, names: readonly string[]): readonly string[] {
  const letters = Math.max(1, Math.floor(wrong.length / 5));
  // Names of very different lengths are told apart without a look at their letters.
  const slips = names.filter(
    (name) => Math.abs(name.length - wrong.length) <= letters && isSlip(wrong, name),
  );
  const near = namesWithin(letters, wrong, slips);
  return near.length > 0 ? near : names.filter((name) => isShortenedTo(wrong, name)).slice(0, 2);
}

/** One of the two leaves out letters of the other: `LogLvl` for `LogLevel`, `IsProduction` for `IsProd`. */
function isShortenedTo(wrong: string, name: string): boolean {
  const [short, long] = wrong.length < name.length ? [wrong, name] : [name, wrong];
  if (short.length < 5 || long.length > longestName) return false;
  if (long.startsWith(short)) {
    // A word more makes another name: `GetOrderFunction` is not `GetOrder`.
    const rest = long.slice(short.length);
    return short.length * 2 >= long.length && /^[a-z0-9]+$/.test(rest);
  }
  if (short.length * 4 < long.length * 3 || short[0] !== long[0]) return false;
  // Vowels are what is left out.
  return short.replaceAll(/[aeiou]/g, "") === long.replaceAll(/[aeiou]/g, "");
}

/** The names that differ from a wrong one in at most so many letters, nearest first, two of them. */
export function namesWithin(
  letters: number,
  wrong: string,
  names: readonly string[],
): readonly string[] {
  return names
    .filter((name) => Math.abs(name.length - wrong.length) <= letters)
    .map((name) => ({ name, far: distance(wrong, name) }))
    .filter(({ name, far }) => isNear(wrong, name, far, letters))
    .toSorted((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, 2)
    .map(({ name }) => name);
}

/** All names, the ones most like a wrong one first. */
export function namesByLikeness(wrong: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, far: distance(wrong, name) }))
    .toSorted((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** Longer words are no slips of the pen. */
const longestWord = 100;

/**
 * The known name that a wrong one was most likely meant to be: a slip of one letter in five, or of
 * letter case; `null` when none is that near. Unlike `suggestNames` it takes names of a fixed
 * vocabulary for one word each.
 *
 * @example nearestName("reponseOverride", ["requestOverride", "responseOverride"]) // "responseOverride"
 */
export function nearestName(wrong: string, names: readonly string[]): string | null {
  if (wrong.length > longestWord) return null;
  const letters = Math.max(1, Math.floor(wrong.length / 5));
  return namesWithin(letters, wrong, names)[0] ?? null;
}

/** `; did you mean …?` for the end of a sentence, empty when no name is near. */
export function didYouMean(wrong: string, names: readonly string[]): string {
  const name = nearestName(wrong, names);
  return name === null ? "" : `; did you mean ${name}?`;
}
