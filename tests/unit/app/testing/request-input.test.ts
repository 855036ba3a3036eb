import { expect } from "chai";
import { ContractViolation, eventFor, LockstepError, openApi } from "lockstep-sam";

async function errorOf(work: Promise<unknown>): Promise<Error> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof Error) return thrown;
  throw new Error("nothing was thrown");
}

describe("The input of an operation", () => {
  it("says how to take the spec's example where something needed is not given", async () => {
    for (const operation of ["createOrder", "getOrder", "listOrders"]) {
      const error = await errorOf(eventFor(operation));
      expect(error, operation).to.be.instanceOf(ContractViolation);
      expect(error.message).to.include("Say { example: true } to take what is not given");
    }
    const body = { customerId: "CUST-001", items: [] };
    const { message } = await errorOf(eventFor("createOrder", { body }));
    expect(message).not.to.include("example: true");
  });

  it("is completed from the spec's example, first or by name", async () => {
    const first = await eventFor("createOrder", { example: true });
    const named = await eventFor("createOrder", { example: "oneItem" });
    expect(JSON.parse(named.body ?? "")).to.have.keys("customerId", "items");
    expect(named.body).to.equal(first.body);
    const got = await eventFor("getOrder", { example: true });
    expect(got.pathParameters).to.have.keys("orderId");
  });

  it("wins over the example", async () => {
    const path = { orderId: "ORD-0000001A" };
    expect((await eventFor("getOrder", { example: true, path })).pathParameters).to.deep.equal(
      path,
    );
    const body = { customerId: "CUST-009", items: [{ productId: "PROD-A", quantity: 1 }] };
    const event = await eventFor("createOrder", { example: true, body });
    expect(JSON.parse(event.body ?? "")).to.deep.equal(body);
    await eventFor("createOrder", { example: true, body: { items: [] }, valid: false });
  });

  it("names the examples there are when one is unknown", async () => {
    const error = await errorOf(eventFor("createOrder", { example: "oneItme" }));
    expect(error).to.be.instanceOf(LockstepError);
    expect(error.message)
      .to.match(/no valid example called "oneItme"/)
      .and.to.include("oneItem");
    const typed = errorOf(eventFor("createOrder", { example: true, contentType: "text/plain" }));
    expect((await typed).message).to.include("no valid example of text/plain");
  });

  it("is refused with a member that nothing reads, naming those there are", async () => {
    const api = await openApi({ target: "stage" });
    const input = { valid: true, params: { orderId: "ORD-0000001A" } };
    const ofEvents = { example: true, project: {} };
    const errors = [
      await errorOf(eventFor("getOrder", input)),
      await errorOf(api.call("getOrder", input)),
    ];
    const stray = errorOf(api.call("getOrder", ofEvents));
    expect((await stray).message).to.include('no member "project"');
    await api.close();
    for (const error of errors) {
      expect(error).to.include({ code: "project/request-input-unknown" });
      expect(error.message)
        .to.include('has no member "params"')
        .and.to.include("path, query, headers");
    }
    expect(errors[0]?.message).to.include("stageVariables, payloadFormatVersion, project");
  });

  it("is refused with a path parameter the operation does not have", async () => {
    const wrong = await errorOf(eventFor("getOrder", { path: { id: "7" }, valid: false }));
    expect(wrong.message).to.include('has no path parameter "id"').and.to.include("are orderId.");
    const none = await errorOf(eventFor("createOrder", { path: { id: "7" } }));
    expect(none.message).to.include("It has no path parameters.");
  });

  it("of openApi takes the example as well", async () => {
    const api = await openApi({ target: "stage" });
    const { status } = await api.call("createOrder", { example: true });
    await api.close();
    expect(status).to.equal(201);
  });
});
