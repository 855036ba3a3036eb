import { connect } from "node:net";
import type { Target } from "../../core/target.ts";
import { unreachableError } from "./http-exchange-errors.ts";
import { parseTargetAddress } from "./target-address.ts";

/**
 * Finds out whether anything listens at a target's address, by opening a connection and sending
 * nothing. A target without a socket is always there.
 *
 * Rejects with `LockstepError` (`target/unreachable`) after `timeoutMs` milliseconds at the latest.
 */
export function probeTarget(target: Pick<Target, "baseUrl">, timeoutMs: number): Promise<void> {
  if (target.baseUrl === null) return Promise.resolve();
  const address = parseTargetAddress(target.baseUrl);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address.host, port: address.port });
    const end = (error: unknown): void => {
      clearTimeout(timer);
      socket.destroy();
      if (error === null) resolve();
      else reject(unreachableError(address, error));
    };
    const timer = setTimeout(
      () => end(new Error(`no connection within ${timeoutMs} ms`)),
      timeoutMs,
    );
    socket.once("connect", () => end(null));
    socket.once("error", (error) => end(error));
  });
}
