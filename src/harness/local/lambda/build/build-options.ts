import path from "node:path";
import type { FunctionDefinition, FunctionLayer } from "../../../core/function-invoker.ts";
import { isObject, type JsonValue } from "../../../core/json.ts";
import { runtimeMajor } from "../runtime-major.ts";

/** How a module is built, resolved: nothing here is optional. */
export interface BuildOptions {
  readonly entryFile: string;
  /** Folder that relative paths in messages start from. */
  readonly root: string;
  readonly format: "esm" | "cjs";
  /** esbuild's target, e.g. `node24` or what the template's `Target` says. */
  readonly target: string;
  /** Names and patterns (`@aws-sdk/*`) the template keeps out of the bundle. */
  readonly external: readonly string[];
  readonly banner: string;
  readonly footer: string;
  readonly define: Readonly<Record<string, string>>;
  readonly loader: Readonly<Record<string, string>>;
  readonly alias: Readonly<Record<string, string>>;
  readonly mainFields: readonly string[];
  readonly keepNames: boolean;
  /** Layers that packages and paths below `/opt` are found in. */
  readonly layers: readonly FunctionLayer[];
  readonly nodeMajor: number;
}

/**
 * Build options of a function from `BuildProperties` of its template. Without any, TypeScript becomes
 * an ES module; with them the format defaults to CommonJS, as in `sam build`. Minification is left
 * out (stack traces stay readable), and so is `OutExtension`: the file's kind follows the format.
 */
export function functionBuildOptions(definition: FunctionDefinition): BuildOptions {
  const properties = definition.build ?? {};
  const declared = properties["Format"];
  const format = declared === "esm" || declared === "cjs" ? declared : null;
  const target = strings(properties["Target"]).join(",");
  return {
    entryFile: definition.entryFile,
    root: definition.codeRoot,
    format: format ?? (definition.build === null ? "esm" : "cjs"),
    target: target === "" ? `node${runtimeMajor(definition.runtime) ?? 24}` : target,
    external: strings(properties["External"]),
    banner: pairs(properties["Banner"])["js"] ?? "",
    footer: pairs(properties["Footer"])["js"] ?? "",
    define: pairs(properties["Define"]),
    loader: pairs(properties["Loader"]),
    alias: pairs(properties["Alias"]),
    mainFields: strings(properties["MainFields"]).flatMap((value) => value.split(",")),
    keepNames: properties["KeepNames"] === true,
    layers: definition.layers,
    nodeMajor: runtimeMajor(definition.runtime) ?? 24,
  };
}

/** Build options of a module of the user's own that runs in this process (configuration, states). */
export function moduleBuildOptions(entryFile: string): BuildOptions {
  return {
    entryFile,
    root: path.dirname(entryFile),
    format: "esm",
    target: `node${process.versions.node.split(".", 1)[0] ?? "24"}`,
    external: [],
    banner: "",
    footer: "",
    define: {},
    loader: {},
    alias: {},
    mainFields: [],
    keepNames: false,
    layers: [],
    nodeMajor: Number(process.versions.node.split(".", 1)[0]),
  };
}

/** A list, or one text; anything else is empty. */
function strings(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

/** A map of texts, or a list of `key=value` as SAM writes it. */
function pairs(value: JsonValue | undefined): Readonly<Record<string, string>> {
  const entries: (readonly [string, string])[] = [];
  for (const text of strings(value)) {
    const at = text.indexOf("=");
    if (at > 0) entries.push([text.slice(0, at), text.slice(at + 1)]);
  }
  if (isObject(value)) {
    for (const [key, text] of Object.entries(value)) {
      if (typeof text === "string") entries.push([key, text]);
    }
  }
  return Object.fromEntries(entries);
}
