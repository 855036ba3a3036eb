import { expect } from "chai";
import { findFunction, type FunctionNames } from "../../../src/harness/core/find-function.ts";
import { parseLambdaName } from "../../../src/harness/core/lambda-name.ts";

const named = (logicalId: string, functionName: string): FunctionNames => ({
  logicalId,
  functionName,
  arn: `arn:aws:lambda:eu-west-1:123456789012:function:${functionName}`,
});

const functions = [
  named("GetOrderFunction", "orders-get"),
  named("PlaceFunction", "dev-PlaceFunction"),
  named("Billing/ChargeFunction", "billing-charge"),
  named("Billing/GetOrderFunction", "billing-get"),
  named("Left/SendFunction", "left-send"),
  named("Right/SendFunction", "right-send"),
  named("arn:aws:lambda:eu-west-1:123456789012:function:session:live", "session"),
];

describe("Finding a function by name", () => {
  const found: readonly (readonly [text: string, logicalId: string, qualifier: string | null])[] = [
    ["GetOrderFunction", "GetOrderFunction", null],
    ["GetOrderFunction:live", "GetOrderFunction", "live"],
    ["orders-get", "GetOrderFunction", null],
    ["orders-get:$LATEST", "GetOrderFunction", "$LATEST"],
    ["orders-get:7", "GetOrderFunction", "7"],
    ["dev-PlaceFunction", "PlaceFunction", null],
    ["function:orders-get", "GetOrderFunction", null],
    ["123456789012:function:orders-get", "GetOrderFunction", null],
    ["123456789012:function:orders-get:live", "GetOrderFunction", "live"],
    ["eu-west-1:123456789012:function:orders-get", "GetOrderFunction", null],
    ["arn:aws:lambda:eu-west-1:123456789012:function:orders-get", "GetOrderFunction", null],
    ["arn:aws:lambda:eu-west-1:123456789012:function:orders-get:live", "GetOrderFunction", "live"],
    ["Billing/ChargeFunction", "Billing/ChargeFunction", null],
    ["Billing/ChargeFunction:live", "Billing/ChargeFunction", "live"],
    ["ChargeFunction", "Billing/ChargeFunction", null],
    ["ChargeFunction:live", "Billing/ChargeFunction", "live"],
    ["shop-dev-PlaceFunction-1A2B3C4D5E6F", "PlaceFunction", null],
    ["shop-Billing-X1Y2Z3-ChargeFunction-1A2B3C4D5E6F:live", "Billing/ChargeFunction", "live"],
    ["billing-get", "Billing/GetOrderFunction", null],
    [functions[6]?.logicalId ?? "", functions[6]?.logicalId ?? "", null],
  ];
  for (const [text, logicalId, qualifier] of found)
    it(`takes ${text} for ${logicalId}`, () => {
      expect(findFunction(functions, text)).to.deep.equal({
        kind: "found",
        logicalId,
        qualifier,
        elsewhere: null,
      });
    });

  it("tells that an ARN places the function elsewhere", () => {
    const there = "arn:aws:lambda:us-east-1:123456789012:function:orders-get";
    expect(findFunction(functions, there)).to.include({
      logicalId: "GetOrderFunction",
      elsewhere: "us-east-1:123456789012",
    });
    expect(findFunction(functions, "210987654321:function:orders-get")).to.include({
      elsewhere: "eu-west-1:210987654321",
    });
  });

  it("does not choose between two nested functions of one name", () => {
    expect(findFunction(functions, "SendFunction")).to.deep.equal({
      kind: "ambiguous",
      logicalIds: ["Left/SendFunction", "Right/SendFunction"],
    });
  });

  it("has the nearest names of one that nothing has", () => {
    expect(findFunction(functions, "GetOrdrFunction:live")).to.deep.equal({
      kind: "unknown",
      near: ["GetOrderFunction"],
    });
    expect(findFunction(functions, "billing-chrge")).to.deep.include({ near: ["billing-charge"] });
    for (const text of [
      "",
      "Checkout",
      "a/b/c:d:e",
      "shop-PlaceFunction-1A2B",
      "arn:aws:sqs:eu-west-1:123456789012:orders-get",
    ])
      expect(findFunction(functions, text)).to.deep.equal({ kind: "unknown", near: [] });
  });

  it("prefers a logical id to a deployed name", () => {
    const crossed = [named("A", "B"), named("B", "A")];
    expect(findFunction(crossed, "B")).to.include({ logicalId: "B" });
  });
});

describe("A Lambda name", () => {
  it("keeps $LATEST, which a caller named", () => {
    expect(parseLambdaName("orders:$LATEST")).to.deep.equal({
      name: "orders",
      qualifier: "$LATEST",
      region: null,
      accountId: null,
    });
    expect(parseLambdaName("arn:aws:iam::123456789012:role/x")).to.equal(null);
  });
});
