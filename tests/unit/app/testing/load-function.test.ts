import { expect } from "chai";
import {
  closeSession,
  createContext,
  eventFor,
  FunctionError,
  loadFunction,
  LockstepError,
} from "lockstep-sam";
import { withSmallProject } from "../../../support/app/small-project.ts";
import { copyOrderApi, type CopiedOrderApi } from "../../../support/testing/copy-order-api.ts";

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe("loadFunction", () => {
  it("names the functions there are when one is unknown", async () => {
    const error = await errorOf(loadFunction("GetOdrerFunction"));
    expect(error).to.be.instanceOf(LockstepError).with.property("code", "lambda/function-unknown");
    expect(String(error)).to.include("GetOdrerFunction");
  });

  it("refuses an option there is not, and names the one that was meant", async () => {
    const options = Object.fromEntries([["enviroment", { EXTRA: "1" }]]);
    const error = await errorOf(loadFunction("GetOrderFunction", options));
    expect(error).to.be.instanceOf(LockstepError).with.property("code", "project/config-invalid");
    expect(String(error)).to.include('"enviroment"').and.include("Did you mean environment?");
  });

  const streaming = (body: string): string => `
    export const handler = awslambda.streamifyResponse(async (event, stream) => {
      const metadata = { statusCode: 200, headers: { "Content-Type": "application/json" } };
      const out = awslambda.HttpResponseStream.from(stream, metadata);
      out.write(${body});
      out.end();
    });`;

  it("gives what a streaming function wrote as the result that says the same, and holds it to the spec", () =>
    withSmallProject({ "src/list.mjs": streaming(`'{"notes":["a"]}'`) }, async (root) => {
      const list = await loadFunction("ListFunction", { root });
      const result = await list(await eventFor("listNotes", { project: { root } }));
      await closeSession();
      expect(result).to.deep.equal({
        statusCode: 200,
        headers: { "Content-Type": "application/json" },
        body: '{"notes":["a"]}',
      });
      expect(result.json).to.deep.equal({ notes: ["a"] });
    }));

  it("tells what a streaming function wrote against the spec", () =>
    withSmallProject({ "src/list.mjs": streaming(`'{"notes":7}'`) }, async (root) => {
      const list = await loadFunction("ListFunction", { root });
      const error = await errorOf(list(await eventFor("listNotes", { project: { root } })));
      await closeSession();
      expect(String(error)).to.include("/notes").and.include("array");
    }));

  it("says that a function the configuration answers for is none to load", () => {
    const functions = { ListFunction: { result: { statusCode: 204 } } };
    const config = { "lockstep.config.json": JSON.stringify({ functions }) };
    return withSmallProject(config, async (root) => {
      const error = await errorOf(loadFunction("ListFunction", { root }));
      await closeSession();
      expect(String(error)).to.include("answers for ListFunction with a fixed result");
    });
  });

  it("gives the result as JSON has it, and the body as JSON beside it", async () => {
    const getOrder = await loadFunction("GetOrderFunction");
    const result = await getOrder(await eventFor("getOrder", { path: { orderId: "ORD-NONE" } }));
    expect(Object.keys(result)).to.deep.equal(["statusCode", "headers", "body"]);
    expect(result.json).to.deep.equal(JSON.parse(result.body ?? ""));
  });

  it("takes an event of any kind and gives what no object is under `result`", async () => {
    const orderPlaced = await loadFunction("OrderPlacedFunction");
    const detail = { orderId: "ORD-001", customerId: "CUST-001", items: [] };
    const event = { id: "1", source: "orders.api", "detail-type": "OrderPlaced", detail };
    expect(await orderPlaced(event)).to.deep.equal({ result: null });
  });

  it("leaves process.env as it was", async () => {
    const before = { ...process.env };
    const getOrder = await loadFunction("GetOrderFunction", { environment: { EXTRA: "1" } });
    await getOrder(await eventFor("getOrder", { path: { orderId: "ORD-NONE" } }));
    expect({ ...process.env }).to.deep.equal(before);
  });

  describe("of a handler that throws", () => {
    let copy: CopiedOrderApi;

    before(() => {
      copy = copyOrderApi();
      copy.replace(
        "src/orders/handlers/order-placed.ts",
        "const { orderId, customerId, items } = event.detail;",
        'console.log("before");\n  throw new RangeError("no such thing");',
      );
    });

    after(() => copy.remove());

    it("throws a FunctionError whose stack points at the handler's source, with its log", async () => {
      const orderPlaced = await loadFunction("OrderPlacedFunction", { root: copy.root });
      const error = await errorOf(orderPlaced({ id: "1" }));
      if (!(error instanceof FunctionError)) throw new Error(String(error));
      expect(error.errorType).to.equal("RangeError");
      expect(error.message).to.equal("OrderPlacedFunction: RangeError: no such thing");
      expect(error.stack).to.match(/order-placed\.ts:21:9/);
      expect(error.logs.map(({ text }) => text).join("\n")).to.include("before");
    });
  });
});

describe("createContext", () => {
  it("fills what the runtime fills", () => {
    const context = createContext({ functionName: "get-order", timeoutMs: 500, memoryMb: 256 });
    expect(context).to.include({
      functionName: "get-order",
      functionVersion: "$LATEST",
      memoryLimitInMB: "256",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:get-order",
    });
    expect(context.awsRequestId).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-/);
    expect(context.getRemainingTimeInMillis()).to.be.within(1, 500);
  });
});

describe("closeSession", () => {
  it("may be called when nothing is open", () => closeSession());
});
