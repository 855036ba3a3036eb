import { expect } from "chai";
import { functionOf, templateOf, wiredProblems } from "../../../../support/wiring/wire-loaded.ts";

function found(event: string): string {
  const template = templateOf(
    functionOf("Fn", `{ E: ${event} }`),
    "Parameters: { P: { Type: String } }\n",
  );
  return wiredProblems("wiring/event-route-invalid", { template })
    .map(({ severity, message }) => `${severity}: ${message}`)
    .join("\n");
}

describe("eventRouteInvalid", () => {
  it("finds events without a path or a method, and methods that are none", () => {
    expect(found("{ Type: HttpApi, Properties: { Path: /a } }")).to.equal(
      "error: The event E of Fn has no Method; SAM refuses the template (Property 'Method' is required).",
    );
    expect(found("{ Type: HttpApi, Properties: { Method: get } }")).to.contain("has no Path");
    expect(found("{ Type: Api }")).to.contain("has no Path and no Method");
    expect(found("{ Type: Api, Properties: { Path: /a, Method: fetch } }")).to.contain(
      "asks for the method fetch",
    );
  });

  it("finds a path that does not begin with a slash", () => {
    for (const type of ["Api", "HttpApi"])
      expect(found(`{ Type: ${type}, Properties: { Path: notes, Method: get } }`)).to.equal(
        "error: The Path of the event E of Fn does not begin with a slash, as the paths of API Gateway do.",
      );
    expect(found("{ Type: HttpApi, Properties: { Path: $default, Method: any } }")).to.equal("");
    expect(found('{ Type: Api, Properties: { Path: "{{resolve:ssm:p}}", Method: get } }')).to.equal(
      "",
    );
  });

  it("leaves those alone that say all, nothing, or what is not known here", () => {
    for (const event of [
      "{ Type: HttpApi }",
      "{ Type: Api, Properties: { Path: /a, Method: Any } }",
      "{ Type: HttpApi, Properties: { Path: /a, Method: x-amazon-apigateway-any-method } }",
      "{ Type: Api, Properties: { Path: !Ref P, Method: get } }",
      "{ Type: SQS, Properties: { Queue: q } }",
    ])
      expect(found(event), event).to.equal("");
  });
});
