import { dirname, resolve } from "node:path";
import { buildFolderOf, findCommand } from "../../local/lambda/runtime-api/find-command.ts";
import type { CommandSearch } from "../../local/lambda/runtime-api/function-command.ts";
import { otherRuntimeOf } from "../../local/lambda/runtime-api/other-runtimes.ts";
import type {
  ProjectModel,
  WiredFunction,
  WiredOperation,
} from "../../model/wiring/project-model.ts";
import type { ResolvedConfig } from "./project-config.ts";

/** How a function of the template is run on this machine. */
export type FunctionRunner =
  /** By the Node.js that runs Lockstep; a runtime that is not known counts as one of Node.js. */
  | { readonly kind: "node" }
  /** By a program that speaks the Runtime API: found, or with the failure every invocation gets. */
  | { readonly kind: "program"; readonly search: CommandSearch }
  | { readonly kind: "none" };

/** Runners by the id a function goes by in the project: of nested stacks `Child/Function`. */
export type FunctionRunners = ReadonlyMap<string, FunctionRunner>;

/** A template and where it stands. */
interface Place {
  readonly prefix: string;
  /** Absolute folder of the template. */
  readonly folder: string;
  readonly root: string;
}

/**
 * The folder Python finds a handler's module from: `CodeUri`, or where the file was found above it, as
 * `sam build --base-dir` would.
 */
function taskRootOf(
  { root }: Place,
  { resource, handler }: WiredFunction,
  codeRoot: string,
): string {
  if (handler === null || !resource.handler.known) return codeRoot;
  const written = resource.handler.value;
  const module = written.slice(0, written.lastIndexOf(".")).replaceAll(".", "/");
  const end = [`${module}.py`, `${module}/__init__.py`].find((each) =>
    `/${handler.file}`.endsWith(`/${each}`),
  );
  return end === undefined ? codeRoot : resolve(root, handler.file.slice(0, -end.length));
}

function findRunner(place: Place, fn: WiredFunction): FunctionRunner {
  const { folder, root } = place;
  const { runtime, codeUri, handler, logicalId } = fn.resource;
  if (!runtime.known || runtime.value.startsWith("nodejs")) return { kind: "node" };
  if (otherRuntimeOf(runtime.value) === null || !codeUri.known) return { kind: "none" };
  const codeRoot = taskRootOf(place, fn, resolve(folder, codeUri.value));
  const search = findCommand({
    runtime: runtime.value,
    handler: handler.known ? handler.value : "",
    codeRoot,
    buildFolder: buildFolderOf(folder, logicalId),
    folders: [...new Set([codeRoot, dirname(codeRoot), folder, root])],
    python: process.env["LOCKSTEP_PYTHON"] ?? null,
  });
  return { kind: "program", search };
}

/** Finds what runs each function of a project. Python of the machine is asked once, and only if a function needs it. */
export function findRunners(
  { root }: Pick<ResolvedConfig, "root">,
  model: ProjectModel,
  place: Omit<Place, "root"> = { prefix: "", folder: dirname(resolve(root, model.template.file)) },
): FunctionRunners {
  const own = model.functions.map((fn): [string, FunctionRunner] => [
    `${place.prefix}${fn.resource.logicalId}`,
    findRunner({ ...place, root }, fn),
  ]);
  const nested = [...model.stacks].flatMap(([id, child]) => [
    ...findRunners({ root }, child, {
      prefix: `${place.prefix}${id}/`,
      folder: dirname(resolve(root, child.template.file)),
    }),
  ]);
  return new Map([...own, ...nested]);
}

/** What runs the function an operation leads to; `undefined` where it leads to none of the template. */
export function runnerOf(
  runners: FunctionRunners,
  { integration }: Pick<WiredOperation, "integration">,
): FunctionRunner | undefined {
  return integration.kind === "lambda" || integration.kind === "lambda-custom"
    ? runners.get(integration.functionId)
    : undefined;
}

/** True for a function that an invocation on this machine reaches: something runs it, and its code is there. */
export function isRun(
  runner: FunctionRunner | undefined,
  { resource, handler }: WiredFunction,
): boolean {
  if (runner === undefined || runner.kind === "none") return false;
  if (runner.kind === "node") return handler !== null;
  const { runtime } = resource;
  const namesFile = runtime.known && otherRuntimeOf(runtime.value) === "python";
  return runner.search.ok && (!namesFile || handler !== null);
}

/** What is missing for a function that a program could run here; `null` where nothing is, or nothing can. */
export function whatIsMissing(runner: FunctionRunner | undefined): string | null {
  return runner?.kind === "program" && !runner.search.ok
    ? runner.search.failure.errorMessage
    : null;
}
