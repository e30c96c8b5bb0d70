import { fold } from "./names.ts";

/** What a name says that an account is, and how sure that is. */
export type NamedKind = { kind: "bot" | "shared"; confidence: number };

const machines = new Set(
  (
    "dependabot renovate greenkeeper snyk-bot codecov codecov-commenter codecov-io coveralls travis travis-ci circleci github-actions " +
    "github-action azure-pipelines azure-devops msftbot microsoft-github-policy-service imgbot allcontributors mergify pre-commit-ci " +
    "netlify vercel sonarcloud houndci appveyor jenkins jenkins-ci buildkite k8s-ci-robot web-flow gitlab-runner weblate " +
    "semantic-release transifex-integration crowdin lgtm-com stale deepsource restyled-io automoderator ci continuous-integration " +
    "build-server buildbot"
  ).split(" "),
);
const machinePatterns = [/[-_]bot$/, /^bot[-_]/, /[-_]ci$/, /[-_]robot$/];
const posts = new Set(
  (
    "admin admins administrator administrators abuse contact editor hello help helpdesk info mail marketing moderator moderators " +
    "newsletter noreply no-reply office postmaster press root sales security staff support sysadmin team webmaster"
  ).split(" "),
);
// Nobody's family name, at the end of a name: PowerShell Team, Contoso Support.
const lastWords = new Set(["team", "support", "helpdesk", "moderators", "admins", "administrators", "webmaster"]);

/** Every handle and name that `kindByName` judges holds one of these: what a database can look for cheaply. */
export const suspectName =
  "bot|team|support|help|admin|moderator|webmaster|postmaster|root|[-_ ]ci|^ci$|reply|abuse|contact|editor|hello|^info|^mail|market|newsletter|office|" +
  "press|sales|security|staff|renovate|greenkeeper|codecov|coveralls|travis|circleci|action|pipelines|devops|policy|allcontrib|mergify|netlify|" +
  "vercel|sonarcloud|appveyor|jenkins|buildkite|web-flow|web flow|runner|weblate|release|transifex|crowdin|lgtm|stale|deepsource|restyled|continuous|build";

/**
 * What a handle and a name say of an account. A person may be called so by chance: this is no certainty, and a mark stands above it.
 * @returns null where they look like a person's
 */
export function kindByName(handle: string | null, name: string | null): NamedKind | null {
  const texts = [handle, name].filter((text) => text !== null).map((text) => fold(text));
  if (texts.some((text) => text.endsWith("[bot]"))) return { kind: "bot", confidence: 0.95 };
  if (texts.some((text) => machines.has(dashed(text)))) return { kind: "bot", confidence: 0.9 };
  // Of a handle only: Bot is a family name.
  if (handle !== null && machinePatterns.some((pattern) => pattern.test(fold(handle))))
    return { kind: "bot", confidence: 0.7 };
  if (texts.some((text) => posts.has(text.replace(/@.*$/s, "")))) return { kind: "shared", confidence: 0.7 };
  if (name !== null && isPost(dashed(fold(name)).split("-"))) return { kind: "shared", confidence: 0.6 };
  return null;
}

const dashed = (text: string) => text.replace(/[\s_]+/g, "-");

function isPost(words: string[]): boolean {
  const first = words[0] === "the" ? words[1] : words[0];
  return words.length > 1 && (lastWords.has(words.at(-1) ?? "") || (first === "team" && words.length <= 4));
}
