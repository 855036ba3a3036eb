import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock, Hashing, Ids, TextFiles } from "../../core/ports.ts";
import { noteFile } from "./file-journal.ts";

/** Files larger than this are not read: no spec, template, event or pact comes near it. */
const largestFile = 64 * 1024 * 1024;

/** Files that hold code: of handlers, entry points and what lies beside them. */
const sourceFile = /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|cs|jar|zip)$/i;

/** Reads files below (or outside, by absolute path) a project root. */
export function createTextFiles(root: string): TextFiles {
  return {
    read: (path) => {
      const absolute = isAbsolute(path) ? path : resolve(root, path);
      // What a function's source says is for the function to tell; here only where it stands counts.
      noteFile(absolute, sourceFile.test(absolute) ? "presence" : "content");
      try {
        const entry = statSync(absolute);
        if (!entry.isFile() || entry.size > largestFile) return null;
        return readFileSync(absolute, "utf8");
      } catch {
        return null;
      }
    },
    exists: (path) => {
      noteFile(resolve(root, path), "presence");
      return existsSync(resolve(root, path));
    },
  };
}

/** The nearest folder upwards that holds a repository; `null` where there is none. */
export function findRepository(folder: string): string | null {
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (existsSync(join(current, ".git"))) return current;
    if (dirname(current) === current) return null;
  }
}

/**
 * Reads files below some folders only, links followed before that is asked: what a document names may
 * come from anywhere, and is no business of whoever reads the report.
 *
 * @param root what relative paths are relative to
 */
export function confineTextFiles(root: string, folders: readonly string[]): TextFiles {
  const files = createTextFiles(root);
  const allowed = folders
    .map((folder) => realPath(resolve(root, folder)))
    .filter((path) => path !== null);
  const isOutside = (path: string): boolean => {
    if (path.length > longestPath) return true;
    const real = leadsTo(resolve(root, path));
    return !allowed.some((folder) => real === folder || real.startsWith(withSlash(folder)));
  };
  return {
    read: (path) => (isOutside(path) ? null : files.read(path)),
    exists: (path) => !isOutside(path) && files.exists?.(path) === true,
    isOutside: (path) => path.length <= longestPath && isOutside(path),
  };
}

/**
 * Reads the files of a project: those below its root, the folders of the files it is made of, and the
 * repositories these are in. A home folder kept in a repository is none of them.
 *
 * @param named files named by whoever runs the tool, the template first of all; relative to the root
 */
export function openProjectFiles(root: string, named: readonly string[]): TextFiles {
  const own = [root, ...named.map((file) => dirname(resolve(root, file)))];
  const real = own.map(realPath).filter((path) => path !== null);
  const repositories = [...own, ...real]
    .map(findRepository)
    .filter((path) => path !== null && path !== homedir() && path !== realPath(homedir()));
  return confineTextFiles(root, [...own, ...repositories.filter((path) => path !== null)]);
}

/** No system has a file by a longer path, and each of its folders would be asked for. */
const longestPath = 4096;

function withSlash(folder: string): string {
  return folder.endsWith(sep) ? folder : `${folder}${sep}`;
}

/** Where a path leads, links followed as far as there is something. */
function leadsTo(path: string): string {
  const real = realPath(path);
  if (real !== null) return real;
  const folder = dirname(path);
  return folder === path ? path : join(leadsTo(folder), basename(path));
}

/** `null` for what is not there. */
function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** A path as problems show it: relative to the root where it lies below it, with `/` separators. */
export function showPath(root: string, path: string): string {
  const absolute = isAbsolute(path) ? path : resolve(root, path);
  const shown = relative(root, absolute);
  return (shown.startsWith("..") && !isAbsolute(path) ? path : shown).split(sep).join("/");
}

/** Files below a folder whose names end as asked, sorted, relative to the root; empty without the folder. */
export function listFiles(root: string, folder: string, ending: string): readonly string[] {
  try {
    return readdirSync(resolve(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => showPath(root, join(entry.parentPath, entry.name)))
      .toSorted();
  } catch {
    return [];
  }
}

/** Where built modules are kept between runs. */
export function cacheFolder(root: string): string {
  return join(root, ".lockstep", "cache");
}

/** SHA-256 by Node's own crypto. */
export const nodeHashing: Hashing = {
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
};

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => delay(milliseconds),
};

/** Random digits are drawn a page at a time: the system call costs more than the rest of a request. */
const pageBytes = 4096;
let page = Buffer.alloc(0);
let used = 0;

function randomHex(length: number): string {
  const bytes = Math.ceil(length / 2);
  if (used + bytes > page.length) {
    page = randomBytes(Math.max(pageBytes, bytes));
    used = 0;
  }
  const digits = page.toString("hex", used, used + bytes);
  used += bytes;
  return digits.slice(0, length);
}

/** Ids from the machine's random source. */
export const randomIds: Ids = {
  uuid: () => randomUUID(),
  hex: randomHex,
};
