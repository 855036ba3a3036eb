import { joinPointer } from "../../../core/json-pointer.ts";
import { findReferences } from "../find-references.ts";
import { isJsonMap, jsonAt } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

/** A path item may have members beside its `$ref`, and a summary beside one changes nothing. */
const harmless = /^(?:\$ref$|x-|summary$|description$|title$|example$)/;

/** Members beside a `$ref`, which the specification before 3.1 ignores. Told once, at the first, with how many more. */
export const reportIgnoredReferenceSiblings: Rule = ({ document }) => {
  if (document.version === "3.1") return [];
  const found = findReferences(document.root).flatMap(({ pointer }) => {
    const holder = jsonAt(document.root, pointer);
    if (!isJsonMap(holder) || /^\/paths\/[^/]*$/.test(pointer)) return [];
    const ignored = Object.keys(holder).filter((key) => !harmless.test(key));
    return ignored.length === 0 ? [] : [{ pointer, ignored }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const more = found.length === 1 ? "" : ` So are those at ${found.length - 1} more places.`;
  return [
    problemAt(document, joinPointer(first.pointer, first.ignored[0] ?? "$ref"), {
      code: "openapi/ignored-reference-siblings",
      message: `${first.ignored.join(", ")} beside a $ref ${first.ignored.length === 1 ? "is" : "are"} ignored in OpenAPI ${document.version}.${more}`,
    }),
  ];
};
