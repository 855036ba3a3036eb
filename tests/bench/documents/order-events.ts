const cities = ["Porto", "Lyon", "Graz", "Turku", "Bergen", "Gdynia", "Bilbao", "Ghent"];
const steps = ["OrderPlaced", "OrderPaid", "OrderPacked", "OrderShipped", "OrderCancelled"];

/** Events of orders in their envelope, each about 512 bytes of JSON text, no two alike. */
export function eventTexts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      version: "0",
      id: `3a9c1f52-0000-4000-8000-${String(index).padStart(12, "0")}`,
      "detail-type": steps[index % steps.length],
      source: `com.shop.${index % 2 === 0 ? "orders" : "billing"}`,
      account: "123456789012",
      time: "2026-03-01T12:00:00Z",
      region: "eu-west-1",
      resources: [`arn:aws:dynamodb:eu-west-1:123456789012:table/orders-${String(index % 10)}`],
      detail: {
        orderId: `ord-${String(1000 + index)}`,
        status: index % 3 === 0 ? "NEW" : "PAID",
        total: 10 + (index % 400),
        customer: { city: cities[index % cities.length], vip: index % 7 === 0 },
        items: [{ sku: `sku-${String(index % 50)}`, quantity: 1 + (index % 4) }],
      },
    }),
  );
}

/** Patterns that use eight operators in turn; most match none or few of the events. */
export function mixedPattern(index: number): string {
  const number = String(index);
  const details = [
    { orderId: [`ord-${String(1000 + index)}`] },
    { orderId: [{ prefix: `ord-${String(100 + (index % 900))}` }], status: ["PAID"] },
    { orderId: [{ suffix: number }], customer: { vip: [true] } },
    { total: [{ numeric: [">", index % 400, "<=", (index % 400) + 2] }] },
    { status: [{ "anything-but": ["NEW", `S${number}`] }], items: { sku: [`sku-${number}`] } },
    {
      customer: {
        city: [{ "equals-ignore-case": `${cities[index % cities.length] ?? ""}${number}` }],
      },
    },
    { items: { sku: [{ wildcard: `sku-*${number}` }], quantity: [{ numeric: ["=", 1] }] } },
    { coupon: [{ exists: true }], orderId: [{ prefix: "ord-" }] },
  ];
  return JSON.stringify({
    source: [`com.shop.${index % 2 === 0 ? "orders" : "billing"}`],
    detail: details[index % details.length],
  });
}
