import { parseJson } from "../../../core/json.ts";
import { TemplateFault } from "./template-fault.ts";
import { fromJson, printValue, type TemplateObject, type TemplateValue } from "./template-value.ts";

const named: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  "'": String.raw`\'`,
  "\\": String.raw`\\`,
  "/": String.raw`\/`,
  "\b": String.raw`\b`,
  "\f": String.raw`\f`,
  "\n": String.raw`\n`,
  "\r": String.raw`\r`,
  "\t": String.raw`\t`,
};

/** As `StringEscapeUtils.escapeJavaScript` of Apache Commons: quotes of both kinds, slashes, all but ASCII. */
function escapeJavaScript(text: string): string {
  return text.replaceAll(
    /["'\\/]|[^\x20-\x7f]/g,
    (character) =>
      named[character] ??
      `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}

/** As `URLEncoder` of Java: a space is `+`, `~` and `!'()` are encoded, `*` is not (space: recorded). */
function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new TemplateFault("broken", "$util.urlDecode was given what is not encoded");
  }
}

function parse(text: string): TemplateValue {
  try {
    return fromJson(parseJson(text));
  } catch {
    throw new TemplateFault("broken", "$util.parseJson was given what is not JSON");
  }
}

const functions: ReadonlyMap<string, (text: string) => TemplateValue> = new Map<
  string,
  (text: string) => TemplateValue
>([
  ["base64Decode", (text) => Buffer.from(text, "base64").toString("utf8")],
  ["base64Encode", (text) => Buffer.from(text, "utf8").toString("base64")],
  ["escapeJavaScript", escapeJavaScript],
  ["parseJson", parse],
  ["urlDecode", urlDecode],
  ["urlEncode", urlEncode],
]);

/** What `$util` stands for. A missing value gives a missing value. */
export const utilVariable: TemplateObject = {
  kind: "object",
  property: () => null,
  call(method, [argument = null]) {
    const run = functions.get(method);
    if (run === undefined) return undefined;
    return argument === null ? null : run(printValue(argument));
  },
};
