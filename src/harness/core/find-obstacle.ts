import { parseEvents, YAMLException } from "js-yaml";
import { deepestPlainYaml } from "./parse-plain-yaml.ts";

/** Why a text is not given to the parser that reads with positions. */
export interface Obstacle {
  readonly message: string;
  readonly offset: number;
}

/** From this many characters on, the first syntax error is taken from the fast parser: the other goes on for seconds. */
const largeText = 500_000;
/** Values and lines that the other parser reads in about three seconds; 3 MB of specification hold 330,000. */
const mostWork = 400_000;

/**
 * Looks through a text quickly for what the parser with positions would take very long over, or run out of stack at:
 * depth, syntax errors of large texts, sheer size.
 */
export function findObstacle(text: string): Obstacle | null {
  try {
    const values = parseEvents(text, { maxDepth: deepestPlainYaml }).length;
    if (text.length < largeText || values + countLines(text) <= mostWork) return null;
    const message =
      "The text is too large to be read with what it holds beyond plain YAML or JSON: tags, anchors, a key that stands twice, several documents.";
    return { message, offset: 0 };
  } catch (error) {
    if (!(error instanceof YAMLException)) return null;
    const offset = error.mark?.position ?? 0;
    if (error.reason.includes("maxDepth"))
      return { message: "The text nests too deeply to be read.", offset };
    return text.length < largeText
      ? null
      : { message: `The text cannot be read: ${error.reason}.`, offset };
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) count += 1;
  return count;
}
