import type { HeaderLine } from "../../core/http-message.ts";
import { isObject } from "../../core/json.ts";
import { defaultRestChoices, type RestChoices } from "../../core/rest-choices.ts";

/** Renamed to `x-amzn-Remapped-<name>` on the way out; `WWW-Authenticate` by choice. */
const remapped: ReadonlySet<string> = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "max-forwards",
  "server",
  "user-agent",
]);

/** Never sent on; the last three are the gateway's own to set. */
const dropped: ReadonlySet<string> = new Set([
  "expect",
  "host",
  "proxy-authenticate",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-amzn-requestid",
  "x-amz-apigw-id",
  "x-amzn-trace-id",
]);

const namePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/u;
// What Node.js, like HTTP itself, refuses in a value: control characters but tab, and beyond Latin-1.
const valuePattern = /^[\t\u0020-\u007E\u0080-\u00FF]*$/u;

/** True for a header line that can stand in a response and does not frame it. */
export function isSendable(name: string, value: string): boolean {
  const framing = /^(?:connection|content-length|transfer-encoding)$/iu;
  return namePattern.test(name) && valuePattern.test(value) && !framing.test(name);
}

/**
 * Merges `headers` and `multiValueHeaders` of a proxy result into header lines: for a name in both,
 * the multi values come first and their casing is used (recorded; the guide says otherwise).
 *
 * @returns the lines, or in words why the result is malformed
 */
export function mergeHeaders(
  single: unknown,
  multi: unknown,
  choices: RestChoices = defaultRestChoices,
): readonly HeaderLine[] | string {
  const groups = new Map<string, { readonly name: string; readonly values: string[] }>();
  if (choices.numericHeaders === "refuse") {
    const numeric = findNumber(single) ?? findNumber(multi);
    if (numeric !== null) return `the header ${numeric} must have a string value, found a number`;
  }
  const problem = readMulti(multi, groups) ?? readSingle(single, groups);
  if (problem !== null) return problem;
  const lines: HeaderLine[] = [];
  for (const [lower, { name, values }] of groups) {
    if (dropped.has(lower)) continue;
    const renamed = lower === "www-authenticate" ? choices.remapAuthenticate : remapped.has(lower);
    const sent = renamed ? `x-amzn-Remapped-${name}` : name;
    for (const value of values) lines.push([sent, value]);
  }
  return lines;
}

/** The name of the first header with a number for a value. */
function findNumber(headers: unknown): string | null {
  const entries = isObject(headers) ? Object.entries(headers) : [];
  return entries.find(([, value]) => [value].flat().some(isNumber))?.[0] ?? null;
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

type Groups = Map<string, { readonly name: string; readonly values: string[] }>;

function readMulti(multi: unknown, groups: Groups): string | null {
  if (multi === undefined || multi === null) return null;
  if (!isObject(multi)) return "multiValueHeaders must be an object";
  for (const [name, values] of Object.entries(multi)) {
    if (values === null) continue;
    if (!Array.isArray(values)) return `multiValueHeaders.${name} must be an array`;
    const items: readonly unknown[] = values;
    for (const value of items) {
      const problem = addValue(groups, name, value);
      if (problem !== null) return problem;
    }
  }
  return null;
}

function readSingle(single: unknown, groups: Groups): string | null {
  if (single === undefined || single === null) return null;
  if (!isObject(single)) return "headers must be an object";
  for (const [name, value] of Object.entries(single)) {
    if (value === null) continue;
    const problem = addValue(groups, name, value);
    if (problem !== null) return problem;
  }
  return null;
}

function addValue(groups: Groups, name: string, value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return `the header ${name} must have a string value`;
  }
  const text = String(value);
  if (!namePattern.test(name)) return `"${name}" is not a header name`;
  if (!valuePattern.test(text))
    return `the value of the header ${name} holds characters HTTP does not allow`;
  const lower = name.toLowerCase();
  const group = groups.get(lower);
  if (group === undefined) groups.set(lower, { name, values: [text] });
  else group.values.push(text);
  return null;
}
