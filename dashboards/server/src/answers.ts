import type { CandidatesAnswer, SpacesAnswer, StatusAnswer } from "@groundswell/reports";
import type { Asker } from "./access.ts";

/** One expertise and the instant its newest run stands at; null where nothing has been analysed. */
export type ExpertiseAnswer = { slug: string; name: string; asOf: string | null };
export type ExpertisesAnswer = { expertises: ExpertiseAnswer[] };

/** Who asks, null for nobody; what the first page must know before anybody has signed in. */
export type MeAnswer = {
  asker: Asker | null;
  /** Nobody is a user yet: the link that the server printed makes the first one. */
  firstRun: boolean;
  /** This is the demonstration: its store is thrown away and everybody on this machine is its admin. */
  demo: boolean;
};

/** Every answer of the API by its name there. From these types the schemas of the OpenAPI document are generated. */
export type Answer = {
  CandidatesAnswer: CandidatesAnswer;
  ExpertisesAnswer: ExpertisesAnswer;
  MeAnswer: MeAnswer;
  SpacesAnswer: SpacesAnswer;
  StatusAnswer: StatusAnswer;
};
export type AnswerName = keyof Answer;
