type Setting = { name: string; default: string | null; about: string; secret: boolean };

/** Every setting there is: read once from the environment, passed down. */
export const settingsTable: readonly Setting[] = [
  {
    name: "DATABASE_URL",
    default: null,
    about: "PostgreSQL 15 or newer, as postgresql://user:password@host:5432/name. Unset: the embedded store.",
    secret: true,
  },
  {
    name: "REDIS_URL",
    default: null,
    about: "Redis 6.2 or newer for the queues, as redis://host:6379. Unset: the queues live in the store.",
    secret: true,
  },
  { name: "GROUNDSWELL_HOME", default: ".groundswell", about: "The folder of the embedded store.", secret: false },
  { name: "GROUNDSWELL_HOST", default: "127.0.0.1", about: "The address that pages and API listen on.", secret: false },
  { name: "GROUNDSWELL_PORT", default: "4400", about: "The port that pages and API listen on.", secret: false },
  {
    name: "GROUNDSWELL_CONTACT",
    default: "https://github.com/groundswell/groundswell",
    about: "A URL or address in the User-Agent, so that a site's owner can reach you.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_RAW_DAYS",
    default: "90",
    about: "Days that raw pages are kept for replay.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_HOST_REQUESTS",
    default: "2",
    about: "Requests that one host is asked at once, by all processes of a DATABASE_URL together.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_HOST_RATE",
    default: "5",
    about: "Requests that one host is asked in a second, by all processes of a DATABASE_URL together.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_ALLOW_HOSTS",
    default: null,
    about:
      "Hosts off the open internet that sources may name, as names or name:port with commas between: wiki.corp,10.0.0.7:8080. Unset: none.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_POLICY",
    default: null,
    about: "The file of the policy to judge by. Unset: the MVP policy that Groundswell comes with.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_ACTOR",
    default: null,
    about: "Who decides, as history and audit log name them. Unset: the user of the operating system.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_ERASURE_KEY",
    default: null,
    about:
      "A secret of at least 32 characters, from which people who were erased are known again when they arrive. Keep it: once somebody was erased, nothing is saved without it.",
    secret: true,
  },
  {
    name: "GROUNDSWELL_URL",
    default: null,
    about:
      "Where people reach the pages, as https://groundswell.corp.example: for links, single sign-on and Secure cookies. Unset: the address that is listened on.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_SECRET",
    default: null,
    about:
      "A secret of at least 32 characters that signs the cookies of sessions; another one signs everybody out. Unset: one is made and kept in the store.",
    secret: true,
  },
  {
    name: "GROUNDSWELL_PROXIES",
    default: null,
    about:
      "Addresses of reverse proxies whose X-Forwarded-For is believed, with commas between, so that failed sign-ins are counted by whoever made them. Unset: none.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_OIDC_ISSUER",
    default: null,
    about: "The issuer of an OpenID Connect provider for single sign-on, as https://login.corp.example. Unset: none.",
    secret: false,
  },
  { name: "GROUNDSWELL_OIDC_CLIENT_ID", default: null, about: "What the provider calls Groundswell.", secret: false },
  {
    name: "GROUNDSWELL_OIDC_CLIENT_SECRET",
    default: null,
    about: "The secret that the provider gave Groundswell.",
    secret: true,
  },
  {
    name: "GROUNDSWELL_OIDC_DOMAINS",
    default: null,
    about:
      "Domains of e-mails with which single sign-on lets in people who are no users yet, as corp.example; they can see nothing before an admin grants it. Unset: users only.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_SMTP_URL",
    default: null,
    about: "The mail server that reports go out by, as smtps://user:password@mail.corp.example:465. Unset: no mail.",
    secret: true,
  },
  {
    name: "GROUNDSWELL_MAIL_FROM",
    default: null,
    about: "Whom reports come from, as Groundswell <groundswell@corp.example>. Needed with GROUNDSWELL_SMTP_URL.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_REPORTS",
    default: null,
    about: "A folder under which reports are put as files for those who subscribed so. Unset: no files.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_LOG",
    default: "info",
    about: "What up, worker and serve say of their work: debug, info, warn, error or silent.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_METRICS_PORT",
    default: null,
    about:
      "A port for /healthz, /readyz and Prometheus' /metrics that asks nobody who they are: workers have none without it. Unset: none; up and serve give metrics at /metrics to tokens with operation:read.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_METRICS_HOST",
    default: "127.0.0.1",
    about: "The address that GROUNDSWELL_METRICS_PORT listens on: one that only who reads metrics can reach.",
    secret: false,
  },
  {
    name: "GROUNDSWELL_TRACES_URL",
    default: null,
    about: "Where spans of jobs go by OTLP over HTTP, as http://collector:4318/v1/traces. Unset: none are made.",
    secret: false,
  },
];
