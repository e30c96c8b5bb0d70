export { readBounce } from "./bounces.ts";
export { type MailTimeouts, sendMail } from "./channels/mail.ts";
export type { ReportContext } from "./context.ts";
export { deliverNow } from "./deliver-now.ts";
export { type FoundAlerts, findAlerts } from "./find-alerts.ts";
export { dueSlot, type Issued, issueDue, issueWindow } from "./issue.ts";
export { type IssuedAlerts, issueAlerts } from "./issue-alerts.ts";
export { planSchedule, type ScheduleWish } from "./plan-schedule.ts";
export { type Building, type Built, buildReport } from "./prepare.ts";
export { type Preview, type PreviewWish, previewReport } from "./preview.ts";
export { type ReportFile, reportFiles } from "./report-files.ts";
export { type Revised, type Revisions, revise } from "./revise.ts";
export { cronWords, nextTimes, timeWords } from "./schedule-words.ts";
export { reportSchedules } from "./schedules.ts";
export { senders, sendMessage } from "./send-message.ts";
export {
  feedAddress,
  plan as planSubscription,
  type Subscribed,
  type SubscriptionWish,
  subscribeTo,
} from "./subscribing.ts";
export { sendTest, type TestSend } from "./test-send.ts";
export { readUnsubscribe, unsubscribeAddress } from "./unsubscribe.ts";
export { partFor } from "./what-to-send.ts";
export { type ReportWork, workOnReports } from "./work.ts";
export { sendSchedule, workOnSending } from "./work-on-sending.ts";
