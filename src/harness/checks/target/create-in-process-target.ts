import type { HttpRequest } from "../../core/http-message.ts";
import type { Exchange, GatewayProfile, Target, TargetCapabilities } from "../../core/target.ts";

/** What an in-process target is made of. */
export interface InProcessTargetOptions {
  /** `stage` for the local stage, `handler` for a function alone. */
  readonly kind: "stage" | "handler";
  /** For people: `local stage dev`. */
  readonly name: string;
  readonly gateway: GatewayProfile;
  /** Answers a request whose path is relative to the API. */
  readonly send: (request: HttpRequest) => Promise<Exchange>;
  readonly capabilities: TargetCapabilities;
  /** Ends what is behind the target; called at most once. */
  readonly close: () => Promise<void>;
}

/**
 * A target without a socket: requests go straight to a function.
 *
 * @example
 * const target = createInProcessTarget({ kind: "stage", name: "local stage dev", gateway: "rest", send, capabilities, close });
 */
export function createInProcessTarget(options: InProcessTargetOptions): Target {
  let closed: Promise<void> | null = null;
  return {
    kind: options.kind,
    name: options.name,
    gateway: options.gateway,
    baseUrl: null,
    capabilities: options.capabilities,
    send: (request) => options.send(request),
    close: () => (closed ??= options.close()),
  };
}
