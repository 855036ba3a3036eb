import type { InvocationResult, LogLine } from "../../../src/harness/core/function-invoker.ts";
import { isObject, parseJson, type JsonValue } from "../../../src/harness/core/json.ts";

// A result of the Node.js runtime without what no two runs share, and without what only one of two runtimes has: the
// frames of its own files, its notes, and what Node.js prints of an error a process dies of.

const errorLine =
  /^(.*\t(?:Invoke Error|Init Error|Uncaught Exception|Unhandled Promise Rejection) \t)(\{.*\})$/s;
const foreignFrame = /^\s+at (?!.*functions\/shapes)/;
const ofOneRuntime =
  /^(?:\S+\t\S+\tWARN\t)?\[lockstep\]|^\[ERROR\] \[\d+\] LAMBDA_RUNTIME|^Executing '|^\s+at /;
/** Where Node.js begins to tell what it dies of: the place, in a line of its own. */
const dumpStart =
  /^----- Native stack|^(?:node:|file:\/\/|\/)\S+:\d+$|^\[Error: Failed to get next/;
const listsOfFrames: ReadonlySet<string> = new Set(["stack", "stackTrace", "trace"]);

/** JSON without foreign frames; a message of several values has its frames in the text. */
function withoutForeign(value: unknown, name = ""): JsonValue {
  if (Array.isArray(value)) {
    const kept = listsOfFrames.has(name)
      ? value.filter((line) => !foreignFrame.test(String(line)))
      : value;
    return kept.map((each) => withoutForeign(each));
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([key, member]) => [key, withoutForeign(member, key)] as const,
    );
    return Object.fromEntries(members);
  }
  if (typeof value !== "string") return parseJson(JSON.stringify(value ?? null));
  return value.replaceAll(/\n\s+at (?!.*functions\/shapes)[^\n]*?(?= \{| then|$|\n)/g, "");
}

function settleLine(text: string): string {
  const [, start = "", json = ""] = errorLine.exec(text) ?? [];
  if (json !== "") return start + JSON.stringify(withoutForeign(parseJson(json)));
  return text.startsWith('{"') ? JSON.stringify(withoutForeign(parseJson(text))) : text;
}

function settleText(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "<time>")
    .replaceAll(/\[\$LATEST\][0-9a-f]{32}/g, "<stream>")
    .replaceAll(/at (?:Object|Runtime|\w*Processor)\./g, "at ");
}

function settleLogs(logs: readonly LogLine[]): string {
  const lines = logs.flatMap(({ text }) => (text.startsWith('{"') ? [text] : text.split("\n")));
  const dump = lines.findIndex((text) => dumpStart.test(text));
  return lines
    .slice(0, dump === -1 ? lines.length : dump)
    .filter((text) => !ofOneRuntime.test(text))
    .map(settleLine)
    .join("\n");
}

/** What a caller of the function would see, and its log, as far as two runtimes may say the same. */
export function settleResult({ payload, failure, logs, stream }: InvocationResult): JsonValue {
  const ended = failure?.errorType === "Runtime.ExitError";
  const died = failure?.errorType === "Runtime.UnhandledPromiseRejection";
  const sent = failure?.payload ?? failure;
  const trace: readonly unknown[] = Array.isArray(sent?.["trace"]) ? sent["trace"] : [];
  const settled = {
    payload,
    // Nothing of a stream whose process died need have come through.
    stream: ended || died || stream === null ? null : { ...stream },
    failure:
      failure === null
        ? null
        : {
            errorType: sent?.["errorType"] ?? null,
            errorMessage: sent?.["errorMessage"] ?? null,
            // Lambda's answer about an ended process has no trace.
            trace: ended || died ? [] : trace.filter((line) => !foreignFrame.test(String(line))),
            init: failure.kind === "init",
          },
    logs: settleLogs(logs),
  };
  return parseJson(settleText(JSON.stringify(settled)));
}
