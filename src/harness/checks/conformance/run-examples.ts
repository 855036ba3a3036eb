import type { EvidenceSink } from "../../core/evidence.ts";
import type { HttpRequest } from "../../core/http-message.ts";
import { unemulatedIn } from "../../core/not-emulated.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { Exchange, Target } from "../../core/target.ts";
import { exampleRequests } from "../../model/generate/example-requests.ts";
import type { ApiDocument, Operation } from "../../model/openapi/api-document.ts";
import type { BuiltRequest } from "../../model/openapi/build-request.ts";
import { judgeRequest } from "../../model/openapi/judge-request.ts";
import type { SchemaRegistry } from "../../model/schema/schema-validator.ts";
import { followLink } from "./follow-link.ts";
import {
  judgeExchange,
  toEvidence,
  type ExchangeJudgement,
  type JudgeInput,
} from "./judge-exchange.ts";
import { readLinks, type OperationLink } from "./read-links.ts";

/** What calling the examples needs. */
export interface RunExamplesOptions {
  readonly document: ApiDocument;
  readonly registry: SchemaRegistry;
  readonly target: Target;
  readonly sink: EvidenceSink;
  /** Operations to leave out, e.g. those that are not wired, each with the reason. */
  readonly skip: ReadonlyMap<string, string>;
  /** A command that sends again what was sent. */
  readonly reproduce: (request: HttpRequest) => string;
}

/** One request made of the document, and what came of it. */
export interface ExampleOutcome {
  readonly operation: Operation;
  /** `oneItem`, or `createOrder → getCreatedOrder` for a link. */
  readonly name: string;
  /** `null` when nothing was sent; `problems` or `skipped` say why. */
  readonly exchange: Exchange | null;
  readonly problems: readonly Problem[];
  readonly skipped: string | null;
}

interface Sent {
  readonly exchange: Exchange;
  readonly judgement: ExchangeJudgement;
  /** Why the answer says nothing of the API; `null` when it was judged. */
  readonly skipped: string | null;
}

const unjudged: ExchangeJudgement = { problems: [], responseKey: null, responseValid: false };

async function sendAndJudge(
  options: RunExamplesOptions,
  operation: Operation,
  request: HttpRequest,
): Promise<Sent> {
  const { document, registry, target, sink } = options;
  const exchange = await target.send(request);
  const what = unemulatedIn(exchange.response, exchange.trace);
  if (what !== null)
    return {
      exchange,
      judgement: unjudged,
      skipped: `the stage that answered does not emulate ${what}`,
    };
  const input: JudgeInput = {
    document,
    registry,
    operation,
    exchange,
    requestValid: true,
    mustBeAccepted: true,
    reproduction: options.reproduce(exchange.request),
  };
  const judgement = judgeExchange(input);
  sink.append(toEvidence(input, judgement, "examples"));
  return { exchange, judgement, skipped: null };
}

function brokenLink(
  document: ApiDocument,
  link: OperationLink,
  operation: Operation,
  reason: string,
): ExampleOutcome {
  const problem = createProblem({
    code: "conformance/link-unusable",
    message: `The link "${link.name}" of ${operation.key} ${reason}.`,
    location: document.source.locate(link.pointer),
    operation: operation.key,
  });
  return { operation, name: link.name, exchange: null, problems: [problem], skipped: null };
}

/** What keeps a link's request from satisfying the operation it leads to: sending it would accuse nobody. */
function linkFault(
  { document, registry }: RunExamplesOptions,
  operation: Operation,
  { request, pathParameters }: BuiltRequest,
): string | null {
  const [violation] = judgeRequest(document, registry, operation, request, pathParameters);
  return violation === undefined
    ? null
    : `leads to a request that does not satisfy ${operation.key}: ${violation.part} ${violation.message}`;
}

/** Follows the links of the answer a request got; each leads to one more request, not further. */
async function followLinks(
  options: RunExamplesOptions,
  operation: Operation,
  sent: Sent,
  pathParameters: Readonly<Record<string, string>>,
): Promise<readonly ExampleOutcome[]> {
  const { document } = options;
  const response = operation.responses.find(({ key }) => key === sent.judgement.responseKey);
  if (response === undefined || sent.judgement.responseValid !== true) return [];
  const outcomes: ExampleOutcome[] = [];
  for (const link of readLinks(document, response)) {
    if (link.operation === null) {
      outcomes.push(brokenLink(document, link, operation, "names no operation of the document"));
      continue;
    }
    if (options.skip.has(link.operation.key)) continue;
    const { request, response: answer } = sent.exchange;
    const followed = followLink(
      link,
      link.operation,
      { request, response: answer, pathParameters },
      exampleRequests(document, link.operation),
    );
    if (followed.kind === "no-value") continue;
    const fault = linkFault(options, link.operation, followed.built);
    if (fault !== null) {
      outcomes.push(brokenLink(document, link, operation, fault));
      continue;
    }
    const next = await sendAndJudge(options, link.operation, followed.built.request);
    const name = `${operation.operationId ?? operation.key} → ${link.name}`;
    outcomes.push({
      operation: link.operation,
      name,
      exchange: next.exchange,
      problems: next.judgement.problems,
      skipped: next.skipped,
    });
  }
  return outcomes;
}

async function runOperation(
  options: RunExamplesOptions,
  operation: Operation,
): Promise<readonly ExampleOutcome[]> {
  const examples = exampleRequests(options.document, operation);
  if (examples.length === 0) {
    return [
      {
        operation,
        name: "no example",
        exchange: null,
        problems: [],
        skipped: "the spec has no usable example for it",
      },
    ];
  }
  const outcomes: ExampleOutcome[] = [];
  for (const example of examples) {
    const sent = await sendAndJudge(options, operation, example.request);
    outcomes.push({
      operation,
      name: example.name,
      exchange: sent.exchange,
      problems: sent.judgement.problems,
      skipped: sent.skipped,
    });
    outcomes.push(...(await followLinks(options, operation, sent, example.pathParameters)));
  }
  return outcomes;
}

/**
 * Calls every operation with the document's own examples, then follows the links of each answer:
 * what one operation created, the next one reads. Each answer is judged and leaves evidence.
 * Rejects with `LockstepError` when the target cannot be reached.
 */
export async function runExamples(options: RunExamplesOptions): Promise<readonly ExampleOutcome[]> {
  const outcomes: ExampleOutcome[] = [];
  for (const operation of options.document.operations) {
    const skipped = options.skip.get(operation.key);
    if (skipped !== undefined) {
      outcomes.push({ operation, name: "not called", exchange: null, problems: [], skipped });
      continue;
    }
    outcomes.push(...(await runOperation(options, operation)));
  }
  return outcomes;
}
