import { Option, type Command } from "commander";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { DebugRequest } from "../project/debug-functions.ts";
import { collectValues } from "./collect-values.ts";

/** Options of the commands that run functions under a debugger, as commander hands them over. */
export interface DebugFlags {
  readonly inspect?: readonly string[];
  readonly inspectBrk?: readonly string[];
  readonly debugPort?: string;
  readonly debugFunction?: string;
}

function whereOption(flags: string, description: string): Option {
  return new Option(flags, description).preset("").argParser(collectValues);
}

/**
 * Adds the options of commands that run functions under a debugger.
 *
 * @param without which function is meant where none is named
 */
export function addDebugOptions(command: Command, without: string): Command {
  return command
    .optionsGroup("Debugging:")
    .addOption(
      whereOption(
        "--inspect [where]",
        `wait for a debugger, then run: PORT, FUNCTION or FUNCTION=PORT; may be repeated (default: ${without} on 9229)`,
      ),
    )
    .addOption(
      whereOption(
        "--inspect-brk [where]",
        "the same, and stop at the first statement of the handler's module",
      ),
    )
    .option("-d, --debug-port <port>", "--inspect PORT, by the name it has in SAM CLI")
    .option("--debug-function <function>", "the function --debug-port is for");
}

/** What the command line says about debugging. Throws `project/config-invalid` for what is no port. */
export function toDebugRequests(flags: DebugFlags): readonly DebugRequest[] {
  const { inspect = [], inspectBrk = [], debugPort, debugFunction = null } = flags;
  const own = [
    ...inspect.map((text) => parseWhere("--inspect", text, false)),
    ...inspectBrk.map((text) => parseWhere("--inspect-brk", text, true)),
  ];
  if (debugPort === undefined && debugFunction === null) return own;
  const port = debugPort === undefined ? null : parsePort("--debug-port", debugPort);
  return [...own, { functionId: debugFunction, port, breakAtStart: false }];
}

function parseWhere(option: string, text: string, breakAtStart: boolean): DebugRequest {
  if (text === "") return { functionId: null, port: null, breakAtStart };
  if (/^\d+$/.test(text)) return { functionId: null, port: parsePort(option, text), breakAtStart };
  const at = text.indexOf("=");
  if (at === -1) return { functionId: text, port: null, breakAtStart };
  const port = parsePort(option, text.slice(at + 1));
  return { functionId: text.slice(0, at), port, breakAtStart };
}

function parsePort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new LockstepError({
    code: "project/config-invalid",
    message: `${option}: "${text}" is not a port number (0 to 65535).`,
  });
}
