import { expect } from "chai";
import {
  readPact,
  type ReadPact,
} from "../../../../../src/harness/checks/contracts/files/read-pact.ts";
import { httpInteraction, jsonContent, pactOf } from "../../../../support/contracts/pact-text.ts";

function read(value: unknown): ReadPact {
  return readPact({ file: "pact.json", path: "/pact.json", text: JSON.stringify(value) });
}

const names = { consumer: { name: "a" }, provider: { name: "b" } };

describe("readPact", () => {
  it("reads states, references, pending and a wrapped body of a V4 interaction", () => {
    const [interaction] = pactOf([
      httpInteraction({
        description: "a request",
        states: [{ name: "an order exists", params: { customerId: "CUST-001" } }],
        pending: true,
        comments: { references: { OpenAPI: { operationId: "getOrder" } } },
        response: {
          body: jsonContent({ orderId: "ORD-1000" }),
          headers: { "Content-Type": ["application/json"] },
        },
      }),
    ]).interactions;
    expect(interaction).to.include({
      type: "http",
      description: "a request",
      pending: true,
      pointer: "/interactions/0",
    });
    expect(interaction?.providerStates).to.deep.equal([
      {
        name: "an order exists",
        params: { customerId: "CUST-001" },
        pointer: "/interactions/0/providerStates/0",
      },
    ]);
    expect(interaction?.references).to.deep.equal({ OpenAPI: { operationId: "getOrder" } });
    expect(interaction?.type === "http" ? interaction.response.body : null).to.deep.equal({
      value: { orderId: "ORD-1000" },
      contentType: "application/json",
      pointer: "/interactions/0/response/body/content",
    });
  });

  it("reads a V3 file, whose bodies are not wrapped", () => {
    const response = {
      status: 200,
      headers: { "Content-Type": "application/json" },
      body: { content: "the field" },
    };
    const { pact } = read({
      ...names,
      interactions: [{ description: "d", request: { method: "get", path: "/" }, response }],
      metadata: { pactSpecification: { version: "3.0.0" } },
    });
    const [interaction] = pact?.interactions ?? [];
    expect(
      interaction?.type === "http"
        ? [interaction.request.method, interaction.response.body, interaction.response.headers]
        : null,
    ).to.deep.equal([
      "GET",
      {
        value: { content: "the field" },
        contentType: "application/json",
        pointer: "/interactions/0/response/body",
      },
      { "Content-Type": ["application/json"] },
    ]);
  });

  it("takes V4 messages and V3 messages for messages", () => {
    const v4 = read({
      ...names,
      interactions: [{ type: "Asynchronous/Messages", description: "an event", contents: {} }],
      metadata: { pactSpecification: { version: "4.0" } },
    });
    const v3 = read({
      ...names,
      messages: [{ description: "an event", contents: {} }],
      metadata: { pactSpecification: { version: "3.0.0" } },
    });
    expect(v4.pact?.interactions.map(({ type }) => type)).to.deep.equal(["message"]);
    expect(v3.pact?.interactions.map(({ type, pointer }) => [type, pointer])).to.deep.equal([
      ["message", "/messages/0"],
    ]);
  });

  it("reports an interaction that lacks its description or response, and keeps the others", () => {
    const { pact, problems } = read({
      ...names,
      interactions: [
        {},
        { description: "d", request: {} },
        { description: "e", request: {}, response: {} },
      ],
    });
    expect(problems.map(({ code, location }) => [code, location?.pointer])).to.deep.equal([
      ["contracts/malformed-interaction", "/interactions/0"],
      ["contracts/malformed-interaction", "/interactions/1"],
    ]);
    expect(pact?.interactions.map(({ index }) => index)).to.deep.equal([2]);
  });

  it("does not take an interaction of an unknown type for a message nobody verifies", () => {
    const { problems } = read({
      ...names,
      interactions: [httpInteraction({ type: "Synchronous/Http" })],
      metadata: { pactSpecification: { version: "4.0" } },
    });
    expect(problems.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        "contracts/malformed-interaction",
        'Interaction 1 of pact.json cannot be used: its type "Synchronous/Http" is unknown.',
      ],
    ]);
  });
});
