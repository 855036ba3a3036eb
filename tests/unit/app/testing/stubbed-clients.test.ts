import { expect } from "chai";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { eventFor, loadFunction } from "lockstep-sam";

/** Replaces `send` of every document client, as stubbing libraries do, and puts it back. */
async function withSend<T>(send: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const own = Object.getOwnPropertyDescriptor(DynamoDBDocumentClient.prototype, "send");
  Object.defineProperty(DynamoDBDocumentClient.prototype, "send", {
    value: send,
    configurable: true,
    writable: true,
  });
  try {
    return await work();
  } finally {
    if (own === undefined) Reflect.deleteProperty(DynamoDBDocumentClient.prototype, "send");
    else Object.defineProperty(DynamoDBDocumentClient.prototype, "send", own);
  }
}

describe("a stub of an SDK client", () => {
  it("is seen by a function loaded with loadFunction: it shares its packages with the test", async () => {
    const getOrder = await loadFunction("GetOrderFunction");
    const event = await eventFor("getOrder", { path: { orderId: "ORD-STUBBED" } });
    const Item = {
      orderId: "ORD-STUBBED",
      customerId: "CUST-STUBBED",
      items: [{ productId: "PROD-A", quantity: 1 }],
      status: "shipped",
      createdAt: "2030-01-31T09:30:00.000Z",
    };
    const found = await withSend(
      () => Promise.resolve({ Item }),
      () => getOrder(event),
    );
    expect(found.json).to.deep.equal(Item);
    expect((await getOrder(event)).statusCode).to.equal(404);
  });

  it("can make the SDK fail as AWS would", async () => {
    const getOrder = await loadFunction("GetOrderFunction");
    const event = await eventFor("getOrder", { path: { orderId: "ORD-STUBBED" } });
    const error = Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });
    const { statusCode, json } = await withSend(
      () => Promise.reject(error),
      () => getOrder(event),
    );
    expect(statusCode).to.equal(500);
    expect(json).to.include({ error: "ThrottlingException" });
  });
});
