import { joinPointer } from "../../../core/json-pointer.ts";
import { listIntegrations } from "../list-methods.ts";
import { didYouMean } from "../../../core/suggest-names.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainText } from "../unknowable.ts";

const values: Readonly<Record<string, readonly string[]>> = {
  passthroughBehavior: ["when_no_match", "when_no_templates", "never"],
  connectionType: ["INTERNET", "VPC_LINK"],
  contentHandling: ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"],
  responseTransferMode: ["BUFFERED", "STREAM"],
};

/** Members of an integration that take one of a few words, in any letter case. */
export const reportIntegrationValues: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) =>
    Object.entries(values).flatMap(([member, words]) => {
      const written = plainText(integration.raw[member]);
      const isKnown = words.some((word) => word.toLowerCase() === written?.toLowerCase());
      if (written === null || isKnown) return [];
      return [
        problemAt(document, joinPointer(integration.pointer, member), {
          code: "gateway/integration-value",
          message: `${member} of ${operation.key} is "${written}", which API Gateway does not know${didYouMean(written, words) || "."}`,
          operation: operation.key,
          expected: `one of ${words.join(", ")}`,
          actual: written,
        }),
      ];
    }),
  );
