import type { ApiDocument } from "../openapi/api-document.ts";
import { isJsonMap } from "../openapi/read-members.ts";

/** The paths of a document as written, those that CloudFormation completes left out. */
export function listPaths({ root }: ApiDocument): readonly string[] {
  const paths = root["paths"];
  return isJsonMap(paths)
    ? Object.keys(paths).filter((path) => path.startsWith("/") && !path.includes("${"))
    : [];
}
