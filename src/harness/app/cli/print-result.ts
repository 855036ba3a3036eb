import { resolve, sep } from "node:path";
import { createTextFiles } from "../project/project-files.ts";
import { renderAnnotations } from "../report/render-annotations.ts";
import { renderConsole } from "../report/render-console.ts";
import { renderJson } from "../report/render-json.ts";
import { allProblems, type RunResult } from "../report/run-result.ts";
import type { ProjectFlags } from "./project-options.ts";
import type { Terminal } from "./terminal.ts";

type Environment = Readonly<Record<string, string | undefined>>;

function slashed(path: string): string {
  return resolve(path).split(sep).join("/");
}

/** Many findings stand in one file, which is read once. */
function remember(read: (file: string) => string | null): (file: string) => string | null {
  const texts = new Map<string, string | null>();
  return (file) => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = read(file);
    texts.set(file, text);
    return text;
  };
}

/** In a workflow of GitHub, its runner reads the findings from the log: stdout, or stderr beside a document. */
function printAnnotations(
  terminal: Terminal,
  flags: ProjectFlags,
  result: RunResult,
  environment: Environment,
): void {
  if (environment["GITHUB_ACTIONS"] !== "true") return;
  const workspace = environment["GITHUB_WORKSPACE"];
  const lines = renderAnnotations(allProblems(result), {
    root: slashed(flags.root ?? "."),
    workspace: workspace === undefined || workspace === "" ? null : slashed(workspace),
  });
  for (const line of lines) terminal.command(line, flags.json === true ? "stderr" : "stdout");
}

/**
 * Prints a run on stdout: as text for people, or as the one JSON document `--json` asks for. In a
 * workflow of GitHub its findings follow as annotations.
 */
export function printResult(
  terminal: Terminal,
  flags: ProjectFlags,
  result: RunResult,
  environment: Environment = process.env,
): RunResult["exitCode"] {
  const files = createTextFiles(flags.root ?? ".");
  terminal.print(
    flags.json === true
      ? renderJson(result)
      : renderConsole(result, {
          paint: terminal.paint,
          readText: remember((file) => files.read(file)),
          verbose: flags.verbose === true,
        }),
  );
  const { baseline } = result;
  if (baseline?.written === true) {
    const noun = baseline.findings === 1 ? "finding" : "findings";
    terminal.say(
      `Wrote ${baseline.file}: ${baseline.findings} ${noun} accepted. Commit it; later runs fail on new ones.`,
    );
  }
  printAnnotations(terminal, flags, result, environment);
  return result.exitCode;
}
