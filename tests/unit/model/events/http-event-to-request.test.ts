import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import { httpEventForOperation } from "../../../../src/harness/model/events/http-event-for-operation.ts";
import { httpEventToRequest } from "../../../../src/harness/model/events/http-event-to-request.ts";
import { validateEvent } from "../../../../src/harness/model/events/validate-event.ts";

const event = httpEventForOperation({
  method: "POST",
  path: "/pets/{petId}",
  pathParameters: { petId: "a b/c" },
  query: { tag: "x y" },
  headers: { Cookie: "a=1; b=2", "X-A": "1" },
  body: { name: "Rex" },
});

const check = (value: unknown) =>
  validateEvent({ file: "event.json", text: JSON.stringify(value) }).map(
    ({ code, message, location }) => `${code} ${location?.pointer ?? ""} ${message}`,
  );

describe("an event of payload format 2.0, read back", () => {
  it("gives the request it was made of", () => {
    const read = httpEventToRequest(event);
    expect(read).to.include({ resource: "/pets/{petId}", method: "POST" });
    expect(read?.request).to.include({ path: "/pets/a%20b/c", query: "tag=x%20y" });
    expect(read?.request.headers).to.deep.include.members([
      ["x-a", "1"],
      ["cookie", "a=1; b=2"],
    ]);
    expect(bodyText({ body: read?.request.body ?? null })).to.equal('{"name":"Rex"}');
  });

  it("decodes a body in base64, and is none when that is broken", () => {
    const encoded = { ...event, body: "aGk=", isBase64Encoded: true };
    expect(bodyText({ body: httpEventToRequest(encoded)?.request.body ?? null })).to.equal("hi");
    expect(httpEventToRequest({ ...encoded, body: "?" })).to.equal(null);
  });

  const others: readonly unknown[] = [null, {}, { routeKey: "GET /", rawPath: "/" }, [event]];
  for (const other of others) {
    it(`is none of ${JSON.stringify(other).slice(0, 40)}`, () => {
      expect(httpEventToRequest(other)).to.equal(null);
    });
  }
});

describe("the schema of payload format 2.0", () => {
  it("takes an event as it is, also with null where sam local writes it", () => {
    expect(check(event)).to.deep.equal([]);
    expect(check({ ...event, cookies: null, body: null, stageVariables: null })).to.deep.equal([]);
  });

  const wrong: readonly (readonly [string, object, RegExp])[] = [
    [
      "a member of a REST API's event",
      { httpMethod: "POST" },
      /httpMethod is not part of an event/,
    ],
    ["a header in upper case", { headers: { "X-A": "1" } }, /schema-violation/],
    ["a body that is an object", { body: { name: "Rex" } }, /events\/body-not-a-string \/body/],
    ["a route key without a path", { routeKey: "POST" }, /\/routeKey/],
    ["another version", { version: "3.0" }, /\/version/],
  ];
  for (const [what, change, words] of wrong) {
    it(`refuses ${what}`, () => {
      expect(check({ ...event, ...change }).join("\n")).to.match(words);
    });
  }

  // Authorizers get events of much the same shape, which this schema is not for.
  it("is not asked about events of authorizers", () => {
    const { body: _body, isBase64Encoded: _flag, ...rest } = event;
    const asked = { ...rest, type: "REQUEST", routeArn: "arn:aws:execute-api:…" };
    expect(check(asked).join("\n")).to.match(/^events\/no-schema/);
    const rest1 = { type: "REQUEST", methodArn: "arn", resource: "/x", httpMethod: "GET" };
    expect(check(rest1).join("\n")).to.match(/^events\/no-schema/);
  });
});
