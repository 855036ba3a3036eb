import { isJsonObject, isObject } from "../../core/json.ts";
import { parseSourceDocument, type SourceDocument } from "../../core/source-document.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { detectEventKind, type EventKind } from "../../model/events/event-kind.ts";
import { httpEventToRequest } from "../../model/events/http-event-to-request.ts";
import { percentEncode } from "../../model/events/query-parameters.ts";
import { restEventToRequest, type EventRequest } from "../../model/events/rest-event-to-request.ts";
import { validateEvent } from "../../model/events/validate-event.ts";
import { judgeRequest } from "../../model/openapi/judge-request.ts";
import type { Project } from "../project/load-project.ts";
import { detailViolations } from "../../model/wiring/detail-validator.ts";
import { schemaFolder } from "../project/event-schemas.ts";
import { operationOfEvent } from "../project/operation-of-event.ts";
import { listFiles } from "../project/project-files.ts";
import type { CheckCase } from "../report/run-result.ts";
import { findMissingFolder } from "./find-missing-folder.ts";
import { unmatchedEvent } from "./unmatched-event.ts";
import { count, statusOf, type PhaseFindings } from "./run-phase.ts";

/** The path parameters of an event as they stood in the path: an HTTP API decodes them. */
function pathParametersOf(event: unknown): Readonly<Record<string, string>> {
  const parameters = isObject(event) ? event["pathParameters"] : null;
  if (!isObject(parameters)) return {};
  const isDecoded = isObject(event) && "version" in event;
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, isDecoded ? percentEncode(value) : value] as const] : [],
    ),
  );
}

/** The place in the event that holds a part of the request. */
function eventPointer(part: string): string {
  if (part.startsWith("path")) return "/pathParameters";
  if (part.startsWith("query")) return "/queryStringParameters";
  if (part.startsWith("header")) return "/headers";
  return "/body";
}

/** The request in an event of API Gateway; `null` for other events. */
function requestOf(event: unknown): EventRequest | null {
  return httpEventToRequest(event) ?? restEventToRequest(event);
}

function requestProblems(project: Project, source: SourceDocument): readonly Problem[] | null {
  const request = requestOf(source.value);
  const found = operationOfEvent(project, source.value);
  if (request === null || found === null) return null;
  const { api, operation } = found;
  const violations = judgeRequest(
    api.document,
    api.registry,
    operation,
    request.request,
    pathParametersOf(source.value),
  );
  return violations.map((violation) =>
    createProblem({
      code: "project/event-request-invalid",
      message: `The ${violation.part} of ${source.file} does not satisfy ${operation.key}: ${violation.instancePointer === "" ? "it" : violation.instancePointer} ${violation.message}.`,
      location: source.locate(eventPointer(violation.part)),
      related: [
        {
          message: "the constraint",
          location: api.document.source.locate(violation.schemaPointer),
        },
      ],
      expected: violation.expected,
      actual: violation.actual,
      operation: operation.key,
    }),
  );
}

function unknownOperation(source: SourceDocument): readonly Problem[] {
  const request = requestOf(source.value);
  if (request === null) return [];
  const isHttp = isObject(source.value) && "routeKey" in source.value;
  return [
    createProblem({
      code: "project/event-operation-unknown",
      message: `${source.file} is an event of ${request.method} ${request.resource}, which the spec does not have.`,
      location: source.locate(isHttp ? "/routeKey" : "/resource", "value"),
    }),
  ];
}

/** An event may be of an operation that could not be read. */
function hasUnreadSpec({ template, apis }: Project): boolean {
  if (apis.length === 0) return true;
  const read = new Set(apis.map(({ wired }) => wired.resource.logicalId));
  return template.apis.some(
    ({ logicalId, definition }) => definition.kind !== "generated" && !read.has(logicalId),
  );
}

/** Authorizers are asked with the request's line and headers, load balancers send what is like a request. */
const withRequest: ReadonlySet<EventKind | null> = new Set<EventKind>([
  "apigateway-rest",
  "apigateway-http",
]);

/** What the detail of an event violates of each schema of its source and type; several are versions. */
function detailProblems(project: Project, source: SourceDocument): readonly Problem[] {
  const event = source.value;
  if (!isObject(event)) return [];
  const { source: from, "detail-type": type, detail } = event;
  const own = project.eventSchemas.filter(
    (schema) => schema.source === from && schema.detailType === type,
  );
  const judged = own.map((schema) => ({ schema, violations: detailViolations(schema, detail) }));
  if (judged.some(({ violations }) => violations.length === 0)) return [];
  return judged.slice(0, 1).flatMap(({ schema, violations }) =>
    violations.map((violation) =>
      createProblem({
        code: "project/event-detail-invalid",
        message: `The detail of ${source.file} does not satisfy the schema in ${schema.file}: ${violation.instancePointer === "" ? "it" : violation.instancePointer} ${violation.message}.`,
        location: source.locate(`/detail${violation.instancePointer}`),
        expected: violation.expected,
        actual: violation.actual,
      }),
    ),
  );
}

function contentProblems(project: Project, source: SourceDocument): readonly Problem[] {
  if (detectEventKind(source.value) === "eventbridge") {
    const unmatched = isJsonObject(source.value)
      ? unmatchedEvent(project.template, source, source.value)
      : [];
    return [...detailProblems(project, source), ...unmatched];
  }
  if (!withRequest.has(detectEventKind(source.value))) return [];
  const problems = requestProblems(project, source);
  if (problems !== null) return problems;
  return hasUnreadSpec(project) ? [] : unknownOperation(source);
}

/**
 * Checks one event file: its bytes and JSON, the schema of its source, and for API Gateway events
 * the request inside against the operation.
 */
export function checkEventFile(project: Project, file: string): readonly Problem[] {
  const text = project.files.read(file) ?? "";
  const shape = validateEvent({ file, text });
  if (shape.some((problem) => problem.severity === "error")) return shape;
  return [...shape, ...contentProblems(project, parseSourceDocument({ file, text }))];
}

/** Checks every event file of the project, or those named. */
export function eventsPhase(
  project: Project,
  named: readonly string[] | null = null,
): PhaseFindings {
  const { root, events, failOn } = project.config;
  const missing = named === null ? findMissingFolder(project.config, "events") : null;
  if (missing !== null) return missing;
  const schemas = `${schemaFolder(project.config)}/`;
  const isSchema = (file: string): boolean =>
    file.startsWith(schemas) || project.config.eventSchemas?.includes(file) === true;
  const files = named ?? listFiles(root, events, ".json").filter((file) => !isSchema(file));
  if (files.length === 0)
    return { summary: `no events in ${events}/`, cases: [], problems: [], skipped: true };
  const cases: readonly CheckCase[] = files.map((file) => {
    const problems = checkEventFile(project, file);
    return {
      name: file,
      operation: problems[0]?.operation ?? null,
      file,
      status: statusOf(problems, failOn),
      durationMs: 0,
      problems,
    };
  });
  return { summary: count(cases.length, "event"), cases, problems: [] };
}
