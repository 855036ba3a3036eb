import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";

import { createLog, toLogLevel, type Log } from "./log.ts";
import { problemResponse } from "./response.ts";
import { readLogLevelName, readStageSettings, type StageSettings } from "./stage-settings.ts";

/** What every operation has at hand. */
export interface Request {
  readonly event: APIGatewayProxyEvent;
  readonly settings: StageSettings;
  readonly requestId: string;
  readonly log: Log;
}

/**
 * Runs one operation. An error on the way is logged with its stack and answered as a 500 that names it: an
 * uncaught one would reach the client as API Gateway's "Internal server error", without its cause.
 */
export async function answer(
  operation: string,
  event: APIGatewayProxyEvent,
  context: Context,
  work: (request: Request) => Promise<APIGatewayProxyResult>,
): Promise<APIGatewayProxyResult> {
  const requestId = findRequestId(event, context);
  const level = toLogLevel(readLogLevelName(event.stageVariables, process.env));
  const orderId = event.pathParameters?.["orderId"];
  const log = createLog(level, {
    requestId,
    operation,
    ...(orderId === undefined ? {} : { orderId }),
  });
  try {
    const settings = readStageSettings(event.stageVariables, process.env);
    const response = await work({ event, settings, requestId, log });
    log.debug("answered", { statusCode: response.statusCode });
    return response;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    log.error("failed", { errorName: error.name, errorMessage: error.message, stack: error.stack });
    const message = `${operation} failed with ${error.name}; the log has the details under this request id`;
    return problemResponse(500, { error: error.name, message, requestId });
  }
}

// An event written by hand for `sam local invoke` often has no request context.
function findRequestId(event: Partial<APIGatewayProxyEvent>, context: Partial<Context>): string {
  return event.requestContext?.requestId || context.awsRequestId || "unknown";
}
