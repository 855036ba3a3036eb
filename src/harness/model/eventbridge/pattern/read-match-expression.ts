import { canonicalNumber } from "./canonical-number.ts";
import { foldedElement } from "./case-folding.ts";
import type { Element } from "./element.ts";
import { readIpAddress } from "./ip-address.ts";
import type { JsonToken, JsonTokens } from "./json-tokens.ts";
import {
  endExpression,
  onlyOneKey,
  plainElement,
  textOf,
  wildcardOf,
  type ReadElement,
} from "./expression-parts.ts";
import { readAnythingBut } from "./read-anything-but.ts";
import { readNumericRange } from "./read-numeric-range.ts";

/** `prefix` or `suffix`: a text, or `equals-ignore-case` with one. */
function readAffix(tokens: JsonTokens, name: "prefix" | "suffix"): Element {
  const operand = tokens.next();
  if (operand.kind === "string") {
    return { kind: name, text: operand.text };
  }
  if (operand.kind !== "{") tokens.reject(`${name} match pattern must be a string`);
  const inner = tokens.next();
  if (inner.kind !== "name") {
    tokens.reject(`${name === "prefix" ? "Prefix" : "Suffix"} expression name not found`);
  }
  if (inner.text !== "equals-ignore-case") {
    tokens.reject(`Unsupported ${name} pattern: ${inner.text}`);
  }
  const text = textOf(tokens, "equals-ignore-case match pattern must be a string");
  endExpression(tokens, onlyOneKey);
  const place = name === "prefix" ? "start" : "end";
  return foldedElement(text, place);
}

/** A number of bits as the service reads it: signs and leading zeros are allowed. */
function readMaskBits(tokens: JsonTokens, written: string): number {
  if (!/^[+-]?\d{1,10}$/u.test(written)) {
    tokens.reject("Malformed CIDR, mask bits must be an integer");
  }
  const bits = Number(written);
  return bits < 0 ? tokens.reject("Malformed CIDR, mask bits must not be negative") : bits;
}

function readBlock(tokens: JsonTokens, cidr: string): Element {
  const [written = "", mask, ...rest] = cidr.split("/");
  if (mask === undefined || rest.length > 0) tokens.reject("Malformed CIDR, one '/' required");
  const bits = readMaskBits(tokens, mask);
  const address = readIpAddress(written);
  if (address === null) {
    return tokens.reject(
      /^[\d.]+$/u.test(written) || /^[\da-fA-F:.]+$/u.test(written)
        ? `Invalid IP address: ${written}`
        : `Nonstandard IP address: ${written}`,
    );
  }
  const width = address.version === 4 ? 32 : 128;
  if (bits >= width) {
    tokens.reject(`IPv${String(address.version)} mask bits must be < ${String(width)}`);
  }
  return { kind: "block", address, hostBits: BigInt(width - bits) };
}

/** Operators whose operand is read as a whole before the expression ends. */
function readOperand(tokens: JsonTokens, name: string): ReadElement {
  switch (name) {
    case "exactly": {
      const text = textOf(tokens, "exact match pattern must be a string");
      return plainElement({ kind: "text", text, address: null });
    }
    case "prefix":
    case "suffix":
      return plainElement(readAffix(tokens, name));
    case "equals-ignore-case": {
      const text = textOf(tokens, "equals-ignore-case match pattern must be a string");
      return plainElement(foldedElement(text, "whole"));
    }
    case "wildcard":
      return wildcardOf(tokens, textOf(tokens, "wildcard match pattern must be a string"));
    case "cidr":
      return plainElement(
        readBlock(tokens, textOf(tokens, "prefix match pattern must be a string")),
      );
    case "exists": {
      const operand = tokens.next();
      if (operand.kind === "true") return plainElement({ kind: "present" });
      if (operand.kind === "false") return plainElement({ kind: "absent" });
      return tokens.reject("exists match pattern must be either true or false.");
    }
    default:
      return tokens.reject(`Unrecognized match type ${name}`);
  }
}

/**
 * Reads `{"prefix": "a"}` and its like, of which the opening brace has been read. Throws
 * `PatternRejection` with the service's reason.
 */
export function readMatchExpression(tokens: JsonTokens): ReadElement {
  const name = tokens.next();
  if (name.kind !== "name") return tokens.reject("Match expression name not found");
  if (name.text === "anything-but") return readAnythingBut(tokens);
  if (name.text === "numeric") return plainElement(readNumericRange(tokens));
  const read = readOperand(tokens, name.text);
  endExpression(tokens, onlyOneKey);
  return read;
}

/** A text, number or literal of a list. */
export function readPlainElement(token: JsonToken): Element | null {
  switch (token.kind) {
    case "string":
      return { kind: "text", text: token.text, address: readIpAddress(token.text) };
    case "number":
      return { kind: "number", lexeme: token.text, value: canonicalNumber(token.text) };
    case "true":
    case "false":
    case "null":
      return { kind: "literal", literal: token.kind };
    default:
      return null;
  }
}
