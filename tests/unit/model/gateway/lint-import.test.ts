import { expect } from "chai";
import { describe, it } from "mocha";
import { isJsonValue } from "../../../../src/harness/core/json.ts";
import {
  parseSourceDocument,
  type SourceDocument,
} from "../../../../src/harness/core/source-document.ts";
import { lintImport } from "../../../../src/harness/model/gateway/lint-import.ts";
import type { ApiDocument } from "../../../../src/harness/model/openapi/api-document.ts";
import { readInlineDefinition } from "../../../../src/harness/model/openapi/load-api-document.ts";
import { hashing, loadDocument } from "../../../support/model/load-document.ts";
import { httpApi, restApi } from "../../../support/model/lint-document.ts";

const broken = "openapi: 3.0.3\npaths:\n  /a b: {}\n";

describe("lintImport", () => {
  it("has a profile for REST and one for HTTP APIs", () => {
    const document = loadDocument(broken);
    const codes = (api: typeof restApi): readonly string[] =>
      lintImport({ document, api }).map(({ code }) => code);
    expect(codes(restApi)).to.deep.equal(["gateway/path-characters"]);
    expect(codes(httpApi)).to.deep.equal([]);
  });

  it("orders findings by severity, then by place", () => {
    const document = loadDocument(`${broken}  /ping: {}\n  /c*: {}\n`);
    expect(
      lintImport({ document, api: restApi }).map(({ severity, location }) => [
        severity,
        location?.line,
      ]),
    ).to.deep.equal([
      ["error", 3],
      ["error", 5],
      ["info", 4],
    ]);
  });

  it("says nothing of a document that was not read to its end, nor of one made from events", () => {
    expect(lintImport({ document: loadDocument(`${broken}x: [`), api: restApi })).to.deep.equal([]);
    const document = { ...loadDocument(broken), written: "generated" as const };
    expect(lintImport({ document, api: restApi })).to.deep.equal([]);
  });

  it("finds the line of a mapping template inside a template, when given its text", () => {
    const text = `Resources:
  Api:
    Properties:
      DefinitionBody:
        openapi: 3.0.3
        paths:
          /a:
            get:
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates:
                  a/b: |
                    x
                    $context.stag
`;
    const document = readInlineDefinition({
      source: parseSourceDocument({ file: "template.yaml", text }),
      pointer: "/Resources/Api/Properties/DefinitionBody",
      hashing,
    });
    const lines = (known?: string): readonly unknown[] =>
      lintImport({ document, api: restApi, ...(known === undefined ? {} : { text: known }) }).map(
        ({ location }) => location?.line,
      );
    expect(lines(text)).to.deep.equal([14]);
    expect(lines()).to.deep.equal([12]);
  });

  it("takes intrinsics at any place for what cannot be told, and never stumbles over other values", () => {
    const sound = `openapi: 3.0.3
servers: [{ url: https://example.com }]
security: [{ s: [] }]
tags: [{ name: t }]
x-amazon-apigateway-policy: { Statement: [] }
x-amazon-apigateway-binary-media-types: [a/b]
x-amazon-apigateway-minimum-compression-size: 0
x-amazon-apigateway-api-key-source: HEADER
x-amazon-apigateway-endpoint-configuration: { vpcEndpointIds: [] }
x-amazon-apigateway-request-validators: { b: { validateRequestBody: true } }
x-amazon-apigateway-gateway-responses: { THROTTLED: { statusCode: 429, responseTemplates: { a/b: x } } }
components:
  securitySchemes: { s: { type: apiKey, in: header, name: a, x-amazon-apigateway-authorizer: { type: token, authorizerUri: u } } }
  schemas: { A: { type: object, required: [a], properties: { a: { type: string, enum: [a] } } } }
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post:
      security: [{ s: [] }]
      x-amazon-apigateway-request-validator: b
      requestBody: { content: { a/b: { schema: { $ref: '#/components/schemas/A' } } } }
      responses: { 200: { description: a, headers: { A: { schema: { type: string } } } } }
      x-amazon-apigateway-integration:
        type: http
        httpMethod: GET
        uri: https://example.com
        timeoutInMillis: 50
        requestParameters: { integration.request.path.id: method.request.path.id }
        requestTemplates: { a/b: x }
        responses: { default: { statusCode: 200, responseParameters: { method.response.header.A: a }, responseTemplates: { a/b: x } } }
`;
    expect(lintImport({ document: loadDocument(sound), api: restApi })).to.deep.equal([]);
    const { root } = loadDocument(sound);
    const intrinsics = [
      { Ref: "A" },
      { "Fn::If": ["A", { x: 1 }, { y: 2 }] },
      { "Fn::Sub": "${A}" },
    ];
    for (const value of [...intrinsics, null, 0, "text", [], {}, [[null]]]) {
      for (const changed of replaceEach(root, value)) {
        const document = documentOf(changed);
        for (const api of [restApi, httpApi]) {
          const found = lintImport({ document, api });
          if (!intrinsics.some((each) => each === value) || api === httpApi) continue;
          const accused = found.filter(({ severity }) => severity === "error");
          expect(accused, JSON.stringify(changed)).to.deep.equal([]);
        }
      }
    }
  });
});

/** A document of a value, without a text to point into. */
function documentOf(value: unknown): ApiDocument {
  const source: SourceDocument = {
    file: "openapi.yaml",
    text: "",
    value: isJsonValue(value) ? value : null,
    issues: [],
    locate: (pointer) => ({ file: "openapi.yaml", pointer }),
  };
  return readInlineDefinition({ source, pointer: "", hashing });
}

/** Copies of a value, each with another one of its members replaced. */
function replaceEach(value: unknown, by: unknown): readonly unknown[] {
  if (isList(value)) {
    return value.flatMap((item, index) =>
      [by, ...replaceEach(item, by)].map((changed) => value.with(index, changed)),
    );
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    [by, ...replaceEach(member, by)].map((changed) => ({ ...value, [key]: changed })),
  );
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
