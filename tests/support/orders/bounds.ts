/**
 * The bounds of openapi.yaml, written down a second time by hand, and what holds the two together.
 *
 * Every row is asked twice. The document must allow the values within the bound and refuse those beyond it, at this
 * keyword and at no other: so a bound moved by one, either way, is found without a service. Then the service must take
 * the values within and refuse those beyond with 400: so a service that is stricter or laxer than the document is found.
 *
 * Bounds that no row can notice: none of a value. The `required: true` of a path parameter has no row, since OpenAPI
 * allows nothing else and a path without the value is another path. `bounds.test.ts` counts the rest.
 */
import {
  bodyText,
  toBytes,
  type HttpRequest,
  type HttpResponse,
} from "../../../src/harness/core/http-message.ts";
import type { JsonObject } from "../../../src/harness/core/json.ts";
import { valueAt } from "../../../src/harness/core/json-pointer.ts";
import { formatLocation } from "../../../src/harness/core/problem.ts";
import type {
  ApiDocument,
  Operation,
  Parameter,
} from "../../../src/harness/model/openapi/api-document.ts";
import { buildRequest } from "../../../src/harness/model/openapi/build-request.ts";
import type { JudgedViolation } from "../../../src/harness/model/openapi/judged-violation.ts";
import { judgeRequest } from "../../../src/harness/model/openapi/judge-request.ts";
import { judgeResponse } from "../../../src/harness/model/openapi/judge-response.ts";
import { schemaRegistryOf } from "../../../src/harness/model/openapi/schema-registry-of.ts";
import type { SchemaRegistry } from "../../../src/harness/model/schema/schema-validator.ts";
import { readDocument } from "../contracts/read-document.ts";
import { requestBounds, type BoundAnswer, type BoundRequest } from "./request-bounds.ts";
import { responseBounds } from "./response-bounds.ts";

export { requestBounds, responseBounds };

/** What the bounds are held against. */
export interface BoundsSubject {
  readonly document: ApiDocument;
  readonly registry: SchemaRegistry;
  /** Sends a request to the service; `null` holds the bounds against the document alone. */
  readonly send: ((request: HttpRequest) => Promise<HttpResponse>) | null;
}

/** A bound that does not hold. */
export interface BoundFinding {
  /** `openapi.yaml:412:9`: where the bound stands, or would stand. */
  readonly place: string;
  /** Pointer of the bound. */
  readonly bound: string;
  readonly message: string;
}

interface Row {
  readonly bound: string;
  readonly operation: string;
  readonly what: string;
}

/**
 * The subject for a text of openapi.yaml, as it stands or changed.
 *
 * @example
 * const findings = await runBounds(boundsSubject(text.replace("maximum: 100", "maximum: 101")));
 */
export function boundsSubject(text: string, send: BoundsSubject["send"] = null): BoundsSubject {
  const document = readDocument(text);
  return { document, registry: schemaRegistryOf(document), send };
}

function operationOf({ document }: BoundsSubject, { operation }: Row): Operation {
  const found = document.operations.find(({ operationId }) => operationId === operation);
  if (found === undefined) throw new Error(`The document has no operation ${operation}.`);
  return found;
}

function valuesOf(operation: Operation, place: Parameter["in"], values: JsonObject = {}) {
  return Object.entries(values).map(([name, value]) => {
    const parameter = operation.parameters.find((each) => each.in === place && each.name === name);
    if (parameter === undefined)
      throw new Error(`${operation.key} has no ${place} parameter ${name}.`);
    return { parameter, value };
  });
}

function finding({ document }: BoundsSubject, { bound, what }: Row, message: string): BoundFinding {
  const place = formatLocation(document.source.locate(bound));
  return { place, bound, message: `${place} ${what}: ${message}` };
}

