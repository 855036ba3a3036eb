import { LockstepError } from "../../core/lockstep-error.ts";
import type { DynamoChoice, DynamoEngine } from "./dynamo-engine.ts";
import { startDynalite } from "./start-dynalite.ts";
import { findDynoxide, startDynoxide } from "./start-dynoxide.ts";

function useEndpoint(url: string): DynamoEngine {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new LockstepError({
      code: "aws/engine-unavailable",
      message: `"${url}" is not the URL of a DynamoDB endpoint.`,
      hint: "Write for example --dynamodb-endpoint http://127.0.0.1:8000.",
    });
  }
  return { name: url, endpoint: url.replace(/\/+$/, ""), isOurs: false, close: async () => {} };
}

/**
 * Starts (or addresses) the DynamoDB asked for: `auto` takes dynoxide where its binary is
 * installed, dynalite elsewhere.
 */
export function startEngine(choice: DynamoChoice): Promise<DynamoEngine> {
  switch (choice.kind) {
    case "endpoint":
      return Promise.resolve(useEndpoint(choice.url));
    case "dynoxide":
      return startDynoxide();
    case "dynalite":
      return startDynalite();
    case "auto":
      return findDynoxide() === null ? startDynalite() : startDynoxide();
  }
}
