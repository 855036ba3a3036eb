import { isObject } from "../../../core/json.ts";
import { isOwnHost } from "../../../local/stage/host-name.ts";
import { controlHeader, controlPrefix } from "../../../local/stage/with-control.ts";

/** Milliseconds; nothing but a process of this machine is asked. */
const patience = 2000;

/** Does a URL lead to this machine? */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isOwnHost(new URL(url).hostname);
}

/**
 * Is what answers at a URL of this machine a stage of `lockstep start`? It says so under its control routes. Nothing
 * is sent to any other machine.
 */
export async function isLocalStage(url: string): Promise<boolean> {
  if (!isLoopbackUrl(url)) return false;
  try {
    const response = await fetch(new URL(controlPrefix, url), {
      headers: { [controlHeader]: "1" },
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    const length = Number(response.headers.get("content-length") ?? Number.NaN);
    if (response.status !== 200 || !(length <= 4096)) return false;
    const value: unknown = await response.json();
    return isObject(value) && value["lockstep"] === "stage";
  } catch {
    return false;
  }
}
