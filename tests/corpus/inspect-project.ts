import { performance } from "node:perf_hooks";
import { buildProgram } from "../../src/harness/app/cli/build-program.ts";
import { runProgram } from "../../src/harness/app/cli/run-program.ts";
import type { ExitCode } from "../../src/harness/app/cli/command-setting.ts";
import { isObject } from "../../src/harness/core/json.ts";
import { recordTerminal } from "../support/app/recorded-terminal.ts";
import type { CorpusProject } from "./corpus-project.ts";

/** What a problem says, as `lockstep check --json` prints it. */
export interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  /** `file:line` where known. */
  readonly place: string;
  readonly pointer: string;
  readonly operation: string;
}

/** A route as `lockstep routes --json` prints it; `json` is all of it, for expectations on single fields. */
export interface ListedRoute {
  readonly key: string;
  readonly json: string;
}

/** A row of `lockstep fidelity --json`: the row of the docs it stands for, its place and what it is about. */
export interface ListedFidelity {
  readonly anchor: string;
  readonly text: string;
}

/** What the product says of a project. */
export interface Inspection {
  readonly findings: readonly Finding[];
  /** By logical id of the API. */
  readonly routes: Readonly<Record<string, readonly ListedRoute[]>>;
  readonly fidelity: readonly ListedFidelity[];
  /** Set-up errors it ended with: told, so no crash, but nothing was checked either. */
  readonly refusal: string | null;
  /** A bug of ours, whole; `null` without one. */
  readonly crash: string | null;
  readonly milliseconds: number;
}

/** What a command left. */
export interface CommandOutcome {
  readonly exitCode: ExitCode | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, as `lockstep` would in one of its own. */
export async function runInProcess(args: readonly string[]): Promise<CommandOutcome> {
  const terminal = recordTerminal();
  const codes: ExitCode[] = [];
  const program = buildProgram({ terminal, finish: (code) => void codes.push(code) });
  const own = await runProgram(program, ["node", "lockstep", ...args], terminal);
  return {
    exitCode: own ?? codes.at(0) ?? null,
    stdout: terminal.printed.join(""),
    stderr: terminal.said.join("\n"),
  };
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Every problem in a printed result, wherever it stands. */
function collectFindings(value: unknown, found: Map<string, Finding>): void {
  if (Array.isArray(value)) {
    for (const each of value) collectFindings(each, found);
    return;
  }
  if (!isObject(value)) return;
  const { code, severity, message, location } = value;
  if (typeof code === "string" && typeof severity === "string") {
    const at = isObject(location) ? location : {};
    const finding: Finding = {
      code,
      severity,
      message: text(message),
      place: [text(at["file"]), text(at["line"])].filter((part) => part !== "").join(":"),
      pointer: text(at["pointer"]),
      operation: text(value["operation"]),
    };
    // A problem is printed with each case it belongs to.
    found.set(JSON.stringify([finding, text(at["column"])]), finding);
    return;
  }
  for (const each of Object.values(value)) collectFindings(each, found);
}

function collectRoutes(printed: unknown): Inspection["routes"] {
  const apis: unknown = isObject(printed) ? printed["apis"] : [];
  if (!Array.isArray(apis)) return {};
  return Object.fromEntries(
    apis.filter(isObject).map((api) => {
      const routes: unknown = api["routes"];
      const listed = (Array.isArray(routes) ? routes : []).filter(isObject).map((route) => ({
        key: `${text(route["method"])} ${text(route["path"])}`,
        json: JSON.stringify({ stage: api["stage"], type: api["type"], ...route }),
      }));
      return [text(api["id"]), listed];
    }),
  );
}

function collectFidelity(printed: unknown): Inspection["fidelity"] {
  const rows: unknown = isObject(printed) ? printed["rows"] : [];
  return (Array.isArray(rows) ? rows : []).filter(isObject).map((row) => {
    const at = isObject(row["location"]) ? row["location"] : {};
    const place = `${text(at["file"])}:${text(at["line"])}`;
    return { anchor: text(row["anchor"]), text: `${place} ${text(row["what"])}` };
  });
}

function parsed(stdout: string): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

const nothingSaid: Inspection = {
  findings: [],
  routes: {},
  fidelity: [],
  refusal: null,
  crash: null,
  milliseconds: 0,
};

interface Said {
  readonly outcomes: readonly CommandOutcome[];
  readonly inspection: Partial<Inspection>;
}

async function listRoutes(options: readonly string[]): Promise<Said> {
  const outcome = await runInProcess(["routes", ...options]);
  return {
    outcomes: [outcome],
    inspection: { routes: collectRoutes(parsed(outcome.stdout)) },
  };
}

async function listFidelity(options: readonly string[]): Promise<Said> {
  const outcome = await runInProcess(["fidelity", ...options]);
  return { outcomes: [outcome], inspection: { fidelity: collectFidelity(parsed(outcome.stdout)) } };
}

async function checkStatically(options: readonly string[]): Promise<Said> {
  const start = performance.now();
  const outcome = await runInProcess(["check", "--static", ...options]);
  const milliseconds = performance.now() - start;
  const found = new Map<string, Finding>();
  collectFindings(parsed(outcome.stdout), found);
  return {
    outcomes: [outcome],
    inspection: { findings: [...found.values()], milliseconds },
  };
}

/** Has the product say what it can of a project, without running any of its code. Never throws. */
export async function inspectProject(project: CorpusProject): Promise<Inspection> {
  const options = ["--root", project.root, "--template", project.template, "--json"];
  const checked = await checkStatically(options);
  const listed = await listRoutes(options);
  const compared = await listFidelity(options);
  const outcomes = [checked, listed, compared].flatMap((each) => each.outcomes);
  const ended = outcomes.find(({ exitCode }) => exitCode === 4 || exitCode === null);
  const refused = outcomes.find(({ exitCode }) => exitCode === 2 || exitCode === 3);
  return {
    ...nothingSaid,
    ...checked.inspection,
    ...listed.inspection,
    ...compared.inspection,
    refusal: refused?.stderr ?? null,
    crash: ended?.stderr ?? null,
  };
}
