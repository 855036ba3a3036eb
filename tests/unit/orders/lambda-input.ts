import type { APIGatewayProxyEvent, Context } from "aws-lambda";

/** The event of a request as API Gateway makes it for a REST API, with the given parts. */
export function apiEvent(parts: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  return {
    resource: "/orders",
    path: "/orders",
    httpMethod: "POST",
    headers: { "Content-Type": "application/json" },
    multiValueHeaders: { "Content-Type": ["application/json"] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: { ordersTable: "dev-orders", logLevel: "debug", cancelEnabled: "true" },
    requestContext: {
      accountId: "123456789012",
      apiId: "api",
      authorizer: null,
      protocol: "HTTP/1.1",
      httpMethod: "POST",
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: "127.0.0.1",
        user: null,
        userAgent: null,
        userArn: null,
      },
      path: "/dev/orders",
      stage: "dev",
      requestId: "request-1",
      requestTimeEpoch: 0,
      resourceId: "abc123",
      resourcePath: "/orders",
    },
    body: null,
    isBase64Encoded: false,
    ...parts,
  };
}

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "function",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:eu-central-1:123456789012:function:function",
  memoryLimitInMB: "256",
  awsRequestId: "invocation-1",
  logGroupName: "/aws/lambda/function",
  logStreamName: "stream",
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
