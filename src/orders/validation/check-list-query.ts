import { decodePagingToken, type PageEnd } from "../paging-token.ts";
import { accept, checkOptional, refuse, refuseAll, type Checked } from "./checked.ts";
import { checkInteger } from "./check-integer.ts";
import { checkText } from "./check-text.ts";
import { CUSTOMER_ID, PAGE_SIZE, PAGING_TOKEN } from "./limits.ts";

/** Which page of whose orders. */
export interface ListQuery {
  readonly customerId: string;
  /** The most orders on the page. */
  readonly limit: number;
  /** Where the page before ended; `undefined` for the first page. */
  readonly after: PageEnd | undefined;
}

/** Checks the query parameters of listOrders; API Gateway only checks that customerId is there. */
export function checkListQuery(
  query: Readonly<Record<string, string | undefined>>,
): Checked<ListQuery> {
  const customerId = checkText(query["customerId"], "customerId", CUSTOMER_ID);
  const limit = checkOptional(query["limit"], "limit", checkLimit);
  const after = checkOptional(query["nextToken"], "nextToken", (token, at) =>
    checkNextToken(token, at, query["customerId"] ?? ""),
  );
  return customerId.ok && limit.ok && after.ok
    ? accept({
        customerId: customerId.value,
        limit: limit.value ?? PAGE_SIZE.default,
        after: after.value,
      })
    : refuseAll([customerId, limit, after]);
}

function checkLimit(text: unknown, at: string): Checked<number> {
  const digits = typeof text === "string" && /^-?\d+$/.test(text);
  return checkInteger(digits ? Number(text) : Number.NaN, at, PAGE_SIZE);
}

function checkNextToken(value: unknown, at: string, customerId: string): Checked<PageEnd> {
  const token = checkText(value, at, PAGING_TOKEN);
  if (!token.ok) {
    return token;
  }
  const end = decodePagingToken(token.value, customerId);
  return end === undefined ? refuse(`${at} was not given out for this customer`) : accept(end);
}
