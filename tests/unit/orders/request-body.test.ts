import { expect } from "chai";

import { isAnnouncedAsJson, readJsonBody } from "../../../src/orders/request-body.ts";

describe("isAnnouncedAsJson", () => {
  for (const headers of [
    {},
    { "Content-Type": "application/json" },
    { "content-type": "Application/JSON; charset=utf-8" },
  ]) {
    it(`accepts ${JSON.stringify(headers)}`, () => {
      expect(isAnnouncedAsJson({ headers })).to.equal(true);
    });
  }

  for (const type of ["text/plain", "application/jsonp", "application/x-www-form-urlencoded", ""]) {
    it(`refuses ${JSON.stringify(type)}`, () => {
      expect(isAnnouncedAsJson({ headers: { "CONTENT-TYPE": type } })).to.equal(false);
    });
  }
});

describe("readJsonBody", () => {
  it("reads text and base64", () => {
    const body = '{"note":"\u00e9"}';
    expect(readJsonBody({ body, isBase64Encoded: false })).to.deep.equal({ note: "\u00e9" });
    const encoded = Buffer.from(body).toString("base64");
    expect(readJsonBody({ body: encoded, isBase64Encoded: true })).to.deep.equal({
      note: "\u00e9",
    });
  });

  for (const body of [null, "", "{", "'a'"]) {
    it(`has no value for ${JSON.stringify(body)}`, () => {
      expect(readJsonBody({ body, isBase64Encoded: false })).to.equal(undefined);
    });
  }
});
