import { createTextFiles } from "../project/project-files.ts";
import { renderConsole } from "../report/render-console.ts";
import { renderJson } from "../report/render-json.ts";
import type { RunResult } from "../report/run-result.ts";
import type { ProjectFlags } from "./project-options.ts";
import type { Terminal } from "./terminal.ts";

/** Prints a run on stdout: as text for people, or as the one JSON document `--json` asks for. */
export function printResult(
  terminal: Terminal,
  flags: ProjectFlags,
  result: RunResult,
): RunResult["exitCode"] {
  const files = createTextFiles(flags.root ?? ".");
  terminal.print(
    flags.json === true
      ? renderJson(result)
      : renderConsole(result, { paint: terminal.paint, readText: (file) => files.read(file) }),
  );
  return result.exitCode;
}
