import { sortProblems, type Problem } from "../../core/problem.ts";
import { isMisread } from "../../core/source-document.ts";
import type { ApiDocument } from "../openapi/api-document.ts";
import type { GatewayApi } from "./gateway-api.ts";
import { importRules } from "./rules/import-rules.ts";

/** A document and the API it is imported into. */
export interface LintImportOptions {
  readonly document: ApiDocument;
  readonly api: GatewayApi;
  /** Text of the file the document stands in; the document's own unless it is written inside a template. */
  readonly text?: string;
}

/**
 * What API Gateway makes of a document when it imports it: errors are refused (or do not work once
 * deployed), warnings are likely not what was meant, infos tell what the stage will not enforce. REST
 * and HTTP APIs have a profile each (source: API Gateway developer guide, "important notes" and
 * "OpenAPI extensions"; the certainty of each rule is in docs/problems.md). Values that only
 * CloudFormation knows are passed over. A document made from events is SAM's own and is not judged.
 *
 * @example
 * lintImport({ document, api: { logicalId: "OrderApi", kind: "rest", … } }).map(({ code }) => code);
 * // ["gateway/path-characters", "gateway/parameter-constraint-dropped"]
 */
export function lintImport({ document, api, text }: LintImportOptions): readonly Problem[] {
  if (document.written === "generated" || isMisread(document.source)) return [];
  const own = document.written === "file" ? document.source.text : null;
  const context = { document, api, text: text ?? own };
  return sortProblems(importRules[api.kind].flatMap((rule) => rule(context)));
}
