import { expect } from "chai";
import { identifyCall, type CallParts } from "../../../../src/harness/local/aws/identify-call.ts";

const signedFor = (service: string): Readonly<Record<string, string>> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261124/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

const call = (parts: Partial<CallParts>) =>
  identifyCall({ method: "POST", path: "/", headers: {}, body: "", ...parts });

describe("identifyCall", () => {
  it("tells a JSON call by its target, and the resource by its body", () => {
    expect(
      call({
        headers: { "x-amz-target": "DynamoDB_20120810.GetItem" },
        body: '{"TableName":"dev-orders"}',
      }),
    ).to.deep.equal({
      service: "dynamodb",
      action: "GetItem",
      resource: "dev-orders",
      protocol: "json",
    });
  });

  it("names every table of a batch", () => {
    const headers = { "x-amz-target": "DynamoDB_20120810.BatchGetItem" };
    expect(call({ headers, body: '{"RequestItems":{"a":{},"b":{}}}' })).to.include({
      resource: "a, b",
    });
  });

  it("takes a service it does not know from the signature", () => {
    const headers = { ...signedFor("athena"), "x-amz-target": "AmazonAthena.StartQuery" };
    expect(call({ headers })).to.include({ service: "athena", action: "StartQuery" });
  });

  it("tells a query call by its Action", () => {
    expect(call({ headers: signedFor("sns"), body: "Action=Publish&Message=x" })).to.deep.equal({
      service: "sns",
      action: "Publish",
      resource: null,
      protocol: "query",
    });
  });

  it("tells a REST call by method and path, without the query", () => {
    const rest = { method: "PUT", path: "/bucket/key?x-id=PutObject" };
    expect(call({ ...rest, headers: signedFor("s3") })).to.deep.equal({
      service: "s3",
      action: "PUT /bucket/key",
      resource: null,
      protocol: "rest-xml",
    });
    expect(call({ ...rest, headers: signedFor("lambda") })).to.include({ protocol: "rest-json" });
  });

  it("says unknown for a request that tells nothing, and stands a body that is no JSON", () => {
    expect(call({ method: "GET" })).to.include({ service: "unknown", action: "GET /" });
    const headers = { "x-amz-target": "DynamoDB_20120810.GetItem" };
    expect(call({ headers, body: "{" })).to.include({ service: "dynamodb", resource: null });
  });
});
