import { expect } from "chai";
import { once } from "node:events";
import { createServer } from "node:net";
import { callDynamo } from "../../../../src/harness/local/aws/dynamo-request.ts";

describe("A control call of DynamoDB", () => {
  it("does not wait for ever for an endpoint that says nothing", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : 0;
    try {
      const failure = await callDynamo(
        `http://127.0.0.1:${port}`,
        "eu-west-1",
        "ListTables",
        {},
        50,
      ).catch((error: unknown) => error);
      expect(failure).to.be.an("error").with.property("name", "AbortError");
    } finally {
      silent.close();
    }
  });
});
