import { expect } from "chai";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import {
  collectPermissions,
  matchesArn,
  refusedMethods,
} from "../../../../src/harness/model/wiring/permissions.ts";
import { buildDocument } from "../../../support/wiring/build-document.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

interface Case {
  readonly events?: string;
  readonly resources?: string;
  readonly alias?: string;
  readonly stage?: string;
  readonly integration?: JsonObject;
}

/** The methods refused for `member` on `path`, its integration calling the function (or its alias). */
function refused(
  path: string,
  member: string,
  options: Case = {},
  qualifier: string | null = null,
): readonly string[] {
  const template = readTemplate(`
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: ${options.stage ?? "dev"} } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      ${options.alias === undefined ? "Handler: a.b" : `AutoPublishAlias: ${options.alias}`}
      Events: ${options.events ?? "{}"}
${options.resources ?? ""}`);
  const [api] = template.apis;
  const document = buildDocument(
    JSON.stringify({
      paths: {
        [path]: {
          [member]: {
            "x-amazon-apigateway-integration": options.integration ?? { type: "aws_proxy" },
          },
        },
      },
    }),
  );
  const [operation] = document.operations;
  if (api === undefined || operation === undefined) throw new Error("nothing to permit");
  return refusedMethods(
    operation,
    { functionId: "Fn", qualifier },
    api,
    collectPermissions(template),
    template,
  );
}

const event = (path: string, method: string): string =>
  `{ E: { Type: Api, Properties: { RestApiId: !Ref Api, Path: "${path}", Method: ${method} } } }`;
const permission = (properties: string): string =>
  `  Permission: { Type: AWS::Lambda::Permission, Properties: { Action: "lambda:InvokeFunction", Principal: apigateway.amazonaws.com, ${properties} } }\n`;
const execute = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}";

