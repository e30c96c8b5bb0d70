import { answerAnew, defaultQuestions, questionText } from "@groundswell/reports";
import { keepAnswer, type Store, standingOf } from "@groundswell/store";

/**
 * Answers what the pages ask first about the newest run of an expertise, and keeps the answers; those about older runs go. What
 * people decide meanwhile overtakes an answer, which is then left to whoever asks for it.
 * @returns how many are kept
 */
export async function keepAnswers(
  { store, now }: { store: Store; now: () => Date },
  { expertise }: { expertise: string },
): Promise<number> {
  let kept = 0;
  for (const question of defaultQuestions) {
    const standing = await standingOf(store, expertise);
    if (standing === null) break;
    const answer = await answerAnew(store, expertise, question);
    const keeping = { expertise, question: questionText(question), ...standing, isDefault: true, answer, now: now() };
    if (await keepAnswer(store, keeping)) kept++;
  }
  return kept;
}
