import { joinPointer } from "../../../core/json-pointer.ts";
import { resolveReference } from "../../schema/resolve-reference.ts";
import { findReferences } from "../find-references.ts";
import { problemAt, type Rule } from "./rule.ts";

/** `$ref`s that lead nowhere, back to themselves, or to a file that was not taken in. */
export const reportUnresolvedReferences: Rule = ({ document }) =>
  findReferences(document.root).flatMap(({ pointer, reference }) => {
    const resolution = resolveReference(document.root, pointer);
    // A chain that breaks or turns round further down is reported there.
    if (resolution.kind === "found" || resolution.pointer !== pointer) return [];
    const place = joinPointer(pointer, "$ref");
    switch (resolution.kind) {
      case "external": {
        const message = `The reference ${reference} leads to another file, which was not read.`;
        return [problemAt(document, place, { code: "openapi/external-reference", message })];
      }
      case "circular": {
        const message = `The reference ${reference} leads back to itself.`;
        return [problemAt(document, place, { code: "openapi/dangling-reference", message })];
      }
      case "dangling": {
        const message = `The reference ${reference} leads nowhere.`;
        return [problemAt(document, place, { code: "openapi/dangling-reference", message })];
      }
    }
  });
