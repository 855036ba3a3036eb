import { namedCases, type HostileCase, type HostileFiles } from "../hostile-case.ts";
import { shopSpec, shopTemplate, soundFiles, templateHead } from "../sound-project.ts";

function both(change: (text: string) => string | Uint8Array): HostileFiles {
  return { "spec.yaml": change(shopSpec), "template.yaml": change(shopTemplate) };
}

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

function spoilBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  for (let at = 50; at < bytes.length; at += 97) bytes[at] = 0xff;
  return bytes;
}

function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 12_345;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    bytes[at] = (state >>> 16) & 0xff;
  }
  return bytes;
}

const specHead = 'openapi: 3.0.1\ninfo: {title: t, version: "1"}\n';
const whole = (text: string) => (): HostileFiles => both(() => text);
const spec = (text: string) => (): HostileFiles => ({ "spec.yaml": text });
const template = (text: string) => (): HostileFiles => ({ "template.yaml": text });
const long = 5 * 1024 * 1024;

/** Texts that are not what they should be, and places where there is no text. */
export const texts: readonly HostileCase[] = namedCases("texts", {
  empty: whole(""),
  "a blank": whole(" \n\t\n"),
  "a comment": whole("# nothing\n"),
  "a scalar": whole("text"),
  "a list": whole("- a\n- b\n"),
  null: whole("null"),
  "two documents": () => both((text) => `${text}\n---\n${text}`),
  "an unknown directive": () => both((text) => `%YAML 9.9\n%FOO bar\n---\n${text}`),
  NUL: () => both((text) => text.replaceAll("e", "e\u0000")),
  "one NUL": () => both((text) => `${text}\u0000`),
  "broken UTF-8": () => both(spoilBytes),
  "UTF-16": () => both((text) => utf16(text, false)),
  "UTF-16, the other way round": () => both((text) => utf16(text, true)),
  "a byte order mark": () => both((text) => `\uFEFF${text}`),
  CRLF: () => both((text) => text.replaceAll("\n", "\r\n")),
  "CR alone": () => both((text) => text.replaceAll("\n", "\r")),
  "other ends of lines": () => both((text) => text.replaceAll("\n", "\n\u2028\u0085")),
  tabs: () => both((text) => text.replaceAll("  ", "\t")),
  "control characters": () => both((text) => text.replaceAll("a", "a\u0007\u001B[2J")),
  "half characters": spec(`${specHead}paths: {"/\\ud800": {get: {operationId: "\\udfff"}}}`),
  "random bytes": () => both(() => randomBytes(100_000)),
  "a gzip": () => both(() => Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0)),
  "a line of 5 MB": spec(`${specHead}x-text: ${"a".repeat(long)}\npaths: {}\n`),
  "a broken line of 5 MB": spec(`${specHead}x-text: [${"a, ".repeat(long / 3)}\npaths: {}\n`),
  "a broken line of 5 MB in a template": template(
    `${templateHead}Resources: {A: {Type: "${"a".repeat(long)}\n`,
  ),
  "a comment of 5 MB": template(`#${"a".repeat(long)}\n${shopTemplate}`),
  "5 MB of brackets": spec("[]".repeat(long / 2)),
  "5 MB of colons": spec(":".repeat(long)),
  "5 MB of quotes": spec("'".repeat(long)),
  "5 MB of lines": spec("\n".repeat(long)),
  "5 MB of dashes": spec("- ".repeat(100_000)),
  "5 MB of question marks": spec("? ".repeat(20_000)),
  "a key of 1 MB": () => both((text) => `${"k".repeat(1_000_000)}: 1\n${text}`),
  "a quoted key of 1 MB": () => both((text) => `"${"k".repeat(1_000_000)}": 1\n${text}`),
  "a logical id of 1 MB": template(
    `${templateHead}Resources:\n  "${"k".repeat(1_000_000)}": {Type: AWS::Serverless::Function}\n`,
  ),
  "10,000 duplicate keys": spec(`${specHead}paths: {}\n${"x-a: 1\n".repeat(10_000)}`),
  "keys that are maps": () => both((text) => `? {a: b}\n: c\n? [d]\n: e\n? null\n: f\n${text}`),
  "keys that are numbers": spec(`${specHead}paths: {1: {2: {3: 4}}}\n`),
  "unknown tags": () =>
    both((text) => text.replaceAll(": {", ": !Foo {").replaceAll(": [", ": !<tag:x,1:y> [")),
  "tags of code": spec(
    'a: !!js/function "function(){}"\nb: !!python/object/apply:os.system [ls]\n',
  ),
  "tags of YAML": spec(
    `${specHead}paths: !!set {a, b}\nx: !!binary "////"\ny: !!omap [a: 1]\nz: !!timestamp 2020-01-01\n`,
  ),
  "a tag on nothing": template(`${templateHead}Resources: !Ref\n`),
  "tags with the wrong inside": template(
    shopTemplate
      .replace("!Ref Stage", "!Ref {a: b}")
      .replace("!FindInMap [Sizes, !Ref Stage, Memory]", "!FindInMap text"),
  ),
  "names of prototypes": () =>
    both(
      (text) => `__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n${text}`,
    ),
  "resources named as prototypes": template(
    `${templateHead}Resources:\n  __proto__: {Type: AWS::Serverless::Api}\n  constructor: {Type: AWS::Serverless::Function, Properties: {__proto__: {Handler: a.b}}}\n  toString: {Type: AWS::Serverless::HttpApi}\n`,
  ),
  "a folder for a template": () => ({ "template.yaml": { kind: "folder" } }),
  "a folder for a spec": () => ({ "spec.yaml": { kind: "folder" } }),
  "a folder for a samconfig": () => ({ "samconfig.toml": { kind: "folder" } }),
  "a folder for a configuration": () => ({ "lockstep.config.json": { kind: "folder" } }),
  "a folder for a handler": () => ({ "src/reader.js": { kind: "folder" } }),
  "a file for a folder": () => ({ "src/reader.js": "", contracts: "text", events: "text" }),
  "a pipe for a template": () => ({ "template.yaml": { kind: "pipe" } }),
  "a pipe for a spec": () => ({ "spec.yaml": { kind: "pipe" } }),
  "a pipe for a handler": () => ({ "src/reader.js": { kind: "pipe" } }),
  "a template nobody may read": () => ({
    "template.yaml": { kind: "unreadable", text: shopTemplate },
  }),
  "a spec nobody may read": () => ({ "spec.yaml": { kind: "unreadable", text: shopSpec } }),
  "a template that links to itself": () => ({
    "template.yaml": { kind: "link", to: "template.yaml" },
  }),
  "a spec that links to itself": () => ({ "spec.yaml": { kind: "link", to: "spec.yaml" } }),
  "a spec that links to a device": () => ({ "spec.yaml": { kind: "link", to: "/dev/zero" } }),
  "a folder that links to itself": () => ({
    "src/more": { kind: "link", to: "." },
    events: { kind: "link", to: "." },
    ...soundFiles,
  }),
  "a broken samconfig": () => ({ "samconfig.toml": "[[[\u0000" }),
  "a samconfig of prototypes": () => ({
    "samconfig.toml": "[__proto__.deploy.parameters]\na = 1\n[default.__proto__]\nb = 2\n",
  }),
  "a broken configuration": () => ({
    "lockstep.config.json": '{"template": ["a"], "functions": {"__proto__": 1}, "stage": null',
  }),
  "a configuration of wrong types": () => ({
    "lockstep.config.json":
      '{"template": ["a"], "functions": 3, "parameters": [1], "__proto__": {}}',
  }),
  "an include named with NUL": template(
    shopTemplate.replace("Location: spec.yaml", 'Location: "spec\\0.yaml"'),
  ),
  "an include named with 100 KB": template(
    shopTemplate.replace("Location: spec.yaml", `Location: ${"a/".repeat(50_000)}`),
  ),
  "an include of a device": template(
    shopTemplate.replace("Location: spec.yaml", "Location: /dev/zero"),
  ),
  "code in a name with NUL": template(
    shopTemplate
      .replace("CodeUri: src/", 'CodeUri: "src\\0"')
      .replace("Handler: reader.handler", 'Handler: "a\\0.b"'),
  ),
  "code above the root": template(
    shopTemplate.replace("CodeUri: src/", "CodeUri: ../../../../../../../../../.."),
  ),
});
