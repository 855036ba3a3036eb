import type { EvidenceSource } from "../../core/evidence.ts";
import { bodyText, headerValue, mediaType, type HttpResponse } from "../../core/http-message.ts";
import { isGatewayAnswer } from "../../core/is-gateway-answer.ts";
import { unemulatedIn } from "../../core/not-emulated.ts";
import type { Problem } from "../../core/problem.ts";
import type { Trace } from "../../core/target.ts";
import { violationToProblem } from "../../model/openapi/judged-violation.ts";
import { judgeResponse } from "../../model/openapi/judge-response.ts";
import type { Project } from "../project/load-project.ts";
import type { FoundOperation } from "../project/find-operation.ts";
import { evidenceSink, session } from "./session.ts";

/** An answer to hold against its operation. */
export interface Answer {
  readonly response: HttpResponse;
  /** What happened behind it, `null` where that is not seen. */
  readonly trace: Trace | null;
  /** Did the request satisfy the operation? `null` when it was not judged. */
  readonly requestValid: boolean | null;
  readonly source: EvidenceSource;
  /** A command that shows it again, `null` for a function called by itself. */
  readonly reproduction: string | null;
}

const shownBody = 400;

/** The answer itself; behind a failure, the log says why. */
function evidenceDetails(answer: Answer): readonly string[] {
  const text = bodyText(answer.response);
  const failed = answer.response.status >= 500;
  const shown = text.length > shownBody ? `${text.slice(0, shownBody)}…` : text;
  return [
    `answer: ${answer.response.status} ${shown}`,
    ...(failed ? (answer.trace?.logs ?? []) : []).map((line) => `log: ${line.text}`),
  ];
}

/**
 * Holds an answer against its operation and leaves evidence of it. What a gateway answered is not
 * the operation's to judge, but it counts as seen when the document has it.
 */
export function judgeAnswer(
  project: Project,
  found: FoundOperation,
  answer: Answer,
): readonly Problem[] {
  const { document, registry } = found.api;
  // What the local stage lacks says nothing of the operation.
  if (answer.trace !== null && unemulatedIn(answer.response, answer.trace) !== null) return [];
  const judged = judgeResponse(document, registry, found.operation, answer.response);
  const { test } = session();
  evidenceSink(project).append({
    specDigest: document.digest,
    operation: found.operation.key,
    status: answer.response.status,
    contentType: mediaType(headerValue(answer.response.headers, "content-type")) ?? null,
    requestValid: answer.requestValid,
    responseValid: judged.described ? judged.violations.length === 0 : null,
    responseKey: judged.responseKey,
    keywords: [],
    source: answer.source,
    testFile: test.file,
    testTitle: test.title,
    requestId: answer.trace?.requestId ?? null,
  });
  const { response, trace } = answer;
  if (trace !== null && isGatewayAnswer(response, trace, judged.responseKey !== null)) return [];
  return judged.violations.map((violation) => ({
    ...violationToProblem(document, found.operation, violation, "openapi/response-invalid"),
    details: evidenceDetails(answer),
    ...(answer.reproduction === null ? {} : { reproduction: answer.reproduction }),
  }));
}