/** What is wrong with what the document says of one value. */
function judgeVerdict(
  subject: BoundsSubject,
  row: Row,
  value: string,
  violations: readonly JudgedViolation[],
  within: boolean,
): readonly BoundFinding[] {
  const broken = [...new Set(violations.map(({ schemaPointer }) => schemaPointer))];
  if (within) {
    return broken.map((pointer) =>
      finding(subject, { ...row, bound: pointer }, `the document refuses ${value}`),
    );
  }
  if (!broken.includes(row.bound))
    return [finding(subject, row, `the document does not refuse ${value}`)];
  return broken
    .filter((pointer) => pointer !== row.bound)
    .map((pointer) =>
      finding(subject, { ...row, bound: pointer }, `${value} is to break ${row.bound} alone`),
    );
}

function judgeAnswer(
  subject: BoundsSubject,
  row: Row,
  value: string,
  response: HttpResponse,
  expected: BoundAnswer,
): readonly BoundFinding[] {
  const text = bodyText(response);
  const { status, says = /^/ } = expected;
  if (response.status === status && says.test(text)) return [];
  const answered = `the service answers ${value} with ${response.status} ${text.slice(0, 200)}`;
  return [finding(subject, row, `${answered}, not ${status}`)];
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

async function tryRequest(
  subject: BoundsSubject,
  row: Row,
  values: BoundRequest,
  expected: BoundAnswer & { readonly within: boolean },
): Promise<readonly BoundFinding[]> {
  const operation = operationOf(subject, row);
  const { request, pathParameters } = buildRequest(operation, {
    parameters: [
      ...valuesOf(operation, "path", values.path),
      ...valuesOf(operation, "query", values.query),
    ],
    body: values.body === undefined ? null : { mediaType: "application/json", value: values.body },
  });
  const { document, registry, send } = subject;
  const violations = judgeRequest(document, registry, operation, request, pathParameters);
  const verdict = judgeVerdict(subject, row, show(values), violations, expected.within);
  if (send === null) return verdict;
  return [...verdict, ...judgeAnswer(subject, row, show(values), await send(request), expected)];
}

async function runRequestBounds(subject: BoundsSubject): Promise<readonly BoundFinding[]> {
  const findings: BoundFinding[] = [];
  for (const row of requestBounds) {
    for (const values of row.within)
      findings.push(...(await tryRequest(subject, row, values, { ...row.accepted, within: true })));
    for (const values of row.beyond)
      findings.push(...(await tryRequest(subject, row, values, { ...row.refused, within: false })));
  }
  return findings;
}

function runResponseBounds(subject: BoundsSubject): readonly BoundFinding[] {
  const { document, registry } = subject;
  return responseBounds.flatMap((row) => {
    const operation = operationOf(subject, row);
    const judge = (body: unknown, within: boolean): readonly BoundFinding[] => {
      const { violations } = judgeResponse(document, registry, operation, {
        status: row.status,
        headers: [["Content-Type", "application/json"]],
        body: toBytes(JSON.stringify(body)),
      });
      return judgeVerdict(subject, row, show(body), violations, within);
    };
    return [
      ...row.within.flatMap((body) => judge(body, true)),
      ...row.beyond.flatMap((body) => judge(body, false)),
    ];
  });
}

/** Whether a value stands anywhere in another. */
function holds(value: unknown, wanted: unknown): boolean {
  if (value === wanted) return true;
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).some((member) => holds(member, wanted))
  );
}

/** A value that an enum allows and no row is within by: no other value can tell that it was added. */
function runEnumBounds(subject: BoundsSubject): readonly BoundFinding[] {
  const { document } = subject;
  const rows = [...responseBounds, ...requestBounds].filter(({ bound }) => bound.endsWith("/enum"));
  return [...Map.groupBy(rows, ({ bound }) => bound)].flatMap(([bound, [row, ...others]]) => {
    const values = valueAt(document.root, bound);
    if (row === undefined || !Array.isArray(values)) return [];
    const within = [row, ...others].map((each) => each.within);
    return values
      .filter((value) => !holds(within, value))
      .map((value) => finding(subject, row, `the document allows ${show(value)}`));
  });
}

/**
 * Holds every bound against a subject. Empty when document, service and this table agree; a bound
 * moved in the document is named at its place there.
 */
export async function runBounds(subject: BoundsSubject): Promise<readonly BoundFinding[]> {
  return [
    ...runResponseBounds(subject),
    ...runEnumBounds(subject),
    ...(await runRequestBounds(subject)),
  ];
}
