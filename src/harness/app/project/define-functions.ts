import { resolve } from "node:path";
import type { FunctionDefinition } from "../../core/function-invoker.ts";
import type { Resolved } from "../../model/template/template-model.ts";
import type { WiredFunction } from "../../model/wiring/project-model.ts";
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

function define(project: Project, fn: WiredFunction): FunctionDefinition | null {
  const { resource, handler } = fn;
  if (handler === null || !resource.handler.known) return null;
  return {
    logicalId: resource.logicalId,
    functionName: known(resource.functionName, `${project.config.stackName}-${resource.logicalId}`),
    arn: resource.arn,
    handler: resource.handler.value,
    codeRoot: resolve(templateFolder(project.config), known(resource.codeUri, ".")),
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

/** The functions of a project that can run here; the template reader notes those whose runtime cannot. */
export function defineFunctions(project: Project): readonly FunctionDefinition[] {
  return project.model.functions.filter(runsHere).flatMap((fn) => define(project, fn) ?? []);
}
