/** A piece of a template: text as it is, or a variable in its place. */
export type TemplatePiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string; readonly quoted: boolean };

/** A template of an `InputTransformer`. */
export interface InputTemplate {
  /** `json` starts with a brace or bracket, `string` with a quote; `other` is neither. */
  readonly kind: "json" | "string" | "other";
  readonly pieces: readonly TemplatePiece[];
}

const placeholder = /<([A-Za-z0-9_.-]+)>/gu;

function kindOf(source: string): InputTemplate["kind"] {
  const first = source.trimStart().charAt(0);
  if (first === '"') return "string";
  return first === "{" || first === "[" ? "json" : "other";
}

/** Whether a quoted text is still open behind a piece of JSON text. */
function isOpenBehind(text: string, isOpen: boolean): boolean {
  let open = isOpen;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\" && open) at += 1;
    else if (text[at] === '"') open = !open;
  }
  return open;
}

/**
 * Reads a template into its pieces, and tells of each variable whether it stands in quotes.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 * @example
 * readInputTemplate('{"id": <id>}').pieces; // text, variable "id" outside quotes, text
 */
export function readInputTemplate(source: string): InputTemplate {
  const pieces: TemplatePiece[] = [];
  let quoted = false;
  let from = 0;
  const addText = (to: number): void => {
    const text = source.slice(from, to);
    quoted = isOpenBehind(text, quoted);
    if (text !== "") pieces.push({ kind: "text", text });
  };
  for (const match of source.matchAll(placeholder)) {
    const [whole, name = ""] = match;
    addText(match.index);
    pieces.push({ kind: "variable", name, quoted });
    from = match.index + whole.length;
  }
  addText(source.length);
  return { kind: kindOf(source), pieces };
}
