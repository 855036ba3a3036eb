import { readdirSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { lintPact, type PactExpectations } from "./lint-pact.ts";
import type { PactFile } from "./pact-file.ts";
import { readPact } from "./read-pact.ts";

/** Where the pact files are, and what is known of them. */
export interface LoadPactsOptions extends PactExpectations {
  /** Absolute folder that files are named relative to. */
  readonly root: string;
  /** Files and folders, absolute or relative to `root`; of a folder, its `.json` files count (not deeper). */
  readonly paths: readonly string[];
}

/** The pact files that could be read, and everything that is wrong with them. */
export interface LoadedPacts {
  readonly pacts: readonly PactFile[];
  readonly problems: readonly Problem[];
}

interface FoundPath {
  readonly path: string;
  readonly kind: "file" | "folder" | "nothing";
}

function look(root: string, given: string): FoundPath {
  const path = isAbsolute(given) ? given : join(root, given);
  const stats = statSync(path, { throwIfNoEntry: false });
  return { path, kind: stats === undefined ? "nothing" : stats.isDirectory() ? "folder" : "file" };
}

function listFolder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".json"))
    .map((entry) => join(folder, entry.name))
    .toSorted();
}

function showPath(root: string, path: string): string {
  const shown = relative(root, path).split(sep).join("/");
  return shown === "" ? "." : shown;
}

function noPacts(root: string, found: FoundPath): Problem {
  const shown = showPath(root, found.path);
  const message =
    found.kind === "nothing"
      ? `There is no pact file or folder ${shown}.`
      : `The folder ${shown} holds no pact file.`;
  return createProblem({ code: "contracts/no-pacts", message, location: { file: shown } });
}

function loadFile(options: LoadPactsOptions, path: string): LoadedPacts {
  const { pact, problems } = readPact({
    file: showPath(options.root, path),
    path,
    text: readFileSync(path, "utf8"),
  });
  return pact === null
    ? { pacts: [], problems }
    : { pacts: [pact], problems: [...problems, ...lintPact(pact, options)] };
}

/**
 * Loads pact files and checks each by itself. Nothing found is a problem, never a silent success.
 *
 * @example
 * const { pacts, problems } = loadPacts({ root: process.cwd(), paths: ["contracts"], provider: "order-api", stages: ["dev"] });
 */
export function loadPacts(options: LoadPactsOptions): LoadedPacts {
  const pacts: PactFile[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  if (options.paths.length === 0)
    problems.push(createProblem({ code: "contracts/no-pacts", message: "No pact file is named." }));
  for (const given of options.paths) {
    const found = look(options.root, given);
    const files =
      found.kind === "folder" ? listFolder(found.path) : found.kind === "file" ? [found.path] : [];
    if (files.length === 0) problems.push(noPacts(options.root, found));
    for (const file of files) {
      if (seen.has(file)) continue;
      seen.add(file);
      const loaded = loadFile(options, file);
      pacts.push(...loaded.pacts);
      problems.push(...loaded.problems);
    }
  }
  return { pacts, problems };
}
