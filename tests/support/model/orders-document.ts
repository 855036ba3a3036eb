/** A clean document of an order service, with one of everything the reader has to understand. */
export const ordersDocument = `openapi: 3.0.3
info:
  title: Orders
  version: "1"
x-amazon-apigateway-request-validators:
  all: { validateRequestBody: true, validateRequestParameters: true }
  params: { validateRequestBody: false, validateRequestParameters: true }
x-amazon-apigateway-request-validator: all
x-amazon-apigateway-binary-media-types: [image/png]
x-amazon-apigateway-gateway-responses:
  BAD_REQUEST_BODY:
    statusCode: "422"
    responseTemplates: { application/json: '{"message":"no"}' }
    responseParameters: { gatewayresponse.header.X-A: "'b'" }
security:
  - key: []
paths:
  /orders:
    parameters:
      - { name: X-Trace, in: header, schema: { type: integer } }
    post:
      operationId: createOrder
      requestBody: { $ref: "#/components/requestBodies/NewOrder" }
      x-amazon-apigateway-integration: { $ref: "#/components/x-amazon-apigateway-integrations/create" }
      responses:
        "201":
          description: Stored
          headers:
            Location: { required: true, schema: { type: string, pattern: "^/orders/" } }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Order" }
        4XX: { $ref: "#/components/responses/Problem" }
    get:
      operationId: listOrders
      x-amazon-apigateway-request-validator: params
      parameters:
        - { name: customer, in: query, required: true, schema: { type: string, minLength: 1 }, example: C-1 }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 }, example: 10 }
        - { name: status, in: query, explode: false, schema: { type: array, items: { $ref: "#/components/schemas/Status" } } }
        - { name: X-Trace, in: header, required: true, schema: { type: integer } }
      responses:
        "200":
          description: A list
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Order" } }
        default: { $ref: "#/components/responses/Problem" }
  /orders/{orderId}:
    get:
      security: []
      parameters: [{ $ref: "#/components/parameters/OrderId" }]
      responses:
        "200":
          description: One
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Order" }
    delete:
      deprecated: true
      parameters: [{ $ref: "#/components/parameters/OrderId" }]
      responses:
        "204": { description: Gone }
  /orders/mine:
    get:
      responses: { "204": { description: None } }
  /files/{path+}:
    x-amazon-apigateway-any-method:
      parameters: [{ name: path, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: Any, content: { text/plain: { schema: { type: string, maxLength: 5 } } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
  parameters:
    OrderId: { name: orderId, in: path, required: true, schema: { type: string, pattern: "^O-[0-9]+$" }, example: O-17 }
  requestBodies:
    NewOrder:
      required: true
      content:
        application/json:
          schema: { $ref: "#/components/schemas/NewOrder" }
          examples:
            one: { value: { customer: C-1, items: [{ sku: A, quantity: 1 }] } }
            two: { $ref: "#/components/examples/Two" }
  examples:
    Two: { value: { customer: C-2, items: [{ sku: A, quantity: 1 }, { sku: B, quantity: 100 }] } }
  responses:
    Problem:
      description: Refused
      content:
        application/json:
          schema: { type: object, required: [message], properties: { message: { type: string } } }
  schemas:
    Status: { type: string, enum: [created, shipped] }
    NewOrder:
      type: object
      required: [customer, items]
      additionalProperties: false
      properties:
        id: { type: string, readOnly: true }
        customer: { type: string, pattern: "^C-[0-9]{1,5}$" }
        note: { type: string, nullable: true, maxLength: 20 }
        items: { type: array, minItems: 1, maxItems: 3, items: { $ref: "#/components/schemas/Item" } }
    Item:
      type: object
      required: [sku, quantity]
      properties:
        sku: { type: string, minLength: 1 }
        quantity: { type: integer, minimum: 1, maximum: 100 }
    Order:
      allOf:
        - type: object
          required: [id, status]
          properties:
            id: { type: string }
            status: { $ref: "#/components/schemas/Status" }
        - type: object
          properties:
            secret: { type: string, writeOnly: true }
  x-amazon-apigateway-integrations:
    create:
      type: AWS_PROXY
      httpMethod: POST
      uri: { "Fn::Sub": "arn:\${CreateOrder.Arn}" }
`;
