import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { listImports, type ModuleImport } from "../../../scripts/support/list-imports.ts";

/** An import with the file it leads to; bare specifiers lead nowhere. */
export interface GraphImport extends ModuleImport {
  readonly target: string | undefined;
}

/** The files of a source tree, by path with forward slashes, with what each imports. */
export type ModuleGraph = ReadonlyMap<string, readonly GraphImport[]>;

/** Read every TypeScript file below `src` of the repository. */
export function readSourceFiles(repository: string): ReadonlyMap<string, string> {
  return new Map(
    globSync("src/**/*.ts", { cwd: repository })
      .toSorted()
      .map((file) => [
        file.split(path.sep).join("/"),
        readFileSync(path.join(repository, file), "utf8"),
      ]),
  );
}

/** Parse the files and resolve their relative imports. */
export function buildModuleGraph(files: ReadonlyMap<string, string>): ModuleGraph {
  return new Map(
    [...files].map(([file, source]) => [
      file,
      listImports(file, source).map((each) => ({
        ...each,
        target: each.specifier.startsWith(".")
          ? path.posix.join(path.posix.dirname(file), each.specifier)
          : undefined,
      })),
    ]),
  );
}

/** Walk from a file along the imports that `follow` accepts; gives every file reached, with the way to it. */
export function reachFrom(
  graph: ModuleGraph,
  start: string,
  follow: (each: GraphImport) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>([[start, [start]]]);
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const each of graph.get(file) ?? []) {
      if (each.target === undefined || ways.has(each.target) || !follow(each)) continue;
      ways.set(each.target, [...(ways.get(file) ?? []), each.target]);
      waiting.push(each.target);
    }
  }
  return ways;
}

/** Find one import cycle per group of files that import each other, as the files along it. */
export function findCycles(graph: ModuleGraph): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): void => {
    const at = trail.indexOf(file);
    if (at !== -1) cycles.push([...trail.slice(at), file]);
    if (at !== -1 || done.has(file)) return;
    trail.push(file);
    for (const { target } of graph.get(file) ?? []) if (target !== undefined) visit(target);
    trail.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}
