import { joinPointer } from "../../../core/json-pointer.ts";
import { didYouMean } from "../../../core/suggest-names.ts";
import { findServiceSubtype, serviceSubtypes } from "../../openapi/service-subtypes.ts";
import { listIntegrations } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { plainMap, plainText } from "../unknowable.ts";

const names = serviceSubtypes.map(({ name }) => name);

/** The services an HTTP API calls without a function. */
export const reportIntegrationSubtypes: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) => {
    const subtype = plainText(integration.raw["integrationSubtype"]);
    if (subtype === null || names.includes(subtype)) return [];
    return [
      problemAt(document, joinPointer(integration.pointer, "integrationSubtype"), {
        code: "gateway/integration-subtype",
        message: `The integration of ${operation.key} has the subtype ${subtype}, which API Gateway does not know${didYouMean(subtype, names) || "."}`,
        operation: operation.key,
        expected: `one of ${names.join(", ")}`,
        actual: subtype,
      }),
    ];
  });

/** What such an integration has to say of its call, and what it may. */
export const reportSubtypeParameters: ImportRule = ({ document }) =>
  listIntegrations(document).flatMap(({ operation, integration }) => {
    const subtype = findServiceSubtype(plainText(integration.raw["integrationSubtype"]) ?? "");
    const written = integration.raw["requestParameters"];
    const parameters = written === undefined ? {} : plainMap(written);
    if (subtype === null || parameters === null) return [];
    const { name, required, optional } = subtype;
    const known = [...required, ...optional];
    const place = joinPointer(integration.pointer, "requestParameters");
    const expected = `${required.join(", ")}; also ${optional.join(", ")}`;
    const missing = required.filter((each) => !Object.hasOwn(parameters, each));
    const unknown = Object.keys(parameters).filter((each) => !known.includes(each));
    return [
      ...missing.map((each) =>
        problemAt(document, written === undefined ? integration.pointer : place, {
          code: "gateway/subtype-parameter",
          message: `The integration of ${operation.key} (${name}) lacks the parameter ${each}.`,
          operation: operation.key,
          expected,
          actual: Object.keys(parameters).join(", ") || "no parameters",
        }),
      ),
      ...unknown.map((each) =>
        problemAt(document, joinPointer(place, each), {
          code: "gateway/subtype-parameter",
          message: `The integration of ${operation.key} (${name}) has the parameter ${each}, which ${name} does not take${didYouMean(each, known) || "."}`,
          operation: operation.key,
          expected,
          actual: each,
        }),
      ),
    ];
  });
