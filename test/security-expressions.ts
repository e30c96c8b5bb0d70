/** Expressions that take more than time in proportion, by their text: the most characters that each is given, and why no more. */
export const reviewed: Record<string, { characters: number; because: string }> = {
  "/(?<=.)\\/+$/": { characters: 4000, because: "an address or a part of one; the store keeps none that is longer" },
  "/([^/]+)\\.json$/": {
    characters: 4000,
    because: "an address or a part of one; the store keeps none that is longer",
  },
  "/([^/]+)\\.txt(?:\\.gz)?$/i": {
    characters: 4000,
    because: "an address or a part of one; the store keeps none that is longer",
  },
  '/([^\\s<>"(),:;[\\]]+)(?:\\s+(?:at|<at>)\\s+|\\s*(?:\\((?:a|at)\\)|\\[at\\])\\s*)([\\w-]+(?:(?:\\.|\\s+(?:dot|\\(dot\\)|\\[dot\\])\\s+)[\\w-]+)+)/gi':
    { characters: 1000, because: "unmaskAddresses leaves alone what is longer" },
  '/([^\\s<>"(),:;]+) \\(\\) ([\\w-]+(?: ! [\\w-]+)+)/g': {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  "/(\\bwrote|\\bwrites|\\bschrieb( am .*)?|\\ba écrit|\\bescribió|\\bescreveu|\\bha scritto|\\bschreef( op .*)?|\\bnapisał\\(?a?\\)?|\\bnapsal\\(?a?\\)?|\\bskrev( .*)?|написал\\(?а?\\)?|пишет|写道|さんは書きました)\\s*[:：]?\\s*$/iu":
    { characters: 200, because: "a line that is tried has at most 200 characters" },
  "/(\\p{L}{3,})[.,]?[\\s-]+(\\d{1,2})(?:st|nd|rd|th)?[\\s,-]+(\\d{4})(?!\\d)(.*)$/u": {
    characters: 200,
    because: "parseFeedDate cuts what it is given",
  },
  "/(\\p{L}{3,})\\.?\\s+(\\d{1,2}),?( \\d{1,2}:\\d{2}.*?)\\s(\\d{4})(.*)$/u": {
    characters: 200,
    because: "parseFeedDate cuts what it is given",
  },
  "/-+$/": { characters: 1000, because: "the name of a file on the asker's own machine" },
  "/<?[^\\s<>()[\\]\"',;:]+@[^\\s<>()[\\]\"',;:@]+\\.[\\p{L}\\d-]{2,}>?/gu": {
    characters: 8000,
    because: "a message, cut to twice what is kept of it",
  },
  "/<\\?xml[^>]*?encoding\\s*=\\s*[\"']\\s*([\\w:.-]+)/i": {
    characters: 4000,
    because: "an address or a part of one; the store keeps none that is longer",
  },
  "/<mailto:([^>?\\s]+@[^>?\\s]+)/i": {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  "/[,;|/•·\\n]+|\\s[&+–—-]\\s|\\s(?:and|und|et|y|e)\\s|(?<=@\\S+)\\s+(?=@\\S)/iu": {
    characters: 4000,
    because: "a name or a line of a profile, kept with at most 500 characters, or a name in a file of one's own",
  },
  '/[<(["]+\\s*[>)\\]"]+/g': { characters: 500, because: "a name is cut before" },
  "/[\\s:#]*\\d+$/": { characters: 10000, because: "a subject, which headerOf cuts" },
  "/[^\\s<>;]+@[^\\s<>;]+/": {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  "/\\([^)]*\\)|\\[[^\\]]*\\]/g": {
    characters: 4000,
    because: "a name or a line of a profile, kept with at most 500 characters, or a name in a file of one's own",
  },
  "/\\.blogspot\\.[a-z.]+$/": {
    characters: 4000,
    because: "an address or a part of one; the store keeps none that is longer",
  },
  "/\\/*$/": { characters: 4000, because: "an address or a part of one; the store keeps none that is longer" },
  "/\\/+$/": { characters: 4000, because: "GROUNDSWELL_URL" },
  "/\\d{3,}$/": { characters: 4000, because: "an address or a part of one; the store keeps none that is longer" },
  "/\\s*(\\((via )?(jira|github|gitlab|gitbox|confluence|code review|gerrit|bugzilla)\\)|\\[via [^\\]]*\\]|\\((created|updated|commented|resolved|closed|assigned|reopened|deleted|issue comment edited|work (started|stopped)|comment edited)\\)|\\bvia (jira|github|gitlab|confluence|trac))\\s*$/i":
    { characters: 10000, because: "a header, which headerOf cuts; an envelope's line is shorter" },
  "/\\s*\\(@[\\w.-]+\\)\\s*$/": {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  "/\\s*\\(Did you mean (.*)\\?\\)$/": {
    characters: 4000,
    because: "what commander says of a line that somebody typed",
  },
  "/\\s+\\W?dot\\W?\\s+/gi": {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  "/\\{[^}]+\\}/": { characters: 4000, because: "an address or a part of one; the store keeps none that is longer" },
  "/^(.*?)\\s*<([^<>]*)>$/": { characters: 1100, because: "a name and an address, both cut before git maps them" },
  "/^(.*?)\\s+(?:via|através de|über)\\s+\\S.*$/i": {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  "/^(.*@(localhost|localhost\\.localdomain|example\\.(com|org|net)|\\(none\\)|none|unknown)|.*@.*\\.(\\(none\\)|local|localdomain|invalid)|noreply@github\\.com|(none|unknown|root|no-?reply)@.{0,3})$/":
    { characters: 500, because: "gitAuthor cuts the address" },
  "/^(?<host>[^/]+)(?<root>\\/(?:[^/]+\\/)*?pipermail\\/(?<list>[\\w.+-]+))(?<rest>\\/.*)?$/": {
    characters: 4000,
    because: "an address or a part of one; the store keeps none that is longer",
  },
  "/^(\\[[^\\]]*\\]\\s*)*(re|aw|sv|antw|odp|回复|答复)\\s*(\\[\\d+\\]|\\(\\d+\\)|\\^\\d+)?\\s*[:：]/i": {
    characters: 10000,
    because: "a subject, which headerOf cuts",
  },
  "/^(re|fwd?|aw|wg|sv|vs|antw|tr|rif|odp|ynt|回复|答复|转发)\\s*(\\[\\d+\\]|\\(\\d+\\)|\\^\\d+|\\*\\d+)?\\s*[:：]\\s*/i":
    { characters: 10000, because: "a subject, which headerOf cuts" },
  "/^-+|-+$/g": { characters: 1000, because: "the name of a file on the asker's own machine" },
  "/^From \\S+.*\\d{4}\\r?\\n[\\w-]+:/": { characters: 1000, because: "the beginning of a document, or an address" },
  "/^From\\s+.*?(?=\\b(mon|tue|wed|thu|fri|sat|sun)\\b,? +\\w|\\d{4}-\\d\\d-\\d\\d)/i": {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  "/^['\"\\s]+|['\"\\s]+$/g": {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  "/^['\"]+|['\"]+$/g": { characters: 10000, because: "a header, which headerOf cuts; an envelope's line is shorter" },
  "/^[,;]+|[,;]+$/g": { characters: 4000, because: "one value of a calendar" },
  "/^[\\s,;:-]+|[\\s,;:-]+$/g": { characters: 500, because: "a name is cut before" },
  "/^[^/\\\\]+@[^/\\\\:]+:/": { characters: 2000, because: "the option that names a repository has at most so many" },
  '/^[^\\s<>"]+@[^\\s<>"]+$/': {
    characters: 4000,
    because: "an address or a part of one; the store keeps none that is longer",
  },
  "/^\\/+|\\/+$/g": { characters: 4000, because: "an address or a part of one; the store keeps none that is longer" },
  '/^\\s*([^\\s<>"(),:;]+@[^\\s<>"(),:;]+)\\s+\\((.+)\\)\\s*$/s': {
    characters: 10000,
    because: "a header, which headerOf cuts; an envelope's line is shorter",
  },
  '/^\\s*(on|am|le|el|em|il|op|dne|den|w dniu|in article|in message|at|quoting|>{0,2}\\s*"?[\\p{L}\\d._@<"\' -]+)\\b/iu':
    { characters: 200, because: "a line that is tried has at most 200 characters" },
};
