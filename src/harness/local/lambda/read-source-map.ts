import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { isObject, parseJson } from "../../core/json.ts";

/** The source map in a file; `null` where there is none that can be read. */
export function readSourceMap(file: string): SourceMap | null {
  try {
    const value = parseJson(readFileSync(file, "utf8"));
    if (!isObject(value)) return null;
    const { sources, names, mappings } = value;
    const texts = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);
    const payload: SourceMapPayload = {
      file: "",
      version: 3,
      sources: texts(sources),
      sourcesContent: [],
      names: texts(names),
      mappings: typeof mappings === "string" ? mappings : "",
      sourceRoot: "",
    };
    return new SourceMap(payload);
  } catch {
    return null;
  }
}
