import { isJsonValue, isObject } from "../../core/json.ts";
import type { ConfiguredFunction, FunctionStandIn } from "./project-config.ts";

/** What is wrong with `functions` of a configuration, as the end of a sentence that names the file. */
export interface FunctionsFault {
  readonly message: string;
  readonly hint: string;
}

/** `C:\…` is a path, not a scheme: schemes of one letter are none of ours. */
function schemeOf(text: string): string | null {
  return /^([a-z][a-z\d+.-]+):/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

function faultOf(name: string, value: unknown): FunctionsFault | null {
  const at = `sets functions[${JSON.stringify(name)}]`;
  const hint =
    'Write a file ("src/stubs/session.ts" or "src/stubs/session.ts#exportName"), a URL ("http://127.0.0.1:4000/session") or a result ({ result: { statusCode: 200 } }).';
  if (name === "") return { message: "has a function without a name under functions.", hint };
  if (isObject(value)) {
    const other = Object.keys(value).find((key) => key !== "result");
    if (other !== undefined)
      return { message: `${at} to an object with "${other}"; it takes "result" alone.`, hint };
    return isJsonValue(value["result"])
      ? null
      : { message: `${at} to an object whose result is no JSON value.`, hint };
  }
  if (typeof value !== "string" || value === "")
    return { message: `${at} to ${JSON.stringify(value) ?? String(value)}.`, hint };
  const scheme = schemeOf(value);
  if (scheme === null) {
    const [file, exportName] = splitFile(value);
    return file === "" || exportName === ""
      ? { message: `${at} to "${value}", which names no file and export.`, hint }
      : null;
  }
  if (scheme !== "http" && scheme !== "https")
    return { message: `${at} to "${value}"; a URL has to be http or https.`, hint };
  return URL.canParse(value) ? null : { message: `${at} to "${value}", which is no URL.`, hint };
}

/** What is wrong with the value of `functions`, `null` where all is well. */
export function faultOfFunctions(value: unknown): FunctionsFault | null {
  if (!isObject(value)) {
    return {
      message: "sets functions to something that is no object.",
      hint: 'Write functions: { "name or ARN": "src/stubs/function.ts" }.',
    };
  }
  for (const [name, member] of Object.entries(value)) {
    const fault = faultOf(name, member);
    if (fault !== null) return fault;
  }
  return null;
}

function splitFile(text: string): readonly [file: string, exportName: string] {
  const hash = text.lastIndexOf("#");
  return hash === -1 ? [text, "handler"] : [text.slice(0, hash), text.slice(hash + 1)];
}

function readStandIn(value: ConfiguredFunction): FunctionStandIn {
  if (typeof value !== "string") return { kind: "result", result: value.result };
  if (schemeOf(value) !== null) return { kind: "url", url: value };
  const [file, exportName] = splitFile(value);
  return { kind: "file", file, exportName };
}

/** Reads `functions` of a checked configuration. */
export function readStandIns(
  functions: Readonly<Record<string, ConfiguredFunction>>,
): Readonly<Record<string, FunctionStandIn>> {
  return Object.fromEntries(
    Object.entries(functions).map(([name, value]) => [name, readStandIn(value)]),
  );
}
