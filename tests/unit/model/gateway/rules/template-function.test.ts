import { expect } from "chai";
import { describe, it } from "mocha";
import { placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/template-function";

describe("import rule template-function", () => {
  it("reports misspelt functions and those of AppSync", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            $input.jsn('$.a')
            $util.escapeJavascript('a') $util.toJson('b') $util.brandNew()
`;
    expect(placesFor(code, text)).to.deep.equal([
      "warning 9:13",
      "warning 10:13",
      "warning 10:41",
      "info 10:59",
    ]);
  });

  it("knows those of the guide, and roots that the template redefines", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            #set($a = $input.path('$'))
            $input.json('$.a') $input.body $input.params('x') $input.params().header.get('a')
            $util.base64Encode($util.urlDecode('a'))
            #foreach($input in $a)$input.name#end
`;
    expect(placesFor(code, text)).to.deep.equal([]);
  });
});
