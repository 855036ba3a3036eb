import { foldedElement } from "./case-folding.ts";
import type { Element } from "./element.ts";
import { endExpression, plainElement, wildcardOf, type ReadElement } from "./expression-parts.ts";
import type { JsonToken, JsonTokens } from "./json-tokens.ts";
import { comparableNumber } from "./read-numeric-range.ts";

const tooMany = "Too many elements in numeric expression";
const badOperand = "Value of anything-but must be an array or single string/number value.";

function other(parts: {
  readonly texts?: Iterable<string>;
  readonly numbers?: Iterable<number>;
  readonly patterns?: readonly Element[];
}): Element {
  return {
    kind: "other",
    texts: new Set(parts.texts),
    numbers: new Set(parts.numbers),
    patterns: parts.patterns ?? [],
  };
}

/** A list of texts, or of numbers, of which the bracket has been read. */
function readList(tokens: JsonTokens): Element {
  const texts: string[] = [];
  const numbers: number[] = [];
  for (let token = tokens.next(); token.kind !== "]"; token = tokens.next()) {
    if (token.kind === "string") texts.push(token.text);
    else if (token.kind === "number") numbers.push(comparableNumber(tokens, token));
    else tokens.reject("Inside anything but list, start|null|boolean is not supported.");
  }
  if (texts.length > 0 === numbers.length > 0) {
    tokens.reject(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    );
  }
  return other({ texts, numbers });
}

/** The operands of `prefix` and its like inside `anything-but`: a text, or a list of texts. */
function readTexts(tokens: JsonTokens, name: string): readonly string[] {
  const first = tokens.next();
  if (first.kind === "string") return [first.text];
  const folded = name === "equals-ignore-case";
  if (first.kind !== "[") {
    tokens.reject(
      first.kind === "number" && !folded ? onlyTexts(name) : operandReason(name, first),
    );
  }
  const texts: string[] = [];
  for (let token = tokens.next(); token.kind !== "]"; token = tokens.next()) {
    if (token.kind !== "string") {
      tokens.reject(
        folded
          ? "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported."
          : onlyTexts(name),
      );
    }
    texts.push(token.text);
  }
  // The service's compiler takes an empty list, and its matcher breaks on it.
  return texts.length > 0 ? texts : tokens.reject("Empty arrays are not allowed");
}

function onlyTexts(name: string): string {
  return name === "wildcard"
    ? "wildcard match pattern must be a string"
    : "prefix/suffix match pattern must be a string";
}

function operandReason(name: string, operand: JsonToken): string {
  if (name === "equals-ignore-case" && operand.kind === "number") {
    return "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.";
  }
  return badOperand;
}

/** `{"prefix": …}` and its like inside `anything-but`, of which the brace has been read. */
function readInner(tokens: JsonTokens): ReadElement {
  const name = tokens.next();
  if (name.kind !== "name") tokens.reject("Anything-But expression name not found");
  if (!["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(name.text)) {
    tokens.reject(`Unsupported anything-but pattern: ${name.text}`);
  }
  const texts = readTexts(tokens, name.text);
  const read = texts.map((text): ReadElement => {
    switch (name.text) {
      case "wildcard":
        return wildcardOf(tokens, text);
      case "equals-ignore-case":
        return foldedWhole(text);
      default:
        if (text === "") tokens.reject("Null prefix/suffix not allowed");
        return plainElement({ kind: name.text === "prefix" ? "prefix" : "suffix", text });
    }
  });
  endExpression(tokens, tooMany);
  return {
    element: other({ patterns: read.map((each) => each.element) }),
    wildcards: read.flatMap((each) => each.wildcards),
  };
}

function foldedWhole(text: string): ReadElement {
  return plainElement(foldedElement(text, "whole"));
}

function readOperand(tokens: JsonTokens): ReadElement {
  const operand = tokens.next();
  switch (operand.kind) {
    case "{":
      return readInner(tokens);
    case "[":
      return plainElement(readList(tokens));
    case "string":
      return plainElement(other({ texts: [operand.text] }));
    case "number":
      return plainElement(other({ numbers: [comparableNumber(tokens, operand)] }));
    default:
      return tokens.reject(badOperand);
  }
}

/** Reads the operand of `anything-but` and the end of its expression. Throws `PatternRejection`. */
export function readAnythingBut(tokens: JsonTokens): ReadElement {
  const read = readOperand(tokens);
  endExpression(tokens, tooMany);
  return read;
}
