import { closeSync, openSync, readdirSync, readSync, type Dirent } from "node:fs";
import { join, posix } from "node:path";
import type { TextFiles } from "../../core/ports.ts";
import { isMisread } from "../../core/source-document.ts";
import type { ApiDocument } from "../../model/openapi/api-document.ts";
import { loadApiDocument } from "../../model/openapi/load-api-document.ts";
import { cloudFormationTags } from "../../model/template/cloudformation-tags.ts";
import type { ResolvedConfig } from "./project-config.ts";
import { nodeHashing, showPath } from "./project-files.ts";

const deepest = 3;
const mostFiles = 200;
const mostDocuments = 5;
/** The version stands in the first lines of a document. */
const headBytes = 2048;

const skipped = /^(?:node_modules|coverage|dist|build|out|cdk\.out|venv|vendor|\..*)$/;

/**
 * OpenAPI documents near the template that no API of it names: YAML and JSON files whose first
 * lines hold `openapi:` or `swagger:`, three folders deep at most, below the template's folder and
 * the project's root.
 *
 * @param wired files that are named already, relative to the root.
 */
export function findUnwiredDocuments(
  config: ResolvedConfig,
  files: TextFiles,
  wired: ReadonlySet<string>,
): readonly ApiDocument[] {
  const found = new Set<string>();
  for (const folder of new Set([posix.dirname(config.template), "."]))
    collect(config.root, folder, deepest, found);
  return [...found]
    .map((path) => showPath(config.root, path))
    .filter((file) => file !== config.template && !wired.has(file))
    .filter((file) => isOpenApi(join(config.root, file)))
    .slice(0, mostDocuments)
    .flatMap((file) => {
      const text = files.read(file);
      if (text === null) return [];
      const options = { file, text, hashing: nodeHashing, shortTags: cloudFormationTags };
      const document = loadApiDocument(options);
      return isMisread(document.source) ? [] : [document];
    });
}

function collect(root: string, folder: string, depth: number, into: Set<string>): void {
  const entries = entriesOf(join(root, folder));
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    if (into.size >= mostFiles) return;
    if (/\.(?:ya?ml|json)$/.test(name)) into.add(posix.join(folder, name));
  }
  if (depth === 0) return;
  for (const { name } of entries.filter((entry) => entry.isDirectory()))
    if (!skipped.test(name)) collect(root, posix.join(folder, name), depth - 1, into);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  } catch {
    return [];
  }
}

function isOpenApi(path: string): boolean {
  try {
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(headBytes);
      const length = readSync(file, head, 0, headBytes, 0);
      const text = head.toString("utf8", 0, length);
      return /^[ \t]*(?:\{[ \t]*)?["']?(?:openapi|swagger)["']?[ \t]*:/m.test(text);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
