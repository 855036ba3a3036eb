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

function isRoot(name: string): name is VariableReference["root"] {
  return name === "context" || name === "input" || name === "util";
}
