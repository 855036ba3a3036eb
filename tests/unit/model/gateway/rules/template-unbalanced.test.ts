import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/template-unbalanced";

describe("import rule template-unbalanced", () => {
  it("reports what has no end, and ends with nothing to end", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #if($a)
            x
          text/plain: |
            #foreach($x in $y)#if($x)a#else b#end#end#end
`;
    expect(placesFor(code, text)).to.deep.equal(["error 9:13", "error 12:54"]);
  });

  it("takes what balances, and passes over other words", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #if($a)#set($b = 1)#elseif($c)x#{else}y#end
            #foreach($x in $y)$x#{end}
            #macro(m)a#end
            ## #if($a)
            { "a": "#iffy", "b": "#endpoint", "c": "#if" } \\#if(a)
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
