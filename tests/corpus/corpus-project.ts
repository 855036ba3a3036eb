import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../../scripts/support/repository.ts";
import { isJsonObject, parseJson, type JsonObject } from "../../src/harness/core/json.ts";

/** A SAM project of a corpus. */
export interface CorpusProject {
  readonly name: string;
  /** Absolute folder the template's path is relative to. */
  readonly root: string;
  /** Relative to `root`. */
  readonly template: string;
  /** `METHOD /path` of every deployed route by API; `null` where nothing is known, or nothing deploys. */
  readonly deployedRoutes: Readonly<Record<string, readonly string[]>> | null;
  /** An index says what there is to know of it. */
  readonly described: boolean;
  /** How many remarks the index makes about the project: each is to have an expectation of ours. */
  readonly remarks: number;
}

/** Where the corpus lies: `LOCKSTEP_CORPUS`, or beside the repository. */
export function corpusFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment["LOCKSTEP_CORPUS"];
  return named === undefined || named === ""
    ? path.resolve(repository, "../shared/corpus/sam-projects")
    : path.resolve(named);
}

/** The projects of a corpus with an `index.json`; none where there is no such file. */
export function listCorpus(folder: string): readonly CorpusProject[] {
  const index = path.join(folder, "index.json");
  if (!existsSync(index)) return [];
  const entries = parseJson(readFileSync(index, "utf8"));
  if (!Array.isArray(entries)) return [];
  return entries.filter(isJsonObject).map((entry) => readEntry(folder, entry));
}

function textOf(entry: JsonObject, member: string): string {
  const value = entry[member];
  return typeof value === "string" ? value : "";
}

function readRoutes(routes: JsonObject): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(routes).map(([api, list]) => [
      api,
      Array.isArray(list) ? list.filter((route) => typeof route === "string") : [],
    ]),
  );
}

function readEntry(folder: string, entry: JsonObject): CorpusProject {
  const { deployedRoutes, aHarnessShouldSay: remarks } = entry;
  return {
    name: textOf(entry, "name"),
    root: path.join(folder, textOf(entry, "name")),
    template: textOf(entry, "template"),
    deployedRoutes: isJsonObject(deployedRoutes) ? readRoutes(deployedRoutes) : null,
    described: true,
    remarks: Array.isArray(remarks) ? remarks.length : 0,
  };
}

const passedBy = new Set(["node_modules", ".git", ".aws-sam", ".lockstep", "cdk.out"]);
const isTemplate = /^Transform\s*:.*AWS::Serverless|AWS::Serverless-2016-10-31|AWS::ApiGateway/mu;

/** Every template below a folder that holds SAM or API Gateway resources: projects nobody has described. */
export function listFolder(folder: string): readonly CorpusProject[] {
  const files = globSync("**/*.{yaml,yml,json,template}", {
    cwd: folder,
    exclude: (name) => passedBy.has(path.basename(name)),
  });
  return files
    .toSorted()
    .filter((file) => looksLikeTemplate(path.join(folder, file)))
    .map((file) => ({
      name: file,
      root: path.join(folder, path.dirname(file)),
      template: path.basename(file),
      deployedRoutes: null,
      described: false,
      remarks: 0,
    }));
}

function looksLikeTemplate(file: string): boolean {
  try {
    const text = readFileSync(file, "utf8");
    return /^\s*"?Resources"?\s*:/mu.test(text) && isTemplate.test(text);
  } catch {
    return false;
  }
}
