import { expect } from "chai";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parseJson } from "../../../../src/harness/core/json.ts";
import { ordersTable } from "../../../support/aws/orders-table.ts";
import { startAwsSync } from "../../../../src/harness/local/aws/start-aws-sync.ts";

const run = promisify(execFile);

const esModule = new URL("../../../support/aws/run-sync.ts", import.meta.url);
const commonJs = new URL("../../../support/aws/run-sync.cjs", import.meta.url);

/** Runs a program to its end, which it has to find by itself. */
async function answerOf(program: URL, ...parameters: readonly string[]) {
  const file = fileURLToPath(program);
  const { stdout } = await run(process.execPath, [file, ...parameters], { timeout: 15_000 });
  return parseJson(stdout);
}

describe("startAwsSync", () => {
  for (const engine of ["auto", "dynalite"]) {
    it(`starts the endpoint from an ES module, and the process ends by itself (${engine})`, async () => {
      const answer = await answerOf(esModule, engine);
      expect(answer).to.deep.include({ found: { PK: "1", SK: "2", total: 3 }, left: [] });
      if (engine === "dynalite")
        expect(answer)
          .to.have.property("engine")
          .that.matches(/^dynalite/);
    });
  }

  it("starts the endpoint from a CommonJS script, and the process ends by itself", async () => {
    expect(await answerOf(commonJs))
      .to.have.property("endpoint")
      .that.matches(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("throws aws/engine-unavailable, with the reason, when the engine cannot be used", () => {
    expect(() =>
      startAwsSync({
        tables: [],
        region: "eu-west-1",
        accountId: "123456789012",
        dynamodb: { kind: "endpoint", url: "nowhere" },
      }),
    )
      .to.throw('"nowhere" is not the URL')
      .that.includes({ code: "aws/engine-unavailable" });
  });

  it("throws aws/table-not-created for a table whose definition is not complete", () => {
    const broken = { ...ordersTable, createTableInput: { TableName: "dev-orders" } };
    expect(() =>
      startAwsSync({
        tables: [broken],
        region: "eu-west-1",
        accountId: "123456789012",
        dynamodb: { kind: "auto" },
      }),
    )
      .to.throw("dev-orders (OrdersTable) could not be created")
      .that.includes({ code: "aws/table-not-created" });
  });
});
