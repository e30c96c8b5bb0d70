import type { ApiOptions } from "../api.ts";
import { assigneesRoutes } from "./assignees.ts";
import { candidacyRoutes } from "./candidacy.ts";
import { compareRoutes } from "./compare.ts";
import { routes } from "./declare.ts";
import { dossierRoutes } from "./dossier.ts";
import { identitiesRoutes } from "./identities.ts";
import { candidatesRoutes } from "./people.ts";
import { personRoutes } from "./person.ts";
import { policyRoutes } from "./policy.ts";
import { renewalsRoutes } from "./renewals.ts";
import { whatIfRoutes } from "./what-if.ts";
import { wrongDataRoutes } from "./wrong-data.ts";

/** Everything about people: for leads and admins alone. */
export function peopleRoutes(options: ApiOptions) {
  return routes()
    .route("/", assigneesRoutes(options))
    .route("/", candidacyRoutes(options))
    .route("/", candidatesRoutes(options))
    .route("/", compareRoutes(options))
    .route("/", dossierRoutes(options))
    .route("/", identitiesRoutes(options))
    .route("/", personRoutes(options))
    .route("/", policyRoutes(options))
    .route("/", renewalsRoutes(options))
    .route("/", whatIfRoutes(options))
    .route("/", wrongDataRoutes(options));
}
