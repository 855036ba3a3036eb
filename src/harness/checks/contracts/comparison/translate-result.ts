import { isJsonValue } from "../../../core/json.ts";
import type { ProblemCode } from "../../../core/problem-codes.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiDocument, Operation } from "../../../model/openapi/api-document.ts";
import { findNearestOperation } from "../../../model/openapi/find-nearest-operation.ts";
import { matchOperation } from "../../../model/openapi/match-operation.ts";
import type { HttpInteraction, PactFile } from "../files/pact-file.ts";
import type { ComparatorResult } from "./comparator.ts";
import { pactPointer, specPointer } from "./map-locations.ts";

const codes: Readonly<Record<string, ProblemCode>> = {
  "request.body.incompatible": "contracts/request-body-incompatible",
  "request.query.incompatible": "contracts/parameter-incompatible",
  "request.header.incompatible": "contracts/parameter-incompatible",
  "request.accept.incompatible": "contracts/content-type-incompatible",
  "request.content-type.incompatible": "contracts/content-type-incompatible",
  "response.content-type.incompatible": "contracts/content-type-incompatible",
  "request.authorization.missing": "contracts/authorization-missing",
  "response.body.incompatible": "contracts/response-body-incompatible",
  "response.body.unknown": "contracts/response-body-incompatible",
  "response.status.unknown": "contracts/undocumented-status",
  "response.header.incompatible": "contracts/response-header-incompatible",
  "response.header.unknown": "contracts/response-header-incompatible",
  "request.body.unknown": "contracts/undocumented-part",
  "request.header.unknown": "contracts/undocumented-part",
  "request.query.unknown": "contracts/undocumented-part",
  "request.accept.unknown": "contracts/undocumented-part",
  "request.content-type.unknown": "contracts/undocumented-part",
  "response.content-type.unknown": "contracts/undocumented-part",
  "response.header.undefined": "contracts/undocumented-part",
};

/** One finding of the comparator, and where it belongs. */
export interface Finding {
  readonly result: ComparatorResult;
  readonly pact: PactFile;
  readonly interaction: HttpInteraction;
  readonly document: ApiDocument;
}

function show(value: unknown): string | undefined {
  if (!isJsonValue(value)) return undefined;
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** The comparator repeats the same preface in every message. */
function reasonOf(result: ComparatorResult): string {
  return result.message
    .replace(
      /^(?:Request|Response) body is incompatible with the (?:request|response) body schema in the spec file: /,
      "",
    )
    .replace(/ (?:in|defined in) (?:the )?spec file/, "");
}

/** `/items/0/quantity `: which part of a body it is about; nothing for the whole body and for other parts. */
function bodyPart({ request, response }: HttpInteraction, pointer: string): string {
  const base = [request.body?.pointer, response.body?.pointer].find(
    (each) => each !== undefined && pointer.startsWith(`${each}/`),
  );
  return base === undefined ? "" : `${pointer.slice(base.length)} `;
}

/** What a path that leads nowhere may have meant. */
function unknownPathHint(
  document: ApiDocument,
  method: string,
  path: string,
): { readonly hint?: string } {
  const shorter = matchOperation(document, method, path.replace(/^\/[^/]+(?=\/)/, ""))?.operation;
  if (shorter !== undefined) {
    const hint = `Without its first segment the path is that of ${shorter.key}: leave the stage out of pacts.`;
    return { hint };
  }
  const nearest = findNearestOperation(document, method, path);
  return nearest === null
    ? {}
    : {
        hint: `The nearest operation is ${nearest.operation.key}: correct the contract, or add the operation to the spec first.`,
      };
}

/** A path that leads nowhere, or to an operation whose parameters it breaks. */
function translateUnknownPath({ pact, interaction, document }: Finding): Problem | null {
  const { method, path, pointer } = interaction.request;
  const operation = matchOperation(document, method, path)?.operation ?? null;
  const location = pact.source.locate(`${pointer}/path`, "value");
  if (operation !== null) {
    // A consumer may show on purpose what a malformed path is answered with.
    if (interaction.response.status >= 400 && interaction.response.status < 500) return null;
    return createProblem({
      code: "contracts/path-parameter-incompatible",
      message: `The path ${path} of "${interaction.description}" breaks a parameter of ${operation.key}.`,
      location,
      operation: operation.key,
      related: [
        {
          message: `the parameters of ${operation.key}`,
          location: document.source.locate(operation.pointer),
        },
      ],
      actual: path,
    });
  }
  const message = `${interaction.request.method} ${path} of "${interaction.description}" is no operation of ${document.file}.`;
  return createProblem({
    code: "contracts/unknown-operation",
    message,
    location,
    actual: `${method} ${path}`,
    ...unknownPathHint(document, method, path),
  });
}

function relatedPlace(
  document: ApiDocument,
  operation: Operation | null,
  result: ComparatorResult,
): Problem["related"] {
  if (result.specLocation === null) return [];
  const pointer = specPointer(document.root, result.specLocation);
  const known =
    operation !== null && pointer.startsWith("/paths") && !pointer.startsWith(operation.pointer)
      ? operation.pointer
      : pointer;
  return [{ message: "what the spec says", location: document.source.locate(known) }];
}

function undocumentedStatus(
  { pact, interaction, document }: Finding,
  operation: Operation,
): Problem {
  const { status, pointer } = interaction.response;
  return createProblem({
    code: "contracts/undocumented-status",
    message: `"${interaction.description}" of ${pact.consumer} expects ${status}, which ${operation.key} does not document.`,
    location: pact.source.locate(`${pointer}/status`, "value"),
    related: [
      {
        message: `the responses of ${operation.key}`,
        location: document.source.locate(`${operation.pointer}/responses`),
      },
    ],
    operation: operation.key,
    expected: operation.responses.map(({ key }) => key).join(", "),
    actual: String(status),
  });
}

/** A finding of the comparator as a problem, placed in the pact file; `null` when it accuses wrongly. */
export function translateResult(finding: Finding): Problem | null {
  const { result, pact, interaction, document } = finding;
  if (result.code === "request.path-or-method.unknown") return translateUnknownPath(finding);
  const operation =
    matchOperation(document, interaction.request.method, interaction.request.path)?.operation ??
    null;
  const code = codes[result.code] ?? "contracts/not-compared";
  // What an author did not describe is a finding; nobody described what is made of events.
  const isUndescribed =
    document.written === "generated" &&
    (code === "contracts/undocumented-status" || code === "contracts/undocumented-part");
  if (isUndescribed) return null;
  if (code === "contracts/undocumented-status" && operation !== null)
    return undocumentedStatus(finding, operation);
  const expected = show(result.specValue);
  const actual = show(result.mockValue);
  // The whole operation is no expectation a reader could use.
  const short = expected !== undefined && expected.length < 200;
  const pointer = pactPointer(pact.root, interaction, result.mockLocation);
  return createProblem({
    code,
    severity: code === "contracts/authorization-missing" ? "warning" : result.type,
    message: `"${interaction.description}": ${bodyPart(interaction, pointer)}${reasonOf(result)}${operation === null ? "" : ` (${operation.key})`}.`,
    location: pact.source.locate(pointer, "value"),
    related: relatedPlace(document, operation, result),
    ...(operation === null ? {} : { operation: operation.key }),
    ...(short ? { expected } : {}),
    ...(actual === undefined ? {} : { actual }),
  });
}
