import type { JsonObject } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import {
  referenceOf,
  referenceToPointer,
  resolveReference,
} from "../../schema/resolve-reference.ts";
import { findReferences } from "../find-references.ts";
import { jsonAt } from "../read-members.ts";
import { passesUnresolved } from "../written-parameters.ts";
import { problemAt, type Rule } from "./rule.ts";

/** `$ref`s that lead nowhere, back to themselves, to a file that was not taken in, or away from the machine. */
export const reportUnresolvedReferences: Rule = ({ document }) => {
  const told = new Set<JsonPointer>();
  return findReferences(document.root).flatMap(({ pointer, reference }) => {
    const resolution = resolveReference(document.root, pointer);
    // A chain that breaks or turns round further down is reported there.
    if (resolution.kind === "found" || resolution.pointer !== pointer) return [];
    const place = joinPointer(pointer, "$ref");
    const target = referenceToPointer(reference);
    if (target !== null && passesUnresolved(document.root, target)) return [];
    switch (resolution.kind) {
      case "external": {
        if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(reference)) {
          const message = `The reference ${reference} leads to the network: it is not fetched, and nothing is checked here.`;
          return [problemAt(document, place, { code: "openapi/remote-reference", message })];
        }
        const message = `The reference ${reference} leads to another file, which is not there or was not read.`;
        return [problemAt(document, place, { code: "openapi/external-reference", message })];
      }
      case "circular": {
        if (told.has(pointer)) return [];
        for (const member of circleOf(document.root, pointer)) told.add(member);
        const message = `The reference ${reference} leads back to itself.`;
        return [problemAt(document, place, { code: "openapi/dangling-reference", message })];
      }
      case "dangling": {
        const message = `The reference ${reference} leads nowhere.`;
        return [problemAt(document, place, { code: "openapi/dangling-reference", message })];
      }
    }
  });
};

/** The references of a circle, from one of them round to itself. */
function circleOf(root: JsonObject, start: JsonPointer): ReadonlySet<JsonPointer> {
  const circle = new Set<JsonPointer>();
  for (let at: JsonPointer | null = start; at !== null && !circle.has(at);) {
    circle.add(at);
    const reference = referenceOf(jsonAt(root, at));
    at = reference === null ? null : referenceToPointer(reference);
  }
  return circle;
}
