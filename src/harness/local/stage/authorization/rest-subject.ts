import type { Arrival } from "../accept-request.ts";
import { buildEvent } from "../build-event.ts";
import { contextVariable } from "../gateway-template.ts";
import type { RouteMatch } from "../match-route.ts";
import type { StageContext } from "../stage-context.ts";
import { executeApiArn, type AuthorizationSubject } from "./authorization-subject.ts";

/** A request to a REST API, as its authorizers look at it. */
export function restSubject(
  context: StageContext,
  match: RouteMatch,
  arrival: Arrival,
): AuthorizationSubject {
  return {
    kind: "rest",
    arrival,
    arn: executeApiArn(context.api, arrival.method, match.path),
    endpoint: context.endpoint,
    otherwise: false,
    event: () => {
      const { body: _body, isBase64Encoded: _flag, ...event } = buildEvent(context, match, arrival);
      return event;
    },
    contextValue: (name) => contextVariable(name, context, arrival, match),
  };
}