describe("permissions", () => {
  const permitted: readonly (readonly [string, string, string, Case, string | null])[] = [
    ["an event on the route", "/orders", "get", { events: event("/orders", "get") }, null],
    [
      "an event on a path with a parameter",
      "/orders/{orderId}",
      "get",
      { events: event("/orders/{id}", "GET") },
      null,
    ],
    [
      "an event on a greedy path",
      "/orders/{orderId}",
      "get",
      { events: event("/{proxy+}", "get") },
      null,
    ],
    ["an event on any method", "/orders", "get", { events: event("/orders", "any") }, null],
    [
      "an event for an any-method operation",
      "/orders",
      "x-amazon-apigateway-any-method",
      { events: event("/orders", "ANY") },
      null,
    ],
    [
      "an event on a path with a trailing slash",
      "/orders",
      "get",
      { events: event("/orders/", "get") },
      null,
    ],
    ["an event on the root", "/", "get", { events: event("/", "get") }, null],
    [
      "a permission for the whole API",
      "/orders",
      "get",
      { resources: permission(`FunctionName: !Ref Fn, SourceArn: !Sub "${execute}/*/*/*"`) },
      null,
    ],
    [
      "a permission for a shorter pattern",
      "/a/b/c",
      "get",
      { resources: permission(`FunctionName: !GetAtt Fn.Arn, SourceArn: !Sub "${execute}/*/*"`) },
      null,
    ],
    [
      "a permission for the stage",
      "/orders",
      "get",
      {
        resources: permission(`FunctionName: !Ref Fn, SourceArn: !Sub "${execute}/dev/GET/orders"`),
      },
      null,
    ],
    [
      "a permission without SourceArn",
      "/orders",
      "get",
      { resources: permission("FunctionName: !Ref Fn") },
      null,
    ],
    [
      "a permission on the alias",
      "/orders",
      "get",
      { alias: "live", resources: permission("FunctionName: !Ref Fn.Alias") },
      "live",
    ],
    [
      "an event of a function with an alias",
      "/orders",
      "get",
      { alias: "live", events: event("/orders", "get") },
      "live",
    ],
    [
      "a SourceArn that only AWS knows",
      "/orders",
      "get",
      { resources: permission("FunctionName: !Ref Fn, SourceArn: !ImportValue arn") },
      null,
    ],
    [
      "a function name that only AWS knows",
      "/orders",
      "get",
      { resources: permission("FunctionName: !ImportValue fn") },
      null,
    ],
    [
      "a stage whose name only AWS knows",
      "/orders",
      "get",
      {
        stage: "!ImportValue stage",
        resources: permission(
          `FunctionName: !Ref Fn, SourceArn: !Sub "${execute}/prod/GET/orders"`,
        ),
      },
      null,
    ],
    [
      "credentials of the integration",
      "/orders",
      "get",
      { integration: { type: "aws_proxy", credentials: "arn:aws:iam::1:role/r" } },
      null,
    ],
  ];
  const more: readonly (readonly [string, string, string, Case, string | null])[] = [
    [
      "a pattern with ? and * across segments",
      "/orders/{id}/items",
      "get",
      { resources: permission(`FunctionName: !Ref Fn, SourceArn: !Sub "${execute}/d?v/G*items"`) },
      null,
    ],
    [
      "a pattern with the path as it is declared",
      "/orders/{id}",
      "get",
      {
        resources: permission(
          `FunctionName: !Ref Fn, SourceArn: !Sub "${execute}/*/GET/orders/{id}"`,
        ),
      },
      null,
    ],
    [
      "a pattern for every API",
      "/orders",
      "get",
      {
        resources: permission(
          'FunctionName: !Ref Fn, SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:*/*/GET/orders"',
        ),
      },
      null,
    ],
    [
      "a pattern whose account and API id are written out",
      "/orders",
      "get",
      {
        resources: permission(
          'FunctionName: "arn:aws:lambda:eu-west-2:111122223333:function:shop-Fn", SourceArn: "arn:aws:execute-api:eu-west-2:111122223333:a1b2c3d4e5/*/GET/orders"',
        ),
      },
      null,
    ],
    [
      "a permission on an alias resource",
      "/orders",
      "get",
      {
        resources: `  Live: { Type: AWS::Lambda::Alias, Properties: { Name: live, FunctionName: !Ref Fn, FunctionVersion: "1" } }\n${permission("FunctionName: !Ref Live")}`,
      },
      "live",
    ],
    [
      "a permission on a version resource",
      "/orders",
      "get",
      {
        resources: `  Version: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Fn } }\n${permission("FunctionName: !Ref Version")}`,
      },
      "1",
    ],
    [
      "a function name taken out of the ARN",
      "/orders",
      "get",
      {
        resources: permission(
          'FunctionName: !Select [6, !Split [":", !GetAtt Fn.Arn]], SourceArn: !Sub "' +
            `${execute}/*/*/*"`,
        ),
      },
      null,
    ],
    [
      "a connector",
      "/orders",
      "get",
      {
        resources:
          "  Connect: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Api }, Destination: { Id: Fn }, Permissions: [Write] } }\n",
      },
      null,
    ],
    [
      "a connector of the API",
      "/orders",
      "get",
      {
        resources:
          "  Other: { Type: AWS::Serverless::Api, Properties: { StageName: x }, Connectors: { C: { Properties: { Destination: [{ Id: Fn }], Permissions: [Write] } } } }\n",
      },
      null,
    ],
    [
      "a nested stack that is handed the function",
      "/orders",
      "get",
      {
        resources:
          "  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: a.yaml, Parameters: { Name: !Ref Fn } } }\n",
      },
      null,
    ],
    ["an alias whose name only AWS knows", "/orders", "get", { alias: "!ImportValue a" }, "live"],
    [
      "the event of the default route",
      "/$default",
      "x-amazon-apigateway-any-method",
      {
        resources: permission(`FunctionName: !Ref Fn, SourceArn: !Sub "${execute}/*/$default"`),
      },
      null,
    ],
  ];
  for (const [title, path, member, options, qualifier] of [...permitted, ...more]) {
    it(`are given by ${title}`, () => {
      expect(refused(path, member, options, qualifier)).to.deep.equal([]);
    });
  }

  it("are given by a permission for every principal", () => {
    const resources =
      '  P: { Type: AWS::Lambda::Permission, Properties: { Principal: "*", FunctionName: !Ref Fn } }\n';
    expect(refused("/orders", "get", { resources })).to.deep.equal([]);
  });

  it("are given by the event of the default route, written without a slash", () => {
    const template = readTemplate(`
Resources:
  Http: { Type: AWS::Serverless::HttpApi }
  Fn: { Type: AWS::Serverless::Function, Properties: { Events: { D: { Type: HttpApi, Properties: { ApiId: !Ref Http } } } } }
`);
    const [api] = template.apis;
    const [operation] = buildDocument(
      JSON.stringify({ paths: { $default: { "x-amazon-apigateway-any-method": {} } } }),
    ).operations;
    if (api === undefined || operation === undefined) throw new Error("nothing to permit");
    const target = { functionId: "Fn", qualifier: null };
    const permissions = collectPermissions(template);
    expect(refusedMethods(operation, target, api, permissions, template)).to.deep.equal([]);
  });

  it("are given as SAM writes them for HttpApi events and other spellings of any method", () => {
    const http = (properties: string): string =>
      `{ E: { Type: HttpApi, Properties: { ApiId: !Ref Api${properties} } } }`;
    const any = "x-amazon-apigateway-any-method";
    // The event of the default route permits every route; `*` of an ARN goes over slashes.
    expect(refused("/a/{b}", "get", { events: http("") })).to.deep.equal([]);
    expect(refused("/a/{b}", any, { events: http(", Path: $default, Method: any") })).to.deep.equal(
      [],
    );
    expect(
      refused("/a/{b}/c", "get", { events: http(`, Path: "/a/{b}", Method: ${any}`) }),
    ).to.deep.equal([]);
    expect(refused("/a", "get", { events: http(", Path: $default, Method: post") })).to.deep.equal([
      "GET",
    ]);
    expect(refused("/a", "get", { events: http(", Path: /$default, Method: any") })).to.deep.equal([
      "GET",
    ]);
    // Of a REST API it becomes a method of that name, which nobody calls.
    expect(refused("/a", "get", { events: event("/a", any) })).to.deep.equal(["GET"]);
  });

  const others: readonly (readonly [string, string, string, Case, string | null])[] = [
    [
      "a connector of another function",
      "/orders",
      "get",
      {
        resources:
          "  Other: { Type: AWS::Serverless::Function, Properties: { Handler: a.b }, Connectors: { C: { Properties: { Destination: { Id: Fn }, Permissions: [Write] } } } }\n  Connect: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Other }, Destination: { Id: Fn }, Permissions: [Write] } }\n",
      },
      null,
    ],
    [
      "a connector to another function",
      "/orders",
      "get",
      {
        resources:
          "  Connect: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Api }, Destination: { Id: Other }, Permissions: [Write] } }\n",
      },
      null,
    ],
    [
      "a permission for another API of the template",
      "/orders",
      "get",
      {
        resources:
          "  Second: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }\n" +
          permission(
            'FunctionName: !Ref Fn, SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Second}/*/*/*"',
          ),
      },
      null,
    ],
  ];
  const lacking: readonly (readonly [string, string, string, Case, string | null])[] = [
    ["nothing", "/orders", "get", {}, null],
    ["an event on another method", "/orders", "get", { events: event("/orders", "post") }, null],
    ["an event on another path", "/orders", "get", { events: event("/order", "get") }, null],
    ["an event on a longer path", "/orders", "get", { events: event("/orders/{id}", "get") }, null],
    [
      "a permission on the function when an alias is called",
      "/orders",
      "get",
      { resources: permission("FunctionName: !Ref Fn") },
      "live",
    ],
    [
      "an event of a function with an alias when the function itself is called",
      "/orders",
      "get",
      { alias: "live", events: event("/orders", "get") },
      null,
    ],
    [
      "a permission for another stage",
      "/orders",
      "get",
      {
        resources: permission(
          `FunctionName: !Ref Fn, SourceArn: !Sub "${execute}/prod/GET/orders"`,
        ),
      },
      null,
    ],
    [
      "a permission for another API",
      "/orders",
      "get",
      {
        resources: permission(
          'FunctionName: !Ref Fn, SourceArn: "arn:aws:execute-api:eu-west-1:123456789012:abc/*/*/*"',
        ),
      },
      null,
    ],
    [
      "another service's permission",
      "/orders",
      "get",
      {
        resources:
          "  P: { Type: AWS::Lambda::Permission, Properties: { Principal: events.amazonaws.com, FunctionName: !Ref Fn } }\n",
      },
      null,
    ],
    [
      "a permission to call the function's URL, or to do anything but invoke it",
      "/orders",
      "get",
      {
        resources:
          '  P: { Type: AWS::Lambda::Permission, Properties: { Principal: "*", FunctionName: !Ref Fn, Action: lambda:InvokeFunctionUrl, FunctionUrlAuthType: NONE } }\n' +
          "  Q: { Type: AWS::Lambda::Permission, Properties: { Principal: apigateway.amazonaws.com, FunctionName: !Ref Fn, Action: lambda:GetFunction } }\n",
      },
      null,
    ],
  ];
  for (const [title, path, member, options, qualifier] of [...lacking, ...others]) {
    it(`are not given by ${title}`, () => {
      expect(refused(path, member, options, qualifier)).to.deep.equal(["GET"]);
    });
  }

  it("of one method leave the others of an any-method operation refused", () => {
    const methods = refused("/orders", "x-amazon-apigateway-any-method", {
      events: event("/orders", "get"),
    });
    expect(methods).to.include("POST").and.not.include("GET");
  });
});

describe("matchesArn", () => {
  it("reads * as any text, ? as one character and everything else as it stands", () => {
    expect(matchesArn("a/*/GET/x.y", "a/dev/GET/x.y")).to.equal(true);
    expect(matchesArn("a/*/GET/x.y", "a/dev/GET/xzy")).to.equal(false);
    expect(matchesArn("a/?/b", "a/1/b")).to.equal(true);
    expect(matchesArn("a/?/b", "a/12/b")).to.equal(false);
    expect(matchesArn("*", "anything/at/all")).to.equal(true);
    expect(matchesArn("a/$default", "a/$default")).to.equal(true);
    expect(matchesArn("*b*d", "abcbd")).to.equal(true);
    expect(matchesArn("a*", "ba")).to.equal(false);
    expect(matchesArn("a/b", "a/bc")).to.equal(false);
    expect(matchesArn("a/*?", "a/")).to.equal(false);
  });

  it("is done with a pattern of nothing but wildcards as soon as with any other", () => {
    expect(matchesArn(`${"*a".repeat(200)}z`, "a".repeat(2000))).to.equal(false);
  });
});
