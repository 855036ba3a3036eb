import type { FunctionDefinition, FunctionInvoker } from "../../core/function-invoker.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import { startAwsSync } from "../../local/aws/start-aws-sync.ts";
import { createInProcessInvoker } from "../../local/lambda/in-process-invoker.ts";
import { awsOptions } from "./aws-options.ts";
import { assertFunctionRuns } from "./assert-function-runs.ts";
import { defineFunctions } from "./define-functions.ts";
import type { Project } from "./load-project.ts";
import { withLocalQueues } from "./local-queue-urls.ts";
import { cacheFolder } from "./project-files.ts";

/** The template's tables and functions for tests that call functions in their own process. */
export interface UnitWorld {
  readonly state: StateProbe;
  /** Functions with the given variables on top of the template's; the same variables give the same functions. */
  invoker(extra: Readonly<Record<string, string>>): FunctionInvoker;
  /** Throws `lambda/function-unknown`. */
  assertFunction(logicalId: string): void;
  /** Empties every table. */
  reset(): Promise<void>;
  /**
   * Sets endpoint, region and credentials in `process.env`, and every variable of the functions that
   * is not set yet and means the same to all of them.
   */
  setProcessEnvironment(): void;
}

function sharedVariables(
  functions: readonly FunctionDefinition[],
): Readonly<Record<string, string>> {
  const values = Map.groupBy(
    functions.flatMap((fn) => Object.entries(fn.environment)),
    ([name]) => name,
  );
  const agreed = [...values].flatMap(([name, entries]) => {
    const [first, ...others] = new Set(entries.map(([, value]) => value));
    return first === undefined || others.length > 0 ? [] : [[name, first] as const];
  });
  return Object.fromEntries(agreed);
}

/** Throws `lambda/function-unknown`, which says why a function cannot be loaded. */
function assertRunsHere(
  project: Project,
  functions: readonly FunctionDefinition[],
  logicalId: string,
): void {
  const found = functions.find((fn) => fn.logicalId === logicalId);
  if (found !== undefined && found.runtime.startsWith("nodejs")) return;
  const standIn = project.config.functions[logicalId];
  if (standIn !== undefined && standIn.kind !== "file") {
    const what = standIn.kind === "url" ? standIn.url : "a fixed result";
    throw new LockstepError({
      code: "lambda/function-unknown",
      message: `The configuration answers for ${logicalId} with ${what}, so there is no function to load.`,
      hint: "Name a file for it under functions, or call the API that leads to it.",
    });
  }
  if (found !== undefined) {
    throw new LockstepError({
      code: "lambda/function-unknown",
      message: `${logicalId} runs on ${found.runtime}, in a process of its own: a test in this process cannot load it.`,
      hint: "Call the API that leads to it (openApi), or run lockstep invoke.",
    });
  }
  assertFunctionRuns(
    project,
    logicalId,
    functions.map((fn) => fn.logicalId),
  );
}

function startWorld(project: Project): UnitWorld {
  const { config } = project;
  const aws = startAwsSync(awsOptions(project));
  const functions = withLocalQueues(defineFunctions(project), aws.environment);
  const invokers = new Map<string, FunctionInvoker>();
  return {
    state: aws.state,
    invoker: (extra) => {
      const key = JSON.stringify(Object.entries(extra).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      const known = invokers.get(key);
      if (known !== undefined) return known;
      const withExtra = functions.map((fn) => ({
        ...fn,
        environment: { ...fn.environment, ...extra },
      }));
      const fresh = createInProcessInvoker({
        functions: withExtra,
        environment: aws.environment,
        cacheFolder: cacheFolder(config.root),
        differingVariables: "take-turns",
      });
      invokers.set(key, fresh);
      return fresh;
    },
    assertFunction: (logicalId) => {
      assertRunsHere(project, functions, logicalId);
    },
    reset: () => aws.reset(),
    setProcessEnvironment: () => {
      Object.assign(process.env, aws.environment);
      for (const [name, value] of Object.entries(sharedVariables(functions)))
        process.env[name] ??= value;
    },
  };
}

/** The world of a project in this process, started when it is first asked for. */
export function unitWorld(project: Project, worlds: Map<Project, UnitWorld>): UnitWorld {
  const known = worlds.get(project);
  if (known !== undefined) return known;
  const fresh = startWorld(project);
  worlds.set(project, fresh);
  return fresh;
}
