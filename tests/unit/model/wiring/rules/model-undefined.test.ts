import { expect } from "chai";
import {
  apiOf,
  functionOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/model-undefined";

function found(properties: string, model = "{ Model: Order }"): string {
  const event = `{ E: { Type: Api, Properties: { Path: /x, Method: post, RestApiId: !Ref A, RequestModel: ${model} } } }`;
  const template = templateOf(apiOf("A", properties) + functionOf("Fn", event));
  return wiredProblems(code, { template })
    .map(({ message, hint }) => `${message} ${hint ?? ""}`)
    .join();
}

describe("modelUndefined", () => {
  it("finds a model that the API does not define", () => {
    expect(found("Name: x"))
      .to.contain("asks for the model Order, which Models of A does not define")
      .and.contain("Models:\n  Order:");
    expect(found("Models: { Orders: {} }")).to.contain("Did you mean Orders?");
  });

  it("accepts one that it does, and models that cannot be seen", () => {
    expect(found("Models: { Order: { type: object } }")).to.equal("");
    expect(found("Models: { Fn::If: [A, B, C] }")).to.equal("");
    expect(found("Name: x", "{ Model: !ImportValue m }")).to.equal("");
  });

  it("leaves documents that are given to another rule", () => {
    expect(found("DefinitionBody: { openapi: 3.0.1, paths: {} }")).to.equal("");
  });
});
