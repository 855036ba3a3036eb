import type { Problem } from "../../core/problem.ts";
import { isMisread } from "../../core/source-document.ts";
import type { ApiDocument } from "./api-document.ts";
import { reportBodiesNotValidated } from "./rules/body-not-validated.ts";
import { reportBodiesWithoutMeaning } from "./rules/body-without-meaning.ts";
import { reportBooleanRequired } from "./rules/boolean-required.ts";
import { reportDuplicateParameters } from "./rules/duplicate-parameter.ts";
import { reportDuplicatePaths } from "./rules/duplicate-path.ts";
import { reportIgnoredHeaderParameters } from "./rules/ignored-header-parameter.ts";
import { reportIgnoredReferenceSiblings } from "./rules/ignored-reference-siblings.ts";
import { reportInvalidParameters } from "./rules/invalid-parameter.ts";
import { reportInvalidResponseKeys } from "./rules/invalid-response-key.ts";
import { reportNoOperations } from "./rules/no-operations.ts";
import { reportOptionalPathParameters } from "./rules/optional-path-parameter.ts";
import { reportRelativePaths } from "./rules/path-not-absolute.ts";
import { reportPatternsNotJudged } from "./rules/pattern-not-judged.ts";
import { reportPlaceholdersInPlainText } from "./rules/placeholder-in-plain-text.ts";
import { reportDuplicateOperationIds } from "./rules/duplicate-operation-id.ts";
import { reportEmbeddedFiles } from "./rules/embedded-file.ts";
import { reportInvalidExamples } from "./rules/invalid-example.ts";
import { reportInvalidSchemas } from "./rules/invalid-schema.ts";
import { reportOperationsWithoutResponses } from "./rules/operation-without-responses.ts";
import type { Rule } from "./rules/rule.ts";
import { reportShortTags } from "./rules/short-tag.ts";
import { reportTextDefects } from "./rules/text-defect.ts";
import { reportUndeclaredPathParameters } from "./rules/undeclared-path-parameter.ts";
import { reportUndefinedRequestValidators } from "./rules/undefined-request-validator.ts";
import { reportUndefinedSecuritySchemes } from "./rules/undefined-security-scheme.ts";
import { reportUnknownPathParameters } from "./rules/unknown-path-parameter.ts";
import { reportUnresolvedReferences } from "./rules/unresolved-reference.ts";
import { reportUnsatisfiableSchemas } from "./rules/unsatisfiable-schema.ts";
import { reportUnsupportedVersion } from "./rules/unsupported-version.ts";
import { schemaRegistryOf } from "./schema-registry-of.ts";

const rules: readonly Rule[] = [
  reportTextDefects,
  reportShortTags,
  reportUnsupportedVersion,
  reportUnresolvedReferences,
  reportEmbeddedFiles,
  reportIgnoredReferenceSiblings,
  reportPlaceholdersInPlainText,
  reportNoOperations,
  reportRelativePaths,
  reportDuplicatePaths,
  reportDuplicateOperationIds,
  reportInvalidParameters,
  reportDuplicateParameters,
  reportOptionalPathParameters,
  reportIgnoredHeaderParameters,
  reportBodiesWithoutMeaning,
  reportInvalidResponseKeys,
  reportUndeclaredPathParameters,
  reportUnknownPathParameters,
  reportOperationsWithoutResponses,
  reportUndefinedRequestValidators,
  reportBodiesNotValidated,
  reportUndefinedSecuritySchemes,
  reportInvalidExamples,
  reportInvalidSchemas,
  reportBooleanRequired,
  reportPatternsNotJudged,
  reportUnsatisfiableSchemas,
];

/** Everything the rules find in a document, in the order of the rules; of a text with syntax errors, those alone. */
export function inspectDocument(document: ApiDocument): readonly Problem[] {
  const context = { document, registry: schemaRegistryOf(document) };
  if (isMisread(document.source)) return reportTextDefects(context);
  // Nobody wrote it, so there is nothing to mend in it.
  if (document.written === "generated") return [];
  return rules.flatMap((rule) => rule(context));
}
