import { parseTargetAddress } from "../../checks/target/target-address.ts";

/** Refuses a URL no request could be sent to, before anything runs. Throws `target/bad-url`. */
export function checkTargetUrl(url: string): void {
  parseTargetAddress(url);
}
