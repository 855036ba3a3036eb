import path from "node:path";
import type { FunctionDefinition } from "../../../core/function-invoker.ts";
import { findBootstrap } from "./find-bootstrap.ts";
import { findPython, type PythonSearch } from "./find-python.ts";
import { noCommand, type CommandSearch } from "./function-command.ts";
import { otherRuntimeOf } from "./other-runtimes.ts";

/** What is known of a function before it is run. */
export interface CommandInput {
  readonly runtime: string;
  readonly handler: string;
  /** Absolute folder of `CodeUri`. */
  readonly codeRoot: string;
  /** Absolute folder `sam build` writes the function to. */
  readonly buildFolder: string;
  /** Absolute folders a virtual environment of Python may lie in, the nearest first. */
  readonly folders: readonly string[];
  /** The value of LOCKSTEP_PYTHON, `null` when it is not set. */
  readonly python: string | null;
}

/** Finds the program that runs a function of a runtime other than Node.js. */
export function findCommand(input: CommandInput): CommandSearch {
  const { runtime, codeRoot, buildFolder, folders, python } = input;
  const kind = otherRuntimeOf(runtime);
  if (kind === "bootstrap") return findBootstrap([codeRoot, buildFolder]);
  if (kind === "python") return pythonCommand(input, findPython({ chosen: python, folders }));
  return noCommand(
    "Runtime.InvalidRuntime",
    `The runtime ${runtime} is not emulated: functions on Node.js, Python and OS-only runtimes run locally.`,
  );
}

function pythonCommand(
  { runtime, handler, codeRoot }: CommandInput,
  found: PythonSearch,
): CommandSearch {
  if (found.kind === "none") {
    return noCommand(
      "Runtime.InvalidRuntime",
      `${runtime} runs here with an interpreter of Python, and ${found.tried} cannot be started. Install Python with the package awslambdaric, or name an interpreter in LOCKSTEP_PYTHON.`,
    );
  }
  const { executable } = found;
  if (found.kind === "no-client") {
    return noCommand(
      "Runtime.InvalidRuntime",
      `${runtime} runs here with the package awslambdaric, which ${executable} does not have. Run ${executable} -m pip install awslambdaric, or name an interpreter that has it in LOCKSTEP_PYTHON.`,
    );
  }
  return {
    ok: true,
    command: {
      kind: "python",
      executable,
      args: ["-m", "awslambdaric", handler],
      taskRoot: codeRoot,
    },
  };
}

/** The folder `sam build` writes a function to, beside its template. */
export function buildFolderOf(templateFolder: string, logicalId: string): string {
  return path.join(templateFolder, ".aws-sam", "build", logicalId);
}

/** The program of a function of which only the definition is known: what lies in its code's folder, or on PATH. */
export function commandBesideCode(definition: FunctionDefinition): CommandSearch {
  const { codeRoot } = definition;
  return findCommand({
    ...definition,
    buildFolder: codeRoot,
    folders: [codeRoot],
    python: process.env["LOCKSTEP_PYTHON"] ?? null,
  });
}
