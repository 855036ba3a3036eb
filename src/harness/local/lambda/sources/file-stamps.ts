import { readdirSync, readFileSync, statSync } from "node:fs";
import { digest } from "../build/build-cache.ts";

/** What of a file counts: what is in it, or only whether it is there. */
export type Interest = "content" | "presence";

/** What a look at a file saw; every field is 0 where there was nothing. */
interface Look {
  readonly changedAt: number;
  readonly modifiedAt: number;
  readonly size: number;
  readonly inode: number;
}

interface Stamp {
  readonly interest: Interest;
  look: Look;
  /** Of the content, or of whether there was something. */
  readonly digest: string;
  /** True for what may have changed while it was read: the digest is of what was there afterwards. */
  readonly isUnsure: boolean;
  /** True while the file could be written once more without a new time. */
  isYoung: boolean;
}

/**
 * Milliseconds within which a file system may give two writes the same time. Its clock goes by the ticks of
 * the kernel, of which the slowest takes 10.
 */
const tickMs = 20;

/** Milliseconds a look counts for, where many ask for one: no edit and the request after it are that close. */
const looksHoldMs = 2;

const nothing: Look = { changedAt: 0, modifiedAt: 0, size: 0, inode: 0 };

function lookAt(file: string): Look {
  try {
    const entry = statSync(file, { throwIfNoEntry: false });
    if (entry === undefined) return nothing;
    const { ctimeMs, mtimeMs, size, ino } = entry;
    return { changedAt: ctimeMs, modifiedAt: mtimeMs, size, inode: ino };
  } catch {
    // A folder on the way became a file, or may not be entered.
    return nothing;
  }
}

function isSameLook(a: Look, b: Look): boolean {
  return (
    a.changedAt === b.changedAt &&
    a.modifiedAt === b.modifiedAt &&
    a.size === b.size &&
    a.inode === b.inode
  );
}

/** Of a folder, the names in it. */
function digestOf(file: string, interest: Interest, look: Look): string {
  if (look === nothing) return "nothing";
  if (interest === "presence") return "something";
  try {
    return digest(readFileSync(file));
  } catch {
    try {
      return digest(readdirSync(file).toSorted().join("\n"));
    } catch {
      return "unreadable";
    }
  }
}

function stampFile(file: string, interest: Interest): Stamp {
  const look = lookAt(file);
  const isYoung = interest === "content" && Date.now() - look.changedAt < tickMs;
  return { interest, look, digest: digestOf(file, interest, look), isUnsure: false, isYoung };
}

/**
 * Files as they were when something was made of them, and which of them are another now. A look costs one
 * or two microseconds a file; content is only read where the times differ, so that what is touched or
 * written anew with the same content has not changed.
 */
export class FileStamps {
  readonly #stamps: ReadonlyMap<string, Stamp>;
  /** When all files were last found as they were, by the clock of `performance`. */
  #currentAt = -Infinity;

  private constructor(stamps: ReadonlyMap<string, Stamp>) {
    this.#stamps = stamps;
  }

  /** Stamps of no files. */
  static readonly none = new FileStamps(new Map());

  /** Stamps before anything is read. */
  static before(files: ReadonlyMap<string, Interest>): FileStamps {
    return new FileStamps(
      new Map([...files].map(([file, interest]) => [file, stampFile(file, interest)])),
    );
  }

  /**
   * Stamps of what has been read since a moment. Of files that were stamped before they were read, that
   * stamp holds; any other that changed since the moment counts as changed, for nobody knows what was read.
   *
   * @param since milliseconds since the Unix epoch
   */
  static after(
    files: ReadonlyMap<string, Interest>,
    before: FileStamps,
    since: number,
  ): FileStamps {
    const stamps = [...files].map(([file, interest]): [string, Stamp] => {
      const known = before.#stamps.get(file);
      if (known?.interest === interest) return [file, known];
      const stamp = stampFile(file, interest);
      const isUnsure = interest === "content" && stamp.look.changedAt >= since - tickMs;
      return [file, { ...stamp, isUnsure }];
    });
    return new FileStamps(new Map(stamps));
  }

  /** Absolute paths, each with what counts of it. */
  get files(): ReadonlyMap<string, Interest> {
    return new Map([...this.#stamps].map(([file, { interest }]) => [file, interest]));
  }

  /**
   * Whether all files are as they were.
   *
   * @param isBusy whether others who asked before are still being served: a look may then be a moment old. Whoever
   *   asks alone gets one of now, for what came before may be an edit.
   */
  areCurrent(isBusy: boolean): boolean {
    const now = performance.now();
    if (isBusy && now - this.#currentAt < looksHoldMs) return true;
    if (this.changed().length > 0) return false;
    this.#currentAt = now;
    return true;
  }

  /** The files that are another than they were. */
  changed(): readonly string[] {
    const changed: string[] = [];
    for (const [file, stamp] of this.#stamps) if (!isSame(file, stamp)) changed.push(file);
    return changed;
  }

  /** Those of some files that count as changed whose content is another: not only unsure what was read of them. */
  edited(files: readonly string[]): readonly string[] {
    return files.filter((file) => {
      const stamp = this.#stamps.get(file);
      if (stamp?.isUnsure !== true) return true;
      return digestOf(file, stamp.interest, lookAt(file)) !== stamp.digest;
    });
  }

  /** One digest of the content of some of the files. */
  digestOf(files: readonly string[]): string {
    return digest(files.map((file) => `${file}\n${this.#stamps.get(file)?.digest}`).join("\n"));
  }
}

function isSame(file: string, stamp: Stamp): boolean {
  const look = lookAt(file);
  if (stamp.isUnsure) return false;
  if (isSameLook(look, stamp.look) && !stamp.isYoung) return true;
  const isYoung = stamp.interest === "content" && Date.now() - look.changedAt < tickMs;
  if (digestOf(file, stamp.interest, look) !== stamp.digest) return false;
  stamp.look = look;
  stamp.isYoung = isYoung;
  return true;
}
