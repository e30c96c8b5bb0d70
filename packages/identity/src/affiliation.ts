import type { Employment, KindPeriod, Organisation } from "@groundswell/model";
import { type EmployerReader, nameWords } from "./affiliation-text.ts";

/** How sure each kind of evidence is; a company with other words beside it is `companyAmongWords`. */
const confidence = { company: 0.9, companyAmongWords: 0.6, emailDomain: 0.95, membership: 0.8 };

type Found = KindPeriod & { organisation: string };

/**
 * When an account's owner worked for one of the organisations. What a file tells of an organisation stands above what the profile
 * says of it, unless the profile came to say so after the told period had ended: profiles outlive jobs.
 */
export function affiliationPeriods(
  { companies, emailDomains, memberOf, told, observedAt }: Employment,
  organisations: readonly Organisation[],
  readEmployers: EmployerReader,
): KindPeriod[] {
  const seen = (until: Date | null) => until ?? observedAt;
  const fromProfile: Found[] = [
    ...companies.flatMap(({ value, from, until }) =>
      readEmployers(value).map(({ organisation, kind, exact }) => ({
        ...{ organisation: organisation.name, kind, from, until, at: seen(until) },
        why: `says in its profile "${value}"${sameText(value, organisation.name) ? "" : `, which is ${organisation.name}`}`,
        source: "company",
        confidence: exact ? confidence.company : confidence.companyAmongWords,
      })),
    ),
    ...emailDomains.flatMap(({ value, from, until }) =>
      organisations
        .filter(({ domains }) => domains.some((domain) => within(value.toLowerCase(), domain)))
        .map(({ name, people }) => ({
          ...{ organisation: name, kind: people, from, until, at: seen(until) },
          why: `has an e-mail address at ${value.toLowerCase()}, which is ${name}'s`,
          source: "email-domain",
          confidence: confidence.emailDomain,
        })),
    ),
    ...organisations.flatMap(({ name, members, people }) =>
      members
        .filter((member) => memberOf.some((one) => sameText(one, member)))
        .slice(0, 1)
        .map((member) => ({
          ...{ organisation: name, kind: people, from: null, until: null, at: observedAt },
          why: `is a member of ${member}, which is ${name}`,
          source: "membership",
          confidence: confidence.membership,
        })),
    ),
  ];
  const known = told.flatMap((one) => {
    const organisation = organisationNamed(organisations, one.organisation);
    return organisation ? [{ ...one, organisation: organisation.name, kind: organisation.people }] : [];
  });
  const outlived = (found: Found) =>
    known.some(({ organisation, until }) => organisation === found.organisation && begins(found.from, until));
  return [
    ...fromProfile.filter((found) => !outlived(found)).map(({ organisation: _, ...period }) => period),
    ...known.map(({ organisation, kind, from, until, source, confidence, readAt }) => ({
      ...{ kind, from, until, source, confidence, at: readAt },
      why: `worked for ${organisation}, as ${source} says`,
    })),
  ];
}

/** The organisation that somebody writes by its name or an alias; null where the catalogue has none such. */
export function organisationNamed(organisations: readonly Organisation[], name: string): Organisation | null {
  const wanted = nameWords(name).join(" ");
  const matching = ({ name, aliases }: Organisation) =>
    [name, ...aliases].some((one) => nameWords(one).join(" ") === wanted);
  return organisations.find(matching) ?? null;
}

const sameText = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
const within = (domain: string, parent: string) => domain === parent || domain.endsWith(`.${parent}`);
/** Whether a period began before an end; one without a date began before any. */
const begins = (from: Date | null, end: Date | null) => from === null || end === null || from < end;
