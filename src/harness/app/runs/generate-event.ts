import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import { bodyText, type HttpRequest } from "../../core/http-message.ts";
import { eventForOperation, type OperationEvent } from "../../model/events/event-for-operation.ts";
import { exampleRequests, type ExampleRequest } from "../../model/generate/example-requests.ts";
import type { Operation } from "../../model/openapi/api-document.ts";
import { findOperation } from "../project/find-operation.ts";
import { loadProject, type Project, type ProjectApi } from "../project/load-project.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";

/** What `events generate` is asked to do. */
export interface GenerateEventOptions {
  readonly overrides: ConfigOverrides;
  /** operationId, or `METHOD /path`. */
  readonly operation: string;
  /** Named example of the request body; `null` takes the first. */
  readonly example: string | null;
  /** File to write, relative to the project root; `null` only returns the text. */
  readonly out: string | null;
}

function chooseExample(
  examples: readonly ExampleRequest[],
  operation: Operation,
  name: string | null,
): ExampleRequest {
  const found = name === null ? examples[0] : examples.find((example) => example.name === name);
  if (found !== undefined) return found;
  throw new LockstepError({
    code: "project/operation-unknown",
    message:
      name === null
        ? `No valid request of ${operation.key} can be made: its examples break its schema, or no sample of the schema could be found.`
        : `${operation.key} has no valid example called "${name}".`,
    hint:
      examples.length === 0
        ? "Run `lockstep check` to see what is wrong with its examples."
        : `Its examples are ${examples.map((example) => example.name).join(", ")}.`,
  });
}

function queryValues(request: HttpRequest): Readonly<Record<string, readonly string[]>> {
  const values = new URLSearchParams(request.query);
  return Object.fromEntries([...new Set(values.keys())].map((name) => [name, values.getAll(name)]));
}

/** A sample file is the same on every run: ids and times are fixed. */
function eventOf(
  project: Project,
  api: ProjectApi,
  operation: Operation,
  example: ExampleRequest,
): OperationEvent {
  const { stageName, stageVariables } = api.wired.resource;
  const { request } = example;
  return eventForOperation({
    method: operation.method,
    path: operation.path,
    operationId: operation.operationId,
    pathParameters: Object.fromEntries(
      Object.entries(example.pathParameters).map(([name, value]) => [
        name,
        decodeURIComponent(value),
      ]),
    ),
    query: queryValues(request),
    headers: Object.fromEntries(request.headers),
    ...(request.body === null ? {} : { body: bodyText(request) }),
    stage: stageName.known ? stageName.value : "dev",
    ...(Object.keys(stageVariables).length === 0 ? {} : { stageVariables }),
    api: { accountId: project.config.accountId, region: project.config.region },
  });
}

/**
 * Makes the event API Gateway would send for an operation, from the spec's examples. Same spec, same
 * bytes. Throws `project/operation-unknown`, `project/event-not-made`.
 */
export async function generateEvent(
  options: GenerateEventOptions,
): Promise<{ readonly text: string; readonly file: string | null }> {
  const { config } = await resolveConfig(options.overrides);
  const project = loadProject(config);
  const { api, operation } = findOperation(project, options.operation);
  if (api.wired.resource.kind === "http") {
    throw new LockstepError({
      code: "project/event-not-made",
      message: `${operation.key} belongs to an HTTP API, whose events have another form than those made here.`,
    });
  }
  const example = chooseExample(
    exampleRequests(api.document, operation),
    operation,
    options.example,
  );
  const text = `${JSON.stringify(eventOf(project, api, operation, example), null, 2)}\n`;
  if (options.out === null) return { text, file: null };
  const file = resolve(config.root, options.out);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return { text, file: options.out };
}
