import { once } from "node:events";
import { createServer } from "node:net";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { Inspection } from "../../local/lambda/inspection.ts";
import { findPortHolder } from "../../local/stage/find-port-holder.ts";
import { chooseFunction } from "./choose-function.ts";
import { assertFunctionRuns } from "./assert-function-runs.ts";
import { defineFunctions, defineStandIns } from "./define-functions.ts";
import type { Project } from "./load-project.ts";

/** A wish for a debugger, as it was typed. */
export interface DebugRequest {
  /** Any name the function goes by; `null` leaves the choice to the command. */
  readonly functionId: string | null;
  /** 0 takes any free port, `null` the next one from 9229. */
  readonly port: number | null;
  readonly breakAtStart: boolean;
}

/** Functions that run under a debugger, and how that is told. */
export interface Debugging {
  readonly inspections: ReadonlyMap<string, Inspection>;
  readonly onInspectorTalk: (logicalId: string, text: string) => void;
}

const firstPort = 9229;

/** What is looked at to tell which functions can run under a debugger. */
interface Functions {
  /** Runtimes of those that run here, by logical id. */
  readonly runtimes: ReadonlyMap<string, string>;
  readonly standIns: ReadonlySet<string>;
}

/**
 * Settles which functions run under a debugger, on which ports. Throws `project/config-invalid` where a function has to
 * be named or is named twice, `lambda/function-unknown`, `lambda/function-not-debuggable` for another runtime than
 * Node.js and for stand-ins, `lambda/inspector-port-in-use`.
 *
 * @param chosen the function meant where none is named; `null`: the only one on Node.js
 * @param say told where each function waits
 */
export async function debugFunctions(
  project: Project,
  requests: readonly DebugRequest[],
  chosen: string | null,
  say: (line: string) => void,
): Promise<Debugging> {
  const functions = {
    runtimes: new Map(defineFunctions(project).map((each) => [each.logicalId, each.runtime])),
    standIns: new Set(defineStandIns(project).keys()),
  };
  const inspections = new Map<string, Inspection>();
  const taken = new Set(requests.flatMap(({ port }) => port ?? []));
  for (const { functionId, port, breakAtStart } of requests) {
    const named = functionId === null ? null : chooseFunction(project, functionId).logicalId;
    const logicalId = named ?? chosen ?? onlyFunction(functions);
    assertDebuggable(project, logicalId, functions);
    if (inspections.has(logicalId)) {
      throw misused(`${logicalId} is to be debugged twice.`, "Name each function once.");
    }
    const wanted = port ?? nextPort(taken);
    taken.add(wanted);
    inspections.set(logicalId, { port: await claimPort(wanted), breakAtStart });
  }
  return { inspections, onInspectorTalk: tellInspector(say) };
}

function misused(message: string, hint: string): LockstepError {
  return new LockstepError({ code: "project/config-invalid", message, hint });
}

function nextPort(taken: ReadonlySet<number>): number {
  let port = firstPort;
  while (taken.has(port)) port += 1;
  return port;
}

function onlyFunction({ runtimes }: Functions): string {
  const ids = [...runtimes].flatMap(([id, runtime]) => (runtime.startsWith("nodejs") ? [id] : []));
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  throw misused(
    ids.length === 0
      ? "No function of the template runs on Node.js: there is nothing to debug."
      : "Which function is to be debugged? Each of them would wait for a debugger of its own.",
    ids.length === 0
      ? "Functions in other languages are debugged with their own tools."
      : `Name it: --inspect ${ids[0]}, or --inspect ${ids[0]}=9230; there are ${ids.join(", ")}.`,
  );
}

function assertDebuggable(project: Project, logicalId: string, functions: Functions): void {
  const { runtimes, standIns } = functions;
  assertFunctionRuns(project, logicalId, [...runtimes.keys(), ...standIns]);
  const runtime = runtimes.get(logicalId);
  if (!standIns.has(logicalId) && runtime?.startsWith("nodejs") === true) return;
  throw new LockstepError({
    code: "lambda/function-not-debuggable",
    message: standIns.has(logicalId)
      ? `The configuration has a URL or a fixed result answer for ${logicalId}: there is no process to debug.`
      : `${logicalId} runs on ${runtime ?? "no runtime"}: only functions on Node.js have an inspector.`,
  });
}

/** The port itself, or the free one that 0 stands for; every process of the function then uses it. */
async function claimPort(port: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    const holder = findPortHolder(port);
    throw new LockstepError({
      code: "lambda/inspector-port-in-use",
      message: `The debugger's port ${port} cannot be used${holder === null ? "" : `: it is taken by ${holder}`}.`,
      cause: error,
    });
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : port;
}

/** The address in Node's own words, which editors look for; the limits that are lifted are told once. */
function tellInspector(say: (line: string) => void): Debugging["onInspectorTalk"] {
  let told = false;
  return (logicalId, text) => {
    if (!text.startsWith("Debugger listening on ")) return;
    say(text);
    say(`${logicalId} waits for a debugger.`);
    if (told) return;
    told = true;
    say(
      "While it is debugged, time and memory are not limited (the function's timeout, its initialisation, the integration's timeout), and its invocations run one at a time.",
    );
  };
}
