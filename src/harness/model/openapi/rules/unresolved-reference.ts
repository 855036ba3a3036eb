import type { JsonObject } from "../../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { SourceDocument } from "../../../core/source-document.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import {
  referenceOf,
  referenceToPointer,
  resolveReference,
} from "../../schema/resolve-reference.ts";
import { resolvePath } from "../embed-external-files.ts";
import { readablePlace } from "../embedded-files-key.ts";
import { findReferences } from "../find-references.ts";
import { isJsonMap, jsonAt } from "../read-members.ts";
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
        return [problemAt(document, place, externalReference(document.source, place, reference))];
      }
      case "circular": {
        if (told.has(pointer)) return [];
        for (const member of circleOf(document.root, pointer)) told.add(member);
        const message = `The reference ${readablePlace(reference)} leads back to itself.`;
        return [problemAt(document, place, { code: "openapi/dangling-reference", message })];
      }
      case "dangling": {
        const written = readablePlace(reference);
        const isNoPointer = /^[^#]*#[^/]/.test(written);
        const why = isNoPointer ? ": what comes after # has to begin with a slash" : "";
        const message = `The reference ${written} leads nowhere${why}.`;
        const hint = target === null ? null : nearestTarget(document.root, target);
        return [
          problemAt(document, place, {
            code: "openapi/dangling-reference",
            message,
            ...(hint === null ? {} : { hint: `Did you mean ${hint}?` }),
          }),
        ];
      }
    }
  });
};

/** A name beside the one that is not there, as a reference. */
function nearestTarget(root: JsonObject, target: JsonPointer): string | null {
  const tokens = splitPointer(target);
  const around = tokens.slice(0, -1);
  const siblings = jsonAt(root, joinPointer("", ...around));
  const [name] = isJsonMap(siblings)
    ? suggestNames(tokens.at(-1) ?? "", Object.keys(siblings))
    : [];
  return name === undefined ? null : readablePlace(`#${joinPointer("", ...around, name)}`);
}

function externalReference(
  source: SourceDocument,
  place: JsonPointer,
  reference: string,
): Parameters<typeof problemAt>[2] {
  const code = "openapi/external-reference";
  const [path = ""] = reference.split("#", 1);
  // A path counts from the file it is written in.
  const target = resolvePath(source.locate(place).file, path);
  if (source.missingFiles?.has(target) === true && !/^(?:\.\.)?\//.test(target)) {
    return {
      code: "openapi/dangling-reference",
      message: `The reference ${reference} leads to ${target}, and no file that can be read is there.`,
      expected: `a file at ${target}`,
      hint: "Correct the path: it counts from the file that names it.",
    };
  }
  return target.startsWith("../")
    ? {
        code,
        message: `The reference ${reference} leads to ${target}, outside the folder that is checked, so it is not followed.`,
        hint: "Check from the folder that holds both (--root), or bundle the document: API Gateway imports one file.",
      }
    : {
        code,
        message: `The reference ${reference} leads to another file, which is not there or was not read.`,
      };
}

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
