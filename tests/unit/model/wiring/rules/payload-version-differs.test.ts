import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  messagesOf,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/payload-version-differs";

function found(event: string, document: string, kind: "Api" | "HttpApi" = "HttpApi"): string {
  const [type, property] = kind === "Api" ? ["Api", "RestApiId"] : ["HttpApi", "ApiId"];
  const written = `{ E: { Type: ${type}, Properties: { Path: /x, Method: get, ${property}: !Ref A${event} } } }`;
  const template = templateOf(apiOf("A", include(), kind) + functionOf("Fn", written));
  const spec = specOf({ "get /x": "Fn" }).replace("type: aws_proxy", `type: aws_proxy${document}`);
  return messagesOf(wiredProblems(code, { template, documents: { "openapi.yaml": spec } }));
}

describe("payloadVersionDiffers", () => {
  it("finds an event that writes another version over the document's", () => {
    expect(found(', PayloadFormatVersion: "1.0"', ', payloadFormatVersion: "2.0"')).to.equal(
      "GET /x has payloadFormatVersion 2.0 in its integration, but the event E of Fn writes 1.0 over it when deployed.",
    );
  });

  it("accepts the same version, and one that is named in one place only", () => {
    expect(found(', PayloadFormatVersion: "2.0"', ", payloadFormatVersion: 2.0")).to.equal("");
    expect(found("", ', payloadFormatVersion: "1.0"')).to.equal("");
    expect(found(', PayloadFormatVersion: "1.0"', "")).to.equal("");
  });

  it("does not look at REST APIs", () => {
    expect(found(', PayloadFormatVersion: "1.0"', ', payloadFormatVersion: "2.0"', "Api")).to.equal(
      "",
    );
  });
});
