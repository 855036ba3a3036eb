/** Time, as the layers see it. Real at the edge, stepped by hand in tests. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `milliseconds` of this clock. */
  sleep(milliseconds: number): Promise<void>;
}

/** Fresh identifiers. */
export interface Ids {
  /** A random UUID, lower case. */
  uuid(): string;
  /** `length` random lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** A stream of random numbers; seeded, so that a run can be repeated. */
export interface Randomness {
  /** The next number in [0, 1). */
  next(): number;
}

/** Read access to files, by path relative to the project root (or absolute). */
export interface TextFiles {
  /** The text of a file, or `null` when there is none or it cannot be read as a file. */
  read(path: string): string | null;
  /** Whether a file or folder stands at a path; absent where that cannot be asked. */
  readonly exists?: (path: string) => boolean;
  /** Whether a path leads to where nothing is read, be something there or not; absent where all may be read. */
  readonly isOutside?: (path: string) => boolean;
}

/** A stable digest of a text, as lower-case hexadecimal SHA-256. */
export interface Hashing {
  sha256(text: string): string;
}
