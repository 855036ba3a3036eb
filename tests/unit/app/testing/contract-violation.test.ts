import { expect, use } from "chai";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import {
  checkResponse,
  ContractViolation,
  eventFor,
  loadFunction,
  LockstepError,
  openApi,
} from "lockstep-sam";
import { lockstepChai } from "lockstep-sam/chai";
import { copyOrderApi, type CopiedOrderApi } from "../../../support/testing/copy-order-api.ts";

use(lockstepChai);

const body = { customerId: "CUST-001", items: [{ productId: "PROD-A", quantity: 2 }] };
const order = {
  orderId: "ORD-001",
  customerId: "CUST-001",
  items: [{ productId: "PROD-A", quantity: 2 }],
  status: "created",
  createdAt: "2030-01-31T09:30:00.000Z",
};

function answer(value: unknown, statusCode = 200) {
  return {
    statusCode,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  };
}

/** Where a text stands in openapi.yaml. */
function placeOf(text: string): string {
  const before = readFileSync("openapi.yaml", "utf8").split(text)[0] ?? "";
  const lines = before.split("\n");
  return `openapi.yaml:${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}

async function violationOf(work: () => unknown): Promise<ContractViolation> {
  try {
    await work();
  } catch (error) {
    if (ContractViolation.is(error)) return error;
    throw error;
  }
  throw new Error("nothing was found");
}

/** Ids differ from run to run. */
function steady(text: string): string {
  return text.replaceAll(/ORD-[0-9A-F]{16}/g, "ORD-7F3A9C21D4E8B605");
}

describe("a ContractViolation", () => {
  // What is not from this library is taken for an answer of the project opened last, which other tests share.
  before(async () => {
    await eventFor("getOrder", { example: true });
  });

  it("names the place in the spec, the pointer, what was expected and what was found", async () => {
    const { message } = await violationOf(() => {
      checkResponse("getOrder", answer({ ...order, note: "" }));
    });
    expect(message.split("\n")).to.include.members([
      "GET /orders/{orderId}: body /note must have at least 1 character.",
      "  expected: at least 1 character",
      "  hint: Correct the handler, or document what it answers.",
    ]);
    expect(message).to.match(/ at openapi\.yaml:\d+:\d+$/m);
  });

  it("says that a status is not documented", async () => {
    const { problems } = await violationOf(() => {
      checkResponse("getOrder", answer({ error: "Teapot", message: "no" }, 418));
    });
    expect(problems.map(({ message }) => message)).to.deep.equal([
      "GET /orders/{orderId}: status 418 is not documented.",
    ]);
  });

  it("says what API Gateway would answer 502 for", async () => {
    const { message } = await violationOf(() => {
      checkResponse("getOrder", { statusCode: 200, body: order });
    });
    expect(message).to.include("body is of type object; API Gateway takes a string");
    expect(message).to.include("502");
  });

  it("begins its stack in the test, and is not printed with everything twice", async () => {
    const violation = await violationOf(() => {
      checkResponse("getOrder", answer({}));
    });
    const frames = (violation.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
    expect(frames[0]).to.include("contract-violation.test.ts");
    expect(inspect(violation)).not.to.include("severity:");
    expect(violation.problems).to.have.lengthOf(5);
  });

  it("is thrown for a request that breaks the spec unmeant, before anything is sent", async () => {
    const { message } = await violationOf(() =>
      eventFor("createOrder", { body: { ...body, items: [] } }),
    );
    expect(message).to.include("Say { valid: false } when it is meant to break the spec.");
    expect(message).to.include("body /items must have at least 1 item");
  });

  it("is not thrown for a request that is meant to break the spec; one that does not is told", async () => {
    await eventFor("createOrder", { body: { ...body, items: [] }, valid: false });
    const error: unknown = await eventFor("createOrder", { body, valid: false }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error)
      .to.be.instanceOf(LockstepError)
      .with.property("code", "project/request-not-invalid");
  });
});

describe("satisfyOperation", () => {
  it("passes what the operation allows", () => {
    expect(answer(order)).to.satisfyOperation("getOrder");
    expect(answer({ error: "NotFound", message: "none" }, 404)).to.satisfyOperation("getOrder");
    expect(answer({ ...order, status: "lost" })).not.to.satisfyOperation("getOrder");
  });

  it("fails with the place of the broken keyword", () => {
    const check = (): void => {
      expect(answer({ ...order, status: "lost" })).to.satisfyOperation("getOrder");
    };
    expect(check).to.throw(/expected the response to satisfy getOrder/);
    expect(check).to.throw(`at ${placeOf("enum: [created, shipped, cancelled]")}`);
    expect(check).to.throw(/found: "lost"/);
  });

  it("takes an answer of the API under test", async () => {
    const api = await openApi({ target: "stage" });
    const created = await api.call("createOrder", { body });
    await api.close();
    expect(created).to.satisfyOperation("createOrder").and.not.to.satisfyOperation("getOrder");
  });
});

describe("a handler that says state for status", () => {
  let copy: CopiedOrderApi;

  before(() => {
    copy = copyOrderApi();
    copy.replace(
      "src/orders/handlers/create-order.ts",
      "status: order.status }",
      "state: order.status }",
    );
  });

  after(() => copy.remove());

  it("fails the API's test with the text README.md shows", async () => {
    const api = await openApi({ root: copy.root, target: "stage" });
    const violation = await violationOf(() => api.call("createOrder", { body }));
    await api.close();
    const readme = readFileSync("README.md", "utf8");
    const blocks = [...readme.matchAll(/```text\n([\s\S]*?)\n```/g)].map(([, text]) => text);
    expect(blocks).to.include(steady(`${violation.name}: ${violation.message}`));
  });

  it("fails the function's test as well", async () => {
    const { root } = copy;
    const createOrder = await loadFunction("CreateOrderFunction", { root });
    const event = await eventFor("createOrder", { body, project: { root } });
    const { message } = await violationOf(() => createOrder(event));
    // The project opened last is this repository's again; a result is judged by the one it came from.
    await eventFor("createOrder", { body });
    expect(message).to.include('must have the property "status"');
    const unchecked = await loadFunction("CreateOrderFunction", { root, check: false });
    const result = await unchecked(event);
    expect(result).to.include({ statusCode: 201 });
    copy.replace("openapi.yaml", "required: [orderId, status]", "required: [orderId]");
    copy.replace(
      "openapi.yaml",
      "        status:\n          type: string\n          enum: [created]",
      "        state:\n          type: string",
    );
    const changed = await loadFunction("CreateOrderFunction", {
      root,
      parameters: { Stage: "dev" },
    });
    await eventFor("createOrder", { body });
    expect(await changed(event)).to.satisfyOperation("createOrder");
  });
});
