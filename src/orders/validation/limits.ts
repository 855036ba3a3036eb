/** What a text may be. Lengths count characters (code points), as JSON Schema does. */
export interface TextLimits {
  readonly minLength?: number;
  readonly maxLength: number;
  readonly pattern?: RegExp;
}

export const ORDER_ID: TextLimits = { minLength: 7, maxLength: 24, pattern: /^ORD-[0-9A-Z]+$/ };

export const CUSTOMER_ID: TextLimits = { minLength: 8, maxLength: 20, pattern: /^CUST-[0-9A-Z]+$/ };

export const PRODUCT_ID: TextLimits = { maxLength: 24, pattern: /^PROD-[0-9A-Z]+$/ };

export const NOTE: TextLimits = { minLength: 1, maxLength: 200 };

export const PAGING_TOKEN: TextLimits = { maxLength: 512, pattern: /^[0-9A-Za-z_-]+$/ };

export const ITEM_COUNT = { min: 1, max: 20 } as const;

export const QUANTITY = { min: 1, max: 100 } as const;

export const PAGE_SIZE = { min: 1, max: 50, default: 20 } as const;

export const SHIPPING = ["standard", "express"] as const;
