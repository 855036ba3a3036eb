import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { isJsonObject, parseJson, type JsonObject } from "../../../core/json.ts";
import { createProblem } from "../../../core/problem.ts";
import { createTemporaryFolder, removeTemporaryFolder } from "../files/temporary-folder.ts";
import { ContractError } from "./contract-error.ts";
import { mergePacts } from "./merge-pacts.ts";
import { beginInteraction, type PactInteractionBuilder } from "./pact-interaction.ts";
import { runInteraction } from "./run-interaction.ts";
import { settleContract, type SettledContract } from "./settle-contract.ts";

/** Who agrees with whom, and where the contract is committed. */
export interface DefinePactOptions {
  readonly consumer: string;
  readonly provider: string;
  /** Folder of the committed contract, absolute or relative to the working directory. */
  readonly dir: string;
  /**
   * `check` compares the contract with the committed file, `update` writes it. By default `update`
   * when the environment has `LOCKSTEP_UPDATE_CONTRACTS=1`, else `check`.
   */
  readonly mode?: "check" | "update";
}

/** The consumer's side of a contract. */
export interface ConsumerPact {
  /** `<dir>/<consumer>-<provider>.json` */
  readonly path: string;
  /** Begins a new interaction; give each a description of its own. */
  interaction(description: string): PactInteractionBuilder;
  /**
   * To be called once after all tests of the contract. Merges their interactions and settles the
   * contract. Throws `ContractError` when an interaction failed or none ran, when two are the same,
   * or when the committed file is not what the tests produce; nothing is written then.
   */
  finish(): SettledContract;
}

/** Interactions that were begun, and those that passed. */
interface Tally {
  started: number;
  readonly passed: string[];
  readonly failed: string[];
}

function readParts(folder: string): readonly JsonObject[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  return files
    .map((name) => parseJson(readFileSync(join(folder, name), "utf8")))
    .filter(isJsonObject);
}

function refuseIncomplete(file: string, tally: Tally): void {
  if (tally.started > 0 && tally.passed.length === tally.started) return;
  const failed = tally.failed.map((description) => `"${description}"`).join(", ");
  const reason =
    tally.started === 0
      ? "no interaction was tested"
      : failed === ""
        ? "an interaction is still being tested"
        : `these interactions failed: ${failed}`;
  throw new ContractError([
    createProblem({
      code: "contracts/contract-incomplete",
      message: `The contract ${file} was left alone: ${reason}.`,
      location: { file },
    }),
  ]);
}

/**
 * Opens the consumer's side of a contract. Interactions are written into a temporary folder of this
 * process, one file each, and become the committed contract only in `finish()`.
 *
 * @example
 * const pact = definePact({ consumer: "web-shop", provider: "order-api", dir: "contracts" });
 * after(() => pact.finish());
 * it("reads an order", () =>
 *   pact.interaction("a request for an order")
 *     .given("an order exists")
 *     .withRequest({ method: "GET", path: "/orders/ORD-1000" })
 *     .willRespondWith({ status: 200, body: { orderId: "ORD-1000" } })
 *     .executeTest(async ({ url }) => { await readOrder(url, "ORD-1000"); }));
 */
export function definePact(options: DefinePactOptions): ConsumerPact {
  const mode =
    options.mode ?? (process.env["LOCKSTEP_UPDATE_CONTRACTS"] === "1" ? "update" : "check");
  const path = resolve(options.dir, `${options.consumer}-${options.provider}.json`);
  const file = relative(process.cwd(), path).split(sep).join("/");
  const tally: Tally = { started: 0, passed: [], failed: [] };
  let folder: string | null = null;

  const place = (): string => {
    folder ??= createTemporaryFolder("lockstep-pact-");
    const own = join(folder, String((tally.started += 1)));
    mkdirSync(own);
    return own;
  };
  return {
    path,
    interaction: (description) =>
      beginInteraction(description, async (data, test) => {
        const { consumer, provider } = options;
        try {
          const result = await runInteraction({ consumer, provider, folder: place() }, data, test);
          tally.passed.push(description);
          return result;
        } catch (error) {
          tally.failed.push(description);
          throw error;
        }
      }),
    finish() {
      const written = folder;
      try {
        refuseIncomplete(file, tally);
        const { text, problems } = mergePacts(written === null ? [] : readParts(written));
        if (text === null) throw new ContractError(problems);
        const settled = settleContract({ path, file, text, mode });
        if (settled.problems.length > 0) throw new ContractError(settled.problems);
        return settled;
      } finally {
        if (written !== null) removeTemporaryFolder(written);
        folder = null;
      }
    },
  };
}
