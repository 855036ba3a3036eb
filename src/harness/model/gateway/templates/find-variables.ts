import { namesWithin } from "../../../core/suggest-names.ts";
import type { MappingTemplate } from "./list-templates.ts";

/** A use of one of API Gateway's own variables: `$context.identity.sourceIp`. */
export interface VariableReference {
  readonly root: "context" | "input" | "util";
  /** `["identity", "sourceIp"]`, as far as it is written with dots. */
  readonly names: readonly string[];
  readonly offset: number;
  /** As written: `$context.identity.sourceIp`. */
  readonly word: string;
  /** True for the left side of `#set`. */
  readonly assigned: boolean;
}

const reference = /(?<!\\)(\\*)\$!?\{?(context|input|util)((?:\.[A-Za-z_]\w*)+)/g;
/** A template may give one of the names a meaning of its own. */
const redefinition =
  /#(?:set|foreach|define)\s*\(\s*\$!?\{?(context|input|util)\}?\s*(?:=|\)|in\b)/g;

/** The uses of API Gateway's variables in a template; those of a name that the template redefines left out. */
export function findVariables({ text, language }: MappingTemplate): readonly VariableReference[] {
  const own = new Set([...text.matchAll(redefinition)].map(([, name]) => name));
  return [...text.matchAll(reference)].flatMap((match) => {
    const [word, escapes = "", root = "", path = ""] = match;
    const isEscaped = escapes.length % 2 === 1;
    if (isEscaped || own.has(root) || !isRoot(root)) return [];
    if (language === "variables" && root !== "context") return [];
    const offset = match.index + escapes.length;
    const assigned = /#set\s*\(\s*$/.test(text.slice(Math.max(0, match.index - 40), match.index));
    return [
      {
        root,
        names: path.slice(1).split("."),
        offset,
        word: word.slice(escapes.length),
        assigned,
      },
    ];
  });
}

/** A reference whose root is one of API Gateway's, but for a slip. */
export interface MisspeltRoot {
  readonly name: string;
  readonly meant: VariableReference["root"] | "stageVariables";
  readonly offset: number;
  /** As written, the dollar sign included. */
  readonly word: string;
}

const anyRoot = /(?<!\\)(\\*)\$!?\{?([A-Za-z]\w*)(?=\.[A-Za-z_])/g;
/** What a template may name itself, wherever it does. */
const anyDefinition = /#(?:set|foreach|define)\s*\(\s*\$?!?\{?(\w+)|#macro\s*\(([^)]*)\)/g;
const roots = ["context", "input", "util", "stageVariables"] as const;

/**
 * References to a variable that the template does not define and whose name is one of API Gateway's
 * but for one letter: they are put out as they stand.
 */
export function findMisspeltRoots({ text, language }: MappingTemplate): readonly MisspeltRoot[] {
  if (language === "variables" || /#(?:parse|include|evaluate)\b/.test(text)) return [];
  const own = new Set(
    [...text.matchAll(anyDefinition)].flatMap(([, name = "", rest = ""]) => [
      name,
      ...rest.split(/[\s,$!{}]+/),
    ]),
  );
  return [...text.matchAll(anyRoot)].flatMap((match): readonly MisspeltRoot[] => {
    const [word, escapes = "", name = ""] = match;
    if (escapes.length % 2 === 1 || own.has(name) || roots.some((root) => root === name)) return [];
    const [near] = namesWithin(1, name, roots);
    const meant = roots.find((root) => root === near);
    if (meant === undefined) return [];
    return [
      { name, meant, offset: match.index + escapes.length, word: word.slice(escapes.length) },
    ];
  });
}

function isRoot(name: string): name is VariableReference["root"] {
  return name === "context" || name === "input" || name === "util";
}
