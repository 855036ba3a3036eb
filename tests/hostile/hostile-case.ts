import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What stands at a path of a project: a file's content, or something a file should not be. */
export type HostileEntry =
  | string
  | Uint8Array
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly to: string }
  | { readonly kind: "pipe" }
  | { readonly kind: "unreadable"; readonly text: string };

/** What a project consists of, by path; parts left out are those of the sound project. */
export type HostileFiles = Readonly<Record<string, HostileEntry>>;

/** A project that nobody would write, and that may be found all the same. */
export interface HostileCase {
  readonly name: string;
  /** Made when it is needed: some are large. */
  readonly build: () => HostileFiles;
  /** Commands it is for; `check --static` and `routes` by default. */
  readonly commands?: readonly (readonly string[])[];
}

/** Windows has no pipes with a place in a folder, and links need rights there: a folder is as wrong. */
const hasPipesAndLinks = process.platform !== "win32";

/** Writes an entry, and the folders above it. */
export function writeEntry(root: string, file: string, entry: HostileEntry): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  if (typeof entry === "string" || entry instanceof Uint8Array) writeFileSync(target, entry);
  else if (entry.kind === "folder" || (entry.kind !== "unreadable" && !hasPipesAndLinks))
    mkdirSync(target, { recursive: true });
  else if (entry.kind === "link") symlinkSync(entry.to, target);
  else if (entry.kind === "pipe") execFileSync("mkfifo", [target]);
  else {
    writeFileSync(target, entry.text);
    chmodSync(target, 0o000);
  }
}

/** Cases with a name each. */
export function namedCases(
  group: string,
  cases: Readonly<Record<string, () => HostileFiles>>,
  commands?: HostileCase["commands"],
): readonly HostileCase[] {
  return Object.entries(cases).map(([name, build]) => ({
    name: `${group}: ${name}`,
    build,
    ...(commands === undefined ? {} : { commands }),
  }));
}

/** Cases that differ in their seed. */
export function seededCases(
  group: string,
  count: number,
  build: (seed: number) => HostileFiles,
): readonly HostileCase[] {
  return Array.from({ length: count }, (_, seed) => ({
    name: `${group}: seed ${String(seed)}`,
    build: () => build(seed),
  }));
}
