import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { TextFiles } from "../../core/ports.ts";
import { parseSourceDocument, type SourceDocument } from "../../core/source-document.ts";
import { embeddedFilesKey } from "./embedded-files-key.ts";
import { isMapKey, isPart } from "./find-references.ts";

const mostFiles = 200;

/**
 * Takes in the files a document's `$ref`s name, and those they name in turn: each stands under
 * `x-lockstep-files`, and the references point there. Locations stay those of the files. A document
 * without such references is handed back as it is; references to files that are not there are left
 * as they are written.
 */
export function embedExternalFiles(source: SourceDocument, files: TextFiles): SourceDocument {
  if (!isObject(source.value) || !/\$ref["']?\s*:\s*["']?[^#"'\s]/.test(source.text)) return source;
  const sources = new Map<string, SourceDocument | null>([[source.file, source]]);
  const values = new Map<string, JsonValue>();
  const missingFiles = new Set<string>();
  const queue: SourceDocument[] = [source];
  const embed = (path: string): boolean => {
    const known = sources.get(path);
    if (known !== undefined) return known !== null;
    const isTooMany = sources.size >= mostFiles;
    const text = isTooMany ? null : files.read(path);
    if (text === null && !isTooMany) missingFiles.add(path);
    const parsed = text === null ? null : parseSourceDocument({ file: path, text });
    sources.set(path, parsed);
    if (parsed !== null) queue.push(parsed);
    return parsed !== null;
  };
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { file } = next;
    values.set(
      file,
      rewrite(next.value, (reference) => redirect(reference, { file, root: source.file, embed })),
    );
  }
  return { ...join(source, { sources, values }), missingFiles };
}

interface Redirection {
  readonly file: string;
  readonly root: string;
  readonly embed: (path: string) => boolean;
}

/** Where a reference points once files are embedded. */
function redirect(reference: string, { file, root, embed }: Redirection): string {
  const [path = "", fragment = ""] = reference.split("#", 2);
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return reference;
  const target = path === "" ? file : embeddedPath(file, path, embed);
  if (target === null) return reference;
  if (target === root) return `#${fragment}`;
  // A fragment without a slash is no pointer: it stays what it is, and leads nowhere.
  const inside = fragment === "" || fragment.startsWith("/") ? fragment : `/#${fragment}`;
  // The name becomes part of a fragment, which is percent-decoded when it is followed.
  const name = joinPointer(`/${embeddedFilesKey}`, target).replaceAll("%", "%25");
  return `#${name}${inside}`;
}

/** A reference is a URI: a blank in a file's name is written `%20`, though many write it as it is. */
function embeddedPath(file: string, path: string, embed: Redirection["embed"]): string | null {
  return (
    [decodePath(path), path]
      .map((each) => resolvePath(file, each))
      .find((target) => target === file || embed(target)) ?? null
  );
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Where a path written in a file leads; `../` at its beginning is above the folder that is checked. */
export function resolvePath(from: string, path: string): string {
  const parts = path.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    const canGoUp = parts.length > 0 && parts.at(-1) !== "..";
    if (part === ".." && canGoUp) parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return path.startsWith("/") ? `/${parts.join("/")}` : parts.join("/");
}

function rewrite(
  value: JsonValue,
  change: (reference: string) => string,
  isMap = false,
): JsonValue {
  if (isList(value)) return value.map((item) => rewrite(item, change));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]): [string, JsonValue] => {
    if (key === "$ref" && typeof member === "string" && !isMap) return [key, change(member)];
    const isOther = isMap || key.startsWith("x-") || isPart(key, member);
    return [key, isOther ? rewrite(member, change, !isMap && isMapKey(key)) : member];
  });
  return Object.fromEntries(entries);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

interface Embedded {
  readonly sources: ReadonlyMap<string, SourceDocument | null>;
  readonly values: ReadonlyMap<string, JsonValue>;
}

function join(source: SourceDocument, { sources, values }: Embedded): SourceDocument {
  const others = [...values].filter(([file]) => file !== source.file);
  const own = values.get(source.file);
  const root: JsonObject = typeof own === "object" && own !== null && !isList(own) ? own : {};
  const issues = [...sources.values()].flatMap((one) => one?.issues ?? []);
  return {
    ...source,
    issues,
    value: others.length === 0 ? root : { ...root, [embeddedFilesKey]: Object.fromEntries(others) },
    locate: (pointer, part) => locateIn(source, sources, { pointer, part: part ?? "key" }),
  };
}

function locateIn(
  source: SourceDocument,
  sources: Embedded["sources"],
  { pointer, part }: { readonly pointer: JsonPointer; readonly part: "key" | "value" },
): ReturnType<SourceDocument["locate"]> {
  const [first, file, ...inside] = splitPointer(pointer);
  const other = first === embeddedFilesKey && file !== undefined ? sources.get(file) : undefined;
  return (other ?? source).locate(
    other === undefined || other === null ? pointer : joinPointer("", ...inside),
    part,
  );
}
