import { extensions, type ExtensionPlace } from "../extensions.ts";
import { listExtensions } from "../list-extensions.ts";
import { problemAt, type ImportRule } from "../rule.ts";

const words: Readonly<Record<ExtensionPlace, string>> = {
  root: "the root of the document",
  "path item": "a path item",
  operation: "an operation",
  "security scheme": "a security scheme",
  components: "components",
  server: "a server",
  tag: "a tag",
};

/** An extension where API Gateway does not look for it. */
export const reportMisplacedExtensions: ImportRule = ({ document }) =>
  listExtensions(document).flatMap(({ name, place, pointer }) => {
    const known = extensions.get(name);
    if (known === undefined || known.places.includes(place)) return [];
    const expected = known.places.map((each) => words[each]).join(" or ");
    return [
      problemAt(document, pointer, {
        code: "gateway/misplaced-extension",
        message: `${name} stands in ${words[place]}, where API Gateway does not look for it.`,
        expected,
        actual: words[place],
      }),
    ];
  });
