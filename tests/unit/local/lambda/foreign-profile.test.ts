import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { expect } from "chai";
import type { FunctionDefinition } from "../../../../src/harness/core/function-invoker.ts";
import { clientEnvironment } from "../../../../src/harness/local/aws/start-aws.ts";
import { createFunctionPool } from "../../../../src/harness/local/lambda/function-pool.ts";
import { createInProcessInvoker } from "../../../../src/harness/local/lambda/in-process-invoker.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { repositoryRoot } from "../../../support/scenarios/order-project.ts";

/** What leads a client astray, each in its way: another endpoint for one service, no endpoint of one's own at all. */
const profile = `[default]
region = eu-west-9
use_fips_endpoint = true
services = theirs
[services theirs]
dynamodb =
  endpoint_url = http://127.0.0.1:9
`;

const handler = `import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
export const handler = async () => {
  const client = new DynamoDBClient({ maxAttempts: 1 });
  const { TableNames } = await client.send(new ListTablesCommand({}));
  const { accessKeyId } = await client.config.credentials();
  return { TableNames, accessKeyId, region: await client.config.region() };
};
`;

describe("An SDK client in a function", function () {
  this.timeout(30_000);
  let home: string;
  let server: Server;
  let environment: Readonly<Record<string, string>>;
  let definition: FunctionDefinition;

  before(async () => {
    // Inside the repository, so that the client is found.
    const parent = join(repositoryRoot, "node_modules", ".cache");
    mkdirSync(parent, { recursive: true });
    home = mkdtempSync(join(parent, "lockstep-home-"));
    mkdirSync(join(home, ".aws"));
    writeFileSync(join(home, ".aws", "config"), profile);
    const credentials = "[default]\naws_access_key_id = theirs\naws_secret_access_key = theirs\n";
    writeFileSync(join(home, ".aws", "credentials"), credentials);
    writeFileSync(join(home, "index.mjs"), handler);
    server = createServer((_request, response) => {
      response.setHeader("Content-Type", "application/x-amz-json-1.0");
      response.end('{ "TableNames": ["ours"] }');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    environment = clientEnvironment(`http://127.0.0.1:${port}`, "eu-west-1");
    definition = {
      ...defineFunction("Lister", "index.mjs", "handler"),
      codeRoot: home,
      entryFile: join(home, "index.mjs"),
      timeoutMs: 15_000,
      memoryMb: 512,
      environment: { HOME: home, USERPROFILE: home },
    };
  });
  after(() => {
    server.close();
    rmSync(home, { recursive: true, force: true });
  });

  const ours = { TableNames: ["ours"], accessKeyId: "local", region: "eu-west-1" };

  it("reads nothing of the developer's profile in a process of its own", async () => {
    const pool = createFunctionPool({ functions: [definition], environment });
    const { payload, failure } = await pool.invoke("Lister", invocationOf({}));
    await pool.close();
    expect(failure).to.equal(null);
    expect(payload).to.deep.equal(ours);
  });

  it("reads nothing of it in the test's own process either", async () => {
    process.env["AWS_USE_FIPS_ENDPOINT"] = "true";
    try {
      const invoker = createInProcessInvoker({ functions: [definition], environment });
      const { payload, failure } = await invoker.invoke("Lister", invocationOf({}));
      await invoker.close();
      expect(failure).to.equal(null);
      expect(payload).to.deep.equal(ours);
      expect(process.env["AWS_USE_FIPS_ENDPOINT"]).to.equal("true");
      expect(process.env["AWS_CONFIG_FILE"]).to.equal(undefined);
    } finally {
      delete process.env["AWS_USE_FIPS_ENDPOINT"];
    }
  });
});
