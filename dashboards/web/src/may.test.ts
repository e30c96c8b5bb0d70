import type * as Server from "@groundswell/server";
import { expect, test } from "vitest";
import { may } from "./may.ts";

// By its path and only here: pages take no values from other packages.
const access = await import(new URL("../../server/src/access.ts", import.meta.url).href);
const { deeds, matters, roles, may: decides } = access as typeof Server;

test("the pages leave out exactly what the server would refuse", () => {
  const wrong: string[] = [];
  for (const role of roles)
    for (const scopes of ["all", ["spaces:read"]] as const)
      for (const expertises of ["all", ["lumen"], []] as const)
        for (const matter of matters)
          for (const deed of deeds)
            for (const expertise of [null, "lumen", "aurora"]) {
              const asker: Server.Asker = {
                ...{ id: "1", name: "Ada", actor: "ada@corp.example", regions: "all", via: "session" },
                role,
                scopes,
                expertises,
              };
              if (may(asker, deed, matter, expertise) !== decides(asker, deed, matter, expertise))
                wrong.push(JSON.stringify([role, scopes, expertises, matter, deed, expertise]));
            }
  expect(wrong).toEqual([]);
});
