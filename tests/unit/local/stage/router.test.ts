import { expect } from "chai";
import { describe, it } from "mocha";
import { routeFor, Router } from "../../../../src/harness/local/stage/router.ts";

function routerOf(...paths: readonly string[]): Router<string> {
  const router = new Router<string>();
  for (const path of paths) router.add({ path, method: "GET", route: path });
  return router;
}

function found(router: Router<string>, path: string): string | null {
  return router.match(path)?.resource.path ?? null;
}

describe("the resource tree", () => {
  // Recorded.
  it("prefers static parts to a variable, and a variable at each level", () => {
    const router = routerOf("/orders/latest", "/orders/{id}", "/orders/{id}/items");
    expect(found(router, "/orders/latest")).to.equal("/orders/latest");
    expect(found(router, "/orders/7")).to.equal("/orders/{id}");
    expect(found(router, "/orders/latest/items")).to.equal("/orders/{id}/items");
    expect(router.match("/orders/latest/items")?.pathParameters).to.deep.equal({ id: "latest" });
  });

  it("forgets the variables of a branch that led nowhere", () => {
    const router = routerOf("/s/{b}/x", "/{proxy+}");
    expect(router.match("/s/1/y")?.pathParameters).to.deep.equal({ proxy: "s/1/y" });
  });

  it("gives a variable of any name its value", () => {
    const match = routerOf("/a/{__proto__}").match("/a/1");
    expect(JSON.stringify(match?.pathParameters)).to.equal('{"__proto__":"1"}');
  });

  it("gives a greedy variable the rest, without leading and trailing slashes", () => {
    const router = routerOf("/files/{proxy+}");
    for (const [path, value] of [
      ["/files/a", "a"],
      ["/files/a/", "a"],
      ["/files//x//y", "x//y"],
      ["/files/a/b/c", "a/b/c"],
    ] as const) {
      expect(router.match(path)?.pathParameters).to.deep.equal({ proxy: value });
    }
  });

  it("needs a part for a greedy variable", () => {
    const router = routerOf("/{proxy+}");
    expect(found(router, "/")).to.equal(null);
    expect(found(router, "/x")).to.equal("/{proxy+}");
    expect(found(routerOf("/files/{proxy+}"), "/files")).to.equal(null);
    expect(found(routerOf("/files/{proxy+}"), "/files/")).to.equal(null);
  });

  it("takes an empty part for no value of a variable", () => {
    expect(found(routerOf("/orders/{id}"), "/orders//")).to.equal(null);
    expect(found(routerOf("/orders/{id}/x"), "/orders//x")).to.equal(null);
  });

  it("ignores one trailing slash, keeps case and encoding", () => {
    const router = routerOf("/orders", "/a/{id}", "/");
    expect(found(router, "/orders/")).to.equal("/orders");
    expect(found(router, "/")).to.equal("/");
    expect(found(router, "/Orders")).to.equal(null);
    expect(router.match("/a/x%2Fy")?.pathParameters).to.deep.equal({ id: "x%2Fy" });
  });

  it("chooses the exact method before any-method, and gives any-method to seven methods", () => {
    const router = routerOf("/x");
    router.add({ path: "/x", method: null, route: "any" });
    const resource = router.match("/x")?.resource;
    if (resource === undefined) throw new Error("no resource");
    expect(routeFor(resource, "GET")).to.equal("/x");
    for (const method of ["DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]) {
      expect(routeFor(resource, method)).to.equal("any");
    }
    expect(routeFor(resource, "TRACE")).to.equal(null);
  });

  const conflicts = [
    [["/a/{id}", "/a/{name}/x"], "only one is allowed"],
    [["/a/{id}", "/a/{proxy+}"], "A sibling ({id})"],
    [["/a/{proxy+}", "/a/{id}"], "A sibling ({proxy+})"],
    [["/a/{proxy+}/b"], "Cannot create a child of a resource with a greedy path variable"],
    [["/a/x{id}"], "curly braces at the beginning and the end"],
    [["/a", "/a/"], "already exists"],
  ] as const;
  for (const [paths, words] of conflicts) {
    it(`refuses ${paths.join(" with ")}`, () => {
      const router = new Router<string>();
      const answers = paths.map((path) => router.add({ path, method: "GET", route: path }));
      expect(answers.slice(0, -1).every((answer) => answer === null)).to.equal(true);
      expect(answers.at(-1)).to.contain(words);
    });
  }
});
