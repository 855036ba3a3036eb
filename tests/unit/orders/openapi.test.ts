import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import SwaggerParser from "@apidevtools/swagger-parser";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect } from "chai";
import { parse } from "yaml";

import { checkListQuery } from "../../../src/orders/validation/check-list-query.ts";
import { checkNewOrder } from "../../../src/orders/validation/check-new-order.ts";
import { checkOrderId } from "../../../src/orders/validation/check-order-id.ts";
import { isObject } from "../../../src/orders/validation/is-object.ts";
import * as limits from "../../../src/orders/validation/limits.ts";

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

const specification: unknown = parse(
  readFileSync(new URL("../../../openapi.yaml", import.meta.url), "utf8"),
);

function at(pointer: string, root: unknown = specification): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((value: unknown, part) => (isMap(value) ? value[part] : undefined), root);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) || Array.isArray(value);
}

function entriesAt(pointer: string): readonly (readonly [string, unknown])[] {
  const value = at(pointer);
  return isMap(value) ? Object.entries(value) : [];
}

function schemaErrors(name: string, value: unknown): unknown {
  const schemas = at("/components/schemas");
  const validate = ajv.compile({ components: { schemas }, $ref: `#/components/schemas/${name}` });
  return validate(value) ? [] : validate.errors;
}

const operations = entriesAt("/paths").flatMap(([path, item]) =>
  Object.entries(isMap(item) ? item : {}).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    pointer: `/paths/${path.replaceAll("/", "~1")}/${method}`,
    operation,
  })),
);

describe("openapi.yaml", () => {
  it("is an OpenAPI document without a fault", async () => {
    const location = new URL("../../../openapi.yaml", import.meta.url);
    await SwaggerParser.validate(fileURLToPath(location));
  });

  for (const { name, pointer } of operations) {
    for (const [status] of entriesAt(`${pointer}/responses`)) {
      it(`has valid examples for ${status} of ${name}`, () => {
        const media = `${pointer}/responses/${status}/content/application~1json`;
        const reference = String(at(`${media}/schema/$ref`));
        const examples = entriesAt(`${media}/examples`);
        expect(examples.length).to.be.greaterThan(0);
        for (const [key, example] of examples) {
          const schema = reference.slice("#/components/schemas/".length);
          expect(schemaErrors(schema, at("/value", example)), key).to.deep.equal([]);
        }
      });
    }

    it(`selects a validator that the document defines for ${name}`, () => {
      const validator = String(at(`${pointer}/x-amazon-apigateway-request-validator`));
      expect(at(`/x-amazon-apigateway-request-validators/${validator}`)).to.be.an("object");
    });
  }

  it("has request examples that the service accepts", () => {
    const bodies = entriesAt("/paths/~1orders/post/requestBody/content/application~1json/examples");
    expect(bodies).to.have.length(2);
    for (const [name, example] of bodies) {
      expect(checkNewOrder(at("/value", example)), name).to.have.property("ok", true);
    }
    const query: Record<string, string> = {};
    for (const [, parameter] of entriesAt("/paths/~1orders/get/parameters")) {
      query[String(at("/name", parameter))] = String(at("/example", parameter));
    }
    expect(Object.keys(query)).to.deep.equal(["customerId", "limit", "nextToken"]);
    expect(checkListQuery(query)).to.have.property("ok", true);
    for (const path of ["~1orders~1{orderId}/get", "~1orders~1{orderId}~1cancel/post"]) {
      expect(checkOrderId(String(at(`/paths/${path}/parameters/0/example`))).ok, path).to.equal(
        true,
      );
    }
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
  for (const type of ["BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_5XX"]) {
    it(`renders ${type} as a problem of the service`, () => {
      const response = `/x-amazon-apigateway-gateway-responses/${type}`;
      const template = String(at(`${response}/responseTemplates/application~1json`));
      const rendered = template
        .replaceAll("$context.error.messageString", JSON.stringify('it\'s "quoted"'))
        .replaceAll("$context.error.responseType", type)
        .replaceAll("$context.requestId", "request-1");
      expect(rendered).to.not.contain("$");
      expect(schemaErrors("Problem", JSON.parse(rendered))).to.deep.equal([]);
      const contentType = `${response}/responseParameters/gatewayresponse.header.Content-Type`;
      expect(at(contentType)).to.equal("'application/json'");
    });
  }
});

describe("the service's limits", () => {
  const schemas = "/components/schemas";
  const texts: readonly (readonly [string, limits.TextLimits])[] = [
    [`${schemas}/OrderId`, limits.ORDER_ID],
    [`${schemas}/CustomerId`, limits.CUSTOMER_ID],
    [`${schemas}/PagingToken`, limits.PAGING_TOKEN],
    [`${schemas}/OrderItem/properties/productId`, limits.PRODUCT_ID],
    [`${schemas}/NewOrder/properties/note`, limits.NOTE],
    [`${schemas}/Order/properties/note`, limits.NOTE],
  ];
  for (const [pointer, { minLength, maxLength, pattern }] of texts) {
    it(`are those of ${pointer}`, () => {
      expect(at(`${pointer}/minLength`)).to.equal(minLength);
      expect(at(`${pointer}/maxLength`)).to.equal(maxLength);
      expect(at(`${pointer}/pattern`)).to.equal(pattern?.source);
    });
  }

  it("are those of the numbers, the counts and the shipping", () => {
    const quantity = at(`${schemas}/OrderItem/properties/quantity`);
    expect(quantity).to.include({ minimum: limits.QUANTITY.min, maximum: limits.QUANTITY.max });
    for (const name of ["NewOrder", "Order"]) {
      const items = at(`${schemas}/${name}/properties/items`);
      expect(items).to.include({
        minItems: limits.ITEM_COUNT.min,
        maxItems: limits.ITEM_COUNT.max,
      });
    }
    expect(at("/paths/~1orders/get/parameters/1/schema")).to.include({
      minimum: limits.PAGE_SIZE.min,
      maximum: limits.PAGE_SIZE.max,
      default: limits.PAGE_SIZE.default,
    });
    expect(at(`${schemas}/OrderPage/properties/orders/maxItems`)).to.equal(limits.PAGE_SIZE.max);
    expect(at(`${schemas}/Shipping/enum`)).to.deep.equal(limits.SHIPPING);
  });
});
