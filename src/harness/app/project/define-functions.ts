import { dirname, resolve } from "node:path";
import type { FunctionDefinition } from "../../core/function-invoker.ts";
import type { Resolved } from "../../model/template/template-model.ts";
import type { ProjectModel, WiredFunction } from "../../model/wiring/project-model.ts";
import { templateFolder, type Project } from "./load-project.ts";

function known(value: Resolved<string>, fallback: string): string {
  return value.known ? value.value : fallback;
}

/** Only what can be known is passed on; a handler sees the variable as absent, as the note says. */
function knownEnvironment(fn: WiredFunction): Readonly<Record<string, string>> {
  const entries = Object.entries(fn.resource.environment).flatMap(([name, value]) =>
    value.known ? [[name, value.value] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** The stack a function stands in: `""` and the template's folder, or `Child/` and that of its template. */
interface Stack {
  readonly prefix: string;
  readonly folder: string;
}

function define(project: Project, stack: Stack, fn: WiredFunction): FunctionDefinition | null {
  const { resource, handler } = fn;
  if (handler === null || !resource.handler.known) return null;
  return {
    logicalId: `${stack.prefix}${resource.logicalId}`,
    functionName: known(resource.functionName, `${project.config.stackName}-${resource.logicalId}`),
    arn: resource.arn,
    handler: resource.handler.value,
    codeRoot: resolve(stack.folder, known(resource.codeUri, ".")),
    entryFile: resolve(project.config.root, handler.file),
    exportName: handler.exportName,
    runtime: known(resource.runtime, "nodejs24.x"),
    timeoutMs: resource.timeoutSeconds * 1000,
    memoryMb: resource.memoryMb,
    environment: knownEnvironment(fn),
    build: resource.buildProperties,
  };
}

function runsHere(fn: WiredFunction): boolean {
  return !fn.resource.runtime.known || fn.resource.runtime.value.startsWith("nodejs");
}

/**
 * The functions of a project that can run here, those of nested stacks as `Child/Function`; the template
 * reader notes those whose runtime cannot.
 */
export function defineFunctions(project: Project): readonly FunctionDefinition[] {
  const own = { prefix: "", folder: templateFolder(project.config) };
  return defineAll(project, project.model, own);
}

function defineAll(
  project: Project,
  model: ProjectModel,
  stack: Stack,
): readonly FunctionDefinition[] {
  const own = model.functions.filter(runsHere).flatMap((fn) => define(project, stack, fn) ?? []);
  const nested = [...model.stacks].flatMap(([id, child]) =>
    defineAll(project, child, {
      prefix: `${stack.prefix}${id}/`,
      folder: dirname(resolve(project.config.root, child.template.file)),
    }),
  );
  return [...own, ...nested];
}
