import { embeddedFilesKey } from "../embedded-files-key.ts";
import { findReferences } from "../find-references.ts";
import { joinPointer, splitPointer } from "../../../core/json-pointer.ts";
import { problemAt, type Rule } from "./rule.ts";

const prefix = `#/${embeddedFilesKey}/`;

/** Files that were taken in: the checks see them, but API Gateway imports one file only. */
export const reportEmbeddedFiles: Rule = ({ document }) => {
  const seen = new Set<string>();
  return findReferences(document.root).flatMap(({ pointer, reference }) => {
    const file = reference.startsWith(prefix) ? splitPointer(reference)[1] : undefined;
    const isInside = splitPointer(pointer)[0] === embeddedFilesKey;
    if (file === undefined || isInside || seen.has(file)) return [];
    seen.add(file);
    const message = `The document refers to ${file}, which API Gateway does not import with it.`;
    return [
      problemAt(document, joinPointer(pointer, "$ref"), {
        code: "openapi/external-reference",
        message,
      }),
    ];
  });
};
