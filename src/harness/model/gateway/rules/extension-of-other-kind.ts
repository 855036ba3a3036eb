import { extensions } from "../extensions.ts";
import { listExtensions } from "../list-extensions.ts";
import { gatherPlaces, type ImportRule } from "../rule.ts";

/** REST APIs pass over the extensions of HTTP APIs, and the other way round. One finding for all. */
export const reportExtensionsOfOtherKind: ImportRule = ({ document, api }) => {
  const other = api.kind === "rest" ? "http" : "rest";
  const found = listExtensions(document).filter(({ name }) => extensions.get(name)?.apis === other);
  const names = [...new Set(found.map(({ name }) => name))].join(", ");
  const kinds = other === "http" ? ["a REST API", "HTTP APIs"] : ["an HTTP API", "REST APIs"];
  return gatherPlaces(
    document,
    found.map(({ pointer }) => pointer),
    {
      code: "gateway/extension-of-other-kind",
      message: `${api.logicalId} is ${String(kinds[0])}, which passes over what is for ${String(kinds[1])} alone: ${names}.`,
    },
  );
};
