import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { isObject } from "../../../core/json.ts";

/** Everything a built module depends on. */
export interface ModuleFiles {
  /** Absolute paths of the files whose content went in (or that were looked for and steer the build). */
  readonly inputs: readonly string[];
  /** Absolute paths of files that must still exist. */
  readonly externals: readonly string[];
}

/** A module as it was built. */
export interface BuiltModule extends ModuleFiles {
  readonly code: string;
  readonly sourceMap: string;
  /** `.mjs` or `.cjs`. */
  readonly extension: string;
}

/** Built modules by what they were built from. */
export interface BuildCache {
  readonly folder: string;
  /** The file of a built module whose inputs have not changed since, or `null`. */
  find(key: string): string | null;
  /** What a module that was found or stored depends on. */
  filesOf(key: string): ModuleFiles;
  /**
   * Writes a built module and gives its file. Its inputs count as they were when the module was looked
   * for; one that was not known then and may have changed since is never taken for the one that was built.
   */
  store(key: string, built: BuiltModule): string;
}

/** Files kept; beyond twice this number the oldest go. */
const keptFiles = 300;

/** SHA-256 of a text or of bytes, shortened to 32 hexadecimal digits. */
export function digest(value: string | Uint8Array): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 32);
}

/**
 * A folder of built modules. An entry is found only while the content of each input is the same, so
 * that a stale build cannot be served; files are written beside and renamed, so that runs in parallel
 * see whole files.
 */
export function createBuildCache(folder: string): BuildCache {
  const looks = new Map<string, InputLook>();
  return {
    folder,
    find(key) {
      const at = Date.now();
      const entry = readEntry(path.join(folder, `${key}.json`));
      const inputs = Object.entries(entry?.inputs ?? {});
      const hashes = new Map(inputs.map(([file]) => [file, hashFile(file)]));
      looks.set(key, { at, hashes });
      if (entry === null) return null;
      const same = inputs.every(([file, hash]) => hashes.get(file) === hash);
      const file = path.join(folder, entry.file);
      if (!same || !entry.externals.every(exists) || !exists(file)) return null;
      looks.delete(key);
      touch([file, `${file}.map`, path.join(folder, `${key}.json`)]);
      return file;
    },
    filesOf(key) {
      const entry = readEntry(path.join(folder, `${key}.json`));
      return { inputs: Object.keys(entry?.inputs ?? {}), externals: entry?.externals ?? [] };
    },
    store(key, built) {
      const look = looks.get(key);
      looks.delete(key);
      mkdirSync(folder, { recursive: true });
      const name = `${key}-${digest(built.code + built.sourceMap)}${built.extension}`;
      const file = path.join(folder, name);
      writeWhole(`${file}.map`, built.sourceMap);
      writeWhole(file, `${built.code}\n//# sourceMappingURL=${name}.map\n`);
      const inputs = Object.fromEntries(
        built.inputs.map((input) => [input, hashInput(input, look)]),
      );
      const entry = JSON.stringify({ file: name, inputs, externals: built.externals });
      writeWhole(path.join(folder, `${key}.json`), entry);
      prune(folder);
      return file;
    },
  };
}

/** What was seen of a module's inputs before it was built. */
interface InputLook {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly hashes: ReadonlyMap<string, string | null>;
}

/** Milliseconds by which the times of a file system may lag behind the clock. */
const tickMs = 20;

/** The hash no content has. */
const unsettled = "unsettled";

function hashInput(file: string, look: InputLook | undefined): string | null {
  const known = look?.hashes.get(file);
  if (known !== undefined) return known;
  const changedAt = statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0;
  return look !== undefined && changedAt >= look.at - tickMs ? unsettled : hashFile(file);
}

interface Entry {
  readonly file: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly externals: readonly string[];
}

function readEntry(file: string): Entry | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!isObject(value)) return null;
    const { file: name, inputs, externals } = value;
    if (typeof name !== "string" || !isObject(inputs) || !Array.isArray(externals)) return null;
    return {
      file: path.basename(name),
      inputs,
      externals: externals.filter((e) => typeof e === "string"),
    };
  } catch {
    return null;
  }
}

/** `null` for a file that is not there: its absence is content too. */
function hashFile(file: string): string | null {
  try {
    return digest(readFileSync(file));
  } catch {
    return null;
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function writeWhole(file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, text);
  renameSync(beside, file);
}

function touch(files: readonly string[]): void {
  const now = new Date();
  for (const file of files) {
    try {
      utimesSync(file, now, now);
    } catch {
      // A cache that cannot be written still serves.
    }
  }
}

function prune(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= 2 * keptFiles) return;
  const aged = names
    .map((name) => path.join(folder, name))
    .map((file) => ({ file, age: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((a, b) => b.age - a.age);
  for (const { file } of aged.slice(keptFiles)) rmSync(file, { force: true });
}
