import type { OptOut } from "@groundswell/analyse";
import type {
  AwardeesAnswer,
  CandidaciesAnswer,
  CandidatePageAnswer,
  CompareAnswer,
  DataReportAnswer,
  DiscoverAnswer,
  Dossier,
  HistoryAnswer,
  MovedPageAnswer,
  PersonPageAnswer,
  PersonSignalsAnswer,
  RenewalsAnswer,
  SourceCalendarAnswer,
  SourcesAnswer,
  SpacePageAnswer,
  SpaceSignalsAnswer,
  SpacesAnswer,
  StatusAnswer,
  SupportListAnswer,
  TrendsAnswer,
  WhatIfAnswer,
} from "@groundswell/reports";
import type { Asker } from "./access.ts";
import type {
  AuditAnswer,
  AwardeesImportedAnswer,
  AwardeesPreviewAnswer,
  ErasureAnswer,
  JobAnswer,
  PasswordLinkAnswer,
  PushAnswer,
  QueuesAnswer,
  ReplayAnswer,
  RetriedAnswer,
  SourceAddedAnswer,
  SourcePreviewAnswer,
  TokenAddedAnswer,
  TokensAnswer,
  UserAddedAnswer,
  UserAnswer,
  UsersAnswer,
  WebhookAddedAnswer,
  WebhooksAnswer,
  WebhookTestedAnswer,
} from "./answers-operation.ts";
import type {
  ActedAnswer,
  AssigneesAnswer,
  BulkAnswer,
  DecidedAnswer,
  IdentitiesAnswer,
  PolicyAnswer,
  ProposalListAnswer,
  ProposalPageAnswer,
} from "./answers-people.ts";
import type {
  AlertsAnswer,
  DeliveriesAnswer,
  EditionAnswer,
  EditionCompareAnswer,
  EditionsAnswer,
  MuteAnswer,
  MutesAnswer,
  PreviewAnswer,
  ReportsAnswer,
  ScheduleAnswer,
  SchedulesAnswer,
  ScheduleTimesAnswer,
  SubscriptionAddedAnswer,
  SubscriptionsAnswer,
  SubscriptionTestedAnswer,
} from "./answers-reports.ts";
import type {
  FoundSpaceDecided,
  FoundSpaceLooked,
  SpaceThreadsAnswer,
  ViewAnswer,
  ViewsAnswer,
} from "./answers-spaces.ts";

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
  ActedAnswer: ActedAnswer;
  AlertsAnswer: AlertsAnswer;
  AssigneesAnswer: AssigneesAnswer;
  AuditAnswer: AuditAnswer;
  AwardeesAnswer: AwardeesAnswer;
  AwardeesImportedAnswer: AwardeesImportedAnswer;
  AwardeesPreviewAnswer: AwardeesPreviewAnswer;
  BulkAnswer: BulkAnswer;
  CandidaciesAnswer: CandidaciesAnswer;
  CandidatePageAnswer: CandidatePageAnswer;
  CompareAnswer: CompareAnswer;
  DataReportAnswer: DataReportAnswer;
  DecidedAnswer: DecidedAnswer;
  DeliveriesAnswer: DeliveriesAnswer;
  DiscoverAnswer: DiscoverAnswer;
  Dossier: Dossier;
  EditionAnswer: EditionAnswer;
  EditionCompareAnswer: EditionCompareAnswer;
  EditionsAnswer: EditionsAnswer;
  ErasureAnswer: ErasureAnswer;
  ExpertisesAnswer: ExpertisesAnswer;
  FoundSpaceDecided: FoundSpaceDecided;
  FoundSpaceLooked: FoundSpaceLooked;
  HistoryAnswer: HistoryAnswer;
  IdentitiesAnswer: IdentitiesAnswer;
  JobAnswer: JobAnswer;
  MeAnswer: MeAnswer;
  MovedPageAnswer: MovedPageAnswer;
  MuteAnswer: MuteAnswer;
  MutesAnswer: MutesAnswer;
  OptOut: OptOut;
  PasswordLinkAnswer: PasswordLinkAnswer;
  PersonPageAnswer: PersonPageAnswer;
  PersonSignalsAnswer: PersonSignalsAnswer;
  PolicyAnswer: PolicyAnswer;
  PreviewAnswer: PreviewAnswer;
  ProposalListAnswer: ProposalListAnswer;
  ProposalPageAnswer: ProposalPageAnswer;
  PushAnswer: PushAnswer;
  QueuesAnswer: QueuesAnswer;
  RenewalsAnswer: RenewalsAnswer;
  ReplayAnswer: ReplayAnswer;
  ReportsAnswer: ReportsAnswer;
  RetriedAnswer: RetriedAnswer;
  ScheduleAnswer: ScheduleAnswer;
  SchedulesAnswer: SchedulesAnswer;
  ScheduleTimesAnswer: ScheduleTimesAnswer;
  SourceAddedAnswer: SourceAddedAnswer;
  SourceCalendarAnswer: SourceCalendarAnswer;
  SourcePreviewAnswer: SourcePreviewAnswer;
  SourcesAnswer: SourcesAnswer;
  SpacePageAnswer: SpacePageAnswer;
  SpacesAnswer: SpacesAnswer;
  SpaceSignalsAnswer: SpaceSignalsAnswer;
  SpaceThreadsAnswer: SpaceThreadsAnswer;
  StatusAnswer: StatusAnswer;
  SubscriptionAddedAnswer: SubscriptionAddedAnswer;
  SubscriptionsAnswer: SubscriptionsAnswer;
  SubscriptionTestedAnswer: SubscriptionTestedAnswer;
  SupportListAnswer: SupportListAnswer;
  TokenAddedAnswer: TokenAddedAnswer;
  TokensAnswer: TokensAnswer;
  TrendsAnswer: TrendsAnswer;
  UserAddedAnswer: UserAddedAnswer;
  UserAnswer: UserAnswer;
  UsersAnswer: UsersAnswer;
  ViewAnswer: ViewAnswer;
  ViewsAnswer: ViewsAnswer;
  WebhookAddedAnswer: WebhookAddedAnswer;
  WebhooksAnswer: WebhooksAnswer;
  WebhookTestedAnswer: WebhookTestedAnswer;
  WhatIfAnswer: WhatIfAnswer;
};
export type AnswerName = keyof Answer;
