import { expect } from "chai";
import type { FunctionEvent } from "../../../../src/harness/model/template/template-model.ts";
import {
  apiOfEvent,
  routeKey,
  routeOfEvent,
} from "../../../../src/harness/model/wiring/event-route.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function event(text: string): FunctionEvent {
  const template = readTemplate(
    `Resources:\n  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }\n  Fn: { Type: AWS::Serverless::Function, Properties: { Events: { E: ${text} } } }\n`,
  );
  const [found] = template.functions.flatMap(({ events }) => events);
  if (found === undefined) throw new Error("the template has no event");
  return found;
}

function keyOf(text: string): string | null {
  const route = routeOfEvent(event(text));
  return route === null ? null : routeKey(route);
}

describe("routeOfEvent", () => {
  it("reads method and path, any method included", () => {
    expect(keyOf("{ Type: Api, Properties: { Path: /a, Method: get } }")).to.equal("GET /a");
    expect(keyOf("{ Type: Api, Properties: { Path: /a, Method: ANY } }")).to.equal("ANY /a");
    expect(keyOf('{ Type: HttpApi, Properties: { Path: /a, Method: "*" } }')).to.equal("ANY /a");
    expect(keyOf("{ Type: HttpApi }")).to.equal("ANY /$default");
    expect(
      keyOf("{ Type: HttpApi, Properties: { Path: /a, Method: X-Amazon-Apigateway-Any-Method } }"),
    ).to.equal("ANY /a");
  });

  it("takes $default for one route, however it is written", () => {
    for (const properties of ["Path: $default, Method: any", "Path: /$default, Method: any"])
      expect(keyOf(`{ Type: HttpApi, Properties: { ${properties} } }`)).to.equal("ANY /$default");
    expect(keyOf('{ Type: HttpApi, Properties: { Path: "", Method: "" } }')).to.equal(
      "ANY /$default",
    );
  });

  it("knows no route of other events, nor one that only AWS knows", () => {
    expect(keyOf("{ Type: SQS, Properties: { Queue: x } }")).to.equal(null);
    expect(keyOf("{ Type: Api, Properties: { Path: !ImportValue p, Method: get } }")).to.equal(
      null,
    );
    expect(keyOf("{ Type: Api, Properties: { Path: /a, Method: fetch } }")).to.equal(null);
    expect(keyOf("{ Type: Api }")).to.equal(null);
  });
});

describe("apiOfEvent", () => {
  it("tells an API of the template, the implicit ones and one elsewhere apart", () => {
    expect(
      apiOfEvent(
        event("{ Type: Api, Properties: { RestApiId: !Ref Api, Path: /a, Method: get } }"),
      ),
    ).to.equal("Api");
    expect(apiOfEvent(event("{ Type: Api, Properties: { Path: /a, Method: get } }"))).to.equal(
      "ServerlessRestApi",
    );
    expect(apiOfEvent(event("{ Type: HttpApi }"))).to.equal("ServerlessHttpApi");
    expect(
      apiOfEvent(
        event("{ Type: Api, Properties: { RestApiId: !ImportValue api, Path: /a, Method: get } }"),
      ),
    ).to.equal(null);
  });
});
